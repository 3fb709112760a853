package org.onestophub.operate.ops;

import java.time.Clock;
import java.time.Duration;
import org.onestophub.complaint.CachedCheck;
import org.onestophub.problem.Problem;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Health {@code ledger}: up while the database answers. Part of readiness: without it nothing can be accepted. Anybody may
 * ask, so it is asked once a second at most; while it hangs it is down.
 */
@Component("ledgerHealthIndicator")
class LedgerHealth implements HealthIndicator {

    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration OLDEST = Duration.ofSeconds(15);

    private final JdbcClient jdbc;
    private final CachedCheck<Health> last;

    LedgerHealth(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.last = new CachedCheck<>(clock, FRESH, OLDEST, this::look);
    }

    @Override
    public Health health() {
        return last.get().orElseGet(LedgerHealth::down);
    }

    private Health look() {
        try {
            jdbc.sql("select 1").query(Integer.class).single();
            return Health.up().build();
        } catch (DataAccessException e) {
            // its text may quote; the code says enough
            return down();
        }
    }

    private static Health down() {
        return Health.down()
                .withDetail("code", Problem.STORE_UNAVAILABLE.code())
                .build();
    }
}

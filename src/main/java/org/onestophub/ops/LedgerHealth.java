package org.onestophub.ops;

import org.onestophub.problem.Problem;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Health {@code ledger}: up while the database answers. Part of readiness: without it nothing can be accepted. */
@Component("ledgerHealthIndicator")
class LedgerHealth implements HealthIndicator {

    private final JdbcClient jdbc;

    LedgerHealth(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Health health() {
        try {
            jdbc.sql("select 1").query(Integer.class).single();
            return Health.up().build();
        } catch (DataAccessException e) {
            // its text may quote; the code says enough
            return Health.down().withDetail("code", Problem.STORE_UNAVAILABLE.code()).build();
        }
    }
}

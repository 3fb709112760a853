package org.onestophub.operate.ops;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.onestophub.complaint.CachedCheck;
import org.onestophub.complaint.contract.operations.DestinationStatus;
import org.onestophub.complaint.contract.operations.Destinations;
import org.onestophub.problem.Problem;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Health {@code destinations}: {@code DEGRADED} with each destination that is broken, whose breaker is not closed, or
 * where a person must look at dead or unknown deliveries; else up. Like a broken channel it is no matter of readiness. It
 * takes questions to the ledger and anybody may ask, so it is looked at every few seconds at most; unknown while that hangs.
 */
@Component("destinationsHealthIndicator")
class DestinationsHealth implements HealthIndicator {

    private final Destinations destinations;
    private final CachedCheck<Health> last;

    DestinationsHealth(Destinations destinations, Clock clock) {
        this.destinations = destinations;
        this.last = new CachedCheck<>(clock, ChannelsHealth.FRESH, ChannelsHealth.OLDEST, this::look);
    }

    @Override
    public Health health() {
        return last.get().orElseGet(() -> Health.unknown().build());
    }

    private Health look() {
        Map<String, String> ill = new LinkedHashMap<>();
        try {
            destinations.all().forEach(status -> note(status, ill));
        } catch (DataAccessException e) {
            // its text may quote; the health of the ledger shows the rest
            return Health.unknown()
                    .withDetail("code", Problem.STORE_UNAVAILABLE.code())
                    .build();
        }
        return ill.isEmpty()
                ? Health.up().build()
                : Health.status(ChannelsHealth.DEGRADED).withDetails(ill).build();
    }

    private static void note(DestinationStatus status, Map<String, String> ill) {
        if ("broken".equals(status.state())) {
            ill.put(status.name(), status.reason());
        } else if (!"closed".equals(status.breaker())) {
            ill.put(status.name(), "breaker " + status.breaker());
        } else if (status.dead() + status.unknown() > 0) {
            ill.put(status.name(), status.dead() + " dead, " + status.unknown() + " unknown");
        }
    }
}

package org.onestophub.outlet.deliver.broker;

import java.time.Clock;
import java.time.Duration;
import org.onestophub.complaint.CachedCheck;
import org.onestophub.problem.Problem;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Health {@code broker}: up while events can be handed to the intake queue. Part of readiness. Anybody may ask, so it is
 * asked once a second at most; while it hangs it is down.
 */
@Component("brokerHealthIndicator")
class BrokerHealth implements HealthIndicator {

    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration OLDEST = Duration.ofSeconds(15);

    private final CachedCheck<Boolean> isReachable;

    BrokerHealth(Broker broker, Clock clock) {
        this.isReachable = new CachedCheck<>(clock, FRESH, OLDEST, broker::isReachable);
    }

    @Override
    public Health health() {
        return isReachable.get().orElse(false)
                ? Health.up().build()
                : Health.down()
                        .withDetail("code", Problem.BROKER_UNAVAILABLE.code())
                        .build();
    }
}

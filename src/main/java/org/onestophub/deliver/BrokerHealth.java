package org.onestophub.deliver;

import org.onestophub.problem.Problem;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Health {@code broker}: up while events can be handed to the intake queue. Part of readiness. */
@Component("brokerHealthIndicator")
class BrokerHealth implements HealthIndicator {

    private final Broker broker;

    BrokerHealth(Broker broker) {
        this.broker = broker;
    }

    @Override
    public Health health() {
        return broker.isReachable()
                ? Health.up().build()
                : Health.down().withDetail("code", Problem.BROKER_UNAVAILABLE.code()).build();
    }
}

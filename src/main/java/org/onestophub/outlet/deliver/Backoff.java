package org.onestophub.outlet.deliver;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/**
 * Spaces the attempts at a shipment: a random time between nothing and a bound that doubles ("full jitter"), so that many
 * shipments that failed together do not come back together.
 */
@Component
class Backoff {

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** Time to the next attempt after {@code failures} failed ones. */
    Duration after(int failures, DeliverySettings settings) {
        return Duration.ofMillis(random.nextLong(settings.pauseAfter(failures).toMillis() + 1));
    }
}

package org.onestophub.pipeline.read.scan;

import java.time.Clock;
import java.time.Duration;
import org.onestophub.complaint.CachedCheck;
import org.onestophub.problem.Problem;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Health {@code decoder}: {@code DEGRADED} with RD-303 if no letter can be decoded now; letters then wait and everything else
 * goes on, so readiness does not depend on it. Anyone may query it, so it is checked every few seconds at most.
 */
@Component("decoderHealthIndicator")
class DecoderHealth implements HealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED");

    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration OLDEST = Duration.ofMinutes(1);

    private final CachedCheck<Boolean> isBroken;

    DecoderHealth(DecoderProcess decoder, Clock clock) {
        this.isBroken = new CachedCheck<>(clock, FRESH, OLDEST, decoder::isBroken);
    }

    @Override
    public Health health() {
        return isBroken.get().orElse(false)
                ? Health.status(DEGRADED)
                        .withDetail("code", Problem.DECODER_UNAVAILABLE.code())
                        .build()
                : Health.up().build();
    }
}

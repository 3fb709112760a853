package org.onestophub.operate.ops;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.onestophub.complaint.CachedCheck;
import org.onestophub.complaint.contract.operations.ChannelRegistry;
import org.onestophub.complaint.contract.operations.ChannelStatus;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Health {@code channels}: {@code DEGRADED} with the reason of each channel that is broken, or runs its last good version
 * in place of broken files; else up. A broken channel is a matter for people; the others work, so the HTTP status stays
 * 200 and readiness does not depend on it. It takes a look at all files and anybody may ask, so that is made every few
 * seconds at most.
 */
@Component("channelsHealthIndicator")
class ChannelsHealth implements HealthIndicator {

    static final Status DEGRADED = new Status("DEGRADED");

    static final Duration FRESH = Duration.ofSeconds(5);
    static final Duration OLDEST = Duration.ofMinutes(1);

    private final ChannelRegistry registry;
    private final CachedCheck<Health> last;

    ChannelsHealth(ChannelRegistry registry, Clock clock) {
        this.registry = registry;
        this.last = new CachedCheck<>(clock, FRESH, OLDEST, this::look);
    }

    @Override
    public Health health() {
        return last.get().orElseGet(() -> Health.unknown().build());
    }

    private Health look() {
        List<ChannelStatus> broken =
                registry.channels().stream().filter(ChannelStatus::isDegraded).toList();
        if (broken.isEmpty()) {
            return Health.up().build();
        }
        Health.Builder health = Health.status(DEGRADED);
        broken.forEach(channel -> health.withDetail(channel.name(), channel.reason()));
        return health.build();
    }
}

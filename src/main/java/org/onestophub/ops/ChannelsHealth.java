package org.onestophub.ops;

import java.util.List;
import org.onestophub.complaint.ChannelRegistry;
import org.onestophub.complaint.ChannelStatus;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/**
 * Health {@code channels}: {@code DEGRADED} with the reason of each channel that is broken, or runs its last good version
 * in place of broken files; else up. A broken channel is a matter for people; the others work, so the HTTP status stays 200 and readiness does not depend on it.
 */
@Component("channelsHealthIndicator")
class ChannelsHealth implements HealthIndicator {

    static final Status DEGRADED = new Status("DEGRADED");

    private final ChannelRegistry registry;

    ChannelsHealth(ChannelRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Health health() {
        List<ChannelStatus> broken = registry.channels().stream()
                .filter(ChannelStatus::isDegraded)
                .toList();
        if (broken.isEmpty()) {
            return Health.up().build();
        }
        Health.Builder health = Health.status(DEGRADED);
        broken.forEach(channel -> health.withDetail(channel.name(), channel.reason()));
        return health.build();
    }
}

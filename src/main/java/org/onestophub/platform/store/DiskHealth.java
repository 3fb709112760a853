package org.onestophub.platform.store;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.onestophub.complaint.CachedCheck;
import org.onestophub.platform.store.DataDisks.Disk;
import org.onestophub.problem.Problem;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Health {@code diskSpace}: down when a disk on which data lie is as good as full. Takes the place of Spring Boot's own,
 * which measures the folder that the hub was started in. The alert {@code disk-free} comes long before it. Measured every
 * five seconds at most; while a lost share hangs it is down.
 */
@Component("diskSpaceHealthIndicator")
class DiskHealth implements HealthIndicator {

    private static final long LEAST_BYTES = DataSize.ofMegabytes(100).toBytes();

    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration OLDEST = Duration.ofSeconds(30);

    private final CachedCheck<List<Disk>> disks;

    DiskHealth(DataDisks disks, Clock clock) {
        this.disks = new CachedCheck<>(clock, FRESH, OLDEST, disks::look);
    }

    @Override
    public Health health() {
        List<Disk> seen = disks.get().orElse(List.of());
        Health.Builder health = !seen.isEmpty() && seen.stream().allMatch(disk -> disk.freeBytes() >= LEAST_BYTES)
                ? Health.up()
                : Health.down().withDetail("code", Problem.STORE_UNAVAILABLE.code());
        seen.forEach(disk -> health.withDetail(disk.folder().isEmpty() ? "hub.home" : disk.folder(), disk.freeBytes()));
        return health.build();
    }
}

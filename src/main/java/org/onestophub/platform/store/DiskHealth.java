package org.onestophub.platform.store;

import java.util.List;
import org.onestophub.platform.store.DataDisks.Disk;
import org.onestophub.problem.Problem;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Health {@code diskSpace}: down when a disk on which data lie is as good as full. Takes the place of Spring Boot's own,
 * which measures the folder that the hub was started in. The alert {@code disk-free} comes long before it.
 */
@Component("diskSpaceHealthIndicator")
class DiskHealth implements HealthIndicator {

    private static final long LEAST_BYTES = DataSize.ofMegabytes(100).toBytes();

    private final DataDisks disks;

    DiskHealth(DataDisks disks) {
        this.disks = disks;
    }

    @Override
    public Health health() {
        List<Disk> seen = disks.look();
        Health.Builder health = seen.stream().allMatch(disk -> disk.freeBytes() >= LEAST_BYTES)
                ? Health.up()
                : Health.down().withDetail("code", Problem.STORE_UNAVAILABLE.code());
        seen.forEach(disk -> health.withDetail(disk.folder().isEmpty() ? "hub.home" : disk.folder(), disk.freeBytes()));
        return health.build();
    }
}

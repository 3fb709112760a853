package org.onestophub.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.platform.store.DataDisks.Disk;
import org.onestophub.support.LedgerSlice;
import org.onestophub.support.SmallDisk;
import org.springframework.boot.health.contributor.Status;

/** The disks on which data lie, one of them full. */
class DataDisksIT {

    @TempDir
    private Path home;

    @Test
    void folderThatLiesOnADiskOfItsOwnIsMeasuredThere() throws Exception {
        try (LedgerSlice slice = new LedgerSlice(home)
                .rooms("platform.store.HubHome", "platform.store.DataDisks", "platform.store.DiskHealth")
                .start()) {
            DataDisks disks = slice.get(DataDisks.class);
            assertThat(disks.look()).extracting(Disk::folder).containsExactly("");

            try (SmallDisk small = SmallDisk.mount(home.resolve("blobs"), 8)) {
                assertThat(disks.look()).extracting(Disk::folder).containsExactly("", "blobs");
                assertThat(disks.look().get(1).freeBytes()).isBetween(1L, 8L * 1024 * 1024);
                assertThat(slice.get(DiskHealth.class).health().getStatus()).isEqualTo(Status.DOWN);
                assertThat(slice.get(DiskHealth.class).health().getDetails())
                        .containsKeys("hub.home", "blobs")
                        .containsEntry("code", "RC-301");
            }
        }
    }
}

package org.onestophub.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.HubProperties;

class HubHomeTest {

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has other rights")
    void foldersWithPeoplesDataOrProgramsAreClosedToOthersAlsoIfTheyWereOpen(@TempDir Path folder) throws IOException {
        Path open = Files.createDirectories(folder.resolve("postgres-binaries"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        startIn(folder);

        for (String closed : List.of("blobs", "broker", "postgres-binaries", "spool", "work")) {
            assertThat(Files.getPosixFilePermissions(folder.resolve(closed)))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has other rights")
    void inboxIsForTheGroupUnlessSomebodyGaveItOtherRights(@TempDir Path folder) throws IOException {
        startIn(folder);
        assertThat(Files.getPosixFilePermissions(folder.resolve("inbox")))
                .isEqualTo(PosixFilePermissions.fromString("rwxrwx---"));

        Files.setPosixFilePermissions(folder.resolve("inbox"), PosixFilePermissions.fromString("rwxr-xr-x"));
        startIn(folder);
        assertThat(Files.getPosixFilePermissions(folder.resolve("inbox")))
                .isEqualTo(PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void startIn(Path folder) throws IOException {
        new HubHome(new HubProperties(
                        folder, Path.of("."), ZoneId.of("Asia/Shanghai"), new HubProperties.Institution("", "")))
                .close();
    }
}

package org.onestophub.operate.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The input of a draft is a real complaint. */
class DraftFolderTest {

    private static final Instant NOW = Instant.parse("2026-11-30T02:00:00Z");

    @TempDir
    private Path home;

    @Test
    void inputIsReadByTheHubAloneAndGoneAfterAWeek() throws IOException {
        DraftFolder folder = new DraftFolder(home, Clock.fixed(NOW, ZoneOffset.UTC));
        Path file = Files.createDirectories(home.resolve("drafts/box")).resolve("input");

        folder.keepInput("box", "张三.pdf", new byte[] {1});

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.resolveSibling("input-name"))))
                .isEqualTo("rw-------");
        assertThat(folder.inputName("box")).isEqualTo("张三.pdf");
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofDays(7))));
        assertThat(folder.input("box")).isPresent();
        Files.setLastModifiedTime(
                file, FileTime.from(NOW.minus(Duration.ofDays(7)).minusSeconds(1)));
        assertThat(folder.input("box")).isEmpty();
        assertThat(file).doesNotExist();
        assertThat(folder.inputName("box")).isEmpty();
    }
}

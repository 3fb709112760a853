package org.onestophub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulated file servers keep bytes and check who comes. */
class FileServersIT {

    private final byte[] bytes = new byte[200_000];

    FileServersIT() {
        new Random(7).nextBytes(bytes);
    }

    @Test
    void sftpKeepsBytesAndItsKnownHostsFileVouchesForIt(@TempDir Path folder) throws IOException {
        try (SftpServer server = SftpServer.start(folder, "pbx", "p/+%?&ss")) {
            server.upload("out/话单.csv", bytes);

            assertThat(server.root().resolve("out/话单.csv")).hasBinaryContent(bytes);
        }
    }

    @Test
    void sftpWithAnotherKeyThanTheKnownOneIsNotTrusted(@TempDir Path folder) throws IOException {
        try (SftpServer server = SftpServer.start(folder, "pbx", "secret")) {
            String line = Files.readString(server.knownHosts());
            try (SftpServer other = SftpServer.start(folder.resolve("other"), "pbx", "secret")) {
                String foreign = Files.readString(other.knownHosts());
                Files.writeString(
                        server.knownHosts(),
                        line.substring(0, line.indexOf(' ')) + foreign.substring(foreign.indexOf(' ')));

                assertThatThrownBy(() -> server.upload("a.csv", bytes)).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void ftpKeepsBytes(@TempDir Path folder) throws IOException {
        try (FtpServer server = FtpServer.start(folder, "scanner", "p/+%?&ss")) {
            server.upload("in/信件.pdf", bytes);

            assertThat(server.root().resolve("in/信件.pdf")).hasBinaryContent(bytes);
        }
    }

    @Test
    void ftpsKeepsBytesOverAnEncryptedDataChannel(@TempDir Path folder) throws IOException {
        try (FtpServer server = FtpServer.startSecure(folder, "scanner", "secret")) {
            server.upload("in/a.pdf", bytes);

            assertThat(server.root().resolve("in/a.pdf")).hasBinaryContent(bytes);
        }
    }
}

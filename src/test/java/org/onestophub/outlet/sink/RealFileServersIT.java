package org.onestophub.outlet.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.outlet.sink.SinkRig.Outcome;
import org.onestophub.server.FtpsDirectives;
import org.onestophub.server.OpenSshd;
import org.onestophub.server.ProFtpd;
import org.onestophub.support.SmallDisk;
import org.onestophub.support.TestTls;

/** File sinks at ProFTPD, OpenSSH and file systems as they come, whose answers a simulator would not give. */
class RealFileServersIT {

    /** Without a colon, which ends a field of a server's file of passwords. */
    private static final String PASSWORD = "p a+ss%w";

    private static TestTls tls;

    @BeforeAll
    static void makeKey(@TempDir Path folder) throws Exception {
        tls = TestTls.make(folder);
    }

    @AfterAll
    static void forgetKey() {
        tls = null;
    }

    private static ProFtpd ftps(String... directives) throws Exception {
        return ProFtpd.start(PASSWORD, FtpsDirectives.of(tls, directives));
    }

    private static SinkRig ftpsSink(ProFtpd server) {
        return ftpsSink(server, Map.of());
    }

    private static SinkRig ftpsSink(ProFtpd server, Map<String, String> changed) {
        Map<String, String> all = new HashMap<>(Map.of(
                "host",
                "localhost",
                "port",
                Integer.toString(server.port()),
                "username",
                ProFtpd.USER,
                "passwordSetting",
                SinkRig.PASSWORD_SETTING,
                "certificateFile",
                tls.certificate().toString(),
                "extension",
                "csv",
                "answerTimeout",
                "20000"));
        all.putAll(changed);
        return SinkRig.start("ftps-files-sink", all, "", PASSWORD);
    }

    private static SinkRig sftpSink(OpenSshd server, String password, Map<String, String> changed) throws IOException {
        Map<String, String> all = new HashMap<>(Map.of(
                "host",
                "127.0.0.1",
                "port",
                Integer.toString(server.port()),
                "username",
                OpenSshd.USER,
                "passwordSetting",
                SinkRig.PASSWORD_SETTING,
                "knownHostsFile",
                server.knownHosts().toString(),
                "extension",
                "csv",
                "answerTimeout",
                "20000"));
        all.putAll(changed);
        return SinkRig.start("sftp-files-sink", all, "", password);
    }

    private static SinkRig folderSink(Path folder, boolean createDirectory) {
        return SinkRig.start(
                "folder-files-sink",
                Map.of(
                        "directory", folder.toString(),
                        "extension", "csv",
                        "createDirectory", Boolean.toString(createDirectory)));
    }

    /** Leaves not a byte free. */
    private static void fill(Path folder) {
        try {
            Files.write(folder.resolve("filler"), new byte[2 * 1024 * 1024]);
        } catch (IOException e) {
            // that is the aim
        }
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSProtocol TLSv1.2", "TLSProtocol TLSv1.3", "TLSProtocol TLSv1.2 TLSv1.3"})
    void sessionThatMustBeResumedIsResumed(String protocol) throws Exception {
        try (ProFtpd server = ftps(protocol);
                SinkRig rig = ftpsSink(server)) {
            assertThat(rig.probe()).endsWith("folder ok", "rights ok").noneMatch(step -> step.contains("CH-"));
            byte[] large = new byte[3_000_000];
            for (int i = 1; i <= 3; i++) {
                assertThat(rig.send("d-" + i, large)).isEqualTo(new Outcome("", "stored", "d-" + i + ".csv"));
            }
            assertThat(names(server.root())).containsExactly("d-1.csv", "d-2.csv", "d-3.csv");
            assertThat(server.root().resolve("d-3.csv")).hasSize(3_000_000);
        }
    }

    @Test
    void ftpsServerThatForbidsToWriteSaysSoInTheAttempt() throws Exception {
        try (ProFtpd server = ftps("<Limit STOR>", "DenyAll", "</Limit>");
                SinkRig rig = ftpsSink(server)) {
            Outcome outcome = rig.send("d-1", "one");

            assertThat(outcome.code()).isEqualTo("DL-307");
            assertThat(outcome.status()).isEqualTo("550");
            assertThat(outcome.response()).startsWith("550 ");
            assertThat(rig.probeEnd()).isEqualTo("rights CH-322");
            assertThat(names(server.root())).isEmpty();
        }
    }

    @Test
    void ftpsServerThatForbidsToRenameSaysSoAndNothingIsLeft() throws Exception {
        try (ProFtpd server = ftps("<Limit RNFR RNTO>", "DenyAll", "</Limit>");
                SinkRig rig = ftpsSink(server)) {
            Outcome outcome = rig.send("d-1", "one");

            assertThat(outcome.code()).isEqualTo("DL-307");
            assertThat(outcome.response()).startsWith("550 ");
            assertThat(rig.probeEnd()).isEqualTo("rights CH-322");
            assertThat(names(server.root())).isEmpty();
        }
    }

    @Test
    void ftpsServersOwnWordsAreKeptForLoginFolderAndCertificate() throws Exception {
        try (ProFtpd server = ftps()) {
            try (SinkRig rig = ftpsSink(server)) {
                rig.set(SinkRig.PASSWORD_SETTING, "wrong");
                assertThat(rig.send("d-1", "one")).isEqualTo(new Outcome("DL-302", "530", "530 Login incorrect."));
            }
            try (SinkRig rig = ftpsSink(server, Map.of("directory", "nowhere"))) {
                Outcome outcome = rig.send("d-1", "one");
                assertThat(outcome.code() + " " + outcome.status()).isEqualTo("DL-302 550");
                assertThat(outcome.response()).contains("No such file or directory");
            }
            try (SinkRig rig = ftpsSink(server, Map.of("certificateFile", ""))) {
                Outcome outcome = rig.send("d-1", "one");
                assertThat(outcome.code() + " " + outcome.status()).isEqualTo("DL-302 tls");
                assertThat(outcome.response()).contains("certification path");
            }
            try (SinkRig rig = ftpsSink(server, Map.of("host", "127.0.0.2"))) {
                assertThat(rig.send("d-1", "one").code()).isEqualTo("DL-302");
            }
        }
    }

    @Test
    void fullDiskOfAnFtpsServerIsNamedAndNothingIsLeftOfTheFile() throws Exception {
        try (ProFtpd server = ftps();
                SmallDisk full = SmallDisk.mount(server.root(), 1);
                SinkRig rig = ftpsSink(server)) {
            fill(server.root());

            Outcome outcome = rig.send("d-1", "one");
            assertThat(outcome.code()).isEqualTo("DL-306");
            assertThat(outcome.response()).containsIgnoringCase("space");
            assertThat(rig.probeEnd()).isEqualTo("rights CH-334");
            assertThat(names(server.root())).containsExactly("filler");

            Files.delete(server.root().resolve("filler"));
            assertThat(rig.send("d-1", "one").code()).isEmpty();
            // in the middle of a file it names an input/output error, or the lack of space
            Outcome large = rig.send("d-2", new byte[2_000_000]);
            assertThat(large.code()).isIn("DL-302", "DL-306");
            assertThat(large.response()).startsWith("45");
            assertThat(names(server.root())).containsExactly("d-1.csv");
        }
    }

    @Test
    void fullDiskOfAnSftpServerIsNamedAndNothingIsLeftOfTheFile() throws Exception {
        try (OpenSshd server = OpenSshd.start(PASSWORD);
                SmallDisk full = SmallDisk.mount(server.root(), 1);
                SinkRig rig = sftpSink(server, PASSWORD, Map.of())) {
            fill(server.root());

            Outcome outcome = rig.send("d-1", "one");
            assertThat(outcome.code()).isEqualTo("DL-306");
            assertThat(outcome.status()).isEqualTo("SSH_FX_4");
            assertThat(outcome.response()).contains("Failure", "no space left");
            assertThat(rig.probeEnd()).isEqualTo("rights CH-334");
            assertThat(names(server.root())).containsExactly("filler");

            Files.delete(server.root().resolve("filler"));
            assertThat(rig.send("d-1", "one").code()).isEmpty();
            assertThat(rig.send("d-2", new byte[2_000_000]).code()).isEqualTo("DL-306");
            assertThat(names(server.root())).containsExactly("d-1.csv");
        }
    }

    @Test
    void openSshsOwnWordsAreKeptForLoginFolderAndHostKey() throws Exception {
        try (OpenSshd server = OpenSshd.start(PASSWORD)) {
            try (SinkRig rig = sftpSink(server, PASSWORD, Map.of())) {
                assertThat(rig.send("d-1", "one").code()).isEmpty();
                assertThat(rig.probe()).endsWith("folder ok", "rights ok");
                rig.set(SinkRig.PASSWORD_SETTING, "wrong");
                Outcome outcome = rig.send("d-1", "one");
                assertThat(outcome.code() + " " + outcome.status()).isEqualTo("DL-302 login");
                assertThat(outcome.response()).contains("Auth fail").doesNotContain("wrong");
            }
            try (SinkRig rig = sftpSink(server, PASSWORD, Map.of("directory", "nowhere"))) {
                Outcome outcome = rig.send("d-1", "one");
                assertThat(outcome.code() + " " + outcome.status()).isEqualTo("DL-302 folder");
                assertThat(outcome.response()).contains("No such file");
            }
            // known by another name only
            try (SinkRig rig = sftpSink(server, PASSWORD, Map.of("host", "localhost"))) {
                Outcome outcome = rig.send("d-1", "one");
                assertThat(outcome.code() + " " + outcome.status()).isEqualTo("DL-302 host-key");
                assertThat(outcome.response()).contains("HostKey");
            }
        }
    }

    @Test
    void sftpServerThatForbidsToWriteSaysSoInTheAttempt() throws Exception {
        try (OpenSshd server =
                        OpenSshd.start(PASSWORD, "Match all", "ForceCommand internal-sftp -P open,write,mkdir,rename");
                SinkRig rig = sftpSink(server, PASSWORD, Map.of())) {
            Outcome outcome = rig.send("d-1", "one");

            assertThat(outcome.code()).isEqualTo("DL-307");
            assertThat(outcome.response()).contains("Permission denied");
            assertThat(rig.probeEnd()).isEqualTo("rights CH-322");
        }
    }

    @Test
    void fullDiskOfAFolderIsNamedAndNothingIsLeftOfTheFile(@TempDir Path folder) throws Exception {
        try (SmallDisk full = SmallDisk.mount(folder, 1);
                SinkRig rig = folderSink(folder, false)) {
            fill(folder);

            Outcome outcome = rig.send("d-1", "one");
            assertThat(outcome.code()).isEqualTo("DL-306");
            assertThat(outcome.response()).isNotBlank();
            assertThat(rig.probeEnd()).isEqualTo("rights CH-334");
            assertThat(names(folder)).containsExactly("filler");
        }
    }

    @Test
    void folderThatMayNotBeMadeIsSeenByTheTest(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");
        try (SinkRig rig = folderSink(file.resolve("below/a-file"), true)) {
            assertThat(rig.probeEnd()).startsWith("folder CH-");
            Outcome outcome = rig.send("d-1", "one");
            assertThat(outcome.code()).isEqualTo("DL-302");
            assertThat(outcome.response()).isNotBlank().doesNotContain(folder.toString());
        }
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
        if (!Files.isWritable(closed)) {
            try (SinkRig rig = folderSink(closed.resolve("new"), true)) {
                assertThat(rig.probeEnd()).isEqualTo("folder CH-322");
                assertThat(rig.send("d-1", "one").code()).isEqualTo("DL-307");
            }
        }
    }

    @Test
    void folderThatTheFirstFileMakesIsTriedAndIsNotLeftBehind(@TempDir Path folder) {
        try (SinkRig rig = folderSink(folder.resolve("new/deeper"), true)) {
            assertThat(rig.probe()).containsExactly("folder ok", "rights ok");
            assertThat(names(folder)).isEmpty();
            assertThat(rig.send("d-1", "one").code()).isEmpty();
        }
    }
}

package org.onestophub.outlet.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.outlet.sink.SinkRig.Outcome;
import org.onestophub.simulator.FtpServer;
import org.onestophub.simulator.SftpServer;

class FileSinksIT {

    private static final String USER = "reports@hospital";
    private static SftpServer sftp;
    private static FtpServer ftps;
    private static Path local;

    /** The same promises at three kinds of place. */
    enum Place {
        FOLDER,
        SFTP,
        FTPS;

        Path folder() {
            return switch (this) {
                case FOLDER -> local.resolve("报表 a+b");
                case SFTP -> sftp.root().resolve("报表 a+b");
                case FTPS -> ftps.root().resolve("报表 a+b");
            };
        }

        String kamelet() {
            return name().toLowerCase(java.util.Locale.ROOT) + "-files-sink";
        }

        Map<String, String> parameters() throws IOException {
            Map<String, String> all = new HashMap<>(Map.of("extension", "csv", "prefix", "complaints-"));
            all.put("directory", this == FOLDER ? folder().toString() : "报表 a+b");
            if (this != FOLDER) {
                all.put("host", "localhost");
                all.put("port", Integer.toString(this == SFTP ? sftp.port() : ftps.port()));
                all.put("username", USER);
                all.put("passwordSetting", SinkRig.PASSWORD_SETTING);
                all.put("answerTimeout", "20000");
                all.put(
                        this == SFTP ? "knownHostsFile" : "certificateFile",
                        this == SFTP
                                ? knownAsLocalhost().toString()
                                : ftps.certificate().toString());
            }
            return all;
        }
    }

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        local = folder.resolve("local");
        sftp = SftpServer.start(Files.createDirectories(folder.resolve("sftp")), USER, SinkRig.ODD_PASSWORD);
        ftps = FtpServer.startSecure(Files.createDirectories(folder.resolve("ftps")), USER, SinkRig.ODD_PASSWORD);
    }

    @AfterAll
    static void stop() throws IOException {
        sftp.close();
        ftps.close();
    }

    @BeforeEach
    void empty() throws IOException {
        for (Place place : Place.values()) {
            Files.createDirectories(place.folder());
            for (Path file : list(place)) {
                Files.delete(file);
            }
        }
    }

    private static Path knownAsLocalhost() throws IOException {
        Path file = sftp.knownHosts().resolveSibling("known_localhost");
        return Files.writeString(file, Files.readString(sftp.knownHosts()).replace("127.0.0.1", "localhost"));
    }

    private static List<Path> list(Place place) {
        try (Stream<Path> files = Files.list(place.folder())) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void aRepetitionReplacesTheFileAndNothingElseIsLeft(Place place) throws IOException {
        try (SinkRig rig = SinkRig.start(place.kamelet(), place.parameters())) {
            Outcome first = rig.send("d-1", "one");
            Outcome again = rig.send("d-1", "one more");
            Outcome other = rig.send("d-2", new byte[0]);

            assertThat(List.of(first, again, other)).extracting(Outcome::code).containsOnly("");
            assertThat(first).isEqualTo(new Outcome("", "stored", "complaints-d-1.csv"));
        }
        assertThat(list(place))
                .extracting(path -> path.getFileName().toString())
                .containsExactly("complaints-d-1.csv", "complaints-d-2.csv");
        assertThat(list(place).get(0)).hasContent("one more");
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void aTestReachesTheFolderAndLeavesNothingThere(Place place) throws IOException {
        try (SinkRig rig = SinkRig.start(place.kamelet(), place.parameters())) {
            assertThat(rig.probe()).endsWith("folder ok", "rights ok").noneMatch(step -> step.contains("CH-"));
            if (place != Place.FOLDER) {
                assertThat(rig.probe())
                        .startsWith(
                                "settings ok",
                                "resolve ok",
                                "connect ok",
                                "greeting ok",
                                place == Place.SFTP ? "host-key ok" : "tls ok",
                                "login ok");
                rig.set(SinkRig.PASSWORD_SETTING, "wrong");
                assertThat(rig.probeEnd()).isEqualTo("login CH-320");
                rig.set(SinkRig.PASSWORD_SETTING, "");
                assertThat(rig.probeEnd()).isEqualTo("settings CH-204");
            }
        }
        Map<String, String> parameters = place.parameters();
        parameters.put(
                "directory", place == Place.FOLDER ? local.resolve("nowhere").toString() : "nowhere");
        try (SinkRig rig = SinkRig.start(place.kamelet(), parameters)) {
            assertThat(rig.probeEnd()).isEqualTo("folder CH-321");
        }
        assertThat(list(place)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void aHostileIdLeavesNoFolder(Place place) throws IOException {
        try (SinkRig rig = SinkRig.start(place.kamelet(), place.parameters())) {
            assertThat(rig.send("../../etc/cron.d/x*?", "one").code()).isEmpty();
        }
        assertThat(list(place)).hasSize(1);
        assertThat(list(place).get(0).getFileName().toString()).matches("complaints-[0-9a-f]{64}\\.csv");
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void intoAFolderThatIsNotThereNothingIsGiven(Place place) throws IOException {
        Map<String, String> parameters = place.parameters();
        parameters.put(
                "directory", place == Place.FOLDER ? local.resolve("nowhere").toString() : "nowhere");

        try (SinkRig rig = SinkRig.start(place.kamelet(), parameters)) {
            assertThat(rig.send("d-1", "one").code()).isEqualTo("DL-302");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Place.class,
            names = {"SFTP", "FTPS"})
    void aWrongPasswordAStrangeServerAndASilentOneAreGivenNothing(Place place) throws IOException {
        try (SinkRig rig = SinkRig.start(place.kamelet(), place.parameters(), "", "wrong")) {
            assertThat(rig.send("d-1", "one").code()).isEqualTo("DL-302");
        }
        Map<String, String> strange = place.parameters();
        strange.put(
                place == Place.SFTP ? "knownHostsFile" : "host",
                place == Place.SFTP ? sftp.knownHosts().toString() : "127.0.0.2");
        try (SinkRig rig = SinkRig.start(place.kamelet(), strange)) {
            assertThat(rig.send("d-1", "one").code()).isEqualTo("DL-302");
        }
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Map<String, String> hanging = place.parameters();
            hanging.put("port", Integer.toString(silent.getLocalPort()));
            hanging.put("connectTimeout", "500");
            hanging.put("answerTimeout", "500");
            try (SinkRig rig = SinkRig.start(place.kamelet(), hanging)) {
                assertThat(rig.send("d-1", "one").code()).isEqualTo("DL-302");
            }
        }
        assertThat(list(place)).isEmpty();
    }

    @Test
    void aFolderIsMadeOnlyWhereThatIsAskedFor() throws IOException {
        Map<String, String> parameters = Place.FOLDER.parameters();
        parameters.put("directory", local.resolve("new/deeper").toString());
        parameters.put("createDirectory", "true");

        try (SinkRig rig = SinkRig.start("folder-files-sink", parameters)) {
            assertThat(rig.send("d-1", "one").code()).isEmpty();
        }
        assertThat(local.resolve("new/deeper/complaints-d-1.csv")).hasContent("one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../up", "a/b", ".hidden", "a b"})
    void aPrefixThatCouldLeaveTheFolderStopsTheRoute(String prefix) throws IOException {
        Map<String, String> parameters = Place.FOLDER.parameters();
        parameters.put("prefix", prefix);

        assertThatThrownBy(() -> SinkRig.start("folder-files-sink", parameters)).hasStackTraceContaining("CH-207");
    }

    @Test
    void whatIsNoBytesIsAFaultOfTheMapping() throws IOException {
        try (SinkRig rig = SinkRig.start("folder-files-sink", Place.FOLDER.parameters())) {
            assertThat(rig.send("d-1", List.of("x")).code()).isEqualTo("DL-201");
            assertThat(rig.send(" ", "one").code()).isEqualTo("DL-901");
        }
    }

    @Test
    void anSftpServerWithoutAKnownHostKeyIsNotEvenTried() throws IOException {
        Map<String, String> parameters = Place.SFTP.parameters();
        parameters.put("knownHostsFile", local.resolve("none").toString());

        assertThatThrownBy(() -> SinkRig.start("sftp-files-sink", parameters)).hasStackTraceContaining("CH-207");
    }
}

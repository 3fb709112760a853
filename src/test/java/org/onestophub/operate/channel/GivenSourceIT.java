package org.onestophub.operate.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.complaint.contract.configuration.ConnectionStep;
import org.onestophub.complaint.contract.configuration.ServerIdentity;
import org.onestophub.intake.source.file.FileNames;
import org.onestophub.platform.probe.ExampleFile;
import org.onestophub.platform.probe.FolderProbe;
import org.onestophub.platform.probe.FolderVisit;
import org.onestophub.platform.probe.FtpProbe;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.platform.probe.ProbeTarget;
import org.onestophub.platform.probe.SftpProbe;
import org.onestophub.platform.probe.TlsInspection;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.simulator.FtpServer;
import org.onestophub.simulator.SftpServer;
import org.onestophub.support.FreePort;
import org.onestophub.support.TestTls;

/** Systems of which only settings are there: whom to trust is learnt from them, and a file is read as an example. */
class GivenSourceIT {

    private static final String USER = "scans";
    private static final String PASSWORD = "p+a%s#w&o=r?d {x}";
    private static final int MOST = 1_000;
    private static final Clock CLOCK = Clock.systemUTC();
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    @TempDir
    private static Path folder;

    private static SftpServer sftp;
    private static FtpServer ftps;

    @BeforeAll
    static void start() throws IOException {
        sftp = SftpServer.start(Files.createDirectories(folder.resolve("sftp")), USER, PASSWORD);
        ftps = FtpServer.startSecure(Files.createDirectories(folder.resolve("ftps")), USER, PASSWORD);
        for (Path root : new Path[] {sftp.root(), ftps.root(), folder}) {
            Path letters = Files.createDirectories(root.resolve("letters"));
            file(letters, "new.pdf", "new", "2026-11-03T00:00:00Z");
            file(letters, "old.pdf", "old", "2026-11-02T00:00:00Z");
            file(letters, "huge.pdf", "x".repeat(MOST + 1), "2026-11-01T00:00:00Z");
            file(letters, "empty.pdf", "", "2026-11-01T00:00:00Z");
            file(letters, "sending.pdf.part", "part", "2026-11-01T00:00:00Z");
        }
    }

    @AfterAll
    static void stop() throws IOException {
        sftp.close();
        ftps.close();
        THREADS.shutdownNow();
    }

    @Test
    void sftpServerThatNobodyTrustsShowsItsKeyAndIsTrustedByIt() throws Exception {
        String line = Files.readString(sftp.knownHosts());
        byte[] key = Base64.getDecoder().decode(line.strip().split(" ")[2]);
        String print = Base64.getEncoder()
                .withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
        ProbeSteps stranger = new ProbeSteps(THREADS);

        @Nullable ServerIdentity identity = visit(sftp(""), stranger, visit());

        assertThat(stepOf(stranger, "host-key").code()).isEqualTo(Problem.HOST_KEY_UNKNOWN.code());
        assertThat(stepOf(stranger, "host-key").facts()).containsEntry("fingerprint", "SHA256:" + print);
        assertThat(stepOf(stranger, "login").result()).isEqualTo("skipped");
        assertThat(identity).isEqualTo(new ServerIdentity("SHA256:" + print, line));
        Path trusted = Files.writeString(folder.resolve("trusted-hosts"), identity.file());
        ProbeSteps known = new ProbeSteps(THREADS);
        visit(sftp(trusted.toString()), known, visit());
        assertThat(known.isOk()).as(known.steps().toString()).isTrue();
    }

    @Test
    void ftpsServerThatNobodyTrustsShowsItsCertificateAndIsTrustedByIt() throws Exception {
        ProbeSteps stranger = new ProbeSteps(THREADS);

        @Nullable ServerIdentity identity = visit(ftps(""), stranger, visit());

        assertThat(stepOf(stranger, "tls").code()).isEqualTo(Problem.CERTIFICATE_UNTRUSTED.code());
        assertThat(identity).isNotNull();
        assertThat(identity.file()).isEqualTo(Files.readString(ftps.certificate()));
        assertThat(stepOf(stranger, "tls").facts()).containsEntry("fingerprint", identity.fingerprint());
        assertThat(identity.fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
        Path trusted = Files.writeString(folder.resolve("trusted.pem"), identity.file());
        ProbeSteps known = new ProbeSteps(THREADS);
        visit(ftps(trusted.toString()), known, visit());
        assertThat(known.isOk()).as(known.steps().toString()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sftp", "ftps", "folder"})
    void fileThatWaitsLongestIsReadAndStays(String kind) throws IOException {
        ProbeTarget target = switch (kind) {
            case "sftp" -> sftp(sftp.knownHosts().toString());
            case "ftps" -> ftps(ftps.certificate().toString());
            default -> local(folder.resolve("letters"));
        };
        ExampleFile example = new ExampleFile(MOST);
        ProbeSteps steps = new ProbeSteps(THREADS);

        visit(target, steps, visit().with(example));

        assertThat(steps.isOk()).as(steps.steps().toString()).isTrue();
        assertThat(example.name()).isEqualTo("old.pdf");
        assertThat(example.bytes()).isEqualTo("old".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(stepOf(steps, "take").facts()).containsEntry("bytes", "3").hasSize(1);
        assertThat(root(kind).resolve("letters/old.pdf")).hasContent("old");
        try (Stream<Path> left = Files.list(root(kind).resolve("letters"))) {
            assertThat(left).hasSize(5);
        }
    }

    @Test
    void folderWithoutAFileOfThatSizeGivesNone() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("none"));
        ExampleFile example = new ExampleFile(MOST);
        ProbeSteps steps = new ProbeSteps(THREADS);

        visit(local(empty), steps, visit().with(example));

        assertThat(stepOf(steps, "take").result()).isEqualTo("skipped");
        assertThat(example.bytes()).isNull();
    }

    @Test
    void folderThatTheChannelWouldMakeIsMadeForTheTestAlone() {
        Path missing = folder.resolve("inbox/branch");
        ProbeSteps steps = new ProbeSteps(THREADS);

        visit(local(missing), steps, visit());

        assertThat(steps.isOk()).isTrue();
        assertThat(folder.resolve("inbox")).doesNotExist();
    }

    @Test
    void portIsOpenedForAMomentUnlessAnotherProgramHasIt() throws IOException {
        ProbeSteps free = new ProbeSteps(THREADS);
        int port = FreePort.next();
        LocalProbe.port(port("127.0.0.1", port), free, CLOCK);
        assertThat(stepOf(free, "listen").result()).isEqualTo("ok");
        ProbeSteps again = new ProbeSteps(THREADS);
        LocalProbe.port(port("127.0.0.1", port), again, CLOCK);
        assertThat(again.isOk()).isTrue();

        try (ServerSocket taken = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            ProbeSteps steps = new ProbeSteps(THREADS);
            LocalProbe.port(port("127.0.0.1", taken.getLocalPort()), steps, CLOCK);
            assertThat(stepOf(steps, "listen").code()).isEqualTo(Problem.PORT_UNOPENABLE.code());
        }
        ProbeSteps elsewhere = new ProbeSteps(THREADS);
        LocalProbe.port(port("192.0.2.1", port), elsewhere, CLOCK);
        assertThat(stepOf(elsewhere, "listen").code()).isEqualTo(Problem.PORT_UNOPENABLE.code());
    }

    @Test
    void certificateOfAListenerIsShownWithItsNamesAndTheEndOfItsTime() throws Exception {
        TestTls tls = TestTls.make(Files.createDirectories(folder.resolve("tls")));
        TestTls other = TestTls.make(Files.createDirectories(folder.resolve("other")));
        ProbeTarget.Port sound = listener(tls.certificate(), tls.key(), "");
        ProbeSteps steps = new ProbeSteps(THREADS);
        ProbeSteps later = new ProbeSteps(THREADS);
        ProbeSteps foreign = new ProbeSteps(THREADS);
        ProbeSteps noSenders = new ProbeSteps(THREADS);

        LocalProbe.port(sound, steps, CLOCK);
        LocalProbe.port(sound, later, Clock.offset(CLOCK, Duration.ofDays(40)));
        LocalProbe.port(listener(tls.certificate(), other.key(), ""), foreign, CLOCK);
        LocalProbe.port(listener(tls.certificate(), tls.key(), "/no/such/file.pem"), noSenders, CLOCK);

        assertThat(steps.isOk()).as(steps.steps().toString()).isTrue();
        assertThat(stepOf(steps, "certificate").facts())
                .containsEntry("names", "127.0.0.1, localhost")
                .containsEntry("daysLeft", "29")
                .containsKeys("validUntil", "subject", "issuer");
        assertThat(stepOf(later, "certificate").code()).isEqualTo(Problem.CERTIFICATE_OUT_OF_DATE.code());
        assertThat(stepOf(later, "certificate").facts()).containsEntry("names", "127.0.0.1, localhost");
        assertThat(stepOf(foreign, "certificate").code()).isEqualTo(Problem.SETTING_INVALID.code());
        assertThat(stepOf(noSenders, "certificate").code()).isEqualTo(Problem.SETTING_INVALID.code());
    }

    private static ProbeTarget.Port listener(Path certificate, Path key, String senders) throws IOException {
        return (ProbeTarget.Port) GivenSource.of(
                "mllp-listener-source",
                Map.of(
                        "host",
                        "127.0.0.1",
                        "port",
                        Integer.toString(FreePort.next()),
                        "tls-certificate-file",
                        certificate.toString(),
                        "tls-key-file",
                        key.toString(),
                        "tls-senders-file",
                        senders));
    }

    @Test
    void fileOfHostKeysThatIsNotThereIsAWrongSetting() {
        assertThatThrownBy(() -> sftp(folder.resolve("no-such-file").toString()))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.SETTING_INVALID));
    }

    private static @Nullable ServerIdentity visit(ProbeTarget target, ProbeSteps steps, FolderVisit visit) {
        if (target instanceof ProbeTarget.SftpFolder server) {
            SftpProbe probe = new SftpProbe(server, CLOCK, visit);
            probe.run(steps);
            return probe.identity();
        }
        if (target instanceof ProbeTarget.FtpFolder server) {
            @Nullable TlsInspection look = new FtpProbe(server, CLOCK, visit).run(steps);
            return look == null ? null : look.identity();
        }
        ProbeTarget.Folder local = (ProbeTarget.Folder) target;
        new FolderProbe(local.directory(), CLOCK, visit, local.isMade()).run(steps);
        return null;
    }

    private static FolderVisit visit() {
        return FolderVisit.ofSource(FileNames::isMeant);
    }

    private static ProbeTarget sftp(String knownHosts) {
        Map<String, String> values = server(sftp.port());
        values.put("known-hosts-file", knownHosts);
        values.put("filename-encoding", "UTF-8");
        return GivenSource.of("sftp-files-source", values);
    }

    private static ProbeTarget ftps(String certificate) {
        Map<String, String> values = server(ftps.port());
        values.put("certificate-file", certificate);
        values.put("control-encoding", "UTF-8");
        return GivenSource.of("ftps-files-source", values);
    }

    private static ProbeTarget local(Path directory) {
        return GivenSource.of("folder-files-source", Map.of("directory", directory.toString()));
    }

    private static ProbeTarget.Port port(String host, int port) {
        return (ProbeTarget.Port)
                GivenSource.of("mllp-listener-source", Map.of("host", host, "port", Integer.toString(port)));
    }

    private static Map<String, String> server(int port) {
        return new TreeMap<>(Map.of(
                "host",
                "127.0.0.1",
                "port",
                Integer.toString(port),
                "username",
                USER,
                "password",
                PASSWORD,
                "directory",
                "letters"));
    }

    private static Path root(String kind) {
        return kind.equals("sftp") ? sftp.root() : kind.equals("ftps") ? ftps.root() : folder;
    }

    private static void file(Path letters, String name, String text, String at) throws IOException {
        Files.writeString(letters.resolve(name), text);
        Files.setLastModifiedTime(letters.resolve(name), FileTime.from(Instant.parse(at)));
    }

    private static ConnectionStep stepOf(ProbeSteps steps, String name) {
        return steps.steps().stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}

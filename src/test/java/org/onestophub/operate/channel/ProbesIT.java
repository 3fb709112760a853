package org.onestophub.operate.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.contract.ChannelDuty;
import org.onestophub.complaint.contract.DoorKeys;
import org.onestophub.complaint.contract.configuration.ConnectionReport;
import org.onestophub.complaint.contract.configuration.ConnectionStep;
import org.onestophub.intake.source.file.FileNames;
import org.onestophub.intake.source.mail.ImapProbe;
import org.onestophub.platform.probe.FolderProbe;
import org.onestophub.platform.probe.FolderVisit;
import org.onestophub.platform.probe.FtpProbe;
import org.onestophub.platform.probe.ProbeSocket;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.platform.probe.ProbeTarget;
import org.onestophub.platform.probe.SftpProbe;
import org.onestophub.platform.remote.TrustedCertificates;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.simulator.FtpServer;
import org.onestophub.simulator.MailServer;
import org.onestophub.simulator.SftpServer;
import org.onestophub.support.FreePort;
import org.onestophub.support.LedgerSlice;
import org.onestophub.support.NothingExpected;

class ProbesIT {

    private static final String USER = "scans";
    private static final String PASSWORD = "p+a%s#w&o=r?d {x}";
    private static final String MAILBOX = "complaints@example.org";
    private static final String NAME_OF_A_PERSON = "测试甲.pdf";
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    private static Path folder;

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();
    private static SftpServer sftp;
    private static FtpServer ftps;
    private static MailServer mail;

    @BeforeAll
    static void start() throws IOException {
        sftp = SftpServer.start(Files.createDirectories(folder.resolve("sftp")), USER, PASSWORD);
        ftps = FtpServer.startSecure(Files.createDirectories(folder.resolve("ftps")), USER, PASSWORD);
        mail = MailServer.start();
        mail.account(MAILBOX, PASSWORD);
        mail.place(MAILBOX, "From: a@example.com\r\nSubject: x\r\n\r\ny".getBytes(StandardCharsets.US_ASCII));
        for (Path root : List.of(sftp.root(), ftps.root())) {
            Files.writeString(Files.createDirectories(root.resolve("letters")).resolve(NAME_OF_A_PERSON), "x");
            Files.writeString(root.resolve("letters/unfinished.part"), "x");
        }
    }

    @AfterAll
    static void stop() throws IOException {
        sftp.close();
        ftps.close();
        mail.close();
        THREADS.shutdownNow();
    }

    @Test
    void sftpFolderThatWorksIsSeenToWorkAndIsLeftAsItWas() throws IOException {
        ProbeSteps steps = sftp(sftp.port(), PASSWORD, "letters", sftp.knownHosts());

        assertOk(steps, "resolve", "connect", "greeting", "host-key", "login", "folder", "rights", "list");
        assertThat(stepOf(steps, "list").facts()).containsEntry("items", "1").containsKey("oldestAgeSeconds");
        try (var left = Files.list(sftp.root().resolve("letters"))) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(NAME_OF_A_PERSON, "unfinished.part");
        }
    }

    @Test
    void sftpSaysWhatIsWrong() throws IOException {
        Path strangers = Files.writeString(
                folder.resolve("strangers"),
                "other.example.org ssh-ed25519 "
                        + "AAAAC3NzaC1lZDI1NTE5AAAAIGPKhKHGfzzwSmtFQu0vIBNoAGXVIhKhQBFTrhGCZYxU\n");
        Path readOnly = Files.createDirectories(sftp.root().resolve("read-only"));
        Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r-xr-xr-x"));

        assertFailed(sftp(sftp.port(), "wrong", "letters", sftp.knownHosts()), "login", Problem.LOGIN_REFUSED);
        assertFailed(sftp(sftp.port(), PASSWORD, "nowhere", sftp.knownHosts()), "folder", Problem.FOLDER_MISSING);
        assertFailed(sftp(sftp.port(), PASSWORD, "read-only", sftp.knownHosts()), "rights", Problem.RIGHT_MISSING);
        assertFailed(sftp(sftp.port(), PASSWORD, "letters", strangers), "host-key", Problem.HOST_KEY_UNKNOWN);
        assertFailed(sftp(FreePort.next(), PASSWORD, "letters", sftp.knownHosts()), "connect", Problem.PORT_CLOSED);
        assertFailed(sftp(ftps.port(), PASSWORD, "letters", sftp.knownHosts()), "greeting", Problem.SERVER_STRANGE);
    }

    @Test
    void ftpsFolderThatWorksIsSeenToWork() throws Exception {
        ProbeSteps steps = ftps(PASSWORD, "letters", trustIn(ftps.certificate()));

        assertOk(steps, "resolve", "connect", "greeting", "tls", "login", "folder", "rights", "list");
        assertThat(stepOf(steps, "tls").facts())
                .containsEntry("subject", "CN=localhost")
                .containsKey("validUntil");
        assertThat(stepOf(steps, "list").facts()).containsEntry("items", "1");
        assertThat(stepOf(steps, "rights").facts()).containsEntry("tried", "create, rename, delete");
    }

    @Test
    void ftpsSaysWhatIsWrong() throws Exception {
        assertFailed(ftps("wrong", "letters", trustIn(ftps.certificate())), "login", Problem.LOGIN_REFUSED);
        assertFailed(ftps(PASSWORD, "nowhere", trustIn(ftps.certificate())), "folder", Problem.FOLDER_MISSING);
        ProbeSteps untrusted =
                ftps(PASSWORD, "letters", TrustedCertificates.ofTheJvm().judge());
        assertFailed(untrusted, "tls", Problem.CERTIFICATE_UNTRUSTED);
        assertThat(stepOf(untrusted, "tls").facts()).containsEntry("subject", "CN=localhost");
    }

    @Test
    void mailboxThatWorksIsSeenToWorkAndNoMailIsTouched() {
        ProbeSteps steps = imap("imap", mail.imapPort(), PASSWORD, "INBOX", false);

        assertOk(steps, "resolve", "connect", "greeting", "login", "folder", "rights", "list");
        assertThat(stepOf(steps, "list").facts()).containsEntry("items", "1").containsKey("oldestAgeSeconds");
        assertThat(stepOf(imap("imap", mail.imapPort(), PASSWORD, "INBOX", false), "list")
                        .facts())
                .containsEntry("items", "1");
    }

    @Test
    void mailboxSaysWhatIsWrong() throws Exception {
        assertFailed(imap("imap", mail.imapPort(), "wrong", "INBOX", false), "login", Problem.LOGIN_REFUSED);
        assertFailed(imap("imap", mail.imapPort(), PASSWORD, "Nowhere", false), "folder", Problem.FOLDER_MISSING);
        assertFailed(imap("imap", mail.imapPort(), PASSWORD, "INBOX", true), "tls", Problem.TLS_REFUSED);
        assertFailed(imap("imaps", mail.imapsPort(), PASSWORD, "INBOX", false), "tls", Problem.CERTIFICATE_UNTRUSTED);
        assertFailed(imap("imap", FreePort.next(), PASSWORD, "INBOX", false), "connect", Problem.PORT_CLOSED);
    }

    @Test
    void certificatesThatDoNotDoAreToldApart() throws Exception {
        try (TlsServer expired = TlsServer.start(folder, "expired", "-400d", 10, "ip:127.0.0.1");
                TlsServer other = TlsServer.start(folder, "other", "-1d", 10, "dns:mail.example.org")) {
            assertFailed(imaps(expired.port(), expired.trust()), "tls", Problem.CERTIFICATE_OUT_OF_DATE);
            assertFailed(imaps(other.port(), other.trust()), "tls", Problem.CERTIFICATE_OTHER_NAME);
        }
    }

    @Test
    void nameWithoutAddressIsNamedAsTheFault() {
        ProbeSteps steps = new ProbeSteps(THREADS);
        // too long for a name, so that no name server is asked, which may be slow or know every name
        new ProbeSocket("n".repeat(64) + ".invalid", 22).resolve(steps);

        assertFailed(steps, "resolve", Problem.NAME_UNKNOWN);
    }

    @Test
    void serverThatSaysNothingIsNotWaitedForForEver() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                ProbeSocket line = new ProbeSocket("127.0.0.1", silent.getLocalPort())) {
            ProbeSteps steps = new ProbeSteps(THREADS, Duration.ofSeconds(1));
            line.resolve(steps);
            line.connect(steps);
            line.greeting(steps, "220 ");
            steps.step("login", Problem.LOGIN_REFUSED, java.util.Map::of);

            assertFailed(steps, "greeting", Problem.SERVER_SILENT);
            assertThat(stepOf(steps, "login").result()).isEqualTo("skipped");
            assertThat(stepOf(steps, "greeting").durationMs()).isLessThan(ProbeSocket.TIMEOUT_MILLIS);
        }
    }

    @Test
    void localThingsAreTriedToo() throws IOException {
        ProbeSteps inbox = new ProbeSteps(THREADS);
        new FolderProbe(sftp.root().resolve("letters"), CLOCK, FolderVisit.ofSource(FileNames::isMeant)).run(inbox);
        ProbeSteps nowhere = new ProbeSteps(THREADS);
        new FolderProbe(folder.resolve("nowhere"), CLOCK, FolderVisit.ofSource(FileNames::isMeant)).run(nowhere);
        ProbeSteps listener = new ProbeSteps(THREADS);
        LocalProbe.listener(new ProbeTarget.Listener("0.0.0.0", sftp.port(), null), listener, CLOCK);
        ProbeSteps door = new ProbeSteps(THREADS);
        LocalProbe.door("hotline", true, role -> role.equals("hotline"), door);
        ProbeSteps keyless = new ProbeSteps(THREADS);
        LocalProbe.door("desk", true, role -> false, keyless);
        ProbeSteps closed = new ProbeSteps(THREADS);
        LocalProbe.door("desk", false, role -> true, closed);

        assertOk(inbox, "folder", "rights", "list");
        assertThat(stepOf(inbox, "list").facts()).containsEntry("items", "1");
        assertFailed(nowhere, "folder", Problem.FOLDER_MISSING);
        assertOk(listener, "resolve", "connect");
        assertOk(door, "door", "key");
        assertFailed(keyless, "key", Problem.DOOR_KEYLESS);
        assertFailed(closed, "door", Problem.CHANNEL_STOPPED);
    }

    @Test
    void channelIsTestedByOnePersonAtATime() throws Exception {
        HeldSources sources = new HeldSources();
        try (LedgerSlice slice = new LedgerSlice(folder.resolve("hub"))
                .with(LoadedSources.class, sources)
                .with(LoadedSinks.class, new LoadedSinks(new DefaultCamelContext()))
                .with(DoorKeys.class, role -> true)
                .with(ChannelDuty.class, new NothingExpected())
                .rooms(
                        "operate.channel.ChannelStates",
                        "operate.channel.ChannelMeters",
                        "operate.channel.ChannelConnections")
                .start()) {
            slice.get(ChannelStates.class).set("letters", true, "running", "");
            ChannelConnections connections = slice.get(ChannelConnections.class);
            Future<ConnectionReport> first = THREADS.submit(() -> connections.test("letters"));
            sources.asked.await();

            assertThatThrownBy(() -> connections.test("letters"))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.TEST_RUNS));
            sources.answer.countDown();
            assertThat(first.get().ok()).isFalse();
            assertThat(first.get().steps()).extracting(ConnectionStep::code).containsExactly("CH-302");
            assertThat(connections.test("letters").kind()).isEqualTo("unknown");
        }
    }

    /** Answers when ordered to, that the channel is not loaded. */
    private static final class HeldSources extends LoadedSources {
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch answer = new CountDownLatch(1);

        private HeldSources() {
            super(new DefaultCamelContext());
        }

        @Override
        public Optional<ProbeTarget> of(String channel) {
            asked.countDown();
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        }
    }

    private static ProbeSteps sftp(int port, String password, String directory, Path knownHosts) {
        ProbeSteps steps = new ProbeSteps(THREADS);
        new SftpProbe(
                        new ProbeTarget.SftpFolder(
                                "127.0.0.1",
                                port,
                                knownHosts.toString(),
                                "password",
                                StandardCharsets.UTF_8,
                                () -> new ProbeTarget.Login(USER, password),
                                directory),
                        CLOCK,
                        FolderVisit.ofSource(FileNames::isMeant))
                .run(steps);
        return steps;
    }

    private static ProbeSteps ftps(String password, String directory, X509ExtendedTrustManager trust) {
        ProbeSteps steps = new ProbeSteps(THREADS);
        new FtpProbe(
                        new ProbeTarget.FtpFolder(
                                "127.0.0.1",
                                ftps.port(),
                                StandardCharsets.UTF_8,
                                trust,
                                true,
                                () -> new ProbeTarget.Login(USER, password),
                                directory),
                        CLOCK,
                        FolderVisit.ofSource(FileNames::isMeant))
                .run(steps);
        return steps;
    }

    private static ProbeSteps imap(String protocol, int port, String password, String box, boolean startTls) {
        Properties properties = new Properties();
        properties.put("mail.imap.starttls.required", Boolean.toString(startTls));
        ProbeSteps steps = new ProbeSteps(THREADS);
        new ImapProbe(
                        new ProbeTarget.Mailbox(
                                protocol,
                                "127.0.0.1",
                                port,
                                properties,
                                TrustedCertificates.ofTheJvm().judge(),
                                () -> new ProbeTarget.Login(MAILBOX, password),
                                box,
                                "Hub-Kept"),
                        CLOCK)
                .run(steps);
        return steps;
    }

    private static ProbeSteps imaps(int port, X509ExtendedTrustManager trust) {
        ProbeSteps steps = new ProbeSteps(THREADS);
        new ImapProbe(
                        new ProbeTarget.Mailbox(
                                "imaps",
                                "127.0.0.1",
                                port,
                                new Properties(),
                                trust,
                                () -> new ProbeTarget.Login(MAILBOX, PASSWORD),
                                "INBOX",
                                ""),
                        CLOCK)
                .run(steps);
        return steps;
    }

    private static void assertOk(ProbeSteps steps, String... names) {
        assertThat(steps.steps()).extracting(ConnectionStep::name).containsExactly(names);
        assertThat(steps.steps())
                .allSatisfy(
                        step -> assertThat(step.result()).as(step.toString()).isEqualTo("ok"));
        assertNothingPersonal(steps);
    }

    private static void assertFailed(ProbeSteps steps, String name, Problem problem) {
        ConnectionStep failed = steps.steps().stream()
                .filter(step -> step.result().equals("failed"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(steps.steps().toString()));
        assertThat(failed.name() + " " + failed.code()).isEqualTo(name + " " + problem.code());
        assertThat(failed.remedy()).isNotBlank();
        assertThat(steps.isOk()).isFalse();
        assertNothingPersonal(steps);
    }

    private static void assertNothingPersonal(ProbeSteps steps) {
        assertThat(steps.steps().toString()).doesNotContain("测试甲", PASSWORD, USER + "@", MAILBOX);
    }

    private static ConnectionStep stepOf(ProbeSteps steps, String name) {
        return steps.steps().stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static X509ExtendedTrustManager trustIn(Path certificate) {
        return TrustedCertificates.ofFile(certificate.toString()).judge();
    }

    /** A server that shakes hands with a certificate made for the test. */
    private record TlsServer(ServerSocket socket, X509ExtendedTrustManager trust) implements AutoCloseable {

        static TlsServer start(Path folder, String name, String begin, int days, String names) throws Exception {
            Path file = folder.resolve(name + ".p12");
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            name,
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=" + name,
                            "-ext",
                            "san=" + names,
                            "-startdate",
                            begin,
                            "-validity",
                            Integer.toString(days),
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            file.toString(),
                            "-storepass",
                            "changeit")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(keytool.waitFor()).isZero();
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                keys.load(in, "changeit".toCharArray());
            }
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, "changeit".toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            ServerSocket socket =
                    context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
            THREADS.execute(() -> shakeHands(socket));
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(name, keys.getCertificate(name));
            return new TlsServer(socket, TrustedCertificates.of(trusted).judge());
        }

        private static void shakeHands(ServerSocket socket) {
            while (!socket.isClosed()) {
                try (var line = socket.accept()) {
                    line.getInputStream().read();
                } catch (IOException e) {
                    // the other side did not like the certificate
                }
            }
        }

        int port() {
            return socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}

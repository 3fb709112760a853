package org.onestophub.intake.source.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Inbound;
import org.onestophub.intake.source.file.FileChannelRig;
import org.onestophub.simulator.PromptGreenMail;
import org.onestophub.support.TestTls;

/** The mailbox connector against a real IMAP server, up to what it hands to RECEIVE. */
class MailChannelIT {

    private static final String PASSWORD = FileChannelRig.ODD_PASSWORD;
    private static final String USER = "complaints+desk@example.org";

    @TempDir
    Path home;

    private PromptGreenMail server;
    private GreenMailUser user;
    private MailChannelRig rig;
    private final Store store = new Store();
    private final Properties settings = new Properties();
    private int port;
    private String protocol = "imap";

    /** Stands where RECEIVE stands. */
    public static final class Store {
        private final List<Inbound> kept = new CopyOnWriteArrayList<>();
        private final List<byte[]> bytes = new CopyOnWriteArrayList<>();
        private final List<Integer> headerCounts = new CopyOnWriteArrayList<>();
        private final AtomicBoolean down = new AtomicBoolean();
        private final AtomicInteger refusals = new AtomicInteger();
        private volatile org.assertj.core.api.ThrowableAssert.ThrowingCallable onKept = () -> {};

        public void accept(Exchange exchange, String mapping) throws Throwable {
            if (down.get()) {
                refusals.incrementAndGet();
                throw new IllegalStateException("store down");
            }
            Inbound inbound = exchange.getMessage().getBody(Inbound.class);
            bytes.add(inbound.content().bytes(Integer.MAX_VALUE));
            headerCounts.add(exchange.getMessage().getHeaders().size());
            kept.add(inbound);
            onKept.call();
        }
    }

    @BeforeEach
    void startServer() {
        server = new PromptGreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        server.start();
        user = server.setUser(USER, USER, PASSWORD);
        port = server.port(ServerSetup.PROTOCOL_IMAP);
    }

    @AfterEach
    void stopAll() {
        stopHub();
        server.stop();
    }

    @Test
    void mailIsHandedOverByteForByteAndMovedAfterwards() throws Exception {
        byte[] mail = mail("Subject: 原始\r\n", "行\r\n.\r\nGBK".getBytes("GB18030"));
        deliver(mail);

        startHub("Hub-Kept", "64MB");
        awaitKept(1);

        assertThat(store.bytes.get(0)).isEqualTo(mail);
        Inbound inbound = store.kept.get(0);
        assertThat(inbound.sameKey()).isEqualTo(Inbound.SameKey.KEEP_BOTH);
        assertThat(inbound.keys().get(0))
                .matches("imap:complaints\\+desk@example\\.org@127\\.0\\.0\\.1/INBOX:\\d+:\\d+");
        assertThat(inbound.keys().get(1)).matches("sha256:[0-9a-f]{64}");
        assertThat(inbound.transport())
                .containsEntry("mailbox", USER)
                .containsEntry("folder", "INBOX")
                .containsKeys("uid", "internalDate");
        awaitCount("Hub-Kept", 1);
        awaitCount("INBOX", 0);
    }

    @Test
    void mailsThatComeWhileOthersAreMovedAreSeen() throws Exception {
        for (int i = 0; i < 3; i++) {
            deliver(mail("", ("first " + i).getBytes(StandardCharsets.US_ASCII)));
        }
        store.onKept = () -> {
            if (store.kept.size() <= 5) {
                deliver(mail("", ("while " + store.kept.size()).getBytes(StandardCharsets.US_ASCII)));
            }
        };

        startHub("Hub-Kept", "64MB");

        awaitKept(8);
        awaitCount("INBOX", 0);
    }

    @Test
    void headersOfAStrangerSteerNothing() throws Exception {
        deliver(mail(
                "CamelFileName: ../../evil\r\nCamelHttpUri: http://x\r\ndelete: true\r\nmoveTo: Stolen\r\n"
                        + "copyTo: Copied\r\nmail.smtp.ssl.trust: *\r\nCamelMailMoveTo: Stolen\r\n",
                new byte[] {'x'}));

        startHub("Hub-Kept", "64MB");
        awaitKept(1);
        awaitCount("Hub-Kept", 1);

        assertThat(store.headerCounts).containsExactly(0);
        assertThat(folder("Stolen")).isNull();
        assertThat(folder("Copied")).isNull();
    }

    @Test
    void withoutAFolderKeptMailsAreMarkedAndStay() throws Exception {
        deliver(mail("", new byte[] {'x'}));

        startHub("", "64MB");
        awaitKept(1);
        await().until(() -> folder("INBOX").getMessages().get(0).getFlags().contains(new Flags("$HubKept")));
        deliver(mail("", new byte[] {'y'}));
        awaitKept(2);

        assertThat(store.bytes.stream().map(String::new))
                .satisfiesExactly(
                        first -> assertThat(first).endsWith("x"),
                        second -> assertThat(second).endsWith("y"));
    }

    @Test
    void seenByPeopleIsStillTaken() throws Exception {
        deliver(mail("", new byte[] {'x'}));
        flag(new Flags(Flags.Flag.SEEN), true);

        startHub("", "64MB");

        awaitKept(1);
    }

    @Test
    void withoutACommitTheMailComesAgainUnderTheSameKeys() throws Exception {
        deliver(mail("", new byte[] {'x'}));
        store.down.set(true);
        startHub("Hub-Kept", "64MB");
        await().until(() -> store.refusals.get() >= 2);
        assertThat(folder("INBOX").getMessageCount()).isEqualTo(1);

        stopHub();
        store.down.set(false);
        startHub("", "64MB");
        awaitKept(1);
        List<String> keys = store.kept.get(0).keys();
        stopHub();
        flag(new Flags("$HubKept"), false);
        startHub("Hub-Kept", "64MB");
        awaitKept(2);

        assertThat(store.kept.get(1).keys()).isEqualTo(keys);
    }

    @Test
    void handledErrorConfirmsNothing() throws Exception {
        deliver(mail("", new byte[] {'x'}));
        store.down.set(true);
        startHub("Hub-Kept", "64MB", true);

        await().until(() -> store.refusals.get() >= 2);
        assertThat(folder("INBOX").getMessageCount()).isEqualTo(1);
        assertThat(folder("Hub-Kept")).isNull();
    }

    @Test
    void poisonInTheMiddleStopsNobody() throws Exception {
        deliver(mail("Subject: first\r\n", new byte[] {'1'}));
        deliver(mail("Subject: big\r\n", new byte[300_000]));
        deliver("\u0000\u0001 no mail at all \u00ff".getBytes(StandardCharsets.ISO_8859_1));
        deliver(mail(
                "Content-Type: multipart/mixed; boundary=\"\r\nContent-Transfer-Encoding: nonsense\r\n",
                new byte[] {'-', '-'}));
        deliver(mail("Subject: last\r\n", new byte[] {'2'}));

        startHub("Hub-Kept", "100KB");
        awaitKept(5);

        Inbound stub = store.kept.get(1);
        assertThat(stub.transport()).containsKey("oversize");
        assertThat(stub.keys()).hasSize(1);
        assertThat(new String(store.bytes.get(1), StandardCharsets.US_ASCII))
                .contains("Subject: big")
                .endsWith("\r\n\r\n")
                .doesNotContain("\u0000");
        assertThat(new String(store.bytes.get(4), StandardCharsets.US_ASCII)).contains("Subject: last");
        awaitCount("Hub-Kept", 5);
    }

    @Test
    void largeMailsPassThroughTheSpoolWhichIsEmptyAfterwards() throws Exception {
        Path left = Files.createDirectories(home.resolve("spool/email")).resolve("mail-left.eml");
        Files.write(left, new byte[] {1});
        byte[] mail =
                mail("Subject: scan\r\n", "0123456789abcdef".repeat(200_000).getBytes(StandardCharsets.US_ASCII));
        deliver(mail);

        startHub("Hub-Kept", "64MB");
        awaitKept(1);
        awaitCount("Hub-Kept", 1);

        assertThat(store.bytes.get(0)).isEqualTo(mail);
        await().untilAsserted(() -> {
            try (Stream<Path> files = Files.list(home.resolve("spool/email"))) {
                assertThat(files).isEmpty();
            }
        });
    }

    @Test
    void passwordIsNotSentInTheClearUnlessAllowed() throws Exception {
        deliver(mail("", new byte[] {'x'}));

        settings.put("hub.channels.email.start-tls-required", "true");
        startHub("Hub-Kept", "64MB");

        await().during(Duration.ofSeconds(2)).until(store.kept::isEmpty);
    }

    @Test
    void aServerWithoutMoveGetsCopiesAndOnlyItsKeptMailsAreRemoved() throws Exception {
        deliver(mail("", new byte[] {'x'}));
        deliver(mail("", new byte[] {'y'}));
        try (ImapProxy proxy =
                new ImapProxy(server.port(ServerSetup.PROTOCOL_IMAP), said -> said.replace(" MOVE", " XOVE"))) {
            port = proxy.port();
            startHub("Hub-Kept", "64MB");
            awaitKept(2);
            awaitCount("Hub-Kept", 2);
            awaitCount("INBOX", 0);

            assertThat(proxy.commands())
                    .anyMatch(said -> said.contains("COPY"))
                    .noneMatch(said -> said.contains(" MOVE "));
            assertThat(proxy.commands())
                    .filteredOn(said -> said.contains("EXPUNGE"))
                    .allMatch(said -> said.contains("UID EXPUNGE"));
            stopHub();
        }
    }

    @Test
    void aServerWithoutMoveAndUidplusExpungesNobodysMails() throws Exception {
        deliver(mail("", new byte[] {'x'}));
        try (ImapProxy proxy = new ImapProxy(
                server.port(ServerSetup.PROTOCOL_IMAP),
                said -> said.replace(" MOVE", " XOVE").replace(" UIDPLUS", " XIDPLUS"))) {
            port = proxy.port();
            startHub("Hub-Kept", "64MB");
            awaitKept(1);
            awaitCount("Hub-Kept", 1);
            awaitCount("INBOX", 0);
            deliver(mail("", new byte[] {'y'}));
            awaitKept(2);

            assertThat(proxy.commands()).noneMatch(said -> said.contains("EXPUNGE"));
            stopHub();
        }
    }

    @Test
    void aServerWithoutKeywordsOfOurOwnGetsAFolderInstead() throws Exception {
        deliver(mail("", new byte[] {'x'}));
        try (ImapProxy proxy = new ImapProxy(
                server.port(ServerSetup.PROTOCOL_IMAP),
                said -> said.contains("PERMANENTFLAGS") ? said.replace("\\*", "\\X") : said)) {
            port = proxy.port();
            startHub("", "64MB");
            awaitKept(1);
            awaitCount(MailConfirmer.DEFAULT_FOLDER, 1);
            awaitCount("INBOX", 0);
            stopHub();
        }
    }

    @Test
    void overTlsAServerIsTrustedByItsCertificateOnly() throws Exception {
        Path certificate = TestTls.ofMailServers().certificate();
        PromptGreenMail tls = new PromptGreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS));
        try {
            tls.start();
            tls.setUser(USER, USER, PASSWORD)
                    .deliver(new MimeMessage(
                            Session.getInstance(new Properties()),
                            new ByteArrayInputStream(mail("", new byte[] {'x'}))));
            port = tls.port(ServerSetup.PROTOCOL_IMAPS);
            protocol = "imaps";
            startHub("Hub-Kept", "64MB");
            await().until(() -> rig.faults().contains("CH-301"));
            assertThat(store(tls)).isEqualTo(1);
            assertThat(this.store.kept).isEmpty();
            stopHub();

            settings.put("hub.channels.email.certificate-file", certificate.toString());
            startHub("Hub-Kept", "64MB");
            await().until(() -> this.store.kept.size() == 1);
            stopHub();
        } finally {
            tls.stop();
        }
    }

    private static int store(PromptGreenMail tls) throws Exception {
        return tls.getManagers()
                .getImapHostManager()
                .getFolder(tls.getUserManager().getUser(USER), "INBOX")
                .getMessageCount();
    }

    private static byte[] mail(String headers, byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("From: a@example.org\r\n" + headers + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(body);
        return out.toByteArray();
    }

    private void deliver(byte[] mail) throws Exception {
        user.deliver(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail)));
    }

    private void flag(Flags flags, boolean value) throws Exception {
        MailFolder inbox = folder("INBOX");
        inbox.setFlags(flags, value, inbox.getMessages().get(0).getUid(), null, false);
    }

    private MailFolder folder(String name) throws Exception {
        return server.getManagers().getImapHostManager().getFolder(user, name);
    }

    private void awaitKept(int count) {
        await().until(() -> store.kept.size() >= count);
        assertThat(store.kept).hasSize(count);
    }

    private void awaitCount(String name, int count) {
        await().untilAsserted(() -> {
            MailFolder folder = folder(name);
            assertThat(
                            folder == null
                                    ? 0
                                    : folder.getMessages().stream()
                                            .filter(message ->
                                                    !message.getFlags().contains(Flags.Flag.DELETED))
                                            .count())
                    .isEqualTo(count);
        });
    }

    private void startHub(String keptFolder, String maxSize) throws Exception {
        startHub(keptFolder, maxSize, false);
    }

    private void startHub(String keptFolder, String maxSize, boolean errorsHandled) throws Exception {
        rig = MailChannelRig.of(home, port, USER, PASSWORD)
                .with("hub.receive.max-size", maxSize)
                .with("hub.channels.email.protocol", protocol)
                .with("hub.channels.email.kept-folder", keptFolder)
                .with(settings)
                .withErrorsHandled(errorsHandled)
                .start(store);
    }

    private void stopHub() {
        if (rig != null) {
            rig.close();
            rig = null;
        }
    }
}

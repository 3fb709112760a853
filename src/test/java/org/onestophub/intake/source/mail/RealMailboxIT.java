package org.onestophub.intake.source.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Inbound;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.server.Dovecot;
import org.onestophub.server.ImapTalk;
import org.onestophub.support.HandClock;
import org.onestophub.support.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The mailbox connector against Dovecot, which allows less than a simulator. */
class RealMailboxIT {

    /** Heads as mail programs and people write them; servers build ENVELOPE from them, and not all of it parses. */
    private static final List<String> HEADS = List.of(
            "From: 测试甲 <jia@example.org",
            "From: jia@example.org\r\nTo: 投诉办",
            "From: jia@example.org\r\nTo: <tousu@example.org",
            "From: jia@example.org\r\nReply-To: <>",
            "From: jia@example.org\r\nReply-To: \"Jia\"",
            "From: jia@example.org\r\nCc: 测试乙",
            "From: Jia, Ward Three <jia@example.org>",
            "From: MAILER-DAEMON",
            "From: jia",
            "From: j..ia@example.org",
            "From: jia@例子.example.org",
            "From: jia@hospital_mail.example.org",
            "From: jia@example.org.",
            "From: j ia@example.org",
            "From: 测试甲 [患者] <jia@example.org>",
            "From: \"测试甲\" jia@example.org",
            "From: <jia@example.org>, ",
            "From: undisclosed-recipients:;",
            "From: @example.org:jia@example.org",
            "From: \"unclosed <jia@example.org>",
            "Sender: jia@example.org",
            "From: (only a comment)",
            "From: jia@[192.0.2.1]",
            "From: jia@example.org\r\nIn-Reply-To: <unclosed\r\nDate: yesterday",
            "Subject: =?gb2312?B?not base64?=\r\nFrom: jia@example.org");

    @TempDir
    private Path home;

    private static Dovecot plain;
    private static Dovecot prefixed;
    private final Store store = new Store();
    private final JdbcClient database = JdbcClient.create(TestPostgres.freshDatabase());

    /** Stands where RECEIVE stands. */
    public static final class Store {
        private final List<String> texts = new CopyOnWriteArrayList<>();
        private final List<Map<String, String>> transports = new CopyOnWriteArrayList<>();
        private final Set<String> refused = ConcurrentHashMap.newKeySet();

        public void accept(Exchange exchange, String mapping) {
            Inbound inbound = exchange.getMessage().getBody(Inbound.class);
            String text = new String(inbound.content().bytes(1_000_000), StandardCharsets.UTF_8);
            if (refused.stream().anyMatch(text::endsWith)) {
                throw new ProblemException(Problem.STORE_UNAVAILABLE);
            }
            transports.add(inbound.transport());
            texts.add(text);
        }
    }

    @BeforeAll
    static void startServers() throws Exception {
        plain = Dovecot.start("", "quota = count:User quota", "quota_vsizes = yes", "quota_rule = *:storage=64k");
        prefixed = Dovecot.start("INBOX.");
    }

    @AfterAll
    static void stopServers() throws Exception {
        plain.close();
        prefixed.close();
    }

    @Test
    void mailsOfEveryFormOfAddressArriveWholeAndNobodyAsksForEnvelope() throws Exception {
        for (String head : HEADS) {
            plain.append("forms", "INBOX", mail(head, "x"));
        }
        try (ImapProxy proxy = new ImapProxy(plain.port(), said -> said);
                MailChannelRig rig = channel(proxy.port(), "forms").start(store)) {
            await().until(() -> store.texts.size() >= HEADS.size());
            await().until(() -> plain.count("forms", "INBOX", "ALL") == 0);

            assertThat(store.texts)
                    .containsExactlyElementsOf(HEADS.stream()
                            .map(head -> new String(mail(head, "x"), StandardCharsets.UTF_8))
                            .toList());
            assertThat(store.transports)
                    .allSatisfy(facts ->
                            assertThat(facts).containsKey("internalDate").doesNotContainKeys("unfetched", "oversize"));
            assertThat(rig.faults()).isEmpty();
            assertThat(proxy.commands()).noneMatch(said -> said.contains("ENVELOPE") || said.contains("BODY[]"));
            assertThat(proxy.commands()).anyMatch(said -> said.contains(" ID ("));
        }
        assertThat(plain.count("forms", "Hub-Kept", "UNSEEN")).isEqualTo(HEADS.size());
    }

    @Test
    void keptFolderIsMadeBelowThePrefixOfTheNamespace() throws Exception {
        for (int i = 0; i < 30; i++) {
            prefixed.append("prefix", "INBOX", mail("Subject: " + i, "x"));
        }
        try (MailChannelRig rig = channel(prefixed.port(), "prefix").start(store)) {
            await().until(() -> prefixed.count("prefix", "INBOX.Hub-Kept", "ALL") == 30);

            assertThat(store.texts).hasSize(30);
            assertThat(rig.limits()).isEmpty();
        }
    }

    @Test
    void keptFolderThatIsNamedWithThePrefixIsUsedAsItIs() throws Exception {
        prefixed.append("named", "INBOX", mail("Subject: a", "x"));
        try (MailChannelRig rig = channel(prefixed.port(), "named")
                .with("hub.channels.email.kept-folder", "INBOX.Archive.Hub")
                .start(store)) {
            await().until(() -> prefixed.count("named", "INBOX.Archive.Hub", "ALL") == 1);

            assertThat(rig.limits()).isEmpty();
        }
    }

    @Test
    void aMailboxThatLetsNothingGoButTakesKeywordsGetsKeywords() throws Exception {
        fill("keyword", 25);
        try (Rights rights = new Rights("lrswi");
                MailChannelRig rig = channel(plain.port(), "keyword").start(store)) {
            await().until(() -> plain.count("keyword", "INBOX", "KEYWORD $HubKept") == 25);
            rig.awaitLooks(3);

            assertThat(store.texts).hasSize(25);
            assertThat(rig.limits()).startsWith(Problem.RIGHT_MISSING.code()).doesNotContain("");
            assertThat(rig.faults()).isEmpty();
        }
    }

    @Test
    void aMailboxThatAllowsNothingIsReadToTheEndAndOnceOverARestart() throws Exception {
        fill("stubborn", 25);
        HandClock clock = new HandClock("2026-01-01T00:00:00Z");
        try (Rights rights = new Rights("lrsi");
                ImapProxy proxy = new ImapProxy(plain.port(), said -> said)) {
            try (MailChannelRig rig =
                    channel(proxy.port(), "stubborn").on(database).at(clock).start(store)) {
                await().until(() -> store.texts.size() == 25);
                rig.awaitLooks(3);
                assertThat(rig.limits())
                        .containsOnly(Problem.RIGHT_MISSING.code())
                        .hasSize(1);
                assertThat(rig.faults()).isEmpty();
                assertThat(rows()).isEqualTo(25);
            }
            int fetches = fetches(proxy);
            try (MailChannelRig rig =
                    channel(proxy.port(), "stubborn").on(database).at(clock).start(store)) {
                rig.awaitLooks(3);
                assertThat(rig.limits()).containsExactly(Problem.RIGHT_MISSING.code());
                assertThat(fetches(proxy)).isEqualTo(fetches);

                plain.append("stubborn", "INBOX", mail("Subject: later", "x"));
                await().until(() -> store.texts.size() == 26);
                rig.awaitLooks(2);
                assertThat(store.texts).hasSize(26);
            }
        }
        try (MailChannelRig rig =
                channel(plain.port(), "stubborn").on(database).at(clock).start(store)) {
            await().until(() -> plain.count("stubborn", "Hub-Kept", "ALL") == 26);
            rig.awaitLooks(2);
            assertThat(store.texts).hasSize(26);
            assertThat(rows()).isZero();
        }
    }

    @Test
    void whatWasRefusedIsTriedAgainAfterAPauseAndTheEndIsReported() throws Exception {
        fill("later", 3);
        HandClock clock = new HandClock("2026-01-01T00:00:00Z");
        try (MailChannelRig rig =
                channel(plain.port(), "later").on(database).at(clock).with("hub.channels.email.delay", "100")) {
            try (Rights rights = new Rights("lrsi")) {
                rig.start(store);
                await().until(() -> rig.limits().contains(Problem.RIGHT_MISSING.code()));
                rig.awaitLooks(2);
            }
            rig.awaitLooks(2);
            assertThat(rig.limits()).hasSize(1);
            clock.pass(MailConfirmer.PAUSE.after(1));

            await().until(() -> plain.count("later", "Hub-Kept", "ALL") == 3);
            await().until(() -> rig.limits().equals(List.of(Problem.RIGHT_MISSING.code(), "")));
            rig.awaitLooks(1);
            assertThat(rows()).isZero();
            assertThat(store.texts).hasSize(3);
        }
    }

    @Test
    void aFullMailboxIsNamedAndDoesNotStopTheMails() throws Exception {
        for (int i = 0; i < 6; i++) {
            plain.append("full", "INBOX", mail("Subject: " + i, "y".repeat(10_000)));
        }
        // without MOVE the server has to hold each mail twice for a moment
        try (ImapProxy proxy = new ImapProxy(plain.port(), said -> said.replace(" MOVE", " XOVE"));
                MailChannelRig rig = channel(proxy.port(), "full").on(database).start(store)) {
            await().until(() -> store.texts.size() == 6);
            rig.awaitLooks(3);

            assertThat(rig.limits()).containsExactly(Problem.MAILBOX_FULL.code());
            assertThat(store.texts).hasSize(6);
        }
    }

    @Test
    void aRefusalWithoutAReasonIsReportedAsSuch() throws Exception {
        fill("reasonless", 1);
        try (Rights rights = new Rights("lrsi");
                ImapProxy proxy = new ImapProxy(
                        plain.port(),
                        said -> said.replace("[NOPERM]", "[CANNOT]")
                                .replace("Permission denied", "It cannot be here"));
                MailChannelRig rig = channel(proxy.port(), "reasonless").start(store)) {
            await().until(() -> rig.limits().contains(Problem.KEPT_FOLDER_REFUSED.code()));
            assertThat(store.texts).hasSize(1);
        }
    }

    @Test
    void aConnectorFileOfAnEarlierVersionIsServedAsWell() throws Exception {
        fill("earlier", 2);
        String now = Files.readString(Path.of("connectors/imap-mailbox-source.kamelet.yaml"));
        String earlier = now.replace(
                        "      - name: looks\n",
                        "      - name: uids\n        type: \"#class:mail-poll-uids\"\n"
                                + "      - name: notKept\n        type: \"#class:mail-kept-mark#notKept\"\n"
                                + "      - name: looks\n")
                .replace(
                        "        mapMailMessage: false",
                        "        searchTerm: \"#bean:{{notKept}}\"\n        mailUidGenerator: \"#bean:{{uids}}\"\n"
                                + "        handleFailedMessage: true\n        closeFolder: false\n"
                                + "        delete: false\n        peek: true\n        mapMailMessage: false");
        assertThat(earlier).contains("mail-kept-mark#notKept", "peek: true");
        Path connectors = Files.createDirectories(home.resolve("connectors"));
        Files.writeString(connectors.resolve("imap-mailbox-source.kamelet.yaml"), earlier);

        try (MailChannelRig rig =
                channel(plain.port(), "earlier").withConnectors(connectors).start(store)) {
            await().until(() -> plain.count("earlier", "Hub-Kept", "ALL") == 2);
            assertThat(rig.faults()).isEmpty();
        }
    }

    @Test
    void aReadOnlyFolderIsAFailureAndNoLook() throws Exception {
        fill("reader", 3);
        try (Rights rights = new Rights("lr");
                MailChannelRig rig = channel(plain.port(), "reader").start(store)) {
            await().until(() -> rig.faults().size() > 1);

            assertThat(rig.faults()).containsOnly(Problem.RIGHT_MISSING.code());
            assertThat(rig.looks()).isZero();
            assertThat(store.texts).isEmpty();
        }
    }

    @Test
    void aMissingFolderIsAFailureAndNoLook() throws Exception {
        try (MailChannelRig rig = channel(plain.port(), "missing")
                .with("hub.channels.email.folder", "Nowhere")
                .start(store)) {
            await().until(() -> rig.faults().size() > 1);

            assertThat(rig.faults()).containsOnly(Problem.FOLDER_MISSING.code());
            assertThat(rig.looks()).isZero();
        }
    }

    @Test
    void mailsThatCannotBeStoredLetOthersPass() throws Exception {
        for (int i = 0; i < 5; i++) {
            plain.append("window", "INBOX", mail("Subject: " + i, "stays"));
        }
        plain.append("window", "INBOX", mail("Subject: behind", "goes"));
        store.refused.add("stays");
        try (MailChannelRig rig = channel(plain.port(), "window")
                .with("hub.channels.email.fetch-size", "2")
                .start(store)) {
            await().until(() -> store.texts.size() == 1);
            assertThat(store.texts.get(0)).endsWith("goes");

            store.refused.clear();
            await().atMost(Duration.ofMinutes(2)).until(() -> store.texts.size() == 6);
        }
    }

    @Test
    void undeletedMailsOfOthersAreNotExpunged() throws Exception {
        fill("shared", 2);
        try (ImapTalk person = ImapTalk.login(plain.port(), "shared", Dovecot.PASSWORD)) {
            person.ask("SELECT INBOX");
            person.ask("STORE 1 +FLAGS (\\Deleted)");
            try (MailChannelRig rig = channel(plain.port(), "shared").start(store)) {
                await().until(() -> plain.count("shared", "Hub-Kept", "ALL") == 1);
            }
        }
        assertThat(plain.count("shared", "INBOX", "DELETED")).isEqualTo(1);
    }

    @Test
    void aFolderThatWasMadeAnewIsReadAnew() throws Exception {
        prefixed.append("anew", "INBOX", mail("Subject: x", "x"));
        try (ImapTalk person = ImapTalk.login(prefixed.port(), "anew", Dovecot.PASSWORD)) {
            person.ask("CREATE INBOX.Complaints");
            prefixed.append("anew", "INBOX.Complaints", mail("Subject: old", "x"));
            StoredMailTable table = new StoredMailTable(database);
            try (MailChannelRig rig = channel(prefixed.port(), "anew")
                    .on(database)
                    .with("hub.channels.email.folder", "INBOX.Complaints")
                    .start(store)) {
                await().until(() -> prefixed.count("anew", "INBOX.Hub-Kept", "ALL") == 1);
            }
            // rows of an earlier life of the folder, for UIDs that have a new owner
            table.add("anew@127.0.0.1/INBOX.Complaints", 1, new StoredMail(1, false));
            table.add("anew@127.0.0.1/INBOX.Complaints", 1, new StoredMail(2, false));
            prefixed.append("anew", "INBOX.Complaints", mail("Subject: new", "x"));
            try (MailChannelRig rig = channel(prefixed.port(), "anew")
                    .on(database)
                    .with("hub.channels.email.folder", "INBOX.Complaints")
                    .start(store)) {
                await().until(() -> prefixed.count("anew", "INBOX.Hub-Kept", "ALL") == 2);
            }
            assertThat(store.texts).hasSize(2);
            assertThat(rows()).isZero();
        }
    }

    private static int fetches(ImapProxy proxy) {
        return (int) proxy.commands().stream()
                .filter(said -> said.contains("BODY.PEEK[]"))
                .count();
    }

    private int rows() {
        return database.sql("select count(*) from mail_stored")
                .query(Integer.class)
                .single();
    }

    private MailChannelRig channel(int port, String user) {
        return MailChannelRig.of(home, port, user, Dovecot.PASSWORD);
    }

    private static void fill(String user, int mails) throws Exception {
        for (int i = 0; i < mails; i++) {
            plain.append(user, "INBOX", mail("Subject: " + i, "x"));
        }
    }

    private static byte[] mail(String head, String body) {
        return (head + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8);
    }

    /** What is allowed in the inboxes of the server without prefix, for a while. */
    private static final class Rights implements AutoCloseable {
        private Rights(String letters) throws Exception {
            plain.allow("INBOX", letters);
        }

        @Override
        public void close() throws Exception {
            plain.allowAll("INBOX");
        }
    }
}

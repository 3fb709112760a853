package org.onestophub.intake.source.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.platform.probe.ProbeTarget;
import org.onestophub.platform.remote.TrustedCertificates;
import org.onestophub.server.Dovecot;

/** Mailboxes that do not open or do not allow what the channel needs: the channel and its test name the cause. */
class MailboxRefusalIT {

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    @TempDir
    private Path home;

    private static Dovecot prefixed;
    private static Dovecot full;

    /** Stands where RECEIVE stands. */
    public static final class Nothing {
        public void accept(Exchange exchange, String mapping) {}
    }

    @BeforeAll
    static void startServers() throws Exception {
        prefixed = Dovecot.start("INBOX.");
        full = Dovecot.start("", "quota = count:User quota", "quota_vsizes = yes", "quota_rule = *:messages=1");
    }

    @AfterAll
    static void stopServers() throws Exception {
        prefixed.close();
        full.close();
        THREADS.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    NO SELECT Unsafe Login. Please contact the provider | CH-328
                    NO [INUSE] Mailbox is locked by another session     | CH-329
                    NO Mailbox is in use                                | CH-329
                    NO [OVERQUOTA] Quota exceeded                       | CH-330
                    NO quota exceeded                                   | CH-330
                    NO [NOPERM] No                                      | CH-322
                    NO Permission denied                                | CH-322
                    NO [NONEXISTENT] Unknown Mailbox                    | CH-321
                    NO [UNAVAILABLE] Backend down                       | CH-301
                    BAD unknown command                                 | CH-328
                    OK [READ-ONLY] SELECT completed                     | CH-322
                    """)
    void aFolderThatDoesNotOpenIsAFailureOfTheChannelWithItsCause(String answer, String code) throws Exception {
        try (ScriptedImap server = new ScriptedImap(answer, answer, "");
                MailChannelRig rig = MailChannelRig.of(home, server.port(), "someone", "secret")
                        .start(new Nothing())) {
            await().until(() -> rig.faults().size() > 1);

            assertThat(rig.faults()).containsOnly(code);
            assertThat(rig.looks()).isZero();
            assertThat(server.commands()).doesNotContain("ID");
            assertThat(probe(server.port(), "someone", "secret", "Hub-Kept")).isEqualTo("folder " + code);
        }
    }

    @Test
    void aServerThatWantsToKnowTheClientIsTold() throws Exception {
        try (ScriptedImap server = new ScriptedImap("NO Unsafe Login", ScriptedImap.OPEN, "ID");
                MailChannelRig rig = MailChannelRig.of(home, server.port(), "someone", "secret")
                        .start(new Nothing())) {
            rig.awaitLooks(2);

            assertThat(rig.faults()).isEmpty();
            assertThat(server.commands().subList(0, 4)).contains("ID");
            assertThat(probe(server.port(), "someone", "secret", "Hub-Kept")).isEmpty();
        }
    }

    @Test
    void theTestTriesTheKeptFolderWhereTheChannelWouldMakeItAndLeavesNothing() throws Exception {
        prefixed.append("fresh", "INBOX", mail());

        assertThat(probe(prefixed.port(), "fresh", Dovecot.PASSWORD, "Hub-Kept"))
                .isEmpty();
        assertThat(probe(prefixed.port(), "fresh", Dovecot.PASSWORD, "Hub-Kept"))
                .isEmpty();
        assertThat(prefixed.folders("fresh")).containsExactly("INBOX");
        try (MailChannelRig rig = MailChannelRig.of(home, prefixed.port(), "fresh", Dovecot.PASSWORD)
                .start(new Nothing())) {
            await().until(() -> prefixed.count("fresh", "INBOX.Hub-Kept", "ALL") == 1);
        }
        assertThat(probe(prefixed.port(), "fresh", Dovecot.PASSWORD, "Hub-Kept"))
                .isEmpty();
        assertThat(prefixed.count("fresh", "INBOX.Hub-Kept", "ALL")).isEqualTo(1);
        assertThat(prefixed.count("fresh", "INBOX.Hub-Kept", "DELETED")).isZero();
    }

    @Test
    void theTestNamesWhatTheServerDoesNotAllow() throws Exception {
        for (String user : new String[] {"reader", "keeper"}) {
            prefixed.append(user, "INBOX", mail());
        }
        try {
            prefixed.allow("INBOX", "lr");
            assertThat(probe(prefixed.port(), "reader", Dovecot.PASSWORD, "Hub-Kept"))
                    .isEqualTo("folder CH-322");
            prefixed.allow("INBOX", "lrs");
            assertThat(probe(prefixed.port(), "keeper", Dovecot.PASSWORD, "Hub-Kept"))
                    .isEqualTo("rights CH-322");
            assertThat(probe(prefixed.port(), "keeper", Dovecot.PASSWORD, "")).isEqualTo("rights CH-322");
        } finally {
            prefixed.allowAll("INBOX");
        }
        full.append("full", "INBOX", mail());
        assertThat(probe(full.port(), "full", Dovecot.PASSWORD, "Hub-Kept")).isEqualTo("rights CH-330");
        assertThat(full.folders("full")).containsExactly("INBOX");
    }

    private static byte[] mail() {
        return "From: a@example.org\r\n\r\nx".getBytes(StandardCharsets.US_ASCII);
    }

    /** Step and code of what failed, empty if nothing. */
    private static String probe(int port, String user, String password, String keptFolder) {
        ProbeSteps steps = new ProbeSteps(THREADS);
        ProbeTarget.Mailbox target = new ProbeTarget.Mailbox(
                "imap",
                "127.0.0.1",
                port,
                new Properties(),
                TrustedCertificates.ofTheJvm().judge(),
                () -> new ProbeTarget.Login(user, password),
                "INBOX",
                keptFolder);
        new ImapProbe(target, Clock.systemUTC()).run(steps);
        return steps.steps().stream()
                .filter(step -> step.result().equals("failed"))
                .map(step -> step.name() + " " + step.code())
                .findFirst()
                .orElse("");
    }
}

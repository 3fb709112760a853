package org.onestophub.operate.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.contract.ChannelDuty;
import org.onestophub.complaint.contract.operations.Alert;
import org.onestophub.complaint.contract.operations.Alerts;
import org.onestophub.complaint.contract.operations.CertificateExpiry;
import org.onestophub.complaint.contract.operations.ChannelRegistry;
import org.onestophub.complaint.contract.operations.ChannelStatus;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.HandClock;
import org.onestophub.support.LedgerSlice;
import org.onestophub.support.TestTls;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class AlertsIT {

    private static final String SECRET = "a-secret-of-the-test-0123456789";
    private static final String PASSWORD = "a+b/c%d&e=f 1";
    private static final Instant START = Instant.parse("2026-11-20T01:00:00Z");

    @TempDir
    private Path folder;

    private final HandClock clock = new HandClock(START.toString());
    private final List<ChannelStatus> channels = new CopyOnWriteArrayList<>();
    private final Map<String, Instant> certificates = new HashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<LedgerSlice> hubs = new ArrayList<>();
    private volatile int answer = 204;
    private GreenMail mail;
    private HttpServer web;
    private Map<String, Object> settings;

    private record Asked(String timestamp, String signature, byte[] body) {}

    @BeforeEach
    void listen() throws IOException {
        ServerSetup smtp = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        smtp.setServerStartupTimeout(20_000);
        mail = new GreenMail(smtp);
        mail.start();
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/alerts", exchange -> {
            asked.add(new Asked(
                    exchange.getRequestHeaders().getFirst("X-Onestop-Timestamp"),
                    exchange.getRequestHeaders().getFirst("X-Onestop-Signature"),
                    exchange.getRequestBody().readAllBytes()));
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        web.createContext("/elsewhere", exchange -> {
            asked.add(new Asked("", "", new byte[0]));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        web.start();
        settings = new HashMap<>(Map.of(
                "mail.host",
                "127.0.0.1",
                "mail.port",
                mail.getSmtp().getPort(),
                "mail.tls",
                "none",
                "mail.from",
                "hub@example.org",
                "mail.to",
                "ops@example.com",
                "webhook.url",
                "http://127.0.0.1:" + web.getAddress().getPort() + "/alerts",
                "webhook.secret",
                SECRET,
                "disk-free",
                "1B"));
    }

    @AfterEach
    void close() {
        hubs.forEach(LedgerSlice::close);
        mail.stop();
        web.stop(0);
    }

    @Test
    void conditionIsToldOnceWhenItBeginsAndOnceWhenItIsOver() throws Exception {
        LedgerSlice hub = hub("one", null);
        channels.add(failing("letter-sftp", 7));

        for (int i = 0; i < 20; i++) {
            look(hub, Duration.ofSeconds(30));
        }
        Alert open = alerts(hub).open().get(0);
        alerts(hub).acknowledge(open.id(), "ops");
        alerts(hub).acknowledge(open.id(), "somebody-else");
        channels.set(0, failing("letter-sftp", 0));
        for (int i = 0; i < 20; i++) {
            look(hub, Duration.ofSeconds(30));
        }

        assertThat(open.condition()).isEqualTo("channel-failing");
        assertThat(open.subject()).isEqualTo("letter-sftp");
        assertThat(open.code()).isEqualTo("CH-301");
        assertThat(open.amount()).isEqualTo(7);
        assertThat(open.notifiedAt()).isNotNull();
        assertThat(alerts(hub).open()).isEmpty();
        assertThat(alerts(hub).recent(10)).singleElement().satisfies(over -> {
            assertThat(over.acknowledgedBy()).isEqualTo("ops");
            assertThat(over.resolvedAt()).isAfter(over.raisedAt());
        });
        assertThat(changes())
                .containsExactly("raised channel-failing letter-sftp", "resolved channel-failing letter-sftp");
        assertThat(mail.getReceivedMessages()).hasSize(2);
        MimeMessage first = mail.getReceivedMessages()[0];
        String text = GreenMailUtil.getWholeMessage(first);
        assertThat(first.getSubject()).isEqualTo("Onestop Hub: 1 raised, 0 resolved");
        assertThat(text).contains("channel-failing  letter-sftp  CH-301", "7 count");
        assertThat(first.getMessageID()).as("neither machine nor user").matches("<[0-9a-f-]{36}@example\\.org>");
        assertThat(Pattern.compile("@([^>\\s;]+)").matcher(text).results().map(found -> found.group(1)))
                .containsOnly("example.org", "example.com");
    }

    @Test
    void restartRepeatsNothing() {
        LedgerSlice hub = hub("one", null);
        channels.add(failing("email", 9));
        settle(hub);
        DataSource database = hub.get(DataSource.class);
        hub.get(org.onestophub.platform.store.HubHome.class);

        LedgerSlice again = hub("one-again", database);
        settle(again);

        assertThat(alerts(again).open()).hasSize(1);
        assertThat(changes()).containsExactly("raised channel-failing email");
    }

    @Test
    void twoHubsOnOneDatabaseTellOnceAndOnlyWhoSawItEndsIt() {
        LedgerSlice one = hub("one", null);
        channels.add(failing("email", 9));
        settle(one);
        lives(one, "1 hour");
        LedgerSlice two = hub("two", one.get(DataSource.class));
        settle(two);
        channels.clear();

        settle(two);
        assertThat(alerts(two).open()).hasSize(1);
        settle(one);
        assertThat(alerts(two).open()).isEmpty();
        assertThat(changes()).containsExactly("raised channel-failing email", "resolved channel-failing email");
    }

    @Test
    void whatAHubRaisedThatIsGoneIsEndedByTheOther() {
        LedgerSlice one = hub("one", null);
        channels.add(failing("email", 9));
        settle(one);
        lives(one, "-1 second");
        LedgerSlice two = hub("two", one.get(DataSource.class));
        settle(two);
        assertThat(alerts(two).open()).hasSize(1);
        channels.clear();
        channels.add(failing("email", 0));

        settle(two);

        assertThat(alerts(two).open()).isEmpty();
        assertThat(changes()).containsExactly("raised channel-failing email", "resolved channel-failing email");
    }

    private static void lives(LedgerSlice hub, String howLong) {
        hub.jdbc()
                .sql("insert into hub_node (hub, label, run, started_at, seen_at, alive_until)"
                        + " values (:hub, '', gen_random_uuid(), now(), now(), now() + cast(:long as interval))")
                .param(
                        "hub",
                        hub.get(org.onestophub.platform.store.HubHome.class).name())
                .param("long", howLong)
                .update();
    }

    @Test
    void changesWithinAMinuteGoInOneSignedMessage() throws Exception {
        LedgerSlice hub = hub("one", null);
        channels.add(failing("email", 9));
        channels.add(new ChannelStatus("hotline", true, "broken", "CH-201 routes/in-hotline.yaml:3", null, null, ""));
        channels.add(silent("phone-cdr-sftp", START.minusSeconds(600)));
        certificates.put("letter-ftps", START.plus(Duration.ofDays(5)));
        hub.jdbc()
                .sql("insert into held (receipt_id, channel, room, code, held_at) values (1, 'email', 'map',"
                        + " 'MP-201', :at)")
                .param("at", java.sql.Timestamp.from(START.minus(Duration.ofDays(4))))
                .update();
        hub.jdbc()
                .sql("insert into work (lane, ref, due_at) values ('patient', 1, :at), ('slow', 2, :at)")
                .param("at", java.sql.Timestamp.from(START.minus(Duration.ofHours(1))))
                .update();

        hub.jdbc().sql("""
            with c as (insert into complaint (number, channel, revision, document, received_at, updated_at)
              values ('1', 'email', 1, '{}', now(), now()) returning id),
            e as (insert into event (complaint_id, revision, type, at) select id, 1, 'complaint.created', now() from c
              returning id, complaint_id)
            insert into feed_reject (at, key_name, event_id, complaint_id, reason)
              select now(), 'west', id, complaint_id, 'why' from e
            """).update();

        settle(hub);

        assertThat(asked).hasSize(1);
        assertThat(mail.getReceivedMessages()).hasSize(1);
        assertThat(changes())
                .containsExactlyInAnyOrder(
                        "raised channel-failing email",
                        "raised channel-broken hotline",
                        "raised channel-silent phone-cdr-sftp",
                        "raised certificate-ends letter-ftps",
                        "raised quarantine-oldest ",
                        "raised work-oldest patient",
                        "raised district-rejects west");
        Asked one = asked.get(0);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((one.timestamp() + ".").getBytes(StandardCharsets.US_ASCII));
        assertThat(one.signature()).isEqualTo("v1=" + HexFormat.of().formatHex(mac.doFinal(one.body())));
        assertThat(new String(one.body(), StandardCharsets.UTF_8)).doesNotContain("routes/", "127.0.0.1");
    }

    @Test
    void receiverThatRefusesIsAskedAgainWithGrowingPausesAndHoldsUpNobody() {
        answer = 302;
        LedgerSlice hub = hub("one", null);
        channels.add(failing("email", 9));
        for (int i = 0; i < 80; i++) {
            look(hub, Duration.ofSeconds(30));
        }
        int before = asked.size();
        answer = 204;
        for (int i = 0; i < 130; i++) {
            look(hub, Duration.ofSeconds(30));
        }

        // at once, and after 1, 3, 7, 15 and 31 minutes
        assertThat(before).isBetween(5, 6);
        assertThat(asked).hasSize(before + 1).noneMatch(one -> one.timestamp().isEmpty());
        assertThat(mail.getReceivedMessages()).hasSize(1);
    }

    @Test
    void inputThatAnotherHubHadMakesAChannelNotSilent() {
        LedgerSlice hub = hub("one", null);
        channels.add(silent("email", START.minusSeconds(600)));
        hub.jdbc()
                .sql("insert into channel_state (channel, last_success_at) values ('email', :at)")
                .param("at", java.sql.Timestamp.from(START.minusSeconds(60)))
                .update();

        settle(hub);

        assertThat(alerts(hub).open()).isEmpty();
    }

    @Test
    void databaseThatIsAwayIsToldPastItAndWrittenDownLater() {
        LedgerSlice hub = hub("one", null);
        settle(hub);
        hub.jdbc().sql("alter table alert rename to alert_away").update();
        hub.jdbc().sql("alter table held rename to held_away").update();
        look(hub, Duration.ofSeconds(30));
        look(hub, Duration.ofSeconds(90));
        org.awaitility.Awaitility.await().until(() -> asked.size() == 1 && mail.getReceivedMessages().length == 1);
        hub.jdbc().sql("alter table alert_away rename to alert").update();
        hub.jdbc().sql("alter table held_away rename to held").update();

        for (int i = 0; i < 20; i++) {
            look(hub, Duration.ofSeconds(30));
        }

        assertThat(changes()).containsExactly("raised database-down ", "resolved database-down ");
        assertThat(alerts(hub).recent(5)).extracting(Alert::condition).containsExactly("database-down");
    }

    @Test
    void mailServerWithACertificateOfItsOwnIsToldOnlyWhereThatIsTrusted() throws Exception {
        TestTls tls = TestTls.ofMailServers();
        ServerSetup smtps = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS);
        smtps.setServerStartupTimeout(20_000);
        GreenMail own = new GreenMail(smtps);
        own.setUser("hub@example.org", "hub@example.org", PASSWORD);
        own.start();
        try {
            settings.put("mail.host", "localhost");
            settings.put("mail.port", own.getSmtps().getPort());
            settings.put("mail.tls", "tls");
            settings.put("mail.username", "hub@example.org");
            settings.put("mail.password", PASSWORD);
            channels.add(failing("email", 9));
            LedgerSlice hub = hub("strange", null);
            settle(hub);
            int toStranger = own.getReceivedMessages().length;

            settings.put("mail.certificate-file", tls.certificate().toString());
            settings.put("mail.host", "127.0.0.2");
            settle(hub("other-name", hub.get(DataSource.class)));
            int toOtherName = own.getReceivedMessages().length;

            settings.put("mail.host", "localhost");
            LedgerSlice trusting = hub("trusting", hub.get(DataSource.class));
            for (int i = 0; i < 130; i++) {
                look(trusting, Duration.ofSeconds(30));
            }

            assertThat(toStranger).isZero();
            assertThat(toOtherName).isZero();
            assertThat(own.getReceivedMessages())
                    .singleElement()
                    .satisfies(mail -> assertThat(mail.getSubject()).isEqualTo("Onestop Hub: 1 raised, 0 resolved"));
        } finally {
            own.stop();
        }
    }

    @Test
    void mutedAlertIsListedAndNotSentUntilTheMuteEndsByItself() {
        LedgerSlice hub = hub("one", null);
        channels.add(failing("email", 9));
        channels.add(failing("hotline", 0));
        settle(hub);
        Alert told = alerts(hub).open().get(0);
        alerts(hub).mute(told.id(), clock.instant().plus(Duration.ofHours(1)), " mail server is moved ", "@li.wei");

        channels.set(0, failing("email", 0));
        settle(hub);
        channels.set(0, failing("email", 9));
        channels.set(1, failing("hotline", 9));
        settle(hub);

        assertThat(changes())
                .as("what was told as begun is told as over; another channel is not muted")
                .containsExactly(
                        "raised channel-failing email",
                        "resolved channel-failing email",
                        "raised channel-failing hotline");
        assertThat(alerts(hub).open())
                .filteredOn(one -> one.subject().equals("email"))
                .singleElement()
                .satisfies(again -> {
                    assertThat(again.id()).isNotEqualTo(told.id());
                    assertThat(again.mutedUntil())
                            .isEqualTo(alerts(hub).mutes().get(0).until());
                    assertThat(again.notifiedAt()).isNull();
                });
        assertThat(alerts(hub).mutes()).singleElement().satisfies(mute -> {
            assertThat(mute.condition()).isEqualTo("channel-failing");
            assertThat(mute.subject()).isEqualTo("email");
            assertThat(mute.reason()).isEqualTo("mail server is moved");
            assertThat(mute.by()).isEqualTo("@li.wei");
        });

        clock.pass(Duration.ofHours(1));
        settle(hub);
        settle(hub);

        assertThat(alerts(hub).mutes()).isEmpty();
        assertThat(changes()).hasSize(4).endsWith("raised channel-failing email");
        assertThat(alerts(hub).open()).extracting(Alert::mutedUntil).containsOnlyNulls();
    }

    @Test
    void whatBeginsAndEndsWhileItIsMutedIsRecordedAndNeverSent() {
        LedgerSlice hub = hub("one", null);
        channels.add(failing("email", 9));
        settle(hub);
        alerts(hub).mute(alerts(hub).open().get(0).id(), clock.instant().plus(Duration.ofHours(2)), "moved", "ops");
        channels.set(0, failing("email", 0));
        settle(hub);

        channels.set(0, failing("email", 9));
        settle(hub);
        channels.set(0, failing("email", 0));
        settle(hub);
        clock.pass(Duration.ofHours(2));
        settle(hub);

        assertThat(alerts(hub).recent(10)).hasSize(2);
        assertThat(changes()).containsExactly("raised channel-failing email", "resolved channel-failing email");
    }

    @Test
    void whatWaitsToBeSentWaitsForTheEndOfTheMute() {
        LedgerSlice hub = hub("one", null);
        channels.add(failing("email", 9));
        while (alerts(hub).open().isEmpty()) {
            look(hub, Duration.ofSeconds(30));
        }
        assertThat(changes()).as("changes wait for others to go with them").isEmpty();
        long alert = alerts(hub).open().get(0).id();

        long mute = alerts(hub).mute(alert, clock.instant().plus(Duration.ofHours(1)), "known", "ops");
        long moved = alerts(hub).mute(alert, clock.instant().plus(Duration.ofDays(30)), "known for longer", "ops");
        settle(hub);
        assertThat(moved).isEqualTo(mute);
        assertThat(changes()).isEmpty();
        alerts(hub).unmute(mute, "ops");
        alerts(hub).unmute(mute, "ops");
        settle(hub);

        assertThat(changes()).containsExactly("raised channel-failing email");
    }

    @Test
    void onlyWhatIsOpenIsMutedForAReasonAndThirtyDaysAtMost() {
        LedgerSlice hub = hub("one", null);
        channels.add(failing("email", 9));
        settle(hub);
        long open = alerts(hub).open().get(0).id();
        Instant now = clock.instant();
        Instant later = now.plus(Duration.ofHours(1));

        assertRefused(Problem.REQUEST_INVALID, () -> alerts(hub).mute(open, now, "why", "ops"));
        assertRefused(
                Problem.REQUEST_INVALID,
                () -> alerts(hub).mute(open, now.plus(Duration.ofDays(30)).plusSeconds(1), "why", "ops"));
        assertRefused(Problem.REQUEST_INVALID, () -> alerts(hub).mute(open, later, " ", "ops"));
        assertRefused(Problem.REQUEST_INVALID, () -> alerts(hub).mute(open, later, "a\u0007", "ops"));
        assertRefused(Problem.REQUEST_INVALID, () -> alerts(hub).mute(open, later, "x".repeat(201), "ops"));
        assertRefused(Problem.NOT_FOUND, () -> alerts(hub).mute(404, later, "why", "ops"));
        channels.set(0, failing("email", 0));
        settle(hub);
        assertRefused(Problem.NOT_FOUND, () -> alerts(hub).mute(open, later.plus(Duration.ofHours(1)), "why", "ops"));
        assertThat(alerts(hub).mutes()).isEmpty();
    }

    private static void assertRefused(Problem problem, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(problem));
    }

    @Test
    void nobodyAcknowledgesWhatIsNotThere() {
        LedgerSlice hub = hub("one", null);

        assertRefused(Problem.NOT_FOUND, () -> alerts(hub).acknowledge(404, "ops"));
    }

    private LedgerSlice hub(String home, DataSource database) {
        LedgerSlice hub = new LedgerSlice(folder.resolve(home));
        if (database != null) {
            hub.with(DataSource.class, database)
                    .with(JdbcClient.class, JdbcClient.create(database))
                    .with(JdbcTemplate.class, new JdbcTemplate(database))
                    .with(TransactionTemplate.class, org.onestophub.support.TestPostgres.transactionsOn(database));
        }
        hub.with(Clock.class, clock)
                .with(AlertProperties.class, AlertObservationTest.settings(settings))
                .with(CertificateExpiry.class, () -> certificates)
                .with(ChannelRegistry.class, new Registry())
                .with(ChannelDuty.class, new HourlyDuty())
                .rooms(
                        "platform.store.HubHome",
                        "operate.alert.AlertTable",
                        "operate.alert.MuteTable",
                        "operate.alert.NotificationTable",
                        "operate.alert.AlertMail",
                        "operate.alert.AlertWebhook",
                        "operate.alert.AlertNotifier",
                        "operate.alert.ChannelAlerts",
                        "operate.alert.LedgerAlerts",
                        "platform.store.DataDisks",
                        "operate.alert.MachineAlerts",
                        "operate.alert.AlertMonitor")
                .start();
        hubs.add(hub);
        return hub;
    }

    private void settle(LedgerSlice hub) {
        for (int i = 0; i < 20; i++) {
            look(hub, Duration.ofSeconds(30));
        }
    }

    private void look(LedgerSlice hub, Duration later) {
        clock.pass(later);
        hub.get(AlertMonitor.class).look();
        hub.get(AlertNotifier.class).sendDue();
    }

    private static Alerts alerts(LedgerSlice hub) {
        return hub.get(Alerts.class);
    }

    private List<String> changes() {
        List<String> changes = new ArrayList<>();
        for (Asked one : asked) {
            try {
                for (JsonNode change : new ObjectMapper().readTree(one.body()).get("changes")) {
                    changes.add(change.get("change").asText() + " "
                            + change.get("condition").asText() + " "
                            + change.get("subject").asText());
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return changes;
    }

    private static ChannelStatus failing(String name, int failures) {
        return new ChannelStatus(
                name,
                true,
                "running",
                "",
                null,
                START,
                "CH-301",
                null,
                failures,
                failures > 0 ? START : null,
                null,
                false,
                "without-success",
                "",
                false,
                "",
                null);
    }

    private static ChannelStatus silent(String name, Instant expectedBy) {
        return new ChannelStatus(
                name,
                true,
                "running",
                "",
                START.minusSeconds(9_000),
                null,
                "",
                null,
                0,
                null,
                expectedBy,
                true,
                "silent",
                "",
                false,
                "",
                null);
    }

    /** The channels of the test. */
    private final class Registry implements ChannelRegistry {
        @Override
        public List<ChannelStatus> channels() {
            return channels;
        }

        @Override
        public void start(String name, String by) {}

        @Override
        public void stop(String name, String by) {}
    }

    /** Something every hour, in a year that is known. */
    private static final class HourlyDuty implements ChannelDuty {
        @Override
        public Optional<Instant> expectedBy(String channel, Instant last) {
            return Optional.of(last.plus(Duration.ofHours(1)));
        }

        @Override
        public boolean isCalendarKnown(Instant at) {
            return true;
        }
    }
}

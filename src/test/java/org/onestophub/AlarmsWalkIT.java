package org.onestophub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.contract.operations.OverdueAlarms;
import org.onestophub.platform.access.Caller;
import org.onestophub.platform.access.Caller.Reply;
import org.onestophub.platform.store.PreparedHome;
import org.onestophub.simulator.HubSettings;
import org.onestophub.support.TestTls;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/** Alarms about cases from what raises them to those who must know, with a mail server and a duty room of its own. */
class AlarmsWalkIT {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String OPS = "ops-key-of-the-alarms-0123456789012345";
    private static final String DESK = "desk-key-of-the-alarms-012345678901234";
    private static final String CASES = "cases-key-of-the-alarms-01234567890123";
    private static final String BUTTON = "button-key-of-the-alarms-0123456789012";
    private static final String MAIL_PASSWORD = "password of the mail server";

    @TempDir
    private static Path folder;

    private static final List<String> DUTY_ROOM = new CopyOnWriteArrayList<>();

    private static HttpsServer room;
    private static GreenMail mail;
    private static ConfigurableApplicationContext hub;

    @BeforeAll
    static void start() throws Exception {
        TestTls tls = TestTls.ofMailServers();
        room = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        room.setHttpsConfigurator(new HttpsConfigurator(tls.context()));
        room.createContext("/", AlarmsWalkIT::hear);
        room.start();
        ServerSetup smtps = new ServerSetup(0, "127.0.0.1", "smtps");
        smtps.setServerStartupTimeout(20_000);
        mail = new GreenMail(smtps);
        mail.setUser("hub@example.org", "hub@example.org", MAIL_PASSWORD);
        mail.start();
        HubSettings settings = new HubSettings(PreparedHome.at(folder.resolve("home")), 0)
                .key("ops", OPS, "ops")
                .key("desk", DESK, "desk")
                .key("cases", CASES, "cases")
                .key("button", BUTTON, "push-alarm-button")
                .set("hub.channels.patient-adt.enabled", false)
                .set("hub.channels.desk.enabled", true)
                .set("hub.channels.alarm-button.enabled", true)
                .set("hub.alarms.recipients.office.role", "complaint-office")
                .set("hub.alarms.recipients.office.mails[0]", "office@example.org")
                .set("hub.alarms.recipients.head.role", "head")
                .set("hub.alarms.recipients.head.mails[0]", "head@example.org")
                .set("hub.alarms.recipients.another.role", "head")
                .set("hub.alarms.recipients.another.institution", "91350203M0001QAY9B")
                .set("hub.alarms.recipients.another.mails[0]", "another@example.org");
        String webhook = "hub.destinations.alarm-webhook.";
        settings.set(webhook + "enabled", true)
                .set(webhook + "url", "https://localhost:" + room.getAddress().getPort() + "/alarm")
                .set(webhook + "secret", "secret of the duty room")
                .set(webhook + "certificate-file", tls.certificate());
        String mails = "hub.destinations.alarm-mail.";
        settings.set(mails + "enabled", true)
                .set(mails + "host", "localhost")
                .set(mails + "port", mail.getSmtps().getPort())
                .set(mails + "security", "smtps")
                .set(mails + "username", "hub@example.org")
                .set(mails + "password", MAIL_PASSWORD)
                .set(mails + "from", "hub@example.org")
                .set(mails + "domains", "example.org")
                .set(mails + "certificate-file", tls.certificate());
        LoggingSystem.get(AlarmsWalkIT.class.getClassLoader()).cleanUp();
        hub = SpringApplication.run(OnestopHub.class, settings.arguments());
    }

    @AfterAll
    static void stop() {
        if (hub != null) {
            hub.close();
        }
        mail.stop();
        room.stop(0);
    }

    private static void hear(HttpExchange exchange) throws IOException {
        DUTY_ROOM.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static Caller caller(String key) {
        return new Caller(Integer.parseInt(hub.getEnvironment().getRequiredProperty("local.server.port")), key);
    }

    @Test
    void majorDisputeReachesItsRecipientsOnceAndIsAcknowledged() throws Exception {
        String entry = "{\"entryId\":\"ALARM-1\",\"channel\":\"visit\",\"flags\":{\"major\":true},"
                + "\"complainant\":{\"name\":\"测试甲\"},\"matter\":{\"type\":\"complaint\",\"facts\":\"术后死亡，家属质疑\"}}";
        assertThat(caller(DESK).post("/api/desk/v1/complaints", entry).status()).isEqualTo(201);
        assertThat(caller(DESK).post("/api/desk/v1/complaints", entry).status()).isEqualTo(200);

        JsonNode alarm = sent("major-dispute", "complaint");

        String number = alarm.path("complaint").asText();
        assertThat(alarm.path("late").asBoolean()).isFalse();
        assertThat(alarm.path("deliveries").findValuesAsText("state")).containsExactly("sent", "sent", "missing");
        assertThat(DUTY_ROOM)
                .filteredOn(body -> body.contains(number))
                .singleElement()
                .asString()
                .contains("\"alarm\":\"major-dispute\"", "重大医疗纠纷")
                .doesNotContain("测试甲", "术后死亡", "example.org");
        assertThat(mail.getReceivedMessages())
                .filteredOn(one -> subjectOf(one).contains(number))
                .hasSize(2)
                .allSatisfy(one -> {
                    assertThat(one.getSubject()).contains("重大医疗纠纷");
                    assertThat(one.getContent().toString()).doesNotContain("测试甲", "术后死亡");
                    assertThat(one.getHeader("To", ",")).contains("office@example.org", "head@example.org");
                });

        say("head-notified", number);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(alarms("sent"))
                        .anySatisfy(one ->
                                assertThat(one.path("acknowledgedBy").asText()).isEqualTo("head-notified")));
        assertThat(caller(OPS)
                        .get("/api/ops/v1/complaints/" + number + "/trace")
                        .json()
                        .findValuesAsText("kind"))
                .contains("alarm");
    }

    @Test
    void pressOfAButtonOpensACaseOfItsOwnAndRings() {
        Reply pressed = caller(BUTTON)
                .post(
                        "/api/push/v1/alarm-button",
                        "{\"alarmId\":\"B-1\",\"place\":\"接待室一\",\"pressedAt\":\"" + local() + "\"}");

        assertThat(pressed.status()).isEqualTo(201);
        String number =
                sent("one-key-alarm", "button|alarm-B-1").path("complaint").asText();
        assertThat(DUTY_ROOM).filteredOn(body -> body.contains(number)).hasSize(1);
    }

    @Test
    void pressThatNamesACaseRingsForItAndOneThatNamesNoneCountsAsOverdue() {
        String entry =
                "{\"entryId\":\"ALARM-2\",\"channel\":\"visit\",\"matter\":{\"type\":\"complaint\",\"facts\":\"收费\"}}";
        caller(DESK).post("/api/desk/v1/complaints", entry);
        String number = await().atMost(SOON)
                .until(
                        () -> caller(OPS)
                                .get("/api/ops/v1/complaints?q=ALARM-2")
                                .json()
                                .at("/items/0/number")
                                .asText(),
                        found -> !found.isEmpty());
        caller(BUTTON)
                .post("/api/push/v1/alarm-button", "{\"alarmId\":\"B-2\",\"complaintNumber\":\"" + number + "\"}");

        assertThat(sent("one-key-alarm", "button|alarm-B-2").path("complaint").asText())
                .isEqualTo(number);

        OverdueAlarms overdue = hub.getBean(OverdueAlarms.class);
        long before = overdue.count(Instant.now());
        Reply lost = caller(BUTTON)
                .post("/api/push/v1/alarm-button", "{\"alarmId\":\"B-3\",\"complaintNumber\":\"none-such\"}");
        assertThat(lost.status()).isIn(201, 202);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(overdue.count(Instant.now())).isEqualTo(before + 1));
    }

    @Test
    void whatHappenedLongAgoIsListedAsQuiet() {
        caller(DESK)
                .post(
                        "/api/desk/v1/complaints",
                        "{\"entryId\":\"ALARM-3\",\"channel\":\"visit\",\"receivedAt\":\"2026-09-18T10:15:00+08:00\","
                                + "\"flags\":{\"safety\":true},\"matter\":{\"type\":\"complaint\",\"facts\":\"旧事\"}}");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(alarms("quiet"))
                        .anySatisfy(one -> assertThat(one.path("rule").asText()).isEqualTo("safety-risk")));
    }

    private static String subjectOf(MimeMessage one) {
        try {
            return one.getSubject();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode sent(String rule, String cause) {
        return await().atMost(SOON)
                .until(
                        () -> alarms("sent").stream()
                                .filter(one -> one.path("rule").asText().equals(rule)
                                        && one.path("cause").asText().equals(cause)
                                        && one.path("deliveries").findValuesAsText("state").stream()
                                                        .filter("sent"::equals)
                                                        .count()
                                                == 2)
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private static List<JsonNode> alarms(String state) {
        Reply reply = caller(OPS).get("/api/ops/v1/alarms?limit=200&state=" + state);
        assertThat(reply.status()).isEqualTo(200);
        return reply.json().path("items").findParents("cause");
    }

    private static void say(String type, String number) {
        Reply said = caller(CASES)
                .post(
                        "/api/status/v1/events",
                        "{\"eventId\":\"" + type + number + "\",\"type\":\"" + type + "\",\"occurredAt\":\""
                                + Instant.now() + "\",\"receiptNumber\":\"" + number + "\"}");
        assertThat(said.status()).isEqualTo(201);
    }

    private static String local() {
        return java.time.LocalDateTime.now(java.time.ZoneId.of("Asia/Shanghai"))
                .format(java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"));
    }
}

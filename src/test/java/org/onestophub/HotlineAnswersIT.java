package org.onestophub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.platform.access.Caller;
import org.onestophub.platform.access.Caller.Reply;
import org.onestophub.platform.store.PreparedHome;
import org.onestophub.simulator.HubSettings;
import org.onestophub.support.TestTls;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/** Both sides of the life of a hotline order: what the platform pushes, and what the hospital answers. */
class HotlineAnswersIT {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String ORDERS = "/api/hotline/v1/work-orders";
    private static final String OPS = "ops-key-of-the-hotline-answers-01234567";
    private static final String HOTLINE = "hotline-key-of-the-answers-0123456789012";
    private static final String CASES = "cases-key-of-the-hotline-answers-0123456";

    @TempDir
    private static Path folder;

    private static final List<String> PLATFORM = new CopyOnWriteArrayList<>();
    private static final AtomicInteger BUSY = new AtomicInteger(1);

    private static HttpsServer platform;
    private static ConfigurableApplicationContext hub;

    @BeforeAll
    static void start() throws Exception {
        TestTls tls = TestTls.make(folder);
        platform = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        platform.setHttpsConfigurator(new HttpsConfigurator(tls.context()));
        platform.createContext("/", HotlineAnswersIT::answer);
        platform.start();
        String destination = "hub.destinations.hotline-answer.";
        HubSettings settings = new HubSettings(PreparedHome.at(folder.resolve("home")), 0)
                .key("ops", OPS, "ops")
                .key("hotline", HOTLINE, "hotline")
                .key("cases", CASES, "cases")
                .set("hub.channels.patient-adt.enabled", false)
                .set("hub.channels.hotline.enabled", true)
                .set(destination + "enabled", true)
                .set(
                        destination + "url",
                        "https://localhost:" + platform.getAddress().getPort() + "/api")
                .set(destination + "secret", "secret of the platform")
                .set(destination + "certificate-file", tls.certificate());
        LoggingSystem.get(HotlineAnswersIT.class.getClassLoader()).cleanUp();
        hub = SpringApplication.run(OnestopHub.class, settings.arguments());
    }

    @AfterAll
    static void stop() {
        if (hub != null) {
            hub.close();
        }
        platform.stop(0);
    }

    /** Says 200 to everything, and what it means in the body. */
    private static void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean isBusy = BUSY.getAndDecrement() > 0;
        if (!isBusy) {
            PLATFORM.add(exchange.getRequestURI() + " " + body);
        }
        byte[] said = (isBusy ? "{\"code\":500,\"msg\":\"系统繁忙\"}" : "{\"code\":0,\"msg\":\"已接收\"}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, said.length);
        exchange.getResponseBody().write(said);
        exchange.close();
    }

    private static Caller caller(String key) {
        int port = Integer.parseInt(hub.getEnvironment().getRequiredProperty("local.server.port"));
        return new Caller(port, key);
    }

    private static Reply push(String order) {
        return caller(HOTLINE).post(ORDERS, order);
    }

    private static Reply say(String type, String order, String more) {
        return caller(CASES)
                .post(
                        "/api/status/v1/events",
                        "{\"eventId\":\"" + order + "-" + type + "\",\"type\":\"" + type + "\",\"occurredAt\":\""
                                + Instant.now() + "\"" + more
                                + ",\"complaint\":[{\"system\":\"hotline\",\"kind\":\"work-order\",\"value\":\"" + order
                                + "\"}]}");
    }

    private static JsonNode state(String order) {
        return caller(HOTLINE).get("/api/status/v1/complaints/" + order).json();
    }

    private static List<String> typesOf(String order) {
        return state(order).path("events").findValues("type").stream()
                .map(type -> type.path("code").asText())
                .toList();
    }

    @Test
    void everythingThatHappensToAnOrderIsTakenAndNothingIsAConflict() {
        String urge = "{\"taskId\":\"LIFE-1\",\"操作类型\":\"催办\",\"操作编号\":\"U-1\",\"操作时间\":\"2026-11-20 09:00:00\"}";
        List<Integer> answers = List.of(
                push(urge).status(),
                push("{\"taskId\":\"LIFE-1\",\"discription\":\"候诊时间长\",\"dispatchTime\":\"2026-11-19 09:00:00\"}")
                        .status(),
                push("{\"taskId\":\"LIFE-1\",\"isSupervise\":\"1\",\"operationTime\":\"2026-11-20 10:00:00\"}")
                        .status(),
                push("{\"taskId\":\"LIFE-1\",\"operation\":\"补充\",\"operationTime\":\"2026-11-20 11:00:00\",\"discription\":\"补充：在门诊三楼\"}")
                        .status(),
                push(urge.replace(",", " , ")).status(),
                push("{\"taskId\":\"LIFE-1\",\"round\":2,\"discription\":\"不满意，重办\",\"dispatchTime\":\"2026-11-21 09:00:00\"}")
                        .status(),
                push("{\"taskId\":\"LIFE-1\",\"round\":2,\"telAskTime\":\"2026-11-22 09:00:00\",\"allManyi\":\"不满意\"}")
                        .status(),
                push("{\"taskId\":\"LIFE-1\",\"round\":2,\"isDel\":\"1\",\"operationTime\":\"2026-11-23 09:00:00\"}")
                        .status());

        assertThat(answers).containsExactly(201, 201, 201, 201, 200, 201, 201, 201);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(typesOf("LIFE-1"))
                        .containsExactly(
                                "urged", "supervised", "supplemented", "re-handled", "called-back", "withdrawn"));
        assertThat(state("LIFE-1").at("/state/code").asText()).isEqualTo("withdrawn");
    }

    @Test
    void theHospitalsAnswersReachThePlatformAndItsYesIsKept() {
        assertThat(push("{\"taskId\":\"ANS-1\",\"discription\":\"候诊时间长\"}").status())
                .isEqualTo(201);
        assertThat(say("signed", "ANS-1", "").status()).isIn(201, 202);
        assertThat(say("assigned", "ANS-1", ",\"tasks\":[{\"part\":\"lead\",\"departmentName\":\"门诊部\"}]")
                        .status())
                .isIn(201, 202);
        assertThat(say("contacted", "ANS-1", "").status()).isIn(201, 202);
        assertThat(say("fed-back", "ANS-1", ",\"result\":\"解决\",\"text\":\"已增加窗口。\"")
                        .status())
                .isIn(201, 202);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(PLATFORM)
                        .extracting(call -> call.replaceFirst(" .*", ""))
                        .contains("/api/orders/ANS-1/sign", "/api/orders/ANS-1/contact", "/api/orders/ANS-1/result"));
        assertThat(PLATFORM)
                .filteredOn(call -> call.startsWith("/api/orders/ANS-1/result"))
                .singleElement()
                .asString()
                .contains("\"banliResult_12345\":\"0\"", "已增加窗口。");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(deliveries("filtered"))
                        .extracting(skipped -> skipped.path("reason").asText())
                        .contains("no-answer"));
        await().atMost(SOON).until(() -> deliveries("sent").size() >= 3);
        List<String> words = deliveries("sent").stream()
                .map(sent -> caller(OPS)
                        .get("/api/ops/v1/deliveries/" + sent.path("id").asLong())
                        .json())
                .flatMap(trace -> trace.path("attempts").findValuesAsText("response").stream())
                .toList();
        assertThat(words).contains("{\"code\":0,\"msg\":\"已接收\"}", "{\"code\":500,\"msg\":\"系统繁忙\"}");
    }

    private static List<JsonNode> deliveries(String state) {
        JsonNode page = caller(OPS)
                .get("/api/ops/v1/destinations/hotline-answer/deliveries?limit=200&state=" + state)
                .json();
        return page.path("items").findParents("deliveryId");
    }

    @Test
    void aRefusalAndAWarningNameTheFieldOfTheSender() {
        Reply refused = push("{\"taskId\":\"FIELD-1\",\"serviceType\":\"投诉\"}");
        Reply warned = push("{\"taskId\":\"FIELD-2\",\"工单类型\":\"信息类\",\"discription\":\"候诊时间长\",\"orderTime\":\"昨天\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("field").asText()).isEqualTo("/matter/facts");
        assertThat(refused.json().path("senderField").asText()).isEqualTo("discription");
        assertThat(warned.status()).isEqualTo(201);
        assertThat(warned.json().path("warnings").findValuesAsText("senderField"))
                .contains("serviceType");
        assertThat(warned.json().path("warnings").findValuesAsText("field")).contains("/orderTime");
    }

    @Test
    void theDescriptionHasEveryFieldOfAnOrder() {
        JsonNode order = caller(OPS).get("/v3/api-docs").json().at("/components/schemas/WorkOrder");

        assertThat(order.at("/required/0").asText()).isEqualTo("taskId");
        assertThat(order.path("properties").size()).isGreaterThan(80);
        assertThat(order.at("/properties/discription/description").asText()).contains("内容描述");
    }
}

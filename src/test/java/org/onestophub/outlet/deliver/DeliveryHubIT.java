package org.onestophub.outlet.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Handler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.OnestopHub;
import org.onestophub.complaint.Shipment;
import org.onestophub.outlet.deliver.broker.Broker;
import org.onestophub.outlet.deliver.broker.TestBrokers;
import org.onestophub.platform.access.Caller;
import org.onestophub.platform.store.PreparedHome;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.simulator.HubSettings;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole hub with destinations of its own: from the desk to what a receiver gets, and what operators do about it. */
@TestMethodOrder(MethodOrderer.MethodName.class)
class DeliveryHubIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String OPS = "ops-key-of-the-delivery-test-0123456789";
    private static final String DESK = "desk-key-of-the-delivery-test-012345678";

    @TempDir
    private static Path folder;

    private static ConfigurableApplicationContext hub;
    private static Receiver receiver;
    private static int entries;

    /** A receiver that gets what the route made, and behaves as it is ordered to about a complaint. */
    public static final class Receiver {
        private final Map<String, Exception> faults = new ConcurrentHashMap<>();
        private final List<String> got = new CopyOnWriteArrayList<>();

        /** Takes a shipment. */
        @Handler
        public void take(Exchange exchange) throws Exception {
            List<?> items = exchange.getMessage().getBody(List.class);
            String words = ((JsonNode) items.get(0)).path("words").asText();
            exchange.getMessage().setHeader(Shipment.RESPONSE_STATUS, "200");
            exchange.getMessage().setHeader(Shipment.RESPONSE, "heard: " + words);
            Exception fault = faults.get(words);
            if (fault != null) {
                throw fault;
            }
            got.add(exchange.getMessage().getHeader(Shipment.DESTINATION) + " "
                    + exchange.getMessage().getHeader(Shipment.ID, String.class).length() + " " + words);
        }
    }

    /** Not found by scanning: only this hub has the receiver. */
    static final class Neighbour {
        @Bean("receiver")
        Receiver receiver() {
            return new Receiver();
        }
    }

    @BeforeAll
    static void start() throws IOException {
        for (String name : List.of("routes", "connectors", "mappings")) {
            copy(Path.of(name), folder.resolve("config").resolve(name));
        }
        put(
                "mappings/test-out/mapping.yaml",
                "direction: out\nprogram: test-out.jslt\nsource: this test\nchanges: [{date: 2026-11-22, what: first}]\n");
        put("mappings/test-out/test-out.jslt", "{ \"words\": .data.matter.facts, \"number\": .subject }\n");
        route("billing", "test-out", "firstPause: 50ms");
        route("visits", "test-out", "channels: visit");
        route("lost", "no-such-mapping", "batch: 1");
        route("ruined", "test-out", "batch: 0");
        route("off", "test-out", "batch: 1");
        route("misspelt", "test-out", "batch: 1");
        HubSettings settings = new HubSettings(PreparedHome.at(folder.resolve("home")), 0)
                .key("ops", OPS, "ops")
                .key("desk", DESK, "desk")
                .set("hub.config-dir", folder.resolve("config"))
                .set("hub.channels.patient-adt.enabled", false)
                .set("hub.destinations.off.enabled", false)
                .set("hub.destinations.misspelt.enabeld", false)
                .set("hub.destinations.report-file.enabled", true);
        LoggingSystem.get(DeliveryHubIT.class.getClassLoader()).cleanUp();
        hub = SpringApplication.run(new Class<?>[] {OnestopHub.class, Neighbour.class}, settings.arguments());
        receiver = hub.getBean(Receiver.class);
    }

    @AfterAll
    static void stop() {
        if (hub != null) {
            hub.close();
        }
    }

    @Test
    void brokenDestinationStaysDownAloneAndOneThatIsOffStops() {
        assertThat(state("lost")).startsWith("broken RC-201 routes/out-lost.yaml:");
        assertThat(state("ruined")).matches("broken CH-201 routes/out-ruined.yaml:[0-9]+ \\[batch: .*");
        assertThat(state("misspelt")).startsWith("broken CH-213 hub.destinations.misspelt.enabeld");
        assertThat(state("off")).isEqualTo("stopped ");
        assertThat(state("billing")).isEqualTo("running ");
        JsonNode health = get("/actuator/health");
        assertThat(health.path("status").asText()).isEqualTo("DEGRADED");
        assertThat(health.at("/components/destinations/details/lost").asText()).startsWith("RC-201");
    }

    @Test
    void complaintArrivesInTheFormOfItsReceiverAndEveryAttemptIsTold() {
        enter("visit", "the lift");
        enter("phone", "the bill");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(receiver.got)
                        .contains("billing 36 the lift", "billing 36 the bill", "visits 36 the lift"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(get("/api/ops/v1/destinations/visits")
                                .path("sentToday")
                                .asInt())
                        .isPositive());

        // what a receiver has is written down a moment later, and each destination reads its queue by itself
        await().atMost(SOON)
                .until(() -> !ids("visits", "filtered").isEmpty()
                        && ids("billing", "sent").size() > 1);
        JsonNode sent = get("/api/ops/v1/destinations/billing/deliveries?state=sent&limit=1");
        assertThat(sent.path("next").asText()).isNotEmpty();
        long seen = seen();
        JsonNode trace = get("/api/ops/v1/deliveries/" + sent.at("/items/0/id").asLong());
        assertThat(trace.at("/attempts/0/outcome").asText()).isEqualTo("sent");
        assertThat(trace.at("/attempts/0/responseStatus").asText()).isEqualTo("200");
        assertThat(trace.at("/attempts/0/response").asText()).startsWith("heard: ");
        assertThat(seen()).isEqualTo(seen + 1);
        assertThat(receiver.got).doesNotContain("visits 36 the bill");
    }

    @Test
    void refusedOneIsResentOnceItsReceiverIsCuredAndAnotherDiscarded() {
        refuse("the roof");
        refuse("the yard");
        enter("visit", "the roof");
        enter("visit", "the yard");
        await().atMost(SOON).untilAsserted(() -> assertThat(dead("billing")).hasSize(2));
        await().atMost(SOON).untilAsserted(() -> assertThat(dead("visits")).hasSize(2));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(get("/actuator/health")
                                .at("/components/destinations/details/billing")
                                .asText())
                        .isEqualTo("2 dead, 0 unknown"));
        receiver.faults.clear();

        assertThat(ops().post("/api/ops/v1/destinations/billing/resend", "{\"code\":\"DL-101\"}")
                        .json()
                        .path("count")
                        .asInt())
                .isEqualTo(2);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(receiver.got).contains("billing 36 the roof", "billing 36 the yard"));
        assertThat(dead("billing")).isEmpty();
        assertThat(receiver.got).doesNotContain("visits 36 the roof");
        for (long id : dead("visits")) {
            assertThat(ops().post("/api/ops/v1/deliveries/" + id + "/discard", "{\"reason\":\"by hand\"}")
                            .status())
                    .isEqualTo(204);
        }
        assertThat(ops().post("/api/ops/v1/destinations/billing/resend", "{}")
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("AC-104");
        assertThat(ops().post("/api/ops/v1/destinations/nobody/pause", "")
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("AC-103");
    }

    @Test
    void unknownOutcomeIsDecidedByAPersonAndAPausedDestinationWaits() {
        receiver.faults.put("the stairs", new IOException());
        enter("phone", "the stairs");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(ids("billing", "unknown")).hasSize(1));
        receiver.faults.clear();
        assertThat(ops().post("/api/ops/v1/destinations/billing/pause", "").status())
                .isEqualTo(204);
        long unknown = ids("billing", "unknown").get(0);
        assertThat(ops().post("/api/ops/v1/deliveries/" + unknown + "/decide", "{\"outcome\":\"again\"}")
                        .json()
                        .path("count")
                        .asInt())
                .isOne();
        assertThat(state("billing")).isEqualTo("paused ops");
        assertThat(receiver.got).doesNotContain("billing 36 the stairs");

        assertThat(ops().post("/api/ops/v1/destinations/billing/resume", "").status())
                .isEqualTo(204);
        await().atMost(SOON).untilAsserted(() -> assertThat(receiver.got).contains("billing 36 the stairs"));
        await().atMost(SOON).untilAsserted(() -> {
            hub.getBean(DestinationMeters.class).look();
            assertThat(ops().get("/actuator/prometheus").body())
                    .contains(
                            "hub_destination_waiting{destination=\"billing\"} 0.0",
                            "hub_destination_breaker{destination=\"billing\"} 0.0");
        });
    }

    @Test
    void queueThatNobodyReadsAnyMoreIsRemovedAndOneInUseIsNot() {
        Broker broker = hub.getBean(Broker.class);
        broker.feed("gone");
        enter("phone", "the ramp");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(broker.depth("gone")).isPositive());

        Caller.Reply dropped = drop("gone", "?reason=replaced");
        assertThat(dropped.status()).as(dropped.body()).isEqualTo(200);
        assertThat(dropped.json().path("messages").asInt()).isPositive();
        assertThat(TestBrokers.destinations(broker)).doesNotContain("gone").contains("billing");
        assertThat(drop("gone", "?reason=replaced").json().path("code").asText())
                .isEqualTo("AC-103");
        assertThat(drop("billing", "?reason=replaced").json().path("code").asText())
                .isEqualTo("DL-102");
        assertThat(drop("case-system", "?reason=replaced").status()).isEqualTo(409);
        assertThat(drop("gone", "").json().path("code").asText()).isEqualTo("AC-104");
    }

    @Test
    void wayToADestinationIsTriedAsItWasLoaded() {
        JsonNode report = tested("report-file");
        assertThat(report.path("kind").asText()).isEqualTo("folder");
        assertThat(report.path("ok").asBoolean()).isTrue();
        assertThat(report.at("/steps/0/name").asText()).isEqualTo("loaded");
        assertThat(tested("billing").path("kind").asText()).isEqualTo("unknown");
        assertThat(tested("off").at("/steps/0/code").asText()).isEqualTo("CH-302");
        assertThat(ops().post("/api/ops/v1/destinations/nobody/test", "")
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("AC-103");
    }

    @Test
    void whatRetentionLetGoOfDeliveriesIsTold() {
        hub.getBean(JdbcClient.class)
                .sql("insert into retention_run (begun_at, deliveries, responses, given) " + "values (now(), 3, 2, 1)")
                .update();

        JsonNode run = get("/api/ops/v1/retention").path(0);
        assertThat(run.path("deliveries").asInt()).isEqualTo(3);
        assertThat(run.path("responses").asInt()).isEqualTo(2);
        assertThat(run.path("given").asInt()).isOne();
    }

    private static JsonNode tested(String name) {
        Caller.Reply reply = ops().post("/api/ops/v1/destinations/" + name + "/test", "");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    private static Caller.Reply drop(String name, String reason) {
        return ops().send("DELETE", "/api/ops/v1/destinations/" + name + "/queue" + reason, new byte[0]);
    }

    private static void refuse(String words) {
        receiver.faults.put(words, new ProblemException(Problem.DESTINATION_REFUSED));
    }

    private static void enter(String channel, String words) {
        String entry = "{\"entryId\":\"E-" + ++entries + "\",\"channel\":\"" + channel + "\","
                + "\"takenAt\":\"2026-09-18T10:15:00+08:00\",\"takenBy\":\"前台01\",\"complainant\":{\"name\":\"测试甲\"},"
                + "\"matter\":{\"type\":\"投诉\",\"facts\":\"" + words + "\"}}";
        assertThat(new Caller(port(), DESK)
                        .post("/api/desk/v1/complaints", entry)
                        .status())
                .isEqualTo(201);
    }

    private static String state(String destination) {
        JsonNode status = get("/api/ops/v1/destinations/" + destination);
        return status.path("state").asText() + " " + status.path("reason").asText();
    }

    private static List<Long> dead(String destination) {
        return ids(destination, "dead");
    }

    private static List<Long> ids(String destination, String state) {
        List<Long> ids = new ArrayList<>();
        get("/api/ops/v1/destinations/" + destination + "/deliveries?state=" + state)
                .path("items")
                .forEach(item -> ids.add(item.path("id").asLong()));
        return ids;
    }

    private static long seen() {
        return hub.getBean(JdbcClient.class)
                .sql("select count(*) from access_log where action = 'delivery'")
                .query(Long.class)
                .single();
    }

    private static JsonNode get(String path) {
        Caller.Reply reply = ops().get(path);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    private static Caller ops() {
        return new Caller(port(), OPS);
    }

    private static int port() {
        return hub.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private static void route(String name, String mapping, String parameter) throws IOException {
        put("routes/out-" + name + ".yaml", """
                - route:
                    id: out-%1$s
                    description: A destination of a test.
                    routeConfigurationId: delivery-errors
                    from:
                      id: %1$s-claim
                      uri: delivery:%1$s
                      parameters:
                        %3$s
                      steps:
                        - bean:
                            id: %1$s-shape
                            ref: outbound
                            method: "shape(${exchange}, '%2$s')"
                        - bean:
                            id: %1$s-hand-over
                            ref: receiver
                """.formatted(name, mapping, parameter));
    }

    private static void put(String file, String text) throws IOException {
        Path target = folder.resolve("config").resolve(file);
        Files.createDirectories(target.getParent());
        Files.writeString(target, text);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}

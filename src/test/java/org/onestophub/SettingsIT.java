package org.onestophub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.platform.access.Caller;
import org.onestophub.platform.store.PreparedHome;
import org.onestophub.simulator.HubSettings;
import org.onestophub.support.ConfigCopy;
import org.onestophub.support.FreePort;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Settings of channels take effect in a running hub by an apply, and a second HTTP platform is wired by files alone. */
class SettingsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OPS = "key-of-the-settings-test-for-ops-0123456789";
    private static final String HOTLINE = "key-of-the-settings-test-for-hotline-012345";
    private static final String CITY = "key-of-the-settings-test-for-city-0123456789";
    private static final String SECRET = "never-shown-secret-0123456789";
    private static final String DOOR = "/api/push/v1/city-platform";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    private static Path folder;

    private static ConfigCopy config;
    private static ConfigurableApplicationContext hub;
    private static int port;

    @BeforeAll
    static void startTheHub() throws IOException {
        config = ConfigCopy.to(folder.resolve("config"));
        HubSettings settings = new HubSettings(PreparedHome.at(folder.resolve("home")), 0)
                .key("test-ops", OPS, "ops")
                .key("test-hotline", HOTLINE, "hotline")
                .key("city", CITY, "push-city-platform")
                .set("hub.config-dir", config.root())
                .set("hub.channels.watch", "100ms")
                .set("hub.channels.patient-adt.port", FreePort.next());
        LoggingSystem.get(SettingsIT.class.getClassLoader()).cleanUp();
        hub = SpringApplication.run(new Class<?>[] {OnestopHub.class}, settings.arguments());
        port = hub.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @AfterAll
    static void stopTheHub() {
        hub.close();
    }

    @AfterEach
    void noSettingsOfTheTestAreLeft() throws IOException {
        Files.deleteIfExists(config.file("settings.yaml"));
        apply();
    }

    @Test
    void newChannelRunsByItsSettingsWithoutARestart() throws IOException {
        Path inbox = folder.resolve("second-inbox");
        Files.writeString(
                config.file("routes/in-letters-two.yaml"),
                Files.readString(config.file("routes/in-letter-folder.yaml")).replace("letter-folder", "letters-two"));
        settings("""
                hub:
                  channels:
                    letters-two:
                      directory: %s
                      quiet-seconds: 0
                      delay: 200
                """.formatted(inbox));

        assertThat(results(apply())).containsEntry("in-letters-two", "applied");
        assertThat(inbox).isDirectory();

        Path other = folder.resolve("third-inbox");
        settings("""
                hub:
                  channels:
                    letters-two: {directory: %s, quiet-seconds: 0, delay: 200}
                """.formatted(other));
        assertThat(item(plan(), "in-letters-two").path("because").get(0).asText())
                .isEqualTo("setting hub.channels.letters-two.directory");
        assertThat(results(apply())).containsEntry("in-letters-two", "applied");
        Files.writeString(other.resolve("letter.txt"), "a letter");
        await().atMost(PATIENCE).until(() -> arrivals("letters-two") == 1);

        Files.delete(config.file("routes/in-letters-two.yaml"));
        Files.delete(config.file("settings.yaml"));
        assertThat(results(apply())).containsEntry("in-letters-two", "removed");
        assertThat(hub.getEnvironment().getProperty("hub.channels.letters-two.directory"))
                .isNull();
    }

    @Test
    void wrongSettingsAreFaultsOfTheirLineAndBlockTheirChannelOnly() throws IOException {
        settings("""
                hub:
                  channels:
                    letter-folder:
                      observations: viel
                      observatoins: 3
                    phone-cdr-folder:
                      quiet-seconds: 11
                  receive:
                    max-size: 1GB
                """);
        JsonNode plan = plan();

        assertThat(plan.path("faults").findValuesAsText("code"))
                .containsExactlyInAnyOrder("CH-207", "CH-213", "CH-214");
        assertThat(plan.path("faults").findValuesAsText("message"))
                .anyMatch(text -> text.startsWith("hub.channels.letter-folder.observations: "))
                .anyMatch(text -> text.equals(
                        "hub.channels.letter-folder.observatoins; perhaps hub.channels.letter-folder.observations"));
        Map<String, String> results = results(apply());
        assertThat(results)
                .containsEntry("in-letter-folder", "blocked")
                .containsEntry("in-phone-cdr-folder", "applied");
        assertThat(stateOf("letter-folder")).isEqualTo("running");
    }

    @Test
    void secretsAreReferredToAndNeverShown() throws IOException {
        Path secret = Files.writeString(folder.resolve("mail-password"), SECRET + "\n");
        String mailbox = """
                hub.channels.email:
                  enabled: yes
                  protocol: imap
                  host: 127.0.0.1
                  port: 1
                  username: complaints
                  password: %s
                """;
        settings(mailbox.formatted(SECRET));
        String inline = plan().toString();
        settings(mailbox.formatted("file:" + secret));
        JsonNode plan = plan();
        JsonNode report = apply();

        assertThat(inline).contains("CH-215").doesNotContain(SECRET);
        assertThat(plan.path("faults")).isEmpty();
        assertThat(item(plan, "in-email").path("change").asText()).isEqualTo("added");
        assertThat(plan + report.toString()).doesNotContain(SECRET).doesNotContain("mail-password");
        assertThat(results(report)).containsEntry("in-email", "applied");
        assertThat(hub.getEnvironment().getProperty("hub.channels.email.password"))
                .isEqualTo(SECRET);
        assertThat(Files.readString(folder.resolve("home/hub.log"))).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "on", "1", "TRUE"})
    void everyWordForTrueKeepsPasswordsFromAPlainLine(String word) throws IOException {
        try (PlainServer server = new PlainServer()) {
            settings("""
                    hub.channels.email:
                      enabled: "on"
                      protocol: imap
                      start-tls-required: "%s"
                      host: 127.0.0.1
                      port: %d
                      username: complaints
                      password: file:%s
                      delay: 100
                    """.formatted(word, server.port(), Files.writeString(folder.resolve("mail-password"), SECRET)));
            apply();

            await().atMost(PATIENCE).until(() -> server.connections() > 1);
            assertThat(server.said).noneMatch(line -> line.contains("AUTHENTICATE") || line.contains("LOGIN"));
        }
    }

    @Test
    void aSecondPlatformPushesThroughADoorOfItsOwn() throws IOException {
        assertThat(city().post(DOOR, order("A1", "x")).status()).isEqualTo(503);
        settings("hub: {channels: {city-platform: {enabled: true, max-size: 2KB}}}\n");
        assertThat(results(apply())).containsEntry("in-city-platform", "applied");

        Caller.Reply kept = city().post(DOOR, order("A1", "one"));
        Caller.Reply again = city().post(DOOR, order("A1", "one"));
        Caller.Reply other = city().post(DOOR, order("A1", "two"));
        Caller.Reply named = city().post(DOOR, order("A1", "two"), "Idempotency-Key", "k-1");
        Caller.Reply large = city().post(DOOR, order("A2", "x".repeat(4_000)));
        Caller.Reply typed = city().send("POST", DOOR, new byte[] {1}, "Content-Type", "text/plain");
        Caller.Reply empty = city().post(DOOR, "{}");

        assertThat(kept.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(kept.json());
        assertThat(other.status()).isEqualTo(201);
        assertThat(other.json()).isNotEqualTo(kept.json());
        assertThat(named.status()).isEqualTo(201);
        assertThat(large.status()).isEqualTo(413);
        assertThat(typed.status()).isEqualTo(415);
        assertThat(empty.status()).isBetween(400, 499);
        assertThat(city().get(kept.json().path("status").asText()).status()).isEqualTo(200);
        assertThat(new Caller(port, HOTLINE).post(DOOR, order("A3", "x")).status())
                .isEqualTo(403);
        assertThat(new Caller(port, null).post(DOOR, order("A3", "x")).status()).isEqualTo(401);
        assertThat(city().post("/api/push/v1/hotline", order("A3", "x")).status())
                .isEqualTo(403);
        assertThat(city().post("/api/hotline/v1/work-orders", order("A3", "x")).status())
                .isEqualTo(403);
        JdbcClient jdbc = JdbcClient.create(hub.getBean(DataSource.class));
        await().atMost(PATIENCE)
                .until(() -> jdbc.sql("select count(*) from receipt where channel = 'city-platform' and state = 'done' "
                                        + "and outcome = 'new-case'")
                                .query(Integer.class)
                                .single()
                        >= 1);
        JsonNode test =
                ops().post("/api/ops/v1/channels/city-platform/test", "").json();
        assertThat(test.toString()).contains("push-city-platform");
    }

    @Test
    void doorWithoutAnAddressIsAFaultAndDoesNotRun() throws IOException {
        Path route = config.file("routes/in-nowhere.yaml");
        Files.writeString(
                route, Files.readString(config.file("routes/in-hotline.yaml")).replace("hotline", "nowhere"));
        Path alien = config.file("routes/in-alien.yaml");
        Files.writeString(
                alien,
                Files.readString(config.file("routes/in-city-platform.yaml")).replace("in-city-platform", "in-alien"));

        JsonNode faults = plan().path("faults");
        Map<String, String> results = results(apply());
        Files.delete(route);
        Files.delete(alien);

        assertThat(faults.toString()).contains("routes/in-nowhere.yaml").contains("routes/in-alien.yaml");
        assertThat(faults.findValuesAsText("code")).contains("CH-216");
        assertThat(results).containsEntry("in-nowhere", "blocked").containsEntry("in-alien", "blocked");
    }

    private static String order(String task, String text) {
        return "{\"taskId\":\"" + task + "\",\"discription\":\"" + text + "\",\"reflectPerson\":\"测试甲\"}";
    }

    private static void settings(String text) throws IOException {
        Files.writeString(config.file("settings.yaml"), text);
    }

    private static int arrivals(String channel) {
        return JdbcClient.create(hub.getBean(DataSource.class))
                .sql("select count(*) from receipt where channel = :channel")
                .param("channel", channel)
                .query(Integer.class)
                .single();
    }

    private static Caller ops() {
        return new Caller(port, OPS);
    }

    private static Caller city() {
        return new Caller(port, CITY);
    }

    private static JsonNode plan() {
        Caller.Reply reply = ops().get("/api/ops/v1/config/plan");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    private static JsonNode apply() {
        ObjectNode order = JSON.createObjectNode();
        order.put("expect", plan().path("digest").asText());
        order.putArray("channels");
        Caller.Reply reply = ops().post("/api/ops/v1/config/apply", order.toString());
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    private static Map<String, String> results(JsonNode report) {
        Map<String, String> results = new TreeMap<>();
        report.path("results")
                .forEach(result -> results.put(
                        result.path("name").asText(), result.path("result").asText()));
        return results;
    }

    private static JsonNode item(JsonNode plan, String name) {
        for (JsonNode item : plan.path("items")) {
            if (item.path("name").asText().equals(name)) {
                return item;
            }
        }
        throw new AssertionError("no item " + name);
    }

    private static String stateOf(String channel) {
        for (JsonNode each : ops().get("/api/ops/v1/channels").json()) {
            if (each.path("name").asText().equals(channel)) {
                return each.path("state").asText();
            }
        }
        return "";
    }

    /** An IMAP server without TLS that notes what it hears. */
    private static final class PlainServer implements AutoCloseable {

        private final List<String> said = new CopyOnWriteArrayList<>();
        private final List<Socket> lines = new CopyOnWriteArrayList<>();
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

        PlainServer() throws IOException {
            Thread thread = new Thread(this::serve, "plain-imap");
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return socket.getLocalPort();
        }

        int connections() {
            return lines.size();
        }

        private void serve() {
            while (!socket.isClosed()) {
                try {
                    Socket line = socket.accept();
                    lines.add(line);
                    Thread thread = new Thread(() -> answer(line), "plain-imap-line");
                    thread.setDaemon(true);
                    thread.start();
                } catch (IOException e) {
                    return;
                }
            }
        }

        private void answer(Socket line) {
            try (BufferedReader in =
                    new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.US_ASCII))) {
                line.getOutputStream().write("* OK ready\r\n".getBytes(StandardCharsets.US_ASCII));
                for (String text = in.readLine(); text != null; text = in.readLine()) {
                    said.add(text);
                    String answer = text.contains("CAPABILITY")
                            ? "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n" + text.split(" ")[0] + " OK done\r\n"
                            : text.split(" ")[0] + " OK done\r\n";
                    line.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException e) {
                // the other side went
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
            for (Socket line : lines) {
                line.close();
            }
        }
    }
}

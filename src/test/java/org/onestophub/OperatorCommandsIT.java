package org.onestophub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Digest;
import org.onestophub.platform.store.PreparedHome;
import org.onestophub.simulator.HubSettings;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/** The commands for channels, destinations and dead letters at a running hub, over a restart of it. */
class OperatorCommandsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OPS = "key-of-the-commands-test-for-ops-0123456789";
    private static final String CHANNEL = "phone-cdr-folder";
    private static final String DESTINATION = "report-file";

    @TempDir
    private static Path folder;

    private static Path key;
    private static ConfigurableApplicationContext hub;

    @BeforeAll
    static void start() throws IOException {
        key = Files.writeString(folder.resolve("key"), OPS);
        PreparedHome.at(folder.resolve("home"));
        run();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static void run() {
        LoggingSystem.get(OperatorCommandsIT.class.getClassLoader()).cleanUp();
        hub = SpringApplication.run(
                new Class<?>[] {OnestopHub.class},
                new HubSettings(folder.resolve("home"), 0)
                        .key("test-ops", OPS, "ops")
                        .set("hub.channels.patient-adt.enabled", false)
                        .set("hub.destinations.report-file.enabled", true)
                        .set("hub.destinations.report-file.directory", folder.resolve("reports"))
                        .set("hub.destinations.paper-file.enabled", true)
                        .set("hub.destinations.paper-file.directory", folder.resolve("papers"))
                        .arguments());
    }

    /** What a command prints as JSON, and that it ends well. */
    private JsonNode asked(String... words) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertThat(ask(out, err, words)).as("%s%n%s", List.of(words), err).isZero();
        return JSON.readTree(out.toString());
    }

    /** What a command prints that ends badly: the answer of the hub as JSON, its own fault as text. */
    private String refused(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertThat(ask(out, err, words)).as("%s", List.of(words)).isPositive();
        return out.toString() + err;
    }

    private int ask(StringWriter out, StringWriter err, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of(
                "--json",
                "--url",
                "http://127.0.0.1:" + hub.getEnvironment().getRequiredProperty("local.server.port"),
                "--key-file",
                key.toString()));
        return HubCommands.commands()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private JsonNode named(JsonNode list, String name) {
        for (JsonNode one : list) {
            if (one.path("name").asText().equals(name)) {
                return one;
            }
        }
        throw new AssertionError("no " + name + " in " + list);
    }

    @Test
    void whatAPersonStoppedStaysStoppedOverARestart() throws IOException {
        assertThat(named(asked("channels"), CHANNEL).path("state").asText()).isEqualTo("running");
        asked("channels", "stop", CHANNEL);
        asked("destinations", "pause", DESTINATION);

        hub.close();
        run();

        JsonNode channel = named(asked("channels"), CHANNEL);
        assertThat(channel.path("state").asText()).isEqualTo("stopped");
        assertThat(channel.path("reason").asText()).isEqualTo("stopped by test-ops");
        JsonNode destination = named(asked("destinations"), DESTINATION);
        assertThat(destination.path("state").asText() + " "
                        + destination.path("reason").asText())
                .isEqualTo("paused test-ops");

        asked("channels", "start", CHANNEL);
        asked("destinations", "resume", DESTINATION);
        hub.close();
        run();

        assertThat(named(asked("channels"), CHANNEL).path("state").asText()).isEqualTo("running");
        assertThat(named(asked("channels"), CHANNEL).path("reason").asText()).isEmpty();
        assertThat(named(asked("destinations"), DESTINATION).path("state").asText())
                .isEqualTo("running");
    }

    @Test
    void reportGoesToADestinationOnceWithProofAlsoOverARestart() throws IOException {
        String id =
                asked("reports", "make", "district-brief", "2026Q3").path("id").asText();
        asked("reports", "send", id, "--to", "paper-file", "--form", "xlsx", "--in", "en");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> asked("reports", "deliveries", id)
                        .path(0)
                        .path("state")
                        .asText()
                        .equals("sent"));
        JsonNode paper = asked("reports", "deliveries", id).path(0);
        Path file = folder.resolve("papers/report-district-brief-2026Q3-" + id + "-en.xlsx");
        assertThat(Digest.sha256(Files.readAllBytes(file)))
                .isEqualTo(paper.path("sha256").asText());
        assertThat(paper.path("answer").asText()).isEqualTo("stored");

        hub.close();
        run();

        asked("reports", "send", id, "--to", "paper-file", "--form", "xlsx", "--in", "en");
        JsonNode after = asked("reports", "deliveries", id);
        assertThat(after).hasSize(1);
        assertThat(after.path(0).path("attempts").asInt()).isOne();
        assertThat(refused("reports", "send", id, "--to", DESTINATION)).contains("AC-103");
        assertThat(asked("reports", "schedules")).isEmpty();
    }

    @Test
    void everyCommandOfDestinationsReachesTheHub() throws IOException {
        assertThat(asked("channels", "test", CHANNEL).path("ok").asBoolean()).isTrue();
        Path password = Files.writeString(folder.resolve("new-password"), "not needed here\n");
        assertThat(refused("channels", "password", CHANNEL, password.toString()))
                .as("a folder has no account")
                .contains("AC-103");
        Files.createDirectories(folder.resolve("reports"));
        assertThat(asked("destinations", "test", DESTINATION).path("ok").asBoolean())
                .isTrue();
        assertThat(asked("destinations", "deliveries", DESTINATION, "--state", "unknown")
                        .path("items"))
                .isEmpty();
        assertThat(asked("destinations", "decide", "--destination", DESTINATION, "--outcome", "again")
                        .path("count")
                        .asInt(-1))
                .isZero();
        assertThat(asked(
                                "destinations",
                                "resend",
                                "--destination",
                                DESTINATION,
                                "--code",
                                "DL-101",
                                "--complaint",
                                "261129-0000001-1",
                                "--from",
                                "2026-11-01T00:00:00Z")
                        .path("count")
                        .asInt(-1))
                .isZero();
        assertThat(asked("dead-letters", "list", "--destination", "case-system").path("items"))
                .isEmpty();
        assertThat(asked("dead-letters", "return", "--destination", "case-system")
                        .path("count")
                        .asInt(-1))
                .isZero();

        assertThat(refused("destinations", "attempts", "7")).contains("AC-103");
        assertThat(refused("destinations", "decide", "7", "--outcome", "arrived"))
                .contains("AC-103");
        assertThat(refused("destinations", "decide", "--destination", DESTINATION, "--outcome", "maybe"))
                .contains("AC-104");
        assertThat(refused("destinations", "decide", "--outcome", "arrived")).contains("--destination");
        assertThat(refused("destinations", "resend", "--destination", DESTINATION))
                .contains("AC-104");
        assertThat(refused("destinations", "discard", "7", "--reason", "by hand"))
                .contains("AC-103");
        assertThat(refused("destinations", "pause", "nowhere")).contains("AC-103");
        assertThat(refused("dead-letters", "return", "7")).contains("AC-103");
        assertThat(refused("dead-letters", "discard", "7", "--reason", "by hand"))
                .contains("AC-103");
        assertThat(refused("receipts", "show", "261129-0000001-1")).contains("No receipt has that number");
    }
}

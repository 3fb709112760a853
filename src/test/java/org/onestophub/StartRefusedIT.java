package org.onestophub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.support.FreePort;
import org.onestophub.support.HubProcess;
import org.onestophub.support.TestPostgres;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.jdbc.core.JdbcTemplate;

/** What keeps the real hub from starting, and how it says so: every fault with its file and line, exit status not 0. */
class StartRefusedIT {

    // bounds against hanging only, for a machine that has much else to do
    private static final Duration START = Duration.ofMinutes(4);
    private static final String KEY = "refused-ops-key-of-this-test-0001";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private Path config;
    private int port;

    @BeforeEach
    void layOutTheFolders() throws IOException {
        config = folder.resolve("config");
        for (String name : List.of("routes", "connectors", "mappings")) {
            copy(Path.of(name), config.resolve(name));
        }
        port = FreePort.next();
    }

    @Test
    void everyFaultIsListedWithFileAndLine() throws Exception {
        edit("routes/in-desk.yaml", "id: in-desk", "id: in-reception");
        edit("routes/in-hotline.yaml", "ref: receive", "ref: recieve");
        edit("routes/in-letter-folder.yaml", "mapping:letter}}", "mapping:leter}}");
        edit("routes/in-phone-cdr-folder.yaml", "quietSeconds:", "quiteSeconds:");
        Files.writeString(config.resolve("routes/in-torn.yaml"), "- route:\n    id: in-torn\n    from: [\n");
        edit("connectors/mllp-listener-source.kamelet.yaml", "kind: Kamelet", "kind: [Kamelet");
        edit("connectors/folder-files-source.kamelet.yaml", "ref: fileItem", "ref: fileItems");
        edit("mappings/email/email.jslt", "{", "{ \"open\": (");
        append("mappings/code-lists/sex.csv", "too,few\n");

        String output = refusal(
                "--hub.channels.isolate-broken=false",
                "--hub.broker.persistent=false",
                "--hub.channels.email.enabled=true",
                "--hub.channels.email.host=127.0.0.1",
                "--hub.channels.email.username=complaints");

        assertThat(output)
                .contains(
                        "hub.broker.persistent  CH-205",
                        "routes/in-desk.yaml:" + lineOf("routes/in-desk.yaml", "id: in-reception") + "  CH-201",
                        "routes/in-hotline.yaml:" + lineOf("routes/in-hotline.yaml", "ref: recieve") + "  CH-201",
                        "routes/in-letter-folder.yaml:" + lineOf("routes/in-letter-folder.yaml", "mapping:leter")
                                + "  RC-201",
                        "routes/in-phone-cdr-folder.yaml:" + lineOf("routes/in-phone-cdr-folder.yaml", "quiteSeconds")
                                + "  CH-201",
                        "routes/in-torn.yaml:",
                        "connectors/mllp-listener-source.kamelet.yaml:",
                        "connectors/folder-files-source.kamelet.yaml:"
                                + lineOf("connectors/folder-files-source.kamelet.yaml", "fileItems") + "  CH-202",
                        "mappings/email/email.jslt:",
                        "mappings/code-lists/sex.csv:"
                                + Files.readAllLines(config.resolve("mappings/code-lists/sex.csv"))
                                        .size(),
                        "routes/in-email.yaml:" + lineOf("routes/in-email.yaml", "passwordSetting") + "  CH-204",
                        "hub.channels.email.password");
    }

    @Test
    void faultOfAFlowRefusesEvenWhereBrokenChannelsAreIsolated() throws Exception {
        edit("routes/flow-complaint.yaml", "ref: map", "ref: mapp");
        Files.writeString(config.resolve("routes/shared-torn.yaml"), "- routeConfiguration: [\n");

        String output = refusalHere("--hub.channels.isolate-broken=true");

        assertThat(output)
                .contains(
                        "routes/flow-complaint.yaml:" + lineOf("routes/flow-complaint.yaml", "ref: mapp") + "  CH-201",
                        "routes/shared-torn.yaml:");
    }

    @Test
    void wrongSettingsAndUnknownNamesRefuseTheStartAndAreToldTogether() throws Exception {
        String output = refusalHere(
                "--hub.receive.max-size=0",
                "--hub.read.ocr.dpi=viel",
                "--hub.recieve.patience=1s",
                "--hub.channels.phone-cdr-folder.observations=viel",
                "--hub.channels.letter-ftp.port=-1");

        assertThat(output)
                .contains(
                        "hub.receive.max-size  CH-207",
                        "hub.read.ocr.dpi  CH-207",
                        "hub.recieve.patience  CH-213",
                        "[perhaps hub.receive.patience]",
                        "[hub.channels.phone-cdr-folder.observations: whole number 1 to 1000]",
                        "[hub.channels.letter-ftp.port: whole number 1 to 65535]")
                .doesNotContain("CH-201");
    }

    @Test
    void schemaOfANewerHubAndAChangedOneAreRefused() throws Exception {
        DataSource newer = TestPostgres.freshDatabase();
        new JdbcTemplate(newer)
                .update("insert into flyway_schema_history (installed_rank, version, description, type, "
                        + "script, checksum, installed_by, execution_time, success) values (99, '99', 'newer', 'SQL', "
                        + "'V99__newer.sql', 1, 'postgres', 1, true)");
        DataSource changed = TestPostgres.freshDatabase();
        new JdbcTemplate(changed)
                .update("update flyway_schema_history set checksum = checksum + 1 where version = '1'");

        assertThat(refusalHere(database(newer))).contains("CH-206", "db/migration/V99");
        assertThat(refusalHere(database(changed))).contains("CH-206", "db/migration/V1");
    }

    @Test
    void brokenChannelStaysDownAloneAndIsShown() throws Exception {
        edit("routes/in-letter-folder.yaml", "ref: receive", "ref: recieve");
        edit("mappings/email/email.jslt", "{", "{ \"open\": (");
        try (HubProcess hub = start("--hub.channels.isolate-broken=true")) {
            hub.awaitReady(port, START);

            JsonNode channels = get("/api/ops/v1/channels", 200);
            assertThat(stateOf(channels, "letter-folder"))
                    .isEqualTo("broken CH-201 routes/in-letter-folder.yaml:"
                            + lineOf("routes/in-letter-folder.yaml", "ref: recieve") + " [no bean recieve]");
            assertThat(stateOf(channels, "email-folder")).startsWith("broken CH-203 mappings/email/email.jslt:");
            assertThat(stateOf(channels, "desk")).isEqualTo("running ");
            assertThat(stateOf(channels, "phone-cdr-folder")).isEqualTo("running ");

            JsonNode health = get("/actuator/health", 200);
            assertThat(health.path("status").asText()).isEqualTo("DEGRADED");
            assertThat(health.at("/components/channels/details/letter-folder").asText())
                    .contains("in-letter-folder.yaml");
            assertThat(health.at("/components/ledger/status").asText()).isEqualTo("UP");
            assertThat(health.at("/components/broker/status").asText()).isEqualTo("UP");

            secondHubInTheSameHomeIsRefused();
        }
    }

    private void secondHubInTheSameHomeIsRefused() throws Exception {
        assertThat(refusalHere()).contains("CH-207", "hub.home is in use");
        assertThat(HubProcess.isReady(address())).isTrue();
    }

    /** What a hub that must not start has printed. */
    private String refusal(String... arguments) throws Exception {
        try (HubProcess hub = start(arguments)) {
            assertThat(hub.exitStatus(START))
                    .as("exit status, after%n%s", hub.output())
                    .isPositive();
            return hub.output();
        }
    }

    /** The same in this process: how a process ends is shown by the others. */
    private String refusalHere(String... arguments) throws Exception {
        Path log = Files.createTempFile(folder, "log", ".txt");
        List<String> all = new ArrayList<>(List.of(arguments(arguments)));
        all.add("--logging.file.name=" + log);
        // another context of this JVM may have set the log up already
        LoggingSystem.get(StartRefusedIT.class.getClassLoader()).cleanUp();
        assertThatThrownBy(() -> SpringApplication.run(OnestopHub.class, all.toArray(String[]::new)))
                .isNotNull();
        return Files.readString(log);
    }

    private HubProcess start(String... more) throws IOException, InterruptedException {
        return HubProcess.start(Files.createTempFile(folder, "output", ".txt"), arguments(more));
    }

    /** The database is not the point but where a test names one; one that is there already saves its making. */
    private String[] arguments(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--hub.home=" + folder.resolve("home"),
                "--hub.config-dir=" + config,
                "--server.port=" + port,
                "--hub.channels.patient-adt.port=" + FreePort.next(),
                "--hub.access.keys.ops.secret=" + KEY,
                "--hub.access.keys.ops.roles=ops"));
        arguments.addAll(List.of(more));
        if (arguments.stream().noneMatch(argument -> argument.startsWith("--hub.store.url="))) {
            arguments.addAll(List.of(database(TestPostgres.freshDatabase())));
        }
        return arguments.toArray(String[]::new);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private JsonNode get(String path, int status) throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address().resolve(path))
                                .header("Authorization", "Bearer " + KEY)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JSON.readTree(response.body());
    }

    private static String stateOf(JsonNode channels, String name) {
        for (JsonNode channel : channels) {
            if (channel.path("name").asText().equals(name)) {
                return channel.path("state").asText() + " "
                        + channel.path("reason").asText();
            }
        }
        return "not there";
    }

    private static String[] database(DataSource source) {
        try (var connection = source.getConnection()) {
            return new String[] {"--hub.store.url=" + connection.getMetaData().getURL(), "--hub.store.username=postgres"
            };
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void edit(String file, String from, String to) throws IOException {
        String text = Files.readString(config.resolve(file));
        assertThat(text).contains(from);
        int at = text.indexOf(from);
        Files.writeString(config.resolve(file), text.substring(0, at) + to + text.substring(at + from.length()));
    }

    private void append(String file, String text) throws IOException {
        Files.writeString(config.resolve(file), text, StandardOpenOption.APPEND);
    }

    private int lineOf(String file, String text) throws IOException {
        List<String> lines = Files.readAllLines(config.resolve(file));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(text)) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException(text);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                if (Files.isRegularFile(file)) {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}

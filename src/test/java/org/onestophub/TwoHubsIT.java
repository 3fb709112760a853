package org.onestophub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.platform.access.Caller;
import org.onestophub.simulator.HubSettings;
import org.onestophub.simulator.MailServer;
import org.onestophub.support.ExternalBroker;
import org.onestophub.support.FreePort;
import org.onestophub.support.HubProcess;
import org.onestophub.support.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two real hubs on one database and one broker: they share the work, and one alone carries on when the other is killed. */
class TwoHubsIT {

    // bounds against hanging only, for a machine that has much else to do
    private static final Duration START = Duration.ofMinutes(4);
    private static final String PASSWORD = "two-hubs-password-0001";
    private static final String KEY = "two-hubs-ops-key-of-this-test-01";
    private static final String MAILBOX = "complaints@example.org";
    private static final int MAILS = 40;
    /** Above what stands in the row of a receipt. */
    private static final int LARGE = 100_000;

    @TempDir
    private Path folder;

    private final Map<String, HubProcess> hubs = new HashMap<>();
    private final Map<String, Caller> callers = new HashMap<>();
    private DataSource database;
    private ExternalBroker broker;
    private MailServer mail;

    @BeforeEach
    void startTheNeighbours() throws Exception {
        database = TestPostgres.freshDatabase();
        broker = new ExternalBroker(folder.resolve("broker"), PASSWORD).start();
        mail = MailServer.start();
        mail.account(MAILBOX, PASSWORD);
    }

    @AfterEach
    void stopAll() {
        hubs.values().forEach(HubProcess::close);
        mail.close();
        broker.close();
    }

    @Test
    void hubsShareTheWorkAndOneAloneCarriesOn() throws Exception {
        start("one", "two");
        await().until(() -> !poller("one").isEmpty());
        String poller = poller("one");
        String other = poller.equals("one") ? "two" : "one";
        assertThat(poller("two")).isEqualTo(poller);

        whatAPersonStopsOnOneHubStopsOnBoth();

        for (int i = 0; i < MAILS; i++) {
            mail.place(MAILBOX, largeMail(i));
        }
        await().until(() -> count("select count(*) from receipt") >= 3);
        hubs.remove(poller).kill();

        // every mail is one case, no matter which hub took it and which walked it
        await().untilAsserted(() ->
                assertThat(count("select count(*) from complaint")).isEqualTo(MAILS));
        await().until(() -> count("select count(*) from receipt where state <> 'done'") == 0);
        assertThat(count("select count(*) from receipt")).isEqualTo(MAILS);
        await().untilAsserted(() -> assertThat(poller(other)).isEqualTo(other));
        assertThat(count("select count(*) from blob")).isEqualTo(MAILS);
        long events = count("select count(*) from event where about is null");
        await().until(() -> count("select count(*) from event where relayed_at is null") == 0);
        assertThat(broker.depth("complaint.intake.case-system")).isEqualTo(events);

        bytesThatTheKilledHubTookAreReadAndErased(callers.get(other));
        hubsWithABrokerOfTheirOwnAreRefused();
        theKilledHubComesBack(poller, other);
    }

    private void bytesThatTheKilledHubTookAreReadAndErased(Caller survivor) {
        long first = count("select min(id) from receipt");
        String number = JdbcClient.create(database)
                .sql("select c.number from complaint c join receipt_item i on i.complaint_id = c.id"
                        + " where i.receipt_id = " + first)
                .query(String.class)
                .single();

        assertThat(survivor.get("/api/ops/v1/receipts/" + first + "/raw")
                        .response()
                        .body())
                .hasSizeGreaterThan(LARGE);
        Caller.Reply erased = survivor.post("/api/ops/v1/complaints/" + number + "/erase", "{\"reason\":\"test\"}");

        assertThat(erased.status()).as(erased.body()).isEqualTo(200);
        // what retention deletes next, wherever it runs
        assertThat(count("select count(*) from blob_unused u join blob b using (sha256) join receipt r using (sha256)"
                        + " where r.id = " + first))
                .isEqualTo(1);
    }

    private void hubsWithABrokerOfTheirOwnAreRefused() throws Exception {
        try (ExternalBroker elsewhere = new ExternalBroker(folder.resolve("elsewhere"), PASSWORD).start();
                HubProcess third = startAlone("third", "");
                HubProcess fourth = startAlone("fourth", elsewhere.url())) {
            assertRefused("third", third);
            assertRefused("fourth", fourth);
        }
    }

    private HubProcess startAlone(String name, String brokerUrl) throws IOException {
        return HubProcess.start(
                folder.resolve(name + ".txt"),
                settings(name, FreePort.next(), brokerUrl)
                        .set("logging.threshold.console", "info")
                        .arguments());
    }

    private void assertRefused(String name, HubProcess hub) throws Exception {
        assertThat(hub.exitStatus(START)).as(hub.output()).isPositive();
        assertThat(hub.output() + Files.readString(folder.resolve(name).resolve("hub.log")))
                .contains("CH-338");
    }

    private void whatAPersonStopsOnOneHubStopsOnBoth() {
        String steered = "/api/ops/v1/channels/patient-adt/";
        callers.get("one").post(steered + "stop", "");
        await().until(() -> state("two").equals("stopped"));
        assertThat(field("two", "patient-adt", "reason")).isEqualTo("stopped by ops");

        callers.get("two").post(steered + "start", "");
        await().until(() -> state("one").equals("running"));
        assertThat(state("two")).isEqualTo("running");
    }

    private String state(String asked) {
        return field(asked, "patient-adt", "state");
    }

    private void theKilledHubComesBack(String killed, String other) throws Exception {
        start(killed);

        assertThat(poller(killed)).isEqualTo(other);
        JsonNode both = callers.get(killed).get("/api/ops/v1/hubs").json();
        assertThat(both).hasSize(2).allMatch(hub -> hub.path("alive").asBoolean());
    }

    private void start(String... names) throws Exception {
        Map<String, Integer> ports = new HashMap<>();
        for (String name : names) {
            int port = FreePort.next();
            ports.put(name, port);
            hubs.put(
                    name,
                    HubProcess.start(
                            folder.resolve(name + ".txt"),
                            settings(name, port, broker.url()).arguments()));
            callers.put(name, new Caller(port, KEY));
        }
        for (String name : names) {
            hubs.get(name).awaitReady(ports.get(name), START);
        }
    }

    private HubSettings settings(String name, int port, String brokerUrl) throws IOException {
        HubSettings settings = new HubSettings(Files.createDirectories(folder.resolve(name)), port)
                .key("ops", KEY, "ops,status,erase")
                .set("hub.node.name", name)
                .set("hub.node.lease", "4s")
                .set("hub.store.url", urlOf(database))
                .set("hub.store.username", "postgres")
                .set("hub.channels.patient-adt.port", FreePort.next())
                .set("hub.channels.email.enabled", true)
                .set("hub.channels.email.protocol", "imap")
                .set("hub.channels.email.start-tls-required", false)
                .set("hub.channels.email.host", mail.host())
                .set("hub.channels.email.port", mail.imapPort())
                .set("hub.channels.email.username", MAILBOX)
                .set("hub.channels.email.password", PASSWORD)
                .set("hub.channels.email.fetch-size", MAILS)
                .set("hub.channels.email.delay", 500);
        return brokerUrl.isEmpty()
                ? settings
                : settings.set("hub.broker.url", brokerUrl)
                        .set("hub.broker.username", ExternalBroker.USER)
                        .set("hub.broker.password", PASSWORD);
    }

    /** Label of the hub that looks at the mailbox, as the hub of that name shows it; empty if none does. */
    private String poller(String asked) {
        return field(asked, "email", "polledBy");
    }

    private String field(String asked, String name, String field) {
        return StreamSupport.stream(
                        callers.get(asked).get("/api/ops/v1/channels").json().spliterator(), false)
                .filter(channel -> channel.path("name").asText().equals(name))
                .map(channel -> channel.path(field).asText())
                .findFirst()
                .orElse("");
    }

    private long count(String sql) {
        return JdbcClient.create(database).sql(sql).query(Long.class).single();
    }

    private static String urlOf(DataSource source) {
        try (Connection connection = source.getConnection()) {
            return connection.getMetaData().getURL();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] largeMail(int no) {
        byte[] attached = new byte[LARGE];
        new Random(no).nextBytes(attached);
        List<String> lines = List.of(
                "From: \"Writer " + no + "\" <writer" + no + "@example.org>",
                "To: " + MAILBOX,
                "Subject: waiting too long " + no,
                "Message-ID: <two-hubs-" + no + "@example.org>",
                "MIME-Version: 1.0",
                "Content-Type: multipart/mixed; boundary=\"b\"",
                "",
                "--b",
                "Content-Type: text/plain; charset=utf-8",
                "",
                "The wait at the counter was too long on day " + no + ".",
                "--b",
                "Content-Type: application/octet-stream; name=\"a.bin\"",
                "Content-Transfer-Encoding: base64",
                "",
                Base64.getMimeEncoder().encodeToString(attached),
                "--b--",
                "");
        return String.join("\r\n", lines).getBytes(StandardCharsets.US_ASCII);
    }
}

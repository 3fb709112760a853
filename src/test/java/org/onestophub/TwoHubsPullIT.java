package org.onestophub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.platform.access.Caller;
import org.onestophub.simulator.HubSettings;
import org.onestophub.simulator.OpinionVendor;
import org.onestophub.simulator.OrderList;
import org.onestophub.support.ExternalBroker;
import org.onestophub.support.FreePort;
import org.onestophub.support.HubProcess;
import org.onestophub.support.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two real hubs on one database that pull one platform and one feed: one of them does, and the other goes on where it stopped. */
class TwoHubsPullIT {

    // a bound against hanging only, for a machine that has much else to do
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final String PASSWORD = "two-hubs-password-0002";
    private static final String KEY = "two-hubs-ops-key-of-this-test-02";
    private static final int LISTED = 10;

    @TempDir
    private Path folder;

    private final Map<String, HubProcess> hubs = new HashMap<>();
    private final Map<String, Caller> callers = new HashMap<>();
    private DataSource database;
    private ExternalBroker broker;
    private OrderList orders;
    private OpinionVendor vendor;

    @BeforeEach
    void startTheNeighbours() throws Exception {
        database = TestPostgres.freshDatabase();
        broker = new ExternalBroker(folder.resolve("broker"), PASSWORD).start();
        orders = OrderList.start(PASSWORD);
        vendor = OpinionVendor.start();
    }

    @AfterEach
    void stopAll() {
        hubs.values().forEach(HubProcess::close);
        orders.close();
        vendor.close();
        broker.close();
    }

    @Test
    void onePullsAndTheOtherGoesOnWhereItWasKilled() throws Exception {
        start("one", "two");
        await().atMost(LIMIT)
                .until(() -> !poller("one", "hotline-pull").isEmpty()
                        && !poller("one", "opinion-feed").isEmpty());
        String killed = poller("one", "opinion-feed");
        String other = killed.equals("one") ? "two" : "one";
        list(0, LISTED);
        await().atMost(LIMIT).until(() -> count("select count(*) from complaint") == 2 * LISTED);
        assertThat(poller(other, "opinion-feed")).isEqualTo(killed);

        hubs.remove(killed).kill();
        list(LISTED, 2 * LISTED);

        // the position is in the database
        await().atMost(LIMIT).until(() -> count("select count(*) from complaint") == 4 * LISTED);
        await().atMost(LIMIT).until(() -> count("select count(*) from receipt where state <> 'done'") == 0);
        assertThat(poller(other, "hotline-pull")).isEqualTo(other);
        assertThat(poller(other, "opinion-feed")).isEqualTo(other);
        assertThat(count("select count(*) from receipt")).isEqualTo(4 * LISTED);
        assertThat(count("select count(*) from event where type = 'complaint.created'"))
                .isEqualTo(4 * LISTED);
    }

    private void list(int from, int to) {
        for (int i = from; i < to; i++) {
            orders.add("{\"taskId\":\"TWO-" + i + "\",\"discription\":\"候诊区没有座位，编号" + i + "\"}");
            vendor.publish("<item><guid>two-" + i + "</guid><link>https://example.org/two/" + i + "</link><title>"
                    + (i + 1) + "号楼的电梯停用</title></item>");
        }
    }

    private void start(String... names) throws Exception {
        Map<String, Integer> ports = new HashMap<>();
        for (String name : names) {
            int port = FreePort.next();
            ports.put(name, port);
            hubs.put(
                    name,
                    HubProcess.start(
                            folder.resolve(name + ".txt"), settings(name, port).arguments()));
            callers.put(name, new Caller(port, KEY));
        }
        for (String name : names) {
            hubs.get(name).awaitReady(ports.get(name), LIMIT);
        }
    }

    private HubSettings settings(String name, int port) throws IOException {
        return new HubSettings(Files.createDirectories(folder.resolve(name)), port)
                .key("ops", KEY, "ops")
                .set("hub.node.name", name)
                .set("hub.node.lease", "4s")
                .set("hub.store.url", urlOf(database))
                .set("hub.store.username", "postgres")
                .set("hub.channels.patient-adt.port", FreePort.next())
                .orders(orders, PASSWORD)
                .opinion(vendor)
                .set("hub.broker.url", broker.url())
                .set("hub.broker.username", ExternalBroker.USER)
                .set("hub.broker.password", PASSWORD);
    }

    /** Label of the hub that pulls the channel, as the hub of that name shows it; empty if none does. */
    private String poller(String asked, String channel) {
        return StreamSupport.stream(
                        callers.get(asked).get("/api/ops/v1/channels").json().spliterator(), false)
                .filter(one -> one.path("name").asText().equals(channel))
                .map(one -> one.path("polledBy").asText())
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
}

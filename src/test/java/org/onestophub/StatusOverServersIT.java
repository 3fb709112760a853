package org.onestophub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.platform.access.Caller;
import org.onestophub.platform.access.Caller.Reply;
import org.onestophub.platform.store.PreparedHome;
import org.onestophub.server.OpenSshd;
import org.onestophub.simulator.HubSettings;
import org.onestophub.support.ExternalBroker;
import org.onestophub.support.FreePort;
import org.onestophub.support.HubProcess;

/** Status events that come over servers of others: tables from OpenSSH, and a queue of a broker that is not the hub's own. */
class StatusOverServersIT {

    // bounds against hanging only, for a machine that has much else to do
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final String PASSWORD = "status-servers-password-01";
    private static final String HOTLINE_KEY = "status-servers-hotline-key-0001";
    private static final String CASES_KEY = "status-servers-cases-key-000001";

    @TempDir
    private Path folder;

    private OpenSshd sftp;
    private ExternalBroker broker;
    private HubProcess hub;
    private int port;

    @BeforeEach
    void startAll() throws Exception {
        sftp = OpenSshd.start(PASSWORD);
        Files.createDirectories(sftp.root().resolve("status"));
        broker = new ExternalBroker(folder.resolve("broker"), PASSWORD).start();
        port = FreePort.next();
        String channel = "hub.channels.status-sftp.";
        hub = HubProcess.start(
                folder.resolve("output.txt"),
                new HubSettings(PreparedHome.at(folder.resolve("home")), port)
                        .key("line", HOTLINE_KEY, "hotline")
                        .key("office", CASES_KEY, "cases")
                        .set("hub.channels.patient-adt.port", FreePort.next())
                        .set("hub.broker.url", broker.url())
                        .set("hub.broker.username", ExternalBroker.USER)
                        .set("hub.broker.password", PASSWORD)
                        .set("hub.channels.status-queue.enabled", true)
                        .set(channel + "enabled", true)
                        .set(channel + "host", "127.0.0.1")
                        .set(channel + "port", sftp.port())
                        .set(channel + "username", OpenSshd.USER)
                        .set(channel + "password", PASSWORD)
                        .set(channel + "known-hosts-file", sftp.knownHosts())
                        .set(channel + "directory", "status")
                        .set(channel + "quiet-seconds", 0)
                        .set(channel + "delay", 500)
                        .arguments());
        hub.awaitReady(port, LIMIT);
    }

    @AfterEach
    void stopAll() throws Exception {
        hub.close();
        broker.close();
        sftp.close();
    }

    @Test
    void tableAndQueueMoveTheStateOfACase() throws Exception {
        String number = complaint();

        Path half = sftp.root().resolve("status/events.part");
        Files.writeString(
                half,
                "事件编号,投诉编号,事件,发生时间,内容\nS-1," + number + ",受理,2026-11-20 09:00,\nS-2," + number
                        + ",答复,2026-11-20 15:20:00,已向投诉人说明\n");
        Files.move(half, half.resolveSibling("events.csv"));
        await().atMost(LIMIT).until(() -> stateOf(number).equals("replied"));

        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(broker.url());
                Connection connection = factory.createConnection(ExternalBroker.STATUS_SENDER, PASSWORD);
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            session.createProducer(session.createQueue("complaint.status"))
                    .send(session.createTextMessage("{\"eventId\":\"q-1\",\"type\":\"closed\",\"occurredAt\":\""
                            + Instant.now() + "\",\"receiptNumber\":\"" + number + "\"}"));
        }
        await().atMost(LIMIT).until(() -> stateOf(number).equals("closed"));
    }

    private String complaint() {
        Reply order = new Caller(port, HOTLINE_KEY)
                .post("/api/hotline/v1/work-orders", "{\"taskId\":\"SERVERS-1\",\"discription\":\"候诊区座位太少\"}");
        assertThat(order.status()).isEqualTo(201);
        String number = order.json().path("receiptNumber").asText();
        await().atMost(LIMIT)
                .until(() -> new Caller(port, CASES_KEY)
                                .get("/api/status/v1/complaints/" + number)
                                .status()
                        == 200);
        return number;
    }

    private String stateOf(String number) {
        return new Caller(port, CASES_KEY)
                .get("/api/status/v1/complaints/" + number)
                .json()
                .at("/state/code")
                .asText();
    }
}

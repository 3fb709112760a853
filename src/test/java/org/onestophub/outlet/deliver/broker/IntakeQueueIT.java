package org.onestophub.outlet.deliver.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.onestophub.support.CaseRig.document;
import static org.onestophub.support.CaseRig.thing;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.walk.WalkMeters;
import org.onestophub.complaint.walk.WorkSignal;
import org.onestophub.platform.store.HubHome;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.simulator.CaseSystem;
import org.onestophub.simulator.StompCaseSystem;
import org.onestophub.support.AnyBroker;
import org.onestophub.support.CaseRig;
import org.onestophub.support.ExternalBroker;

/** From the outbox to the consumers of the queue, over a real broker and real clients. */
class IntakeQueueIT {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String SECRET = "s/+%&?=";

    @TempDir
    Path home;

    private CaseRig rig;
    private Outbox outbox;
    private Broker broker;
    private ExternalBroker external;

    @BeforeEach
    void open() throws Exception {
        rig = new CaseRig(home, "complaint.EventEnvelope", "outlet.deliver.broker.Outbox");
        outbox = rig.get(Outbox.class);
        broker = embedded(0);
    }

    @AfterEach
    void close() throws Exception {
        if (broker != null) {
            broker.close();
        }
        if (external != null) {
            external.close();
        }
        rig.close();
    }

    @Test
    void readerWithCursorMissesNoLateCommitterAndNumbersHaveNoGap() {
        List<CompletableFuture<Void>> writers = IntStream.range(0, 6)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 20; i++) {
                        rig.record(rig.receipt(), thing(writer + "-" + i, document("words")));
                    }
                }))
                .toList();
        List<Long> read = new ArrayList<>();
        await().atMost(SOON)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    relayAll();
                    read.addAll(rig.jdbc()
                            .sql("select feed_no from event where feed_no > :cursor order by feed_no")
                            .param("cursor", read.isEmpty() ? 0 : read.get(read.size() - 1))
                            .query(Long.class)
                            .list());
                    return writers.stream().anyMatch(CompletableFuture::isCompletedExceptionally) || read.size() >= 120;
                });
        writers.forEach(CompletableFuture::join);
        assertThat(read).isEqualTo(LongStream.rangeClosed(1, 120).boxed().toList());
    }

    @Test
    void batchWhoseMarkWasLostIsNotOnTheQueueTwice() {
        for (int i = 0; i < 30; i++) {
            rig.record(rig.receipt(), thing("k" + i, document("words")));
        }
        relayAll();
        awaitDepth(30);
        rig.jdbc().sql("update event set relayed_at = null").update();
        relayAll();

        awaitDepth(30);
        assertThat(rig.jdbc()
                        .sql("select count(*) from event where relayed_at is null")
                        .query(Long.class)
                        .single())
                .isZero();
        rig.record(rig.receipt(), thing("after", document("words")));
        relayAll();
        awaitDepth(31);
    }

    @Test
    void theRelayDoesNotReadWhatItHasRelayed() {
        rig.record(rig.receipt(), thing("a", document("words")));
        rig.jdbc()
                .sql(
                        "insert into event (complaint_id, revision, type, at, feed_no, batch_no, relayed_at) "
                                + "select id, 1, 't', now(), 1000 + n, 1000 + n / 200, now() from complaint, generate_series(1, 5000) n")
                .update();
        rig.jdbc().sql("analyze event").update();

        for (String statement : List.of(
                Outbox.OLDEST_BATCH, Outbox.RELAYED.replace(":now", "now()").replace(":batch", "1"))) {
            assertThat(rig.jdbc()
                            .sql("explain " + statement)
                            .query(String.class)
                            .list())
                    .noneMatch(line -> line.contains("Seq Scan on event"))
                    .anyMatch(line -> line.matches(".*event_unrelayed on event( e)? .*"));
        }
    }

    @Test
    void aQueueThatNobodyReadsAnyMoreIsSeen() {
        broker.feed("gone");
        rig.record(rig.receipt(), thing("a", document("words")));
        relayAll();
        QueueMeters meters = new QueueMeters(
                broker, new BrokerProperties("", "", "", "127.0.0.1", -1, true, Map.of()), new SimpleMeterRegistry());

        await().atMost(SOON).untilAsserted(() -> {
            meters.look();
            assertThat(meters.depths()).containsEntry("gone", 1L).containsKey("case-system");
        });
    }

    @Test
    void consumersOverAmqpAndStompGetEveryEventInTheOrderOfItsComplaint() throws IOException {
        try (CaseSystem amqp = CaseSystem.start(amqp(), "case-system", SECRET, queue("case-system"));
                StompCaseSystem stomp = StompCaseSystem.start(broker.port(), "oa-system", SECRET, queue("oa-system"))) {
            for (int revision = 1; revision <= 5; revision++) {
                for (String key : List.of("a", "b", "c")) {
                    rig.record(rig.receipt(), thing(key, document("words " + revision)));
                }
                relayAll();
            }
            await().atMost(SOON)
                    .until(() -> amqp.events().size() == 15 && stomp.events().size() == 15);
            assertThat(amqp.duplicates() + amqp.unreadable()).isZero();
            assertThat(stomp.duplicates() + stomp.unreadable()).isZero();
            for (String number : rig.numbers()) {
                assertInOrder(number, amqp.events());
                assertInOrder(number, stomp.events());
            }
        }
    }

    @Test
    void eventIsCloudEventWithItsContentType() throws JMSException {
        rig.record(rig.receipt(), thing("a", document("words")));
        relayAll();
        try (Connection connection = amqpClient("case-system", SECRET).createConnection();
                Session session = connection.createSession();
                MessageConsumer consumer = session.createConsumer(session.createQueue(queue("case-system")))) {
            connection.start();
            TextMessage message = (TextMessage) consumer.receive(SOON.toMillis());

            assertThat(message.getText())
                    .contains(
                            "\"specversion\":\"1.0\"",
                            "\"type\":\"complaint.created\"",
                            "\"datacontenttype\":\"application/json\"",
                            "\"sequence\":\"1\"",
                            "\"source\":\"/onestop-hub/");
            assertThat(message.getStringProperty("ce_type")).isEqualTo("complaint.created");
            assertThat(contentTypeOf(message)).isEqualTo("application/cloudevents+json");
        }
    }

    @Test
    void destinationReadsItsOwnQueueAndDoesNothingElse() throws JMSException {
        try (Connection connection = amqpClient("case-system", SECRET).createConnection()) {
            connection.start();
            Session session = connection.createSession();
            session.createConsumer(session.createQueue(queue("case-system"))).close();
            assertThatThrownBy(() -> session.createConsumer(session.createQueue(queue("oa-system"))))
                    .isInstanceOf(JMSException.class);
            assertThatThrownBy(() -> session.createProducer(session.createTopic("complaint.intake"))
                            .send(session.createTextMessage("x")))
                    .isInstanceOf(JMSException.class);
            assertThatThrownBy(() -> session.createConsumer(session.createTopic("complaint.intake")))
                    .isInstanceOf(JMSException.class);
            assertThatThrownBy(() -> session.createConsumer(session.createQueue("complaint.dead")))
                    .isInstanceOf(JMSException.class);
        }
        for (ConnectionFactory stranger : List.of(
                amqpClient("case-system", "wrong"),
                amqpClient(null, null),
                amqpClient("hub", ""),
                amqpClient("silent", ""))) {
            assertThatThrownBy(() -> {
                        try (Connection connection = stranger.createConnection()) {
                            connection.start();
                        }
                    })
                    .isInstanceOf(JMSException.class);
        }
        for (String wrong : List.of("wrong", "")) {
            assertThatThrownBy(() -> StompCaseSystem.start(broker.port(), "oa-system", wrong, queue("oa-system")))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aCoreClientIsRefusedOnTheNetworkWhateverItsSecret() throws Exception {
        ActiveMQConnectionFactory core = new ActiveMQConnectionFactory(tcp(), "case-system", SECRET);
        core.setCallTimeout(2_000);

        assertThatThrownBy(core::createConnection).isInstanceOf(JMSException.class);

        // on the very same port, with the same secret
        try (CaseSystem amqp = CaseSystem.start(amqp(), "case-system", SECRET, queue("case-system"))) {
            rig.record(rig.receipt(), thing("a", document("words")));
            relayAll();
            await().atMost(SOON).until(() -> amqp.events().size() == 1);
        }
    }

    @Test
    void nothingListensUnlessItIsSwitchedOn() throws Exception {
        broker.close();
        broker = embedded(-1);

        assertThat(broker.port()).isEqualTo(-1);
        relayAll();
    }

    @Test
    void eventsOnTheQueueOutliveTheBroker() throws Exception {
        rig.record(rig.receipt(), thing("a", document("words")));
        relayAll();
        broker.close();
        broker = embedded(0);

        awaitDepth(1);
        try (CaseSystem consumer = CaseSystem.start(amqp(), "case-system", SECRET, queue("case-system"))) {
            await().atMost(SOON).until(() -> consumer.complaintNumbers().size() == 1);
        }
    }

    @Test
    void externalBrokerGetsItsQueuesAndEventsWaitWhileItIsAway() throws Exception {
        broker.close();
        external = new ExternalBroker(home.resolve("external"), SECRET).start();
        broker = TestBrokers.at(external, SECRET, rig);
        rig.record(rig.receipt(), thing("a", document("words")));
        relayAll();
        awaitDepth(1);

        external.stop();
        rig.record(rig.receipt(), thing("b", document("words")));
        assertThatThrownBy(this::relayAll)
                .isInstanceOf(ProblemException.class)
                .satisfies(fault -> assertThat(problemOf(fault)).isEqualTo(Problem.BROKER_UNAVAILABLE));
        assertThat(broker.depth("case-system")).isEqualTo(-1);

        external.start();
        relayAll();
        awaitDepth(2);
    }

    @Test
    void eventsGetTheirNumbersWhileTheBrokerIsAway() throws Exception {
        broker.close();
        Relay relay = new Relay(outbox, broker, rig.get(WorkSignal.class), rig.get(WalkMeters.class));
        relay.start();
        try {
            for (int i = 0; i < 5; i++) {
                rig.record(rig.receipt(), thing("k" + i, document("words")));
            }
            await().atMost(SOON)
                    .until(() -> rig.jdbc()
                                    .sql("select count(feed_no) from event where relayed_at is null")
                                    .query(Long.class)
                                    .single()
                            == 5);
        } finally {
            relay.stop();
        }
        broker = embedded(0);
        relayAll();
        awaitDepth(5);
    }

    private Broker embedded(int port) throws Exception {
        return new Broker(
                new BrokerProperties(
                        "",
                        "",
                        "",
                        "127.0.0.1",
                        port,
                        true,
                        Map.of(
                                "case-system", new BrokerProperties.Destination(SECRET, List.of()),
                                "oa-system", new BrokerProperties.Destination(SECRET, List.of()),
                                "silent", new BrokerProperties.Destination("", List.of()))),
                rig.get(HubHome.class),
                new AnyBroker());
    }

    /** A committed message is counted by its queue a moment later. */
    private void awaitDepth(long messages) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(broker.depth("case-system")).isEqualTo(messages));
    }

    private void relayAll() {
        boolean more = true;
        while (more) {
            more = outbox.relayNext(broker);
        }
    }

    private String amqp() {
        return "amqp://127.0.0.1:" + broker.port();
    }

    private String tcp() {
        return "tcp://127.0.0.1:" + broker.port();
    }

    private ConnectionFactory amqpClient(String user, String password) {
        return new JmsConnectionFactory(user, password, amqp());
    }

    private static String queue(String destination) {
        return IntakeQueue.ADDRESS + "::" + IntakeQueue.of(destination);
    }

    private static Problem problemOf(Throwable fault) {
        return ((ProblemException) fault).problem();
    }

    private static void assertInOrder(String number, List<JsonNode> events) {
        List<String> types = events.stream()
                .filter(event -> event.path("subject").asText().equals(number))
                .map(event -> event.path("type").asText())
                .toList();
        List<Integer> sequence = events.stream()
                .filter(event -> event.path("subject").asText().equals(number))
                .map(event -> event.path("sequence").asInt())
                .toList();
        assertThat(types).hasSize(5).startsWith("complaint.created", "complaint.updated");
        assertThat(sequence).isSorted();
    }

    private static String contentTypeOf(TextMessage message) {
        return String.valueOf(((org.apache.qpid.jms.provider.amqp.message.AmqpJmsMessageFacade)
                        ((org.apache.qpid.jms.message.JmsMessage) message).getFacade())
                .getContentType());
    }
}

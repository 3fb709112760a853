package org.onestophub.outlet.deliver.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.onestophub.support.CaseRig.document;
import static org.onestophub.support.CaseRig.thing;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.contract.operations.DeadLetter;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.simulator.CaseSystem;
import org.onestophub.support.CaseRig;

/** What a consumer does not take is seen and can be given back; over a real broker and a real client of AMQP 1.0. */
class DeadLettersIT {

    private static final Duration SOON = DeadLetterRig.SOON;
    private static final String SECRET = DeadLetterRig.SECRET;
    private static final String CASES = "case-system";
    /** Outcomes of AMQP 1.0 as the client names them: {@code JmsMessageSupport}. */
    private static final int REJECTED = 2;

    private static final int RELEASED = 3;
    private static final int MODIFIED_FAILED = 4;
    private static final int MODIFIED_FAILED_UNDELIVERABLE = 5;
    /** One that acknowledges messages one by one, each with the outcome it likes. */
    private static final int INDIVIDUAL_ACKNOWLEDGE = 101;

    @TempDir
    Path home;

    private DeadLetterRig dead;
    private CaseRig rig;
    private Broker broker;
    private DeadLetterOperations letters;

    @BeforeEach
    void open() throws Exception {
        dead = new DeadLetterRig(home, CASES, "oa-system");
        rig = dead.cases;
        broker = dead.broker;
        letters = dead.letters;
    }

    @AfterEach
    void close() {
        dead.close();
    }

    private void relay(String... keys) {
        dead.relay(keys);
    }

    /** Takes the next message and answers so; gives its text. */
    private String takeAnd(int outcome) throws JMSException {
        try (Connection connection = client().createConnection();
                Session session = connection.createSession(false, INDIVIDUAL_ACKNOWLEDGE);
                MessageConsumer consumer = session.createConsumer(
                        session.createQueue(IntakeQueue.ADDRESS + "::" + IntakeQueue.of(CASES)))) {
            connection.start();
            Message message = consumer.receive(SOON.toMillis());
            message.setIntProperty("JMS_AMQP_ACK_TYPE", outcome);
            message.acknowledge();
            return ((TextMessage) message).getText();
        }
    }

    private JmsConnectionFactory client() {
        return new JmsConnectionFactory(
                CASES, SECRET, "amqp://127.0.0.1:" + broker.port() + "?jms.prefetchPolicy.all=1");
    }

    private List<DeadLetter> awaitLetters(int count) {
        return dead.awaitLetters(count);
    }

    private double metered(String destination) {
        dead.meters.look();
        return dead.registry
                .get("hub.dead.letters")
                .tag("destination", destination)
                .gauge()
                .value();
    }

    @Test
    void rejectedEventIsDeadAtOnceAndIsCountedAndListed() throws Exception {
        relay("a", "b");
        assertThat(metered(CASES)).isZero();

        String text = takeAnd(REJECTED);

        DeadLetter letter = awaitLetters(1).get(0);
        assertThat(letter.destination()).isEqualTo(CASES);
        assertThat(letter.reason()).isEqualTo("consumer");
        assertThat(letter.type()).isEqualTo("complaint.created");
        assertThat(text).contains(letter.eventId(), letter.complaint());
        assertThat(rig.numbers()).contains(letter.complaint());
        assertThat(metered(CASES)).isEqualTo(1);
        assertThat(metered("oa-system")).isZero();
        assertThat(letters.counts()).containsEntry(CASES, 1L);
        assertThat(letters.list("oa-system", 0, 10)).isEmpty();
        assertThat(letters.list(CASES, letter.id(), 10)).isEmpty();
    }

    @Test
    void releasedEventComesAgainAndNoFailureIsCounted() throws Exception {
        relay("a");
        String first = takeAnd(RELEASED);

        try (CaseSystem consumer = consumer()) {
            await().atMost(SOON).until(() -> consumer.events().size() == 1);
            assertThat(first).contains(consumer.events().get(0).path("id").asText());
        }
        assertThat(letters.list(null, 0, 10)).isEmpty();
    }

    @Test
    void failedDeliveryIsCountedAndComesAgain() throws Exception {
        relay("a");
        takeAnd(MODIFIED_FAILED);

        try (Connection connection = client().createConnection();
                Session session = connection.createSession();
                MessageConsumer consumer = session.createConsumer(
                        session.createQueue(IntakeQueue.ADDRESS + "::" + IntakeQueue.of(CASES)))) {
            connection.start();
            Message again = consumer.receive(SOON.toMillis());

            assertThat(again.getIntProperty("JMSXDeliveryCount")).isEqualTo(2);
        }
        assertThat(letters.list(null, 0, 10)).isEmpty();
    }

    @Test
    void eventThatOneConsumerCannotDeliverWaitsForAnother() throws Exception {
        relay("a");
        takeAnd(MODIFIED_FAILED_UNDELIVERABLE);

        try (CaseSystem another = consumer()) {
            await().atMost(SOON).until(() -> another.events().size() == 1);
        }
        assertThat(letters.list(null, 0, 10)).isEmpty();
    }

    private CaseSystem consumer() throws Exception {
        return CaseSystem.start(
                "amqp://127.0.0.1:" + broker.port(), CASES, SECRET, IntakeQueue.ADDRESS + "::" + IntakeQueue.of(CASES));
    }

    @Test
    void whatIsGivenBackComesOnceToItsConsumerAndToNobodyElse() throws Exception {
        relay("a", "b", "c");
        for (int i = 0; i < 3; i++) {
            takeAnd(REJECTED);
        }
        List<DeadLetter> dead = awaitLetters(3);

        letters.giveBack(dead.get(1).id(), "ops-key");
        assertThat(letters.giveBack(CASES, 10, "ops-key")).isEqualTo(2);

        assertThat(letters.list(null, 0, 10)).isEmpty();
        assertThat(letters.counts()).containsEntry(CASES, 0L);
        try (CaseSystem consumer = consumer()) {
            await().atMost(SOON).until(() -> consumer.events().size() == 3);
            assertThat(consumer.unreadable()).isZero();
            assertThat(consumer.events())
                    .extracting(event -> event.path("id").asText())
                    .containsExactlyInAnyOrderElementsOf(
                            dead.stream().map(DeadLetter::eventId).toList());
        }
        assertThat(broker.depth("oa-system")).isEqualTo(3);
        assertThat(rig.jdbc()
                        .sql("select action || ' ' || destination || ' ' || ended_by from dead_letter_end")
                        .query(String.class)
                        .list())
                .hasSize(3)
                .containsOnly("returned case-system ops-key");
    }

    @Test
    void whatIsRejectedAgainAfterItWasGivenBackIsDeadAgain() throws Exception {
        relay("a");
        for (int i = 0; i < 3; i++) {
            takeAnd(REJECTED);
            DeadLetter letter = awaitLetters(1).get(0);
            letters.giveBack(letter.id(), "ops-key");
            assertThat(letter.eventId()).isNotEmpty();
        }
    }

    @Test
    void longEventIsGivenBackWhole() throws Exception {
        String words = "词".repeat(200_000);
        rig.record(rig.receipt(), thing("a", document(words)));
        relay();
        takeAnd(REJECTED);
        awaitLetters(1);

        assertThat(letters.giveBack(CASES, 10, "ops-key")).isOne();

        try (CaseSystem consumer = consumer()) {
            await().atMost(SOON).until(() -> consumer.events().size() == 1);
            assertThat(consumer.events().get(0).toString()).contains(words);
        }
    }

    @Test
    void discardedLetterIsGoneWithANote() throws Exception {
        relay("a");
        takeAnd(REJECTED);
        long id = awaitLetters(1).get(0).id();

        letters.discard(id, "entered by hand", "ops-key");

        assertThat(letters.list(null, 0, 10)).isEmpty();
        assertThat(rig.jdbc()
                        .sql("select action || ' ' || reason from dead_letter_end")
                        .query(String.class)
                        .list())
                .containsExactly("discarded entered by hand");
        assertThatThrownBy(() -> letters.discard(id, "again", "ops-key"))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.NOT_FOUND));
    }

    @Test
    void eventOfAnErasedComplaintIsRefusedAndThenRemoved() throws Exception {
        relay("a");
        takeAnd(REJECTED);
        DeadLetter letter = awaitLetters(1).get(0);
        rig.jdbc().sql("update complaint set erased_at = now()").update();

        assertThat(letters.giveBack(CASES, 10, "ops-key")).isZero();
        assertThatThrownBy(() -> letters.giveBack(letter.id(), "ops-key"))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.LETTER_ERASED));
        dead.meters.look();
        letters.discardErased();

        assertThat(letters.list(null, 0, 10)).isEmpty();
        assertThat(rig.jdbc()
                        .sql("select action || ' ' || reason || ' ' || ended_by from dead_letter_end")
                        .query(String.class)
                        .list())
                .containsExactly("discarded complaint erased hub");
    }

    @Test
    void removalOfErasedOnesLeavesTheOthers() throws Exception {
        relay("a", "b");
        takeAnd(REJECTED);
        takeAnd(REJECTED);
        List<DeadLetter> both = awaitLetters(2);
        rig.jdbc()
                .sql("update complaint set erased_at = now() where number = :number")
                .param("number", both.get(0).complaint())
                .update();
        dead.meters.look();

        letters.discardErased();

        assertThat(letters.list(null, 0, 10))
                .extracting(DeadLetter::id)
                .containsExactly(both.get(1).id());
    }

    @Test
    void messageOfAnUnknownEventNamesItsQueueAndGoesBackThere() throws Exception {
        broker.feed("oa");
        String event = UUID.randomUUID().toString();
        broker.send(List.of(new Broker.Envelope(event, "C1", "complaint.created", "", "{}")));
        try (DestinationQueue queue = broker.queueOf("oa")) {
            assertThat(queue.take(10, SOON.toMillis()).orElseThrow()).hasSize(1);
            assertThat(queue.done(Set.of(UUID.fromString(event)))).isOne();
        }

        DeadLetter letter = awaitLetters(1).get(0);
        assertThat(letter.destination()).isEqualTo("oa");
        assertThat(letter.reason()).isEqualTo("unknown-event");
        assertThat(letter.eventId()).isEqualTo(event);
        assertThat(metered("oa")).isEqualTo(1);

        letters.giveBack(letter.id(), "ops-key");
        try (DestinationQueue queue = broker.queueOf("oa")) {
            assertThat(queue.take(10, SOON.toMillis()).orElseThrow()).containsExactly(UUID.fromString(event));
        }
    }

    @Test
    void letterWhoseQueueIsGoneStays() throws Exception {
        broker.feed("oa");
        broker.send(List.of(new Broker.Envelope("no-uuid", "C1", "complaint.created", "", "{}")));
        try (DestinationQueue queue = broker.queueOf("oa")) {
            queue.take(10, SOON.toMillis());
            queue.done(Set.of());
        }
        long id = awaitLetters(1).get(0).id();
        broker.remove("oa");

        assertThatThrownBy(() -> letters.giveBack(id, "ops-key"))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.QUEUE_GONE));
        assertThat(letters.list(null, 0, 10)).hasSize(1);
        assertThat(rig.count("dead_letter_end")).isZero();
    }

    @Test
    void whileTheBrokerIsAwayNothingIsClaimed() {
        broker.close();

        assertThat(metered(CASES)).isEqualTo(-1);
        assertThatThrownBy(() -> letters.list(null, 0, 10))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.BROKER_UNAVAILABLE));
    }
}

package org.onestophub.outlet.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.onestophub.support.CaseRig.document;
import static org.onestophub.support.CaseRig.thing;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.contract.operations.DroppedQueue;
import org.onestophub.outlet.deliver.broker.Broker;
import org.onestophub.outlet.deliver.broker.BrokerProperties;
import org.onestophub.outlet.deliver.broker.DestinationQueue;
import org.onestophub.outlet.deliver.broker.TestBrokers;
import org.onestophub.platform.store.HubHome;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.CaseRig;
import org.onestophub.support.ExternalBroker;
import org.springframework.transaction.support.TransactionTemplate;

/** The queue of a destination that is gone, on a real broker and a real database. */
class QueueDropsIT {

    private static final String SECRET = "s/+%&?=";
    private static final String QUEUE = "complaint.intake.gone";

    @TempDir
    private static Path home;

    private static CaseRig rig;
    private static ExternalBroker server;
    private static int events;

    private Broker broker;
    private DestinationStates states;

    @BeforeAll
    static void open() throws Exception {
        rig = new CaseRig(
                home,
                "outlet.deliver.broker.Outbox",
                "outlet.deliver.DeliveryTable",
                "outlet.deliver.DestinationTable");
        server = new ExternalBroker(home.resolve("external"), SECRET).start();
    }

    @AfterAll
    static void close() throws Exception {
        server.close();
        rig.close();
    }

    @BeforeEach
    void begin() throws Exception {
        rig.jdbc()
                .sql(
                        "truncate destination, delivery, report_paper, shipment, shipment_item, delivery_attempt, queue_drop")
                .update();
        broker = broker(ExternalBroker.USER);
        broker.feed("gone");
        states = new DestinationStates(rig.get(DestinationTable.class), broker);
    }

    @AfterEach
    void end() throws Exception {
        broker.close();
        server.remove(QUEUE);
    }

    @Test
    void queueGoesWithItsMessagesAndWhatWaitedIsDiscardedWithWhoAndWhy() throws Exception {
        record();
        awaitMessage();
        states.set("gone", false, "stopped", "");
        for (String state : List.of("waiting", "unknown", "dead", "sent", "filtered")) {
            deliver(state);
        }
        assertThat(drops().drop("gone", "the system was replaced", "ops-a")).isEqualTo(new DroppedQueue("gone", 1, 3));

        assertThat(server.depth(QUEUE)).isEqualTo(-1);
        assertThat(rig.jdbc()
                        .sql("select concat_ws(' ', state, reason, decided_by) from delivery order by id")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "discarded the system was replaced ops-a",
                        "discarded the system was replaced ops-a",
                        "discarded the system was replaced ops-a",
                        "sent",
                        "filtered");
        assertThat(rig.jdbc()
                        .sql("select state from shipment order by id")
                        .query(String.class)
                        .list())
                .containsExactly("dead", "dead", "dead", "sent", "sent");
        assertThat(rig.jdbc()
                        .sql(
                                "select concat_ws(' ', destination, dropped_by, reason, messages, deliveries) from queue_drop")
                        .query(String.class)
                        .list())
                .containsExactly("gone ops-a the system was replaced 1 3");
        // the relay does not make it again
        record();
        assertThat(server.depth(QUEUE)).isEqualTo(-1);
        assertProblem(Problem.NOT_FOUND, () -> drops().drop("gone", "again", "ops-a"));
    }

    @Test
    void queueOfADestinationThatIsFedOrConsumesStays() throws Exception {
        record();
        states.set("gone", true, "broken", "CH-201");
        assertProblem(Problem.QUEUE_IN_USE, () -> drops().drop("gone", "a mistake", "ops-a"));
        assertProblem(Problem.QUEUE_IN_USE, () -> drops().drop("case-system", "a mistake", "ops-a"));
        states.set("gone", false, "stopped", "");
        try (DestinationQueue reader = broker.queueOf("gone")) {
            assertProblem(Problem.QUEUE_IN_USE, () -> drops().drop("gone", "somebody reads it", "ops-a"));
        }

        awaitMessage();
        assertThat(rig.count("queue_drop")).isZero();
    }

    @Test
    void whatIsBeingHandedOverIsWaitedFor() {
        deliver("attempt");
        rig.jdbc()
                .sql("update shipment set lease_until = now() + interval '1 hour'")
                .update();
        assertProblem(Problem.QUEUE_IN_USE, () -> drops().drop("gone", "too early", "ops-a"));

        rig.jdbc()
                .sql("update shipment set lease_until = now() - interval '1 hour'")
                .update();
        assertThat(drops().drop("gone", "its hub is gone", "ops-a").deliveries())
                .isOne();
    }

    @Test
    void loginThatMayNotRemoveQueuesIsToldAndNothingIsChanged() throws Exception {
        record();
        deliver("waiting");
        broker.close();
        broker = broker(ExternalBroker.CAREFUL_USER);
        assertProblem(Problem.BROKER_RIGHT_MISSING, () -> drops().drop("gone", "no right", "ops-a"));

        awaitMessage();
        assertThat(rig.jdbc()
                        .sql("select state from delivery")
                        .query(String.class)
                        .list())
                .containsExactly("waiting");
    }

    @Test
    void nothingIsChangedWhileTheBrokerIsAway() throws Exception {
        deliver("waiting");
        server.stop();
        try {
            assertProblem(Problem.BROKER_UNAVAILABLE, () -> drops().drop("gone", "away", "ops-a"));
        } finally {
            server.start();
        }
        assertThat(rig.jdbc()
                        .sql("select state from delivery")
                        .query(String.class)
                        .list())
                .containsExactly("waiting");
    }

    /** A committed message is counted by its queue a moment later. */
    private static void awaitMessage() {
        await().until(() -> server.depth(QUEUE) > 0);
    }

    private QueueDrops drops() {
        return new QueueDrops(
                broker,
                properties(ExternalBroker.USER),
                states,
                rig.jdbc(),
                rig.get(TransactionTemplate.class),
                Clock.systemUTC());
    }

    private static Broker broker(String user) throws Exception {
        return TestBrokers.of(properties(user), rig.get(HubHome.class));
    }

    private static BrokerProperties properties(String user) {
        return new BrokerProperties(
                server.url(),
                user,
                SECRET,
                "",
                -1,
                true,
                Map.of("case-system", new BrokerProperties.Destination("", List.of())));
    }

    private static void deliver(String state) {
        boolean isOver = List.of("sent", "filtered").contains(state);
        rig.jdbc()
                .sql("""
                        with s as (insert into shipment (destination, state, made_at, due_at)
                          values ('gone', :shipment, now(), now()) returning id)
                        insert into delivery (destination, event_id, complaint_id, state, shipment_id, created_at)
                        select 'gone', :event, 1, :state, s.id, now() from s""")
                .param("shipment", isOver ? "sent" : state)
                .param("event", ++events)
                .param("state", state)
                .update();
    }

    private void record() {
        rig.record(rig.receipt(), thing("a" + ++events, document("words")));
        boolean more = true;
        while (more) {
            more = TestBrokers.relayNext(rig, broker);
        }
    }

    private static void assertProblem(Problem problem, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        fault -> assertThat(fault.problem()).isEqualTo(problem));
    }
}

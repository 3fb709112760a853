package org.onestophub.outlet.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.onestophub.outlet.deliver.DeliveryRig.settings;
import static org.onestophub.support.CaseRig.document;
import static org.onestophub.support.CaseRig.thing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.walk.WorkSignal;
import org.onestophub.outlet.deliver.broker.Broker;
import org.onestophub.outlet.deliver.broker.DestinationQueue;
import org.onestophub.outlet.deliver.broker.TestBrokers;
import org.onestophub.support.CaseRig;
import org.onestophub.support.ExternalBroker;

/** From a destination's queue into the ledger, over a real broker. */
class DestinationReaderIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String SECRET = "s/+%&?=";

    private final DeliverySettings oa = settings("oa").made();

    @TempDir
    private Path home;

    private CaseRig rig;
    private ExternalBroker server;
    private Broker broker;

    @BeforeEach
    void open() throws Exception {
        rig = new CaseRig(home, "outlet.deliver.broker.Outbox", "outlet.deliver.DeliveryTable");
        server = new ExternalBroker(home.resolve("external"), SECRET).start();
        broker = newBroker();
    }

    @AfterEach
    void close() throws Exception {
        broker.close();
        server.close();
        rig.close();
    }

    @Test
    void queueIsThereBeforeTheFirstEventAndIsEmptiedThoughNobodyIsFed() throws Exception {
        try (DestinationReader reader = reader()) {
            reader.start();
            record("a", "words", 30);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(rig.count("delivery")).isEqualTo(30));
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(server.depth("complaint.intake.oa")).isZero());
        }
        await("who consumes for himself").atMost(SOON).until(() -> server.depth("complaint.intake.case-system") == 30);
        assertThat(rig.jdbc()
                        .sql("select e.feed_no from delivery d join event e on e.id = d.event_id order by d.id")
                        .query(Integer.class)
                        .list())
                .isSorted();
    }

    @Test
    void whatWasWrittenButNotTakenOffTheQueueComesAgainAndChangesNothing() throws Exception {
        broker.feed("oa");
        record("a", "words", 3);
        try (DestinationQueue queue = broker.queueOf("oa")) {
            write(queue.take(10, SOON.toMillis()).orElseThrow());
        }
        try (DestinationQueue queue = broker.queueOf("oa")) {
            assertThat(write(queue.take(10, SOON.toMillis()).orElseThrow())).isEmpty();
            assertThat(queue.done(Set.of())).isZero();
        }

        assertThat(rig.count("delivery")).isEqualTo(3);
        await().atMost(SOON).until(() -> server.depth("complaint.intake.oa") == 0);
    }

    @Test
    void eventTheLedgerDoesNotKnowIsPutAsideAndTheOthersGoOn() throws Exception {
        try (DestinationReader reader = reader()) {
            reader.start();
            TestBrokers.send(broker, UUID.randomUUID().toString(), "{}");
            TestBrokers.send(broker, "no-uuid", "字".repeat(100_000));
            record("a", "words", 1);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(rig.count("delivery")).isOne());
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(server.depth("complaint.dead")).isEqualTo(2));
        }
    }

    @Test
    void readerGoesOnWhenTheBrokerIsBackAndLongEventsPass() throws Exception {
        try (DestinationReader reader = reader()) {
            reader.start();
            record("a", "词".repeat(90_000), 1);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(rig.count("delivery")).isOne());
            server.stop();
            server.start();
            record("b", "words", 1);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(rig.count("delivery")).isEqualTo(2));
        }
    }

    private Set<UUID> write(List<UUID> events) {
        return rig.get(DeliveryTable.class).write("oa", events, EventFilter.ALL);
    }

    private DestinationReader reader() {
        return new DestinationReader(broker, rig.get(DeliveryTable.class), new WorkSignal(), oa);
    }

    private Broker newBroker() throws Exception {
        return TestBrokers.at(server, SECRET, rig);
    }

    private void record(String prefix, String facts, int count) {
        for (int i = 0; i < count; i++) {
            rig.record(rig.receipt(), thing(prefix + i, document(facts)));
        }
        boolean more = true;
        while (more) {
            try {
                more = TestBrokers.relayNext(rig, broker);
            } catch (org.onestophub.problem.ProblemException e) {
                // the session of a broker that was away; the relay tries again
                assertThat(e.problem()).isEqualTo(org.onestophub.problem.Problem.BROKER_UNAVAILABLE);
            }
        }
    }
}

package org.onestophub.outlet.deliver.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onestophub.support.CaseRig.document;
import static org.onestophub.support.CaseRig.thing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.CaseRig;
import org.onestophub.support.ExternalBroker;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a batch of the relay costs, and in which order its steps come. Counted, not timed. */
class RelayBatchesIT {

    private static final String SECRET = "s/+%&?=";
    private static final String QUEUE = IntakeQueue.of("case-system");

    @TempDir
    Path home;

    private final AtomicInteger commits = new AtomicInteger();
    private CaseRig rig;
    private Outbox outbox;
    private ExternalBroker external;
    private Broker broker;

    @BeforeEach
    void open() throws Exception {
        rig = new CaseRig(home, "complaint.EventEnvelope", "outlet.deliver.broker.Outbox");
        outbox = rig.get(Outbox.class);
        external = new ExternalBroker(home.resolve("external"), SECRET).start();
        broker = TestBrokers.at(external, SECRET, rig);
        rig.record(rig.receipt(), thing("first", document("words")));
        relayAll(new ArrayList<>());
        ((AbstractPlatformTransactionManager) Objects.requireNonNull(
                        rig.get(TransactionTemplate.class).getTransactionManager()))
                .setTransactionExecutionListeners(List.of(new TransactionExecutionListener() {
                    @Override
                    public void afterCommit(TransactionExecution transaction, @Nullable Throwable fault) {
                        commits.incrementAndGet();
                    }
                }));
    }

    @AfterEach
    void close() {
        broker.close();
        external.close();
        rig.close();
    }

    @Test
    void twoHundredWaitingEventsAreOneBatchWithTwoCommitsAndOneFlushOfTheJournal() {
        int before = external.commits();
        wait(200);
        List<Integer> batches = new ArrayList<>();

        outbox.relayNext(broker, batches::add);
        outbox.relayNext(broker, batches::add);

        assertThat(batches).containsExactly(200);
        assertThat(commits).hasValue(2);
        assertThat(external.commits() - before).isEqualTo(1);
        assertThat(unrelayed()).isZero();
    }

    @Test
    void underLoadABatchCostsOneCommitAndOneFlushOfTheJournal() {
        int before = external.commits();
        wait(200);
        outbox.relayNext(broker);
        int first = commits.get();
        List<Integer> batches = new ArrayList<>();

        for (int i = 0; i < 5; i++) {
            outbox.relayNext(broker, events -> {
                batches.add(events);
                wait(60);
            });
        }

        assertThat(batches).containsExactly(200, 60, 60, 60, 60);
        assertThat(commits.get() - first).isEqualTo(5);
        assertThat(external.commits() - before).isEqualTo(5);
        assertThat(unrelayed()).as("numbered with the last batch").isEqualTo(60);
    }

    @Test
    void singleEventOfAnIdleHubIsOnTheQueueBeforeAnyPause() {
        long before = external.depth(QUEUE);
        wait(1);
        List<Long> depths = new ArrayList<>();

        outbox.relayNext(broker, events -> depths.add(-1L));
        assertThat(depths).as("no pause before it is sent").isEmpty();
        outbox.relayNext(broker, events -> depths.add(broker.depth("case-system")));

        assertThat(depths).containsExactly(before + 1);
    }

    @Test
    void pauseOfTheRelayIsBoundedAndSparesFullBatches() {
        assertThat(Relay.pauseAfter(1)).isEqualTo(Relay.GATHER_SINGLE);
        assertThat(Relay.pauseAfter(2)).isEqualTo(Relay.GATHER).isLessThan(Duration.ofMillis(50));
        assertThat(Relay.pauseAfter(Outbox.BATCH)).isZero();
    }

    @Test
    void batchIsNumberedBeforeItIsSentAndStaysAsItIsWhenItsTransactionFails() {
        wait(3);
        outbox.relayNext(broker);
        List<String> numbered = numbers();

        assertThatThrownBy(() -> outbox.relayNext(broker, events -> {
                    wait(2);
                    throw new ProblemException(Problem.BROKER_UNAVAILABLE);
                }))
                .isInstanceOf(ProblemException.class);
        assertThat(numbers()).startsWith(numbered.toArray(String[]::new));
        relayAll(new ArrayList<>());

        assertThat(numbers()).startsWith(numbered.toArray(String[]::new)).hasSize(6);
        assertThat(broker.depth("case-system")).as("recognised when sent again").isEqualTo(6);
    }

    private void relayAll(List<Integer> batches) {
        while (outbox.relayNext(broker, batches::add)) {
            // until nothing waits
        }
    }

    /** So many more events that nobody has numbered, committed by somebody else. */
    private void wait(int events) {
        CompletableFuture.runAsync(() -> rig.jdbc()
                        .sql("insert into event (complaint_id, revision, type, at) "
                                + "select id, 1, 't', now() from complaint, generate_series(1, :n) n")
                        .param("n", events)
                        .update())
                .join();
    }

    private long unrelayed() {
        return rig.jdbc()
                .sql("select count(*) from event where relayed_at is null")
                .query(Long.class)
                .single();
    }

    private List<String> numbers() {
        return rig.jdbc()
                .sql(
                        "select feed_no || ' ' || batch_no || ' ' || uid from event where feed_no is not null order by feed_no")
                .query(String.class)
                .list();
    }
}

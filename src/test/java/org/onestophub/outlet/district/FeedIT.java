package org.onestophub.outlet.district;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.onestophub.support.CaseRig.document;
import static org.onestophub.support.CaseRig.thing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.contract.OutboundMappings;
import org.onestophub.complaint.contract.operations.FeedConsumers;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.async.DeferredResult;

/** Changes, from what RECORD commits to what a reader of the feed has. */
class FeedIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path home;

    private static FeedRig rig;

    @BeforeAll
    static void open() {
        rig = new FeedRig(home, FeedRig.BOUNDS, new FailingOnDemand(FeedRig.shipped()));
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    @BeforeEach
    void empty() {
        FeedLongPoll waiting = rig.cases.get(FeedLongPoll.class);
        // a reader that an earlier test left waiting is answered now, and not in the middle of the next
        waiting.stop();
        rig.cases.empty();
        rig.cases.jdbc().sql("truncate feed_consumer, feed_given").update();
        waiting.start();
    }

    @Test
    void whatCommitsLateIsReadLateAndNeverSkipped() throws InterruptedException {
        CountDownLatch firstWritten = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        CompletableFuture<Void> slow = CompletableFuture.runAsync(() -> inTransaction(() -> {
            record("slow");
            firstWritten.countDown();
            open(mayCommit);
        }));
        firstWritten.await();
        CompletableFuture.runAsync(() -> inTransaction(() -> record("fast"))).join();
        rig.number();

        Feed.Page before = rig.page(null, 10);
        mayCommit.countDown();
        slow.join();
        Feed.Page unnumbered = rig.page(before.next(), 10);
        rig.number();
        Feed.Page after = rig.page(before.next(), 10);

        assertThat(factsOf(before)).containsExactly("fast");
        assertThat(unnumbered.events()).isEmpty();
        assertThat(factsOf(after)).containsExactly("slow");
        assertThat(rig.cases
                        .jdbc()
                        .sql(
                                "select (select min(id) from event where feed_no = 2) < (select id from event where feed_no = 1)")
                        .query(Boolean.class)
                        .single())
                .as("the id of the later number was given earlier")
                .isTrue();
        assertThat(rig.page(after.next(), 10).events()).isEmpty();
    }

    @Test
    void pollingReaderOfTransactionsHeldOpenAcrossEachOtherNeitherSkipsNorRepeats() {
        List<CompletableFuture<Void>> writers = IntStream.range(0, 2)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> {
                    Random random = new Random(writer);
                    for (int i = 0; i < 30; i++) {
                        String key = writer + "-" + i;
                        inTransaction(() -> {
                            record(key);
                            pause(random.nextInt(15));
                        });
                    }
                }))
                .toList();
        CompletableFuture<Void> numbering = CompletableFuture.runAsync(() -> {
            while (!writers.stream().allMatch(CompletableFuture::isDone)) {
                rig.number();
            }
            rig.number();
        });

        List<Long> read = new ArrayList<>();
        List<String> facts = new ArrayList<>();
        String[] cursor = {null};
        await().atMost(SOON)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    boolean last = numbering.isDone();
                    Feed.Page page = rig.page(cursor[0], 7);
                    page.events()
                            .forEach(event -> read.add(event.get("sequence").asLong()));
                    facts.addAll(factsOf(page));
                    cursor[0] = page.next();
                    return last && !page.hasMore() && page.events().isEmpty();
                });

        numbering.join();
        assertThat(read).isEqualTo(LongStream.rangeClosed(1, 60).boxed().toList());
        assertThat(facts).doesNotHaveDuplicates().hasSize(60);
    }

    @Test
    void pagesJoinWithoutGapWhateverTheirLength() {
        IntStream.range(0, 25).forEach(i -> record("k" + i));
        rig.number();
        List<String> whole = factsOf(rig.page(null, 500));

        for (int limit : new int[] {1, 7, 24, 25}) {
            List<String> joined = new ArrayList<>();
            Feed.Page page = rig.page(null, limit);
            while (!page.events().isEmpty()) {
                joined.addAll(factsOf(page));
                assertThat(page.hasMore()).isEqualTo(joined.size() < 25);
                page = rig.page(page.next(), limit);
            }
            assertThat(joined).isEqualTo(whole);
        }
    }

    @Test
    void envelopeTellsNoMoreThanTheNumberDoes() {
        record("words");
        rig.number();
        ObjectNode event = rig.page(null, 1).events().get(0);

        assertThat(event.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "specversion",
                        "id",
                        "source",
                        "type",
                        "subject",
                        "time",
                        "sequence",
                        "datacontenttype",
                        "data");
        assertThat(event.get("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT00:00:00\\+08:00");
        assertThat(event.get("subject").asText()).isEqualTo(rig.cases.numbers().get(0));
    }

    @Test
    void mappingThatFailsNeitherStopsTheFeedNorHidesTheEvent() {
        record("before");
        record(FailingOnDemand.WORD);
        record("after");
        rig.number();

        List<ObjectNode> events = rig.page(null, 10).events();

        assertThat(events).hasSize(3);
        assertThat(events.get(1).get("data").isNull()).isTrue();
        assertThat(events.get(1).get("onestopproblem").asText()).isEqualTo("DL-201");
        assertThat(events.get(2).get("data").isObject()).isTrue();
        assertThat(rig.cases
                        .get(io.micrometer.core.instrument.MeterRegistry.class)
                        .counter("hub.feed.unmapped", "profile", FeedRig.PROFILE)
                        .count())
                .isPositive();
    }

    @Test
    void mattersOfStaffAndSafetyReportsAreNotInTheFeed() {
        ObjectNode staff = document("staff");
        staff.putObject("flags").put("staffInternal", true);
        ObjectNode safety = document("safety");
        safety.put("kind", "safety");
        rig.cases.record(rig.cases.receipt(), thing("staff", staff));
        rig.cases.record(rig.cases.receipt(), thing("safety", safety));
        rig.cases.record(rig.cases.receipt(), thing("patient", document("patient")));
        rig.number();

        assertThat(rig.page(null, 10).events()).hasSize(1);
    }

    @Test
    void keyBoundToAnInstitutionSeesItsOwnAndStillGetsOn() {
        record("nobody's");
        ObjectNode theirs = document("theirs");
        theirs.putObject("institution").put("uscc", "91350100M000100Y43");
        rig.cases.record(rig.cases.receipt(), thing("theirs", theirs));
        record("nobody's again");
        rig.number();
        FeedView other = rig.view("other");

        Feed.Page page = rig.feed().after(0, other, 10);

        assertThat(factsOf(page)).containsExactly("theirs");
        assertThat(rig.feed().numberOf(page.next(), other)).isEqualTo(3);
        assertThat(rig.feed()
                        .latest(other, EventReference.of(rig.cases.numbers().get(0))))
                .isEmpty();
        assertThat(rig.feed()
                        .latest(other, EventReference.of(rig.cases.numbers().get(1))))
                .isPresent();
    }

    @Test
    void cursorAheadOfTheFeedIsRefused() {
        String ahead = rig.cases.get(FeedCursors.class).after(5, rig.view);

        assertThatThrownBy(() -> rig.page(ahead, 1)).hasMessageContaining(Problem.CURSOR_INVALID.code());
    }

    @Test
    void complaintIsFoundByItsNumberAndByEachOfItsEvents() {
        record("one");
        rig.number();
        ObjectNode event = rig.page(null, 1).events().get(0);
        String number = event.get("subject").asText();

        assertThat(rig.feed().latest(rig.view, EventReference.of(number))).contains(event);
        assertThat(rig.feed().latest(rig.view, EventReference.of(event.get("id").asText())))
                .contains(event);
        assertThat(rig.feed().latest(rig.view, EventReference.of(new java.util.UUID(1, 2).toString())))
                .isEmpty();
    }

    @Test
    void whatWasGivenIsNotedAndLagIsSeen() {
        IntStream.range(0, 3).forEach(i -> record("k" + i));
        rig.number();
        FeedConsumerTable consumers = rig.cases.get(FeedConsumerTable.class);
        Feed.Page page = rig.page(null, 2);
        consumers.noteSeen(rig.view);
        consumers.acknowledge(rig.view, rig.feed().numberOf(page.next(), rig.view));

        FeedConsumers.Consumer district = consumers.consumers().get(0);
        FeedConsumers.Consumer other = consumers.consumers().get(1);
        assertThat(district.position()).isEqualTo(2);
        assertThat(district.lagEvents()).isEqualTo(1);
        assertThat(district.acknowledgedAt()).isNotNull();
        assertThat(other.lagEvents()).isEqualTo(3);
        assertThat(other.seenAt()).isNull();
        assertThat(rig.cases
                        .jdbc()
                        .sql("select kind || ' ' || first_no || '-' || last_no || ' ' || events from feed_given")
                        .query(String.class)
                        .list())
                .containsExactly("changes 1-2 2");
    }

    @Test
    void readerThatWaitsHearsTheNextEvent() {
        DeferredResult<Feed.Page> answer = waiting(Duration.ofSeconds(30));
        assertThat(answer.hasResult()).isFalse();
        record("new");
        rig.number();

        await().atMost(SOON).until(answer::hasResult);
        assertThat(factsOf((Feed.Page) answer.getResult())).containsExactly("new");
    }

    @Test
    void readerThatWaitsInVainGetsAnEmptyPage() {
        DeferredResult<Feed.Page> answer = waiting(Duration.ofMillis(300));

        await().atMost(SOON).until(answer::hasResult);
        assertThat(((Feed.Page) answer.getResult()).events()).isEmpty();
    }

    @Test
    void readersBeyondTheBoundComeAgainLater() {
        List<DeferredResult<Feed.Page>> answers = IntStream.range(0, FeedLongPoll.MAX_WAITING)
                .mapToObj(i -> waiting("key " + i / FeedLongPoll.MAX_OF_A_KEY, Duration.ofSeconds(30)))
                .toList();

        assertThatThrownBy(() -> waiting("another", Duration.ofSeconds(30)))
                .hasMessageContaining(Problem.FEED_BUSY.code());
        assertThat(waiting("another", Duration.ZERO).hasResult())
                .as("who does not wait needs no place")
                .isTrue();
        record("ends the wait");
        rig.number();
        await().atMost(SOON).until(() -> answers.stream().allMatch(DeferredResult::hasResult));
        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(factsOf((Feed.Page) answer.getResult())).hasSize(1));
        await().atMost(SOON)
                .ignoreExceptionsInstanceOf(ProblemException.class)
                .until(() -> waiting("another", Duration.ofMillis(1)) != null);
    }

    @Test
    void keyTakesNoMoreThanItsPartOfThePlaces() {
        List<DeferredResult<Feed.Page>> answers = IntStream.range(0, FeedLongPoll.MAX_OF_A_KEY)
                .mapToObj(i -> waiting("greedy", Duration.ofSeconds(30)))
                .toList();

        assertThatThrownBy(() -> waiting("greedy", Duration.ofSeconds(30)))
                .hasMessageContaining(Problem.FEED_BUSY.code());
        DeferredResult<Feed.Page> other = waiting("modest", Duration.ofSeconds(30));
        record("ends the wait");
        rig.number();
        await().atMost(SOON).until(() -> other.hasResult() && answers.stream().allMatch(DeferredResult::hasResult));
        await().atMost(SOON)
                .ignoreExceptionsInstanceOf(ProblemException.class)
                .until(() -> waiting("greedy", Duration.ofMillis(1)) != null);
    }

    @Test
    void pageThatTakesLongHoldsUpNoOther() {
        CountDownLatch mayEnd = new CountDownLatch(1);
        long last = rig.cases.get(FeedLedger.class).lastNumber();
        DeferredResult<Feed.Page> slow = rig.cases
                .get(FeedLongPoll.class)
                .await(last, reader("slow", Duration.ofSeconds(30), number -> {
                    open(mayEnd);
                    return rig.feed().after(number, rig.view, 10);
                }));
        DeferredResult<Feed.Page> quick = waiting(Duration.ofSeconds(30));
        record("new");
        rig.number();

        await().atMost(SOON).until(quick::hasResult);
        assertThat(slow.hasResult()).isFalse();
        mayEnd.countDown();
        await().atMost(SOON).until(slow::hasResult);
    }

    private static DeferredResult<Feed.Page> waiting(Duration patience) {
        return waiting(rig.view.key(), patience);
    }

    private static DeferredResult<Feed.Page> waiting(String key, Duration patience) {
        long last = rig.cases.get(FeedLedger.class).lastNumber();
        return rig.cases
                .get(FeedLongPoll.class)
                .await(last, reader(key, patience, number -> rig.feed().after(number, rig.view, 10)));
    }

    private static FeedReader<Feed.Page> reader(String key, Duration patience, LongFunction<Feed.Page> page) {
        return new FeedReader<>(key, patience, page, made -> made);
    }

    private static void record(String key) {
        rig.cases.record(rig.cases.receipt(), thing(key, document(key)));
    }

    private static List<String> factsOf(Feed.Page page) {
        return page.events().stream()
                .map(event -> event.at("/data/matter/abstract"))
                .map(JsonNode::asText)
                .toList();
    }

    private static void inTransaction(Runnable work) {
        rig.cases.get(TransactionTemplate.class).executeWithoutResult(status -> work.run());
    }

    private static void open(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keeps a transaction open; nothing waits for the time itself. */
    private static void pause(int millis) {
        java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** The shipped mappings, but for complaints with a certain word. */
    private record FailingOnDemand(OutboundMappings shipped) implements OutboundMappings {

        private static final String WORD = "unmappable";

        @Override
        public boolean tellsOutcome(String mapping) {
            return false;
        }

        @Override
        public boolean tellsWarnings(String mapping) {
            return false;
        }

        @Override
        public boolean knows(String mapping) {
            return shipped.knows(mapping);
        }

        @Override
        public JsonNode shape(String mapping, JsonNode event) {
            if (event.at("/data/matter/facts").asText().equals(WORD)) {
                throw new ProblemException(Problem.OUTBOUND_FAILED, "mapping");
            }
            return shipped.shape(mapping, event);
        }
    }
}

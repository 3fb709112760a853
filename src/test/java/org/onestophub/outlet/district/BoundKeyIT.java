package org.onestophub.outlet.district;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.onestophub.support.CaseRig.document;
import static org.onestophub.support.CaseRig.thing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.CaseFile;
import org.onestophub.pipeline.record.RecordStep;
import org.springframework.util.unit.DataSize;
import org.springframework.web.context.request.async.DeferredResult;

/** What a key sees that is bound to one institution among others. */
class BoundKeyIT {

    private static final String THEIRS = "91350100M000100Y43";
    private static final String OTHERS = "12350100488100000A";
    private static final int WINDOW = 10;
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path home;

    private static FeedRig rig;
    private static FeedView bound;

    private final Map<String, ObjectNode> events = new HashMap<>();
    private final Map<String, ObjectNode> complaints = new HashMap<>();
    private final AtomicInteger made = new AtomicInteger();
    private String cursor;
    private int pages;

    @BeforeAll
    static void open() {
        rig = new FeedRig(
                home,
                new DistrictProperties(1, WINDOW, DataSize.ofMegabytes(50), Duration.ofMinutes(5)),
                FeedRig.shipped());
        bound = rig.view("other");
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    @BeforeEach
    void empty() {
        rig.cases.empty();
    }

    @Test
    void pageLooksNoFurtherThanItsWindowAndTheReaderStillGetsAll() {
        record("first", THEIRS);
        IntStream.range(0, 35).forEach(i -> record("other " + i, OTHERS));
        record("last", THEIRS);
        rig.number();

        Feed.Page first = page(null);
        Feed.Page second = page(first.next());

        assertThat(first.events()).hasSize(1);
        assertThat(first.hasMore()).isTrue();
        assertThat(rig.feed().numberOf(first.next(), bound)).isEqualTo(WINDOW);
        assertThat(second.events()).isEmpty();
        assertThat(second.hasMore()).isTrue();
        assertThat(rig.feed().numberOf(second.next(), bound)).isEqualTo(2 * WINDOW);
        readToTheEnd();
        assertThat(events).hasSize(2);
        assertThat(pages).isEqualTo(4);
        assertThat(rig.feed().numberOf(cursor, bound)).isEqualTo(37);
    }

    @Test
    void readerThatWouldWaitDoesNotWhereThereIsMore() {
        IntStream.range(0, 2 * WINDOW).forEach(i -> record("other " + i, OTHERS));
        rig.number();

        Object answer = waiting(0, Duration.ofSeconds(30)).getResult();

        assertThat(((Feed.Page) answer).events()).isEmpty();
        assertThat(((Feed.Page) answer).hasMore()).isTrue();
    }

    @Test
    void readerWaitsOnWhileOnlyOthersHaveNewsAndHearsItsOwn() {
        record("of others, before", OTHERS);
        rig.number();
        DeferredResult<Feed.Page> answer = waiting(0, Duration.ofSeconds(30));
        assertThat(answer.hasResult()).isFalse();
        int before = made.get();
        for (int i = 0; i < 2; i++) {
            record("of others " + i, OTHERS);
            rig.number();
            int so = made.get();
            await().atMost(SOON).until(() -> made.get() > so);
        }
        assertThat(answer.hasResult()).isFalse();
        assertThat(made.get() - before).isEqualTo(2);

        record("own", THEIRS);
        rig.number();

        await().atMost(SOON).until(answer::hasResult);
        assertThat(((Feed.Page) answer.getResult()).events()).hasSize(1);
        assertThat(rig.feed().numberOf(((Feed.Page) answer.getResult()).next(), bound))
                .isEqualTo(4);
    }

    @Test
    void readerThatWaitedWhileOnlyOthersHadNewsGetsTheCursorBehindThem() {
        DeferredResult<Feed.Page> answer = waiting(0, Duration.ofMillis(600));
        record("of others", OTHERS);
        rig.number();

        await().atMost(SOON).until(answer::hasResult);
        Feed.Page page = (Feed.Page) answer.getResult();
        assertThat(page.events()).isEmpty();
        assertThat(page.hasMore()).isFalse();
        assertThat(rig.feed().numberOf(page.next(), bound)).isEqualTo(1);
    }

    private DeferredResult<Feed.Page> waiting(long after, Duration patience) {
        return rig.cases
                .get(FeedLongPoll.class)
                .await(
                        after,
                        new FeedReader<>(
                                bound.key(),
                                patience,
                                number -> {
                                    made.incrementAndGet();
                                    return rig.feed().after(number, bound, 10);
                                },
                                page -> page));
    }

    @Test
    void windowDoesNotShortenThePagesOfAKeyThatSeesAll() {
        IntStream.range(0, WINDOW + 3).forEach(i -> record("k" + i, OTHERS));
        rig.number();

        Feed.Page page = rig.page(null, WINDOW - 2);
        assertThat(page.events()).hasSize(WINDOW - 2);
        assertThat(page.hasMore()).isTrue();
        Feed.Page rest = rig.page(page.next(), WINDOW - 2);
        assertThat(rest.events()).hasSize(5);
        assertThat(rest.hasMore()).isFalse();
    }

    @Test
    void bothSumsOfADayCanBeComputedFromWhatTheKeyWasGiven() {
        record("stays", THEIRS);
        record("goes", THEIRS);
        record("comes", OTHERS);
        record("never", OTHERS);
        rig.number();
        readToTheEnd();
        assertReconciled(2, 2);

        revise(1, OTHERS);
        revise(2, THEIRS);
        revise(3, OTHERS);
        rig.number();
        readToTheEnd();
        assertReconciled(3, 3);

        revise(0, THEIRS);
        revise(1, THEIRS);
        rig.number();
        readToTheEnd();
        assertReconciled(5, 3);
        assertSnapshotIsWhatWasRead();
    }

    @Test
    void complaintThatWentElsewhereStaysAsItWasGiven() {
        record("goes", THEIRS);
        rig.number();
        readToTheEnd();
        ObjectNode given = complaints.values().iterator().next();
        revise(0, OTHERS);
        rig.number();
        readToTheEnd();

        assertThat(rig.feed()
                        .latest(bound, EventReference.of(given.get("subject").asText())))
                .contains(given);
        assertSnapshotIsWhatWasRead();
        assertReconciled(1, 1);
    }

    private void assertReconciled(int eventCount, int complaintCount) {
        String day = events.values().iterator().next().get("time").asText().substring(0, 10);
        Reconciliation.Day sums = rig.cases
                .get(Reconciliation.class)
                .of(LocalDate.parse(day), rig.feed().numberOf(cursor, bound), bound);
        assertThat(sums.events().count()).isEqualTo(events.size()).isEqualTo(eventCount);
        assertThat(sums.events().sha256()).isEqualTo(DistrictReader.digest(events, day, "id"));
        assertThat(sums.complaints().count()).isEqualTo(complaints.size()).isEqualTo(complaintCount);
        assertThat(sums.complaints().sha256()).isEqualTo(DistrictReader.digest(complaints, day, "subject"));
    }

    private void assertSnapshotIsWhatWasRead() {
        try (Snapshot snapshot = rig.cases.get(Snapshots.class).make(bound)) {
            List<ObjectNode> lines = FeedRig.linesOf(snapshot.file());
            assertThat(lines.subList(1, lines.size())).containsExactlyInAnyOrderElementsOf(complaints.values());
        }
    }

    private void readToTheEnd() {
        Feed.Page page;
        do {
            page = page(cursor);
            page.events().forEach(this::keep);
            cursor = page.next();
            pages++;
        } while (page.hasMore());
    }

    private void keep(ObjectNode event) {
        events.put(event.get("id").asText(), event);
        complaints.put(event.get("subject").asText(), event);
    }

    private static Feed.Page page(String after) {
        return rig.feed().after(rig.feed().numberOf(after, bound), bound, 10);
    }

    private static void record(String key, String institution) {
        ObjectNode document = document(key);
        document.putObject("institution").put("uscc", institution);
        rig.cases.record(rig.cases.receipt(), thing(key, document));
    }

    /** The {@code index}-th case gets another revision, of that institution. */
    private static void revise(int index, String institution) {
        long id = rig.cases
                .jdbc()
                .sql("select id from complaint order by id offset :index limit 1")
                .param("index", index)
                .query(Long.class)
                .single();
        RecordStep record = rig.cases.get(RecordStep.class);
        CaseFile file = record.open(List.of(id)).get(0);
        ObjectNode document = file.document().deepCopy();
        document.withObject("/institution").put("uscc", institution);
        document.withObject("/matter").put("facts", "revision " + file.revision());
        record.amend(List.of(file.with(document)));
    }
}

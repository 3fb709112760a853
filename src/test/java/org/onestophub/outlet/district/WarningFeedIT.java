package org.onestophub.outlet.district;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onestophub.support.CaseRig.document;
import static org.onestophub.support.CaseRig.thing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.EventTypes;
import org.onestophub.complaint.contract.CaseNews;
import org.springframework.transaction.support.TransactionTemplate;

/** Warnings among the events of the feed. */
class WarningFeedIT {

    private static final String OWN = "91350100M000100Y43";
    private static final String OTHER = "91350203M0001QAY9B";

    @TempDir
    static Path home;

    private static FeedRig rig;
    private static FeedView warned;

    @BeforeAll
    static void open() {
        rig = new FeedRig(home);
        warned = rig.view("warned");
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    @BeforeEach
    void empty() {
        rig.cases.empty();
        rig.cases.jdbc().sql("truncate feed_given").update();
    }

    @Test
    void profileThatAsksGetsWarningsInTheirOrderAndNobodyElseDoes() {
        String first = record("通道堵塞一", OWN);
        tell(first, 7, "raised", OWN);
        String second = record("通道堵塞二", OWN);
        tell(second, 7, "answered", OWN);
        rig.number();

        List<ObjectNode> events = events(warned);

        assertThat(events)
                .extracting(event -> event.get("type").asText() + " "
                        + event.get("subject").asText() + " "
                        + event.get("sequence").asText())
                .containsExactly(
                        "complaint.created " + first + " 1",
                        "warning.changed warning-7 2",
                        "complaint.created " + second + " 3",
                        "warning.changed warning-7 4");
        assertThat(events.get(3).at("/data/warning/state").asText()).isEqualTo("answered");
        assertThat(events.get(3).toString())
                .as("nothing of the case that the event belongs to")
                .doesNotContain("通道堵塞", second);
        assertThat(events(rig.view))
                .extracting(event -> event.get("subject").asText())
                .containsExactly(first, second);
    }

    @Test
    void snapshotHasTheLatestOfEachWarningAndDaysAddUp() {
        String first = record("one", OWN);
        tell(first, 7, "raised", OWN);
        tell(first, 8, "raised", OTHER);
        String second = record("two", OWN);
        tell(second, 7, "acknowledged", OWN);
        rig.number();
        Map<String, ObjectNode> kept = new TreeMap<>();
        String cursor;
        try (Snapshot snapshot = rig.cases.get(Snapshots.class).make(warned)) {
            List<ObjectNode> lines = FeedRig.linesOf(snapshot.file());
            assertThat(snapshot.events()).isEqualTo(4);
            lines.subList(1, lines.size()).forEach(event -> keep(kept, event));
            cursor = snapshot.cursor();
        }
        assertThat(kept.keySet()).containsExactlyInAnyOrder(first, second, "warning-7", "warning-8");
        assertThat(kept.get("warning-7").at("/data/warning/state").asText()).isEqualTo("acknowledged");
        assertAddsUp(kept, cursor);
        tell(first, 8, "closed", OTHER);
        rig.number();
        assertAddsUp(kept, cursor);

        Feed.Page page = rig.feed().after(rig.feed().numberOf(cursor, warned), warned, 10);
        page.events().forEach(event -> keep(kept, event));

        assertThat(kept.get("warning-8").at("/data/warning/state").asText()).isEqualTo("closed");
        assertAddsUp(kept, page.next());
    }

    /** As of a cursor the hub adds up what was kept as its reader does itself. */
    private static void assertAddsUp(Map<String, ObjectNode> kept, String cursor) {
        String day = kept.values().iterator().next().get("time").asText().substring(0, 10);
        Reconciliation.Day sums = rig.cases
                .get(Reconciliation.class)
                .of(LocalDate.parse(day), rig.feed().numberOf(cursor, warned), warned);
        assertThat(sums.warnings())
                .isEqualTo(sumOf(kept, day, true))
                .extracting(Reconciliation.Sum::count)
                .isEqualTo(2L);
        assertThat(sums.complaints()).isEqualTo(sumOf(kept, day, false));
    }

    private static Reconciliation.Sum sumOf(Map<String, ObjectNode> kept, String day, boolean isOfWarnings) {
        Map<String, ObjectNode> ofKind = kept.entrySet().stream()
                .filter(one -> one.getKey().startsWith("warning-") == isOfWarnings)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new Reconciliation.Sum(ofKind.size(), DistrictReader.digest(ofKind, day, "subject"));
    }

    @Test
    void keyWithoutWarningsGetsTheSumsItAlwaysGot() {
        String number = record("one", OWN);
        LocalDate day = dayOf();
        rig.number();
        Reconciliation.Day before = rig.cases.get(Reconciliation.class).of(day, 1, rig.view);

        tell(number, 7, "raised", OWN);
        rig.number();
        Reconciliation.Day after = rig.cases.get(Reconciliation.class).of(day, 2, rig.view);

        assertThat(after.warnings()).isNull();
        assertThat(after.complaints()).isEqualTo(before.complaints());
        assertThat(after.events()).isEqualTo(before.events());
    }

    @Test
    void boundKeyGetsTheWarningsOfItsInstitutionAlone() {
        String own = record("one", OWN);
        String others = record("two", OTHER);
        tell(own, 7, "raised", OWN);
        tell(others, 8, "raised", OTHER);
        rig.number();
        FeedView bound = rig.view("warned-other");

        assertThat(events(bound))
                .extracting(event -> event.get("subject").asText())
                .containsExactly(own, "warning-7");
        assertThat(rig.cases.get(Reconciliation.class).of(dayOf(), 4, bound).warnings())
                .extracting(Reconciliation.Sum::count)
                .isEqualTo(1L);
    }

    @Test
    void whatIsTakenOutOfSightTakesItsWarningsWithIt() {
        String number = record("one", OWN);
        tell(number, 7, "raised", OWN);
        String internal = record("two", OWN);
        tell(internal, 7, "acknowledged", OWN);
        tell(internal, 8, "raised", OWN);
        rig.number();
        rig.cases
                .jdbc()
                .sql(
                        "update complaint set document = document || '{\"flags\": {\"discipline\": true}}' where number = :number")
                .param("number", internal)
                .update();

        assertThat(events(warned))
                .extracting(event -> event.get("subject").asText())
                .containsExactly(number, "warning-7");
        try (Snapshot snapshot = rig.cases.get(Snapshots.class).make(warned)) {
            assertThat(FeedRig.linesOf(snapshot.file()).subList(1, 3))
                    .extracting(event -> event.at("/data/warning/state").asText(""))
                    .containsExactly("", "raised");
        }
        assertThat(rig.cases.get(Reconciliation.class).of(dayOf(), 5, warned).warnings())
                .as("the earlier event is the latest that can be seen")
                .extracting(Reconciliation.Sum::count)
                .isEqualTo(1L);
    }

    @Test
    void warningBelongsToNoCaseOfTheDisciplineRouteAndToNoneIfThereIsNoOther() {
        String open = record("one", OWN);
        String hidden = record("two", OWN);
        rig.cases
                .jdbc()
                .sql(
                        "update complaint set document = document || '{\"flags\":{\"discipline\":true}}' where number = :number")
                .param("number", hidden)
                .update();

        tell(List.of(open, hidden), 31, "raised", OWN);
        tell(List.of(hidden), 32, "raised", OWN);

        assertThat(rig.cases
                        .jdbc()
                        .sql("select c.number || ' ' || (e.about #>> '{warning,id}') from event e"
                                + " join complaint c on c.id = e.complaint_id where e.type = 'warning.changed'"
                                + " and e.about #>> '{warning,id}' in ('31', '32')")
                        .query(String.class)
                        .list())
                .containsExactly(open + " 31");
    }

    @Test
    void warningStaysWhenTheContentOfItsCaseIsErased() {
        String number = record("one", OWN);
        tell(number, 7, "raised", OWN);
        rig.number();
        rig.cases.jdbc().sql("update complaint set erased_at = now()").update();

        List<ObjectNode> events = events(warned);

        assertThat(events.get(0).get("data").isNull()).isTrue();
        assertThat(events.get(1).at("/data/warning/id").asLong()).isEqualTo(7);
    }

    @Test
    void warningIsRejectedByItsEventAndACaseByItsNumberAsBefore() {
        String number = record("one", OWN);
        tell(number, 7, "raised", OWN);
        tell(number, 7, "closed", OWN);
        rig.number();
        rig.cases.get(Snapshots.class).make(warned).close();

        assertThat(given(number)).contains(uidOf(1));
        assertThat(given(uidOf(2))).as("not the latest of the snapshot").isEmpty();
        assertThat(given(uidOf(3))).contains(uidOf(3));
        assertThat(rig.feed()
                        .latest(warned, EventReference.of(number))
                        .map(event -> event.get("id").asText()))
                .contains(uidOf(1));
    }

    private static Optional<String> given(String name) {
        return rig.cases
                .get(FeedLedger.class)
                .given(warned, EventReference.of(name))
                .map(GivenEvent::uid);
    }

    private static String uidOf(long number) {
        return rig.cases
                .jdbc()
                .sql("select uid::text from event where feed_no = :number")
                .param("number", number)
                .query(String.class)
                .single();
    }

    private static void keep(Map<String, ObjectNode> kept, ObjectNode event) {
        kept.merge(
                event.get("subject").asText(),
                event,
                (old, now) -> DistrictReader.sequence(now) > DistrictReader.sequence(old) ? now : old);
    }

    private static List<ObjectNode> events(FeedView view) {
        return new ArrayList<>(rig.feed().after(0, view, 100).events());
    }

    /** The day of all that was recorded. */
    private static LocalDate dayOf() {
        return rig.cases
                .jdbc()
                .sql("select cast(max(at) at time zone 'Asia/Shanghai' as date) from event")
                .query(LocalDate.class)
                .single();
    }

    private static String record(String facts, String institution) {
        List<String> before = rig.cases.numbers();
        ObjectNode document = document(facts);
        document.putObject("institution").put("uscc", institution);
        rig.cases.record(rig.cases.receipt(), thing(facts, document));
        return rig.cases.numbers().stream()
                .filter(number -> !before.contains(number))
                .findFirst()
                .orElseThrow();
    }

    private static void tell(String number, long id, String state, String institution) {
        tell(List.of(number), id, state, institution);
    }

    private static void tell(List<String> numbers, long id, String state, String institution) {
        ObjectNode about = FeedRig.JSON.createObjectNode();
        about.putObject("warning")
                .put("id", id)
                .put("rule", "spike-all")
                .put("institution", institution)
                .put("state", state)
                .put("raisedAt", "2026-11-22T17:30:00Z")
                .put("subject", "")
                .put("kind", "")
                .put("count", 9)
                .put("of", 9)
                .put("expected", 1.5)
                .put("limit", 8)
                .put("from", "2026-11-16")
                .put("to", "2026-11-22");
        rig.cases
                .get(TransactionTemplate.class)
                .executeWithoutResult(
                        status -> rig.cases.get(CaseNews.class).announce(numbers, EventTypes.WARNING, about));
    }
}

package org.onestophub.outlet.district;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onestophub.support.CaseRig.document;
import static org.onestophub.support.CaseRig.thing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.CaseFile;
import org.onestophub.complaint.contract.operations.FeedRejects;
import org.onestophub.pipeline.record.RecordStep;
import org.onestophub.problem.Problem;

/** What readers could not take of what they were given. */
class RejectIT {

    @TempDir
    static Path home;

    private static FeedRig rig;
    private static RejectedEvents rejects;
    private static FeedView bound;

    @BeforeAll
    static void open() {
        rig = new FeedRig(home);
        rejects = rig.cases.get(RejectedEvents.class);
        bound = rig.view("other");
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
    void onlyWhatAKeyWasGivenCanBeRejectedByIt() {
        record("one", "91350100M000100Y43");
        record("two", "");
        rig.number();
        String seen = rig.cases.numbers().get(0);
        String unseen = rig.cases.numbers().get(1);

        assertThat(given(bound, seen)).isEmpty();
        rig.feed().after(0, bound, 10);
        assertThat(given(bound, seen)).hasSize(1);
        assertThat(given(bound, unseen))
                .as("inside the range, but of another institution")
                .isEmpty();
        assertThat(given(rig.view, seen)).as("given to another key").isEmpty();
        assertThat(given(bound, uidOf(1))).hasSize(1);
        assertThat(given(bound, uidOf(2))).isEmpty();
        assertThat(given(bound, "nothing")).isEmpty();
        assertThat(given(bound, "00000000-0000-0000-0000-000000000000")).isEmpty();
    }

    @Test
    void snapshotGivesTheLatestOfEachComplaintAndAPageEveryOne() {
        record("one", "");
        revise();
        rig.number();
        String number = rig.cases.numbers().get(0);
        rig.cases.get(Snapshots.class).make(rig.view).close();

        assertThat(given(rig.view, uidOf(1))).isEmpty();
        assertThat(given(rig.view, uidOf(2))).hasSize(1);
        revise();
        rig.number();
        assertThat(given(rig.view, number)).extracting(GivenEvent::uid).containsExactly(uidOf(2));
        rig.page(null, 2);
        assertThat(given(rig.view, uidOf(1))).hasSize(1);
        assertThat(given(rig.view, uidOf(3))).isEmpty();
        rig.feed().latest(rig.view, EventReference.of(number));
        assertThat(given(rig.view, number)).extracting(GivenEvent::uid).containsExactly(uidOf(3));
    }

    @Test
    void sameAgainChangesNothingWhileItIsOpenAndIsNewAfterItWasSettled() {
        GivenEvent event = givenOne();
        RejectedEvents.Kept first = rejects.keep(rig.view, event, "E1", "no such division");
        RejectedEvents.Kept again = rejects.keep(rig.view, event, "E1", "no such division");
        RejectedEvents.Kept other = rejects.keep(rig.view, event, "", "no such division");

        assertThat(first.isNew()).isTrue();
        assertThat(again).isEqualTo(new RejectedEvents.Kept(first.id(), first.at(), false));
        assertThat(other.isNew()).isTrue();
        assertThat(rejects.open("district")).isEqualTo(2);

        rejects.settle(first.id(), "mapping corrected", "boss");
        assertThat(rejects.open("district")).isEqualTo(1);
        assertThat(rejects.keep(rig.view, event, "E1", "no such division").isNew())
                .isTrue();
        assertThatThrownBy(() -> rejects.settle(first.id(), "again", "boss"))
                .hasMessageContaining(Problem.NOT_FOUND.code());
    }

    @Test
    void operatorsSeeWhatIsOpenAndWhatWasDone() {
        GivenEvent event = givenOne();
        long id = rejects.keep(rig.view, event, "", "no such division").id();
        rejects.keep(rig.view, event, "", "still none");
        rejects.settle(id, "mapping corrected", "boss");

        List<FeedRejects.Reject> open = rejects.list(null, List.of(), false, 0, 10);
        List<FeedRejects.Reject> settled = rejects.list("district", List.of(), true, 0, 10);

        assertThat(open).extracting(FeedRejects.Reject::reason).containsExactly("still none");
        assertThat(open.get(0).complaint()).isEqualTo(event.complaint());
        assertThat(open.get(0).event()).isEqualTo(event.uid());
        assertThat(open.get(0).settledAt()).isNull();
        assertThat(settled).extracting(FeedRejects.Reject::settlement).containsExactly("mapping corrected");
        assertThat(settled.get(0).settledBy()).isEqualTo("boss");
        assertThat(rejects.list("other", List.of(), false, 0, 10)).isEmpty();
        assertThat(rejects.list(null, List.of(), false, open.get(0).id(), 10)).isEmpty();
    }

    @Test
    void readerThatTakesNothingIsHeardUpToABound() {
        GivenEvent event = givenOne();
        rig.cases
                .jdbc()
                .sql("insert into feed_reject (at, key_name, event_id, complaint_id, reason)"
                        + " select now(), 'district', :event, :complaint, n::text from generate_series(1, :most) as n")
                .param("event", event.id())
                .param("complaint", event.complaintId())
                .param("most", RejectedEvents.MAX_OPEN)
                .update();

        assertThatThrownBy(() -> rejects.keep(rig.view, event, "", "one more"))
                .hasMessageContaining(Problem.REJECTS_FULL.code());
        assertThat(rejects.keep(rig.view, event, "", "1").isNew()).isFalse();
        assertThat(rejects.open("district")).isEqualTo(RejectedEvents.MAX_OPEN);
    }

    private static GivenEvent givenOne() {
        record("one", "");
        rig.number();
        rig.page(null, 10);
        return given(rig.view, rig.cases.numbers().get(0)).get(0);
    }

    private static List<GivenEvent> given(FeedView view, String name) {
        return rig.cases.get(FeedLedger.class).given(view, EventReference.of(name)).stream()
                .toList();
    }

    private static String uidOf(long number) {
        return rig.cases
                .jdbc()
                .sql("select uid::text from event where feed_no = :number")
                .param("number", number)
                .query(String.class)
                .single();
    }

    private static void record(String key, String institution) {
        ObjectNode document = document(key);
        if (!institution.isEmpty()) {
            document.putObject("institution").put("uscc", institution);
        }
        rig.cases.record(rig.cases.receipt(), thing(key, document));
    }

    /** The one case gets another revision. */
    private static void revise() {
        long id = rig.cases
                .jdbc()
                .sql("select id from complaint")
                .query(Long.class)
                .single();
        RecordStep record = rig.cases.get(RecordStep.class);
        CaseFile file = record.open(List.of(id)).get(0);
        ObjectNode document = file.document().deepCopy();
        document.withObject("/matter").put("facts", "revision " + file.revision());
        record.amend(List.of(file.with(document)));
    }
}

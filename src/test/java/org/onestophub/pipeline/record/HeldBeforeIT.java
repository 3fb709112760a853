package org.onestophub.pipeline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onestophub.support.CaseRig.broken;
import static org.onestophub.support.CaseRig.document;
import static org.onestophub.support.CaseRig.thing;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Receipt;
import org.onestophub.problem.Problem;
import org.onestophub.support.CaseRig;

/** Files that are sent every day with the same wrong rows: a row is held once, and counted after that. */
class HeldBeforeIT {

    @TempDir
    static Path home;

    private static CaseRig rig;

    @BeforeAll
    static void open() {
        rig = new CaseRig(home);
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    @BeforeEach
    void empty() {
        rig.empty();
    }

    @Test
    void sameRowWithTheSameFaultIsHeldOnceAndThenCounted() {
        Receipt monday = rig.receipt();
        Receipt tuesday = rig.receipt();
        rig.record(monday, thing("a", document("words")), broken("b"), broken("c"));
        rig.record(tuesday, thing("d", document("more words")), broken("c"), broken("b"));

        assertThat(rig.items(monday)).containsExactly("0 new-case", "1 parked", "2 parked");
        assertThat(rig.items(tuesday)).containsExactly("0 new-case", "1 repeated", "2 repeated");
        assertThat(rig.endOf(tuesday)).isEqualTo("done new-case");
        assertThat(rig.count("held")).isEqualTo(2);
        assertThat(countedOf(tuesday)).contains("\"row-held-before\": 2");
    }

    @Test
    void rowWithAnotherFaultOrOtherWordsIsHeldAgain() {
        rig.record(rig.receipt(), thing("a", document("words")), broken("b"));
        Receipt other = rig.receipt();
        rig.record(
                other,
                Candidate.found("b", document("other words"), List.of()).stopped(Problem.FIELD_INVALID, "/sentAt"),
                Candidate.found("b", broken("b").view(), List.of()).stopped(Problem.CODE_UNKNOWN, "/sentAt"));

        assertThat(rig.items(other)).containsExactly("0 parked", "1 parked");
        assertThat(rig.count("held")).isEqualTo(3);
    }

    @Test
    void inputOfOneThingIsHeldEachTime() {
        rig.record(rig.receipt(), broken("b"));
        rig.record(rig.receipt(), broken("b"));

        assertThat(rig.count("held")).isEqualTo(2);
    }

    @Test
    void inputThatIsWalkedAgainHoldsItsRowStill() {
        Receipt monday = rig.receipt();
        rig.record(monday, thing("a", document("words")), broken("b"));
        rig.jdbc()
                .sql("insert into work (lane, ref, due_at) select 'complaint', id, received_at from receipt")
                .update();

        rig.record(monday, thing("a", document("words")), broken("b"));

        assertThat(rig.items(monday)).containsExactly("0 new-case", "1 parked");
        assertThat(rig.count("held")).isOne();
    }

    private static String countedOf(Receipt receipt) {
        return rig.jdbc()
                .sql("select counted::text from receipt where id = :id")
                .param("id", receipt.id())
                .query(String.class)
                .single();
    }
}

package org.onestophub.pipeline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onestophub.support.CaseRig.document;
import static org.onestophub.support.CaseRig.thing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Complaint;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.PatientContext;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.complaint.walk.WalksFailed;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.CaseRig;

/** Lists of walks of which one fails, and walks that are too long for one transaction. */
class RecordListIT {

    private static final int THINGS = 450;

    @TempDir
    static Path home;

    private static final Breaking context = new Breaking();
    private static CaseRig rig;

    @BeforeAll
    static void open() {
        rig = new CaseRig(home, slice -> slice.with(PatientContext.class, context));
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    @BeforeEach
    void empty() {
        rig.empty();
        context.brokenBy = "";
    }

    @Test
    void walkThatCannotBeStoredIsFoundAndTheOthersOfItsListAreRecorded() {
        List<Receipt> receipts =
                IntStream.range(0, 7).mapToObj(i -> rig.receipt()).toList();
        List<Walk> walks = new ArrayList<>();
        for (int i = 0; i < receipts.size(); i++) {
            ObjectNode document = document("words " + i);
            if (i == 4) {
                document.put("receivedAt", "not a time");
            }
            walks.add(rig.walk(receipts.get(i), thing("key-" + i, document)));
        }

        assertThatThrownBy(() -> rig.get(RecordStep.class).record(walks))
                .isInstanceOfSatisfying(WalksFailed.class, fault -> {
                    assertThat(fault.failed())
                            .extracting(one -> one.walk().receipt().id())
                            .containsExactly(receipts.get(4).id());
                    assertThat(fault.failed().get(0).fault())
                            .isInstanceOfSatisfying(
                                    ProblemException.class,
                                    one -> assertThat(one.problem()).isEqualTo(Problem.RECORD_UNAVAILABLE));
                });

        for (int i = 0; i < receipts.size(); i++) {
            assertThat(rig.endOf(receipts.get(i))).isEqualTo(i == 4 ? "kept " : "done new-case");
        }
        assertThat(rig.count("work")).isOne();
    }

    @Test
    void faultOfOursStopsOneWalkOfAList() {
        context.brokenBy = "words 2";
        List<Walk> walks = IntStream.range(0, 5)
                .mapToObj(i -> rig.walk(rig.receipt(), thing("key-" + i, document("words " + i))))
                .toList();

        assertThatThrownBy(() -> rig.get(RecordStep.class).record(walks))
                .isInstanceOfSatisfying(
                        WalksFailed.class,
                        fault -> assertThat(fault.failed())
                                .extracting(WalksFailed.Failed::fault)
                                .singleElement()
                                .isInstanceOf(IllegalStateException.class));

        assertThat(rig.count("complaint")).isEqualTo(4);
    }

    @Test
    void longWalkThatStoppedBetweenTwoPartsGoesOnAndRepeatsNothing() {
        Receipt receipt = rig.receipt();
        Candidate[] calls = IntStream.range(0, THINGS)
                .mapToObj(i -> thing("call-" + i, document("call " + i)))
                .toArray(Candidate[]::new);
        Walk walk = rig.walk(receipt, calls);
        context.brokenBy = "call 420";
        assertThatThrownBy(() -> rig.get(RecordStep.class).record(List.of(walk)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(rig.count("complaint")).isEqualTo(400);
        assertThat(rig.endOf(receipt)).isEqualTo("kept ");
        assertThat(rig.count("work")).isOne();

        context.brokenBy = "";
        rig.get(RecordStep.class).record(List.of(walk));

        assertThat(rig.endOf(receipt)).isEqualTo("done new-case");
        assertThat(rig.count("complaint")).isEqualTo(THINGS);
        assertThat(rig.count("event")).isEqualTo(THINGS);
        assertThat(rig.items(receipt)).hasSize(THINGS).allMatch(item -> item.endsWith(" new-case"));
        assertThat(rig.count("work")).isZero();
    }

    @Test
    void twoWalksOfOneReceiptInAListAreRecordedOnce() {
        Receipt receipt = rig.receipt();
        Walk walk = rig.walk(receipt, thing("a", document("words")));

        rig.get(RecordStep.class).record(List.of(walk, walk));

        assertThat(rig.items(receipt)).containsExactly("0 new-case");
        assertThat(rig.count("event")).isOne();
    }

    /** A directory that knows nobody, and fails at one document. */
    private static final class Breaking implements PatientContext {
        private volatile String brokenBy = "";

        @Override
        public ObjectNode enriched(ObjectNode document) {
            return document;
        }

        @Override
        public List<Complaint.Claim> openClaims(ObjectNode document) {
            if (document.at("/matter/facts").asText().equals(brokenBy)) {
                throw new IllegalStateException("a fault of ours");
            }
            return List.of();
        }

        @Override
        public List<Complaint.Claim> linkedClaims(ObjectNode document) {
            return List.of();
        }
    }
}

package org.onestophub.pipeline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onestophub.support.CaseRig.broken;
import static org.onestophub.support.CaseRig.document;
import static org.onestophub.support.CaseRig.thing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.operations.Quarantine;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.CaseRig;

/** Cases, their revisions and events, and the outcome of every receipt. */
class RecordIT {

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
    void newThingBecomesCaseWithItsEventAndTheNumberOfItsReceipt() {
        Receipt receipt = recorded("a", document("it was loud"));

        assertThat(rig.endOf(receipt)).isEqualTo("done new-case");
        assertThat(rig.numbers()).containsExactly(receipt.number());
        assertThat(rig.events()).containsExactly("complaint.created 1");
        assertThat(rig.count("work")).isZero();
    }

    @Test
    void sameThingAgainIsRepeated() {
        recorded("a", document("it was loud"));
        Receipt again = recorded("a", document("it was loud"));

        assertThat(rig.endOf(again)).isEqualTo("done repeated");
        assertThat(rig.events()).containsExactly("complaint.created 1");
    }

    @Test
    void otherContentOfSameThingIsAppended() {
        recorded("a", document("it was loud"));
        Receipt again = recorded("a", document("it was very loud"));

        assertThat(rig.endOf(again)).isEqualTo("done appended");
        assertThat(rig.events()).containsExactly("complaint.created 1", "complaint.updated 2");
        assertThat(rig.numbers()).hasSize(1);
    }

    @Test
    void secondRoundOfWorkOrderIsAppendedButNotTheSameNumberOfAnotherSystem() {
        recorded("T1|1", order("12345", "first"));
        Receipt round2 = recorded("T1|2", order("12345", "second"));
        Receipt other = recorded("T1|9", order("other-platform", "third"));

        assertThat(rig.endOf(round2)).isEqualTo("done appended");
        assertThat(rig.endOf(other)).isEqualTo("done new-case");
    }

    @Test
    void replyIsAppendedOnlyIfItsSenderTookPart() {
        ObjectNode first = mail("jia@example.org", "first");
        first.putArray("externalIds").addObject().put("kind", "message-id").put("value", "m1@example.org");
        Receipt receipt = recorded("m1", first);
        Receipt reply = recorded("m2", referring(mail("JIA@example.org", "more"), "message-id", "m1@example.org"));
        Receipt stranger = recorded("m3", referring(mail("yi@example.org", "me too"), "message-id", "m1@example.org"));
        Receipt nobody = recorded("m4", referring(document("and I"), "receipt-number", receipt.number()));
        Receipt guesser = recorded("m5", referring(mail("bing@example.net", "hm"), "receipt-number", receipt.number()));
        Receipt byNumber =
                recorded("m6", referring(mail("jia@example.org", "still"), "receipt-number", receipt.number()));

        assertThat(List.of(rig.endOf(reply), rig.endOf(byNumber))).containsOnly("done appended");
        assertThat(List.of(rig.endOf(stranger), rig.endOf(nobody), rig.endOf(guesser)))
                .containsOnly("done new-case");
    }

    @Test
    void workersThatMeetTheSameThingMakeOneCase() {
        for (int round = 0; round < 10; round++) {
            String key = "race-" + round;
            List<Walk> walks = IntStream.range(0, 4)
                    .mapToObj(i -> rig.walk(rig.receipt(), thing(key, document("words " + i))))
                    .toList();
            CompletableFuture.allOf(walks.stream()
                            .map(walk -> CompletableFuture.runAsync(
                                    () -> rig.get(RecordStep.class).record(List.of(walk))))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
        assertThat(rig.numbers()).hasSize(10);
        assertThat(rig.jdbc()
                        .sql("select distinct revision from complaint")
                        .query(Integer.class)
                        .list())
                .containsExactly(4);
    }

    @Test
    void thingWithVeryLongKeyIsFoundAgain() {
        recorded("k".repeat(5_000), document("it was loud"));

        assertThat(rig.endOf(recorded("k".repeat(5_000), document("it was very loud"))))
                .isEqualTo("done appended");
        assertThat(rig.endOf(recorded("k".repeat(5_001), document("it was loud"))))
                .isEqualTo("done new-case");
    }

    @Test
    void manyThingsOfOneReceiptAreRecordedTwoHundredInATransaction() {
        Candidate[] calls = IntStream.range(0, 300)
                .mapToObj(i -> thing("call-" + i, document("call " + i)))
                .toArray(Candidate[]::new);
        rig.record(rig.receipt(), calls);

        assertThat(rig.numbers()).hasSize(300).doesNotHaveDuplicates();
        assertThat(rig.jdbc()
                        .sql("select count(*) from receipt_item group by xmin::text order by 1")
                        .query(Long.class)
                        .list())
                .containsExactly(100L, 200L);
    }

    @Test
    void databaseThatRefusesLeavesNothingBehind() {
        ObjectNode unstorable = document("fine").put("receivedAt", "not a time");

        assertThatThrownBy(() -> rig.record(rig.receipt(), thing("ok", document("fine")), thing("bad", unstorable)))
                .isInstanceOf(ProblemException.class)
                .satisfies(fault ->
                        assertThat(((ProblemException) fault).problem()).isEqualTo(Problem.RECORD_UNAVAILABLE));
        assertThat(rig.count("complaint") + rig.count("receipt_item") + rig.count("event"))
                .isZero();
        assertThat(rig.count("work")).isOne();
    }

    @Test
    void parkedThingStandsBesideSoundOnes() {
        Receipt receipt = rig.receipt();
        rig.record(receipt, thing("a", document("loud")), broken("b"), thing("c", document("cold")));

        assertThat(rig.endOf(receipt)).isEqualTo("parked parked");
        assertThat(rig.items(receipt)).containsExactly("0 new-case", "1 parked", "2 new-case");
        assertThat(rig.jdbc()
                        .sql("select concat_ws(' ', item, code, field, room) from held")
                        .query(String.class)
                        .list())
                .containsExactly("1 CK-102 /sentAt check");
    }

    @Test
    void replayMendsWhatWasParkedAndKeepsTheOtherOutcomes() {
        Receipt receipt = rig.receipt();
        rig.record(receipt, thing("a", document("loud")), broken("b"));
        rig.get(Quarantine.class)
                .replay(rig.jdbc().sql("select id from held").query(Long.class).single(), "test");
        rig.record(receipt, thing("a", document("loud")), thing("b", document("cold")));

        assertThat(rig.items(receipt)).containsExactly("0 new-case", "1 new-case");
        assertThat(rig.endOf(receipt)).isEqualTo("done new-case");
        assertThat(rig.events()).containsExactly("complaint.created 1", "complaint.created 1");
    }

    @Test
    void walkDoneTwiceChangesNothing() {
        Receipt receipt = rig.receipt();
        Walk walk = rig.walk(receipt, thing("a", document("loud")), broken("b"));
        rig.get(RecordStep.class).record(List.of(walk));
        String before = rig.endOf(receipt) + rig.items(receipt) + rig.events() + rig.count("held");
        rig.get(RecordStep.class).record(List.of(walk));

        assertThat(rig.endOf(receipt) + rig.items(receipt) + rig.events() + rig.count("held"))
                .isEqualTo(before);
    }

    @Test
    void receiptWithoutAnyThingIsCounted() {
        Receipt receipt = rig.receipt();
        rig.get(RecordStep.class).record(List.of(Walk.of(receipt).with(List.of(), Map.of("call-other-line", 49_500L))));

        assertThat(rig.endOf(receipt)).isEqualTo("done counted");
        assertThat(rig.jdbc()
                        .sql("select counted->>'call-other-line' from receipt")
                        .query(String.class)
                        .single())
                .isEqualTo("49500");
    }

    private static Receipt recorded(String key, ObjectNode document) {
        Receipt receipt = rig.receipt();
        rig.record(receipt, thing(key, document));
        return receipt;
    }

    private static ObjectNode mail(String from, String facts) {
        ObjectNode document = document(facts);
        document.withObject("/complainant").putArray("emails").add(from);
        return document;
    }

    private static ObjectNode referring(ObjectNode document, String kind, String value) {
        document.putArray("references").addObject().put("kind", kind).put("value", value);
        return document;
    }

    private static ObjectNode order(String system, String facts) {
        ObjectNode document = document(facts);
        document.putArray("externalIds")
                .addObject()
                .put("kind", "work-order")
                .put("system", system)
                .put("value", "T1");
        return document;
    }
}

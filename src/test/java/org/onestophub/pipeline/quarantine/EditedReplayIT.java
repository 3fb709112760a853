package org.onestophub.pipeline.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Lane;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.ReceiptBytes;
import org.onestophub.complaint.contract.operations.EditedReplay;
import org.onestophub.complaint.contract.operations.Quarantine;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.CaseRig;

/** Copy, link and release of an edited input are one thing, however often and by how many it is asked. */
class EditedReplayIT {

    @TempDir
    static Path home;

    private static CaseRig rig;

    @BeforeAll
    static void start() {
        rig = new CaseRig(home, "pipeline.quarantine.EditedItems", "intake.receive.KeptCopies");
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void empty() {
        rig.empty();
        rig.jdbc().sql("truncate receipt_edit").update();
    }

    @Test
    void copyIsAReceiptOfItsOwnAndTheOriginalStays() {
        Receipt original = held();

        EditedReplay.Copy copy = edit(heldId(original), "corrected");

        Receipt kept = rig.get(ReceiptBytes.class).receipt(copy.receiptId()).orElseThrow();
        assertThat(kept.content().bytes(100)).isEqualTo(bytes("corrected"));
        assertThat(kept)
                .extracting(Receipt::channel, Receipt::mapping, Receipt::number, Receipt::transport)
                .containsExactly(original.channel(), original.mapping(), original.number(), original.transport());
        assertThat(rig.get(ReceiptBytes.class)
                        .receipt(original.id())
                        .orElseThrow()
                        .sha256())
                .isEqualTo(original.sha256());
        assertThat(rig.endOf(original)).isEqualTo("refused refused");
        assertThat(rig.endOf(kept)).isEqualTo("kept ");
        assertThat(work()).containsExactly(copy.receiptId());
        assertThat(rig.jdbc()
                        .sql("select concat_ws(' ', release, released_by, reason) from held")
                        .query(String.class)
                        .list())
                .containsExactly("edited ops typing error");
        assertThat(rig.jdbc()
                        .sql("select concat_ws(' ', receipt_id, edited_from, edited_by, reason) from receipt_edit")
                        .query(String.class)
                        .list())
                .containsExactly(copy.receiptId() + " " + original.id() + " ops typing error");
    }

    @Test
    void sameBytesTwiceAreTheSameReceipt() {
        long held = heldId(held());

        EditedReplay.Copy first = edit(held, "corrected");
        EditedReplay.Copy again = edit(held, "corrected");

        assertThat(again.receiptId()).isEqualTo(first.receiptId());
        assertThat(again.repeated()).isTrue();
        assertThat(rig.count("receipt")).isEqualTo(2);
        assertThat(work()).hasSize(1);
    }

    @Test
    void manyWhoSendTheSameAtOnceMakeOneCopy() throws Exception {
        long held = heldId(held());
        ExecutorService senders = Executors.newFixedThreadPool(6);
        try {
            Callable<EditedReplay.Copy> send = () -> edit(held, "corrected");
            List<Future<EditedReplay.Copy>> sent = senders.invokeAll(java.util.Collections.nCopies(6, send));

            assertThat(sent)
                    .extracting(one -> one.get().receiptId())
                    .containsOnly(sent.get(0).get().receiptId());
        } finally {
            senders.shutdownNow();
        }
        assertThat(rig.count("receipt_edit")).isOne();
        assertThat(rig.count("receipt")).isEqualTo(2);
    }

    @Test
    void otherBytesForWhatIsReleasedAreRefusedAndKeptNowhere() {
        long held = heldId(held());
        edit(held, "corrected");

        assertProblem(() -> edit(held, "corrected otherwise"), Problem.NOT_FOUND);
        assertProblem(() -> edit(999, "corrected"), Problem.NOT_FOUND);
        assertThat(rig.count("receipt")).isEqualTo(2);
    }

    @Test
    void unchangedBytesAreNoEdit() {
        Receipt original = held();
        long held = heldId(original);

        assertProblem(
                () -> rig.get(EditedReplay.class).replay(held, original.content(), "none", "ops"),
                Problem.REQUEST_INVALID);
        assertThat(rig.endOf(original)).isEqualTo("parked parked");
    }

    @Test
    void largeCopyIsABlob() {
        EditedReplay.Copy copy = edit(heldId(held()), "x".repeat(100_000));

        assertThat(rig.jdbc()
                        .sql("select raw is null from receipt where id = " + copy.receiptId())
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(rig.get(ReceiptBytes.class).open(copy.receiptId()).size()).isEqualTo(100_000);
    }

    @Test
    void copyAboveTheBoundOfTheHubIsRefusedAndNothingIsReleased() {
        Receipt original = held();
        long held = heldId(original);

        assertProblem(() -> edit(held, "x".repeat(2 * 1024 * 1024)), Problem.TOO_LARGE);
        assertThat(rig.endOf(original)).isEqualTo("parked parked");
        assertThat(rig.count("receipt")).isOne();
    }

    @Test
    void allThatIsHeldOfTheOriginalIsReleasedWithIt() {
        Receipt original = held();
        rig.jdbc()
                .sql(
                        "insert into held (receipt_id, item, channel, room, code, held_at) values (:id, 3, 'test', 'check', 'CK-101', now())")
                .param("id", original.id())
                .update();

        edit(heldId(original), "corrected");

        assertThat(rig.jdbc()
                        .sql("select release from held")
                        .query(String.class)
                        .list())
                .containsExactly("edited", "edited");
    }

    @Test
    void manyOfOneCauseAreDiscardedTogether() {
        List<Receipt> receipts = List.of(held(), held(), held());
        Quarantine quarantine = rig.get(Quarantine.class);

        assertThat(quarantine.discardAll("RD-103", "other", 10, "advertising", "ops"))
                .isZero();
        assertThat(quarantine.discardAll("RD-103", "test", 2, "advertising", "ops"))
                .isEqualTo(2);
        assertThat(quarantine.discardAll("RD-103", "", 10, "advertising", "ops"))
                .isOne();
        assertThat(receipts).allMatch(receipt -> rig.endOf(receipt).equals("refused refused"));
    }

    @Test
    void receiptOfWhichAnotherItemIsInACaseEndsAsThatOne() {
        Receipt receipt = held();
        rig.jdbc()
                .sql("insert into receipt_item (receipt_id, item, item_key, outcome, complaint_id, at) "
                        + "values (:id, 0, 'a', 'appended', 1, now()), (:id, 1, 'b', 'parked', null, now())")
                .param("id", receipt.id())
                .update();

        rig.get(Quarantine.class).discard(heldId(receipt), "advertising", "ops");

        assertThat(rig.endOf(receipt)).isEqualTo("done appended");
    }

    private Receipt held() {
        Receipt receipt = rig.receipt();
        rig.get(HeldItems.class).park(receipt, Lane.WALKED, "read", Problem.CORRUPT, "end");
        return receipt;
    }

    private static long heldId(Receipt receipt) {
        return rig.jdbc()
                .sql("select min(id) from held where receipt_id = :id")
                .param("id", receipt.id())
                .query(Long.class)
                .single();
    }

    private static EditedReplay.Copy edit(long held, String text) {
        return rig.get(EditedReplay.class).replay(held, Content.of(bytes(text)), "typing error", "ops");
    }

    private static List<Long> work() {
        return rig.jdbc()
                .sql("select ref from work order by ref")
                .query(Long.class)
                .list();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertProblem(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Problem problem) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }
}

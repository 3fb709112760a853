package org.onestophub.operate.console;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.MappingDryRuns;
import org.onestophub.complaint.contract.ReceiptBytes;
import org.onestophub.complaint.contract.operations.EditedReplay;
import org.onestophub.complaint.contract.rights.AccessRecord;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.operate.ops.query.BoundedWork;
import org.onestophub.operate.ops.query.HeldRow;
import org.onestophub.operate.ops.query.HeldTrials;
import org.onestophub.operate.ops.query.QuarantineQueries;
import org.onestophub.operate.ops.query.RequestParameters;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Correcting a held input: needs the rights to operate and to see content. The original keeps its bytes. */
@Component
class EditDesk {

    private static final int MAX_REASON = 500;

    /**
     * A held input as a form shows it.
     *
     * @param held what waits, and why
     * @param text its text, or what the person made of it; null if it cannot be edited in a text field
     * @param codes codes of what would stop the text now, empty if nothing would; null before a trial
     */
    record Form(
            HeldRow held, @Nullable String text, @Nullable List<String> codes) {}

    private final QuarantineQueries queries;
    private final InputDesk inputs;
    private final ReceiptBytes receipts;
    private final EditedReplay replay;
    private final MappingDryRuns runs;
    private final BoundedWork work;
    private final AccessRecord record;

    EditDesk(
            QuarantineQueries queries,
            InputDesk inputs,
            ReceiptBytes receipts,
            EditedReplay replay,
            MappingDryRuns runs,
            BoundedWork work,
            AccessRecord record) {
        this.queries = queries;
        this.inputs = inputs;
        this.receipts = receipts;
        this.replay = replay;
        this.runs = runs;
        this.work = work;
        this.record = record;
    }

    /**
     * The form of a held input.
     * @throws ProblemException CO-101 without one of the rights, AC-103 if it waits no longer or is not the viewer's
     */
    Form open(Viewer viewer, long heldId, String reason) {
        HeldRow held = seen(viewer, heldId, reason);
        return new Form(held, textOf(receiptOf(held)).map(EditedText::text).orElse(null), null);
    }

    /** What a text would become now; nothing is kept. Throws as {@link #open}. */
    Form trial(Viewer viewer, long heldId, @Nullable String sent, String reason) {
        HeldRow held = seen(viewer, heldId, reason);
        Receipt original = receiptOf(held);
        Content edited = edited(original, sent);
        Receipt copy = new Receipt(
                original.id(),
                original.number(),
                original.channel(),
                original.mapping(),
                original.sourceKey(),
                Digest.sha256(edited),
                original.receivedAt(),
                original.transport(),
                edited);
        return new Form(
                held,
                sent,
                work.run(() -> HeldTrials.codesOf(runs.inUse().run(copy)).stream()
                        .distinct()
                        .toList()));
    }

    /**
     * Sends a text through the rooms in place of the input.
     * @throws ProblemException as {@link #open}; AC-104 if nothing was changed or there is no reason; as {@link EditedReplay}
     */
    EditedReplay.Copy replay(Viewer viewer, long heldId, @Nullable String sent, @Nullable String why) {
        HeldRow held = found(viewer, heldId);
        String corrected = RequestParameters.needed(why, "reason", MAX_REASON);
        Content edited = edited(receiptOf(held), sent);
        record.done(viewer.by(), "quarantine-edit", "held " + heldId, corrected);
        return replay.replay(heldId, edited, corrected, viewer.by());
    }

    private HeldRow seen(Viewer viewer, long heldId, String reason) {
        HeldRow held = found(viewer, heldId);
        record.receiptSeen(viewer.by(), "console-edit", held.receiptId(), reason);
        return held;
    }

    private HeldRow found(Viewer viewer, long heldId) {
        viewer.require(Right.OPERATE);
        RequestParameters.position(heldId, "id");
        HeldRow held = queries.list(null, null, viewer.institutions(), heldId - 1, 1).items().stream()
                .filter(row -> row.id() == heldId)
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "id"));
        inputs.require(viewer, held.receiptId());
        return held;
    }

    private Receipt receiptOf(HeldRow held) {
        return receipts.receipt(held.receiptId()).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "id"));
    }

    private static Content edited(Receipt original, @Nullable String sent) {
        EditedText text = textOf(original).orElseThrow(() -> new ProblemException(Problem.REQUEST_INVALID, "text"));
        if (sent == null || sent.isBlank() || sent.length() > 2 * EditedText.MAX_CHARS) {
            throw new ProblemException(Problem.REQUEST_INVALID, "text");
        }
        return Content.of(text.bytes(sent));
    }

    private static Optional<EditedText> textOf(Receipt receipt) {
        return receipt.content().size() > EditedText.MAX_BYTES
                ? Optional.empty()
                : EditedText.of(receipt.content().bytes(EditedText.MAX_BYTES));
    }
}

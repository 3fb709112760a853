package org.onestophub.operate.ops.query;

import java.time.Instant;
import java.util.Optional;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.ReceiptBytes;
import org.onestophub.pipeline.read.ReadStep;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Edited copies and what is different in them. */
@Component
public class EditQueries {

    /** Larger texts are shown by size and digest only. */
    private static final long MAX_COMPARED = 2L * 1024 * 1024;

    private final LedgerQueries ledger;
    private final ReceiptBytes receipts;
    private final ReadStep read;
    private final BoundedWork work;

    EditQueries(LedgerQueries ledger, ReceiptBytes receipts, ReadStep read, BoundedWork work) {
        this.ledger = ledger;
        this.receipts = receipts;
        this.read = read;
        this.work = work;
    }

    private record Edit(long copy, long original, Instant at, String by, String reason) {}

    /**
     * The edited copy against its original; {@code receiptId} is either of them, an original with its newest copy.
     * @throws ProblemException AC-103 if it is neither
     */
    public ReceiptDiff diff(long receiptId) {
        Edit edit = editOf(receiptId).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "id"));
        Receipt original = receipt(edit.original());
        Receipt copy = receipt(edit.copy());
        Optional<LineDiff.Lines> lines = work.run(() -> linesOf(original, copy));
        return new ReceiptDiff(
                side(original),
                side(copy),
                edit.at(),
                edit.by(),
                edit.reason(),
                lines.isPresent(),
                lines.isPresent() && lines.get().isCut(),
                lines.map(LineDiff.Lines::lines).orElse(null));
    }

    private Optional<Edit> editOf(long receiptId) {
        return ledger.sql("select * from receipt_edit where receipt_id = :id or edited_from = :id"
                        + " order by receipt_id = :id desc, at desc, receipt_id desc limit 1")
                .param("id", receiptId)
                .query((row, n) -> new Edit(
                        row.getLong("receipt_id"),
                        row.getLong("edited_from"),
                        LedgerQueries.instant(row, "at"),
                        row.getString("edited_by"),
                        row.getString("reason")))
                .optional();
    }

    private Receipt receipt(long id) {
        return receipts.receipt(id).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "id"));
    }

    private Optional<LineDiff.Lines> linesOf(Receipt original, Receipt copy) {
        if (original.content().size() > MAX_COMPARED || copy.content().size() > MAX_COMPARED) {
            return Optional.empty();
        }
        return textOf(original).flatMap(before -> textOf(copy).map(after -> LineDiff.of(before, after)));
    }

    private Optional<String> textOf(Receipt receipt) {
        return read.text(receipt.mapping(), receipt.content().bytes(MAX_COMPARED));
    }

    private static ReceiptDiff.Side side(Receipt receipt) {
        return new ReceiptDiff.Side(
                receipt.id(),
                ApiLinks.receipt(receipt.id()),
                receipt.sha256(),
                receipt.content().size());
    }
}

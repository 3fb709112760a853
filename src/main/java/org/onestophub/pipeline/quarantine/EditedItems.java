package org.onestophub.pipeline.quarantine;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.EditedCopies;
import org.onestophub.complaint.contract.Mappings;
import org.onestophub.complaint.contract.ReceiptBytes;
import org.onestophub.complaint.contract.operations.EditedReplay;
import org.onestophub.complaint.walk.WorkSignal;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Releases inputs from quarantine with the bytes that a person corrected. The copy, its link and the release are one commit. */
@Component
class EditedItems implements EditedReplay {

    private static final HubLog LOG = HubLog.of("quarantine");

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final HeldItems held;
    private final HeldTable rows;
    private final ReceiptBytes receipts;
    private final EditedCopies copies;
    private final Mappings mappings;
    private final WorkSignal signal;
    private final Clock clock;

    EditedItems(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            HeldItems held,
            HeldTable rows,
            ReceiptBytes receipts,
            EditedCopies copies,
            Mappings mappings,
            WorkSignal signal,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.held = held;
        this.rows = rows;
        this.receipts = receipts;
        this.copies = copies;
        this.mappings = mappings;
        this.signal = signal;
        this.clock = clock;
    }

    @Override
    public Copy replay(long heldId, Content edited, String reason, String by) {
        Receipt original = originalOf(heldId);
        String sha256 = Digest.sha256(edited);
        if (sha256.equals(original.sha256())) {
            throw new ProblemException(Problem.REQUEST_INVALID, "body");
        }
        Optional<Copy> known = copyOf(original, sha256);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            long id = transaction.execute(status -> replayNow(heldId, original, edited, reason, by));
            signal.wake(mappings.named(original.mapping()).lane());
            LOG.event("edited", LogKey.KEY_NAME, by, LogKey.CHANNEL, original.channel(), LogKey.RECEIPT_ID, id);
            return new Copy(id, original.number(), original.id(), false);
        } catch (ProblemException e) {
            // another request may have sent the same bytes at the same moment
            return copyOf(original, sha256).orElseThrow(() -> e);
        }
    }

    private long replayNow(long heldId, Receipt original, Content edited, String reason, String by) {
        rows.release(heldId, "edited", reason, by, clock.instant());
        long id = copies.keep(original, edited);
        // the copy is processed as a whole, so it replaces all that is held of the original
        rows.releaseRest(original.id(), false, "edited", reason, by, clock.instant());
        held.end(original.id());
        jdbc.sql("insert into receipt_edit (receipt_id, edited_from, held_id, at, edited_by, reason) "
                        + "values (:id, :original, :held, :now, :by, :reason)")
                .param("id", id)
                .param("original", original.id())
                .param("held", heldId)
                .param("now", Timestamp.from(clock.instant()))
                .param("by", by)
                .param("reason", reason)
                .update();
        return id;
    }

    private Receipt originalOf(long heldId) {
        return jdbc.sql("select receipt_id from held where id = :id")
                .param("id", heldId)
                .query(Long.class)
                .optional()
                .flatMap(receipts::receipt)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "id"));
    }

    private Optional<Copy> copyOf(Receipt original, String sha256) {
        return jdbc.sql("select r.id from receipt_edit e join receipt r on r.id = e.receipt_id "
                        + "where e.edited_from = :original and r.sha256 = :sha256 order by r.id limit 1")
                .param("original", original.id())
                .param("sha256", HexFormat.of().parseHex(sha256))
                .query(Long.class)
                .optional()
                .map(id -> new Copy(id, original.number(), original.id(), true));
    }
}

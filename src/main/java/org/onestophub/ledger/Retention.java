package org.onestophub.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.Mappings;
import org.onestophub.ledger.PruneTable.Run;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.ProblemException;
import org.onestophub.store.BlobStore;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Lets inputs go whose time is over. Each step is committed by itself and a run that dies is simply continued by the
 * next: receipts go with their keys in small transactions, their blobs are noted in the same ones and deleted after.
 */
@Component
class Retention {

    private static final HubLog LOG = HubLog.of("ledger");
    /** Rows of a transaction: it takes well below a second, so the intake is not held up. */
    private static final int BATCH = 2_000;
    /** Transactions of a run; what is left follows in the next. */
    private static final int MOST_BATCHES = 5_000;
    /** A blob put so lately may belong to a receipt that is being committed. */
    private static final Duration COMMITTING = Duration.ofHours(1);

    private final PruneTable table;
    private final BlobStore blobs;
    private final Mappings mappings;
    private final RetentionProperties properties;
    private final Clock clock;

    Retention(PruneTable table, BlobStore blobs, Mappings mappings, RetentionProperties properties, Clock clock) {
        this.table = table;
        this.blobs = blobs;
        this.mappings = mappings;
        this.properties = properties;
        this.clock = clock;
    }

    /** Four times a day, not at once after the start. */
    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT6H")
    void runQuietly() {
        try {
            run();
        } catch (DataAccessException | TransactionException | ProblemException e) {
            // nothing is lost by it; the next run goes on where this one stopped
            LOG.look("retention-stopped", LogKey.FAULT, e.getClass().getSimpleName());
        }
    }

    /** One run; if everything is kept for ever, nothing goes but the blobs of what was erased, and nothing is noted. */
    void run() {
        Instant now = clock.instant();
        if (properties.raw().isZero() && properties.adt().isZero()) {
            pruneBlobs(now);
            return;
        }
        List<String> patientMappings = mappings.all().stream()
                .filter(mapping -> mapping.lane().equals("patient")).map(Mapping::name).toList();
        Run run = table.begin(now);
        if (!properties.adt().isZero() && !patientMappings.isEmpty()) {
            run = run.adt(batches(() -> table.pruneAdt(now.minus(properties.adt()), patientMappings, BATCH)));
        }
        if (!properties.raw().isZero()) {
            Instant before = now.minus(properties.raw());
            run = run.receipts(batches(() -> table.prune(before, BATCH)));
            run = run.months(table.dropEmptyMonths(before), table.heldBack(before));
        }
        run = run.blobs(pruneBlobs(now));
        table.finish(run, clock.instant());
        tell(run);
    }

    private static long batches(java.util.function.IntSupplier batch) {
        long all = 0;
        for (int i = 0; i < MOST_BATCHES; i++) {
            int gone = batch.getAsInt();
            all += gone;
            if (gone == 0) {
                break;
            }
        }
        return all;
    }

    private long pruneBlobs(Instant now) {
        long deleted = 0;
        for (String sha256 : table.unusedBlobs()) {
            if (table.isInUse(sha256) || blobs.delete(sha256, now.minus(COMMITTING))) {
                deleted += table.forgetBlob(sha256);
            }
        }
        return deleted;
    }

    private static void tell(Run run) {
        LOG.event("receipts-pruned", LogKey.COUNT, run.receipts());
        LOG.event("adt-pruned", LogKey.COUNT, run.adt());
        LOG.event("months-dropped", LogKey.COUNT, run.months());
        LOG.event("blobs-pruned", LogKey.COUNT, run.blobs());
        LOG.event("receipts-held-back", LogKey.COUNT, run.heldBack());
    }
}

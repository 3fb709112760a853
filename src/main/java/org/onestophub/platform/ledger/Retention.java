package org.onestophub.platform.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.onestophub.complaint.Lane;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.contract.Mappings;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.platform.blob.BlobStore;
import org.onestophub.platform.ledger.PruneTable.Outgoing;
import org.onestophub.platform.ledger.PruneTable.Run;
import org.onestophub.problem.ProblemException;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Deletes inputs, and records of what was handed over, when their time is over. Each step is committed by itself, and the
 * next run continues one that died: receipts go with their keys in small transactions, which also note their blobs; the
 * blobs are deleted afterwards.
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
    private final DeliveryPrunes deliveries;
    private final BlobStore blobs;
    private final Mappings mappings;
    private final RetentionProperties properties;
    private final Clock clock;

    Retention(
            PruneTable table,
            DeliveryPrunes deliveries,
            BlobStore blobs,
            Mappings mappings,
            RetentionProperties properties,
            Clock clock) {
        this.table = table;
        this.deliveries = deliveries;
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
            LOG.warn("retention-stopped", LogKey.FAULT, e.getClass().getSimpleName());
        }
    }

    /** One run; if everything is kept for ever, nothing goes but the blobs of what was erased, and nothing is noted. */
    void run() {
        Instant now = clock.instant();
        boolean isForEver = Stream.of(
                        properties.raw(),
                        properties.adt(),
                        properties.deliveries(),
                        properties.responses(),
                        properties.given())
                .allMatch(Duration::isZero);
        if (isForEver) {
            pruneBlobs(now);
            return;
        }
        Run run = table.begin(now);
        run = inputs(run, now).outgoing(outgoing(now));
        run = run.blobs(pruneBlobs(now));
        table.finish(run, clock.instant());
        log(run);
    }

    private Run inputs(Run begun, Instant now) {
        Run run = begun;
        List<String> patientMappings = mappings.all().stream()
                .filter(mapping -> mapping.lane().equals(Lane.PATIENT.word()))
                .map(Mapping::name)
                .toList();
        if (!patientMappings.isEmpty()) {
            run = run.adt(over(properties.adt(), now, before -> table.pruneAdt(before, patientMappings, BATCH)));
        }
        if (!properties.raw().isZero()) {
            Instant before = now.minus(properties.raw());
            Instant quiet = properties.quiet().isZero() ? null : now.minus(properties.quiet());
            run = run.receipts(over(properties.raw(), now, limit -> table.prune(limit, quiet, BATCH)));
            run = run.months(table.dropEmptyMonths(before), table.heldBack(before, quiet));
        }
        return run;
    }

    private Outgoing outgoing(Instant now) {
        return new Outgoing(
                over(properties.deliveries(), now, before -> deliveries.prune(before, BATCH)),
                over(properties.responses(), now, before -> deliveries.forgetAnswers(before, BATCH)),
                over(properties.given(), now, before -> deliveries.pruneGiven(before, BATCH)));
    }

    /** Batch after batch of what is older than {@code kept}; gives how many. 0 keeps all. */
    private static long over(Duration kept, Instant now, ToIntFunction<Instant> batch) {
        Instant before = now.minus(kept);
        return kept.isZero() ? 0 : batches(() -> batch.applyAsInt(before));
    }

    private static long batches(IntSupplier batch) {
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

    private static void log(Run run) {
        LOG.event("receipts-pruned", LogKey.COUNT, run.receipts());
        LOG.event("adt-pruned", LogKey.COUNT, run.adt());
        LOG.event("months-dropped", LogKey.COUNT, run.months());
        LOG.event("blobs-pruned", LogKey.COUNT, run.blobs());
        LOG.event("deliveries-pruned", LogKey.COUNT, run.outgoing().deliveries());
        LOG.event("responses-pruned", LogKey.COUNT, run.outgoing().responses());
        LOG.event("given-pruned", LogKey.COUNT, run.outgoing().given());
        LOG.event("receipts-held-back", LogKey.COUNT, run.heldBack());
    }
}

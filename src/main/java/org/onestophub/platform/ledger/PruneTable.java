package org.onestophub.platform.ledger;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Lane;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Deletes what the ledger no longer needs. Every method is a transaction. */
@Component
class PruneTable {

    private static final HubLog LOG = HubLog.of("ledger");

    /** Blobs looked at in one run; the rest follows in the next. */
    private static final int MOST_BLOBS = 100_000;

    private static final Pattern MONTH = Pattern.compile("receipt_([0-9]{4})_([0-9]{2})");

    /**
     * A receipt that is still needed. It has not ended, waits for a person, or has work. Or it is a page of a letter that is
     * still there, or what a person corrected in a copy that is still there. Or its complaint is neither closed nor quiet for
     * long, or somebody must still decide what destinations get of that complaint.
     */
    private static final String MUST_STAY = """
            (r.state in ('kept', 'parked')
              or exists (select from held h where h.receipt_id = r.id and h.released_at is null)
              or exists (select from work w where w.ref = r.id and w.lane in ('%s'))
              or exists (select from receipt_item i join complaint c on c.id = i.complaint_id
                         where i.receipt_id = r.id and c.closed_at is null
                           and c.updated_at >= coalesce(cast(:quiet as timestamptz), '-infinity'))
              or exists (select from receipt_item i join delivery d on d.complaint_id = i.complaint_id
                         where i.receipt_id = r.id and d.state in ('waiting', 'attempt', 'unknown', 'dead'))
              or exists (select from receipt_item i join feed_reject j on j.complaint_id = i.complaint_id
                         where i.receipt_id = r.id and j.settled_at is null)
              or exists (select from letter_page p join receipt b on b.id = p.became
                         where p.receipt_id = r.id and p.became <> r.id)
              or exists (select from receipt_edit e join receipt b on b.id = e.receipt_id where e.edited_from = r.id))""".formatted(String.join("', '", Lane.OF_RECEIPTS));

    private static final String PRUNE = """
            with doomed as materialized (
              select r.id, r.received_at, r.sha256, r.raw is null as is_blob from receipt r
              where r.received_at < :before and %s and not %s
              order by r.received_at, r.id limit :batch for update of r skip locked),
            keys as (delete from receipt_key where receipt_id in (select id from doomed)),
            items as (delete from receipt_item where receipt_id in (select id from doomed)),
            pages as (delete from letter_page where receipt_id in (select id from doomed)),
            edits as (delete from receipt_edit where receipt_id in (select id from doomed)),
            blobs as (
              insert into blob_unused (sha256) select distinct sha256 from doomed where is_blob on conflict do nothing),
            gone as (
              delete from receipt r using doomed d where r.id = d.id and r.received_at = d.received_at returning r.id)
            select count(*) from gone""";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    PruneTable(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** What a run did so far. */
    record Run(long id, long receipts, long adt, int months, long blobs, long heldBack, Outgoing outgoing) {

        Run receipts(long count) {
            return new Run(id, count, adt, months, blobs, heldBack, outgoing);
        }

        Run adt(long count) {
            return new Run(id, receipts, count, months, blobs, heldBack, outgoing);
        }

        Run months(int dropped, long stayed) {
            return new Run(id, receipts, adt, dropped, blobs, stayed, outgoing);
        }

        Run blobs(long count) {
            return new Run(id, receipts, adt, months, count, heldBack, outgoing);
        }

        Run outgoing(Outgoing count) {
            return new Run(id, receipts, adt, months, blobs, heldBack, count);
        }
    }

    /** Of what was handed to others: deliveries, texts of answers, and records of the feed. */
    record Outgoing(long deliveries, long responses, long given) {}

    Run begin(Instant now) {
        long id = jdbc.sql("insert into retention_run (begun_at) values (:now) returning id")
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single();
        return new Run(id, 0, 0, 0, 0, 0, new Outgoing(0, 0, 0));
    }

    void finish(Run run, Instant now) {
        jdbc.sql("update retention_run set finished_at = :now, receipts = :receipts, adt = :adt, months = :months, "
                        + "blobs = :blobs, held_back = :back, deliveries = :deliveries, responses = :responses, given = :given "
                        + "where id = :id")
                .param("now", Timestamp.from(now))
                .param("receipts", run.receipts())
                .param("adt", run.adt())
                .param("months", run.months())
                .param("blobs", run.blobs())
                .param("back", run.heldBack())
                .param("deliveries", run.outgoing().deliveries())
                .param("responses", run.outgoing().responses())
                .param("given", run.outgoing().given())
                .param("id", run.id())
                .update();
    }

    /** Up to {@code batch} patient messages that ended before, oldest first; gives how many went. They are of no complaint. */
    int pruneAdt(Instant before, List<String> mappings, int batch) {
        return jdbc.sql(PRUNE.formatted("r.mapping in (:mappings)", MUST_STAY))
                .param("mappings", mappings)
                .param("before", Timestamp.from(before))
                .param("quiet", null, Types.TIMESTAMP)
                .param("batch", batch)
                .query(Integer.class)
                .single();
    }

    /**
     * Up to {@code batch} receipts that ended before, oldest first; gives how many went.
     * @param quiet a complaint without a change since then counts as closed; null: none does
     */
    int prune(Instant before, @Nullable Instant quiet, int batch) {
        return jdbc.sql(PRUNE.formatted("true", MUST_STAY))
                .param("before", Timestamp.from(before))
                .param("quiet", timestamp(quiet), Types.TIMESTAMP)
                .param("batch", batch)
                .query(Integer.class)
                .single();
    }

    /** Receipts old enough that have to stay. */
    long heldBack(Instant before, @Nullable Instant quiet) {
        return jdbc.sql("select count(*) from receipt r where r.received_at < :before and " + MUST_STAY)
                .param("before", Timestamp.from(before))
                .param("quiet", timestamp(quiet), Types.TIMESTAMP)
                .query(Long.class)
                .single();
    }

    /** Drops the partitions of months that are over before then and empty; gives how many. */
    int dropEmptyMonths(Instant before) {
        YearMonth first = YearMonth.from(LocalDate.ofInstant(before, ZoneOffset.UTC));
        List<String> partitions = jdbc.sql("select c.relname from pg_inherits h join pg_class c on c.oid = h.inhrelid "
                        + "where h.inhparent = 'receipt'::regclass order by 1")
                .query(String.class)
                .list();
        int dropped = 0;
        for (String partition : partitions) {
            Matcher month = MONTH.matcher(partition);
            if (month.matches()
                    && YearMonth.of(Integer.parseInt(month.group(1)), Integer.parseInt(month.group(2)))
                            .isBefore(first)) {
                dropped += dropIfEmpty(partition);
            }
        }
        return dropped;
    }

    private int dropIfEmpty(String partition) {
        try {
            return transaction.execute(status -> {
                // reads and writes go first; the month can be dropped tomorrow
                jdbc.sql("set local lock_timeout = '2s'").update();
                // a name of our own making, as matched: DDL takes no parameters
                jdbc.sql("lock table " + partition + " in access exclusive mode")
                        .update();
                if (jdbc.sql("select exists (select from " + partition + ")")
                        .query(Boolean.class)
                        .single()) {
                    return 0;
                }
                jdbc.sql("drop table " + partition).update();
                return 1;
            });
        } catch (DataAccessException e) {
            LOG.warn("month-not-dropped", LogKey.FAULT, e.getClass().getSimpleName());
            return 0;
        }
    }

    List<String> unusedBlobs() {
        return jdbc.sql("select encode(sha256, 'hex') from blob_unused limit :most")
                .param("most", MOST_BLOBS)
                .query(String.class)
                .list();
    }

    boolean isInUse(String sha256) {
        return jdbc.sql("select exists (select from receipt where sha256 = :digest and raw is null)")
                .param("digest", HexFormat.of().parseHex(sha256))
                .query(Boolean.class)
                .single();
    }

    /** The blob needs no looking after any more; gives 1 if it was noted. */
    int forgetBlob(String sha256) {
        return jdbc.sql("delete from blob_unused where sha256 = :digest")
                .param("digest", HexFormat.of().parseHex(sha256))
                .update();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}

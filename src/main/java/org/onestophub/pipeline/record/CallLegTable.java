package org.onestophub.pipeline.record;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.onestophub.complaint.contract.CallLegs;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The table {@code call_leg}. */
@Component
class CallLegTable implements CallLegs {

    /** Legs of one call do not arrive further apart. */
    private static final Duration KEPT = Duration.ofDays(31);

    /** Rows of one statement. */
    private static final int BATCH = 10_000;

    private static final int MOST_KNOWN = 100_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    CallLegTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void note(long receiptId, Collection<Leg> legs) {
        Instant now = clock.instant();
        // one order for all, or two files with the same legs could wait for each other
        List<Leg> sorted = new ArrayList<>(legs);
        sorted.sort(Comparator.comparingLong(Leg::call).thenComparingLong(Leg::leg));
        try {
            forgetOld(now);
            takeOver(
                    new Long[] {receiptId},
                    sorted.stream().filter(leg -> leg.leg() == 0).map(Leg::call).toArray(Long[]::new));
            for (int from = 0; from < sorted.size(); from += BATCH) {
                insert(receiptId, sorted.subList(from, Math.min(sorted.size(), from + BATCH)), now);
            }
        } catch (DataAccessException | TransactionException e) {
            throw new ProblemException(Problem.RECORD_UNAVAILABLE);
        }
    }

    private void forgetOld(Instant now) {
        jdbc.sql("""
                        with old as materialized (
                          select call_hash, leg_hash from call_leg where noted_at < :before
                          order by call_hash, leg_hash limit :batch for update skip locked)
                        delete from call_leg l using old
                        where l.call_hash = old.call_hash and l.leg_hash = old.leg_hash""")
                .param("before", Timestamp.from(now.minus(KEPT)))
                .param("batch", BATCH)
                .update();
    }

    /**
     * Remembers which receipt first had each of these digests, in the caller's transaction.
     * @param receipts the receipt that has it now, by digest, in the order of the digests
     * @return the receipt that had it first
     */
    Map<Long, Long> firstOf(SortedMap<Long, Long> receipts, Instant now) {
        forgetOld(now);
        Long[] digests = receipts.keySet().toArray(Long[]::new);
        takeOver(receipts.values().toArray(Long[]::new), digests);
        jdbc.sql("""
                        insert into call_leg (call_hash, leg_hash, receipt_id, on_complaint_line, noted_at)
                        select digest, 0, receipt, true, :now from unnest(:digests::bigint[], :receipts::bigint[]) as d(digest, receipt)
                        on conflict do nothing""")
                .param("now", Timestamp.from(now))
                .param("digests", digests)
                .param("receipts", receipts.values().toArray(Long[]::new))
                .update();
        Map<Long, Long> first = new HashMap<>();
        jdbc.sql(
                        "select call_hash, receipt_id from call_leg where call_hash = any(:digests::bigint[]) and leg_hash = 0")
                .param("digests", digests)
                .query(row -> {
                    first.put(row.getLong(1), row.getLong(2));
                });
        return first;
    }

    /** What the original of an edited copy held is held by the copy from now on: the original holds nothing any more. */
    private void takeOver(Long[] receipts, Long[] digests) {
        jdbc.sql("""
                        update call_leg l set receipt_id = e.receipt_id from receipt_edit e
                        where e.receipt_id = any(:receipts::bigint[]) and l.receipt_id = e.edited_from
                          and l.leg_hash = 0 and l.call_hash = any(:digests::bigint[])""").param("receipts", receipts).param("digests", digests).update();
    }

    private void insert(long receiptId, List<Leg> legs, Instant now) {
        jdbc.sql("""
                        insert into call_leg (call_hash, leg_hash, receipt_id, on_complaint_line, noted_at)
                        select call, leg, :receipt, complaint, :now
                        from unnest(:calls::bigint[], :legs::bigint[], :complaints::boolean[]) as l(call, leg, complaint)
                        on conflict do nothing""")
                .param("receipt", receiptId)
                .param("now", Timestamp.from(now))
                .param("calls", legs.stream().map(Leg::call).toArray(Long[]::new))
                .param("legs", legs.stream().map(Leg::leg).toArray(Long[]::new))
                .param("complaints", legs.stream().map(Leg::isOnComplaintLine).toArray(Boolean[]::new))
                .update();
    }

    @Override
    public List<Known> ofComplaints(Collection<Long> calls) {
        List<Long> all = List.copyOf(calls);
        List<Known> known = new ArrayList<>();
        try {
            for (int from = 0; from < all.size() && known.size() < MOST_KNOWN; from += BATCH) {
                known.addAll(jdbc.sql("""
                                select call_hash, leg_hash, receipt_id from call_leg where call_hash in
                                  (select call_hash from call_leg
                                    where call_hash = any(:calls::bigint[]) and on_complaint_line)
                                order by receipt_id, call_hash, leg_hash limit :most""")
                        .param(
                                "calls",
                                all.subList(from, Math.min(all.size(), from + BATCH))
                                        .toArray(Long[]::new))
                        .param("most", MOST_KNOWN - known.size())
                        .query((row, index) -> new Known(row.getLong(1), row.getLong(2), row.getLong(3)))
                        .list());
            }
        } catch (DataAccessException | TransactionException e) {
            throw new ProblemException(Problem.RECORD_UNAVAILABLE);
        }
        return known;
    }
}

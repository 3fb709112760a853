package org.onestophub.pipeline.quarantine;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.onestophub.complaint.GrowingPause;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.HeldInputs;
import org.onestophub.complaint.contract.Mappings;
import org.onestophub.complaint.contract.WorkQueue;
import org.onestophub.complaint.contract.operations.Quarantine;
import org.onestophub.complaint.walk.Outcome;
import org.onestophub.complaint.walk.WalkMeters;
import org.onestophub.complaint.walk.WorkSignal;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts inputs into quarantine and releases them. */
@Component
class HeldItems implements Quarantine {

    private static final HubLog LOG = HubLog.of("quarantine");
    private static final GrowingPause PAUSE = new GrowingPause(Duration.ofSeconds(2), Duration.ofMinutes(5));

    /** An order for many never touches a part of a case of the discipline route; who sees it releases it by its id. */
    private static final String NOT_ON_THE_ROUTE =
            " and not exists (select from held_on_route o where o.held_id = h.id) ";

    private final HeldTable rows;
    private final WorkQueue work;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Mappings mappings;
    private final WorkSignal signal;
    private final Clock clock;
    private final WalkMeters meters;

    HeldItems(
            HeldTable rows,
            WorkQueue work,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Mappings mappings,
            WorkSignal signal,
            Clock clock,
            WalkMeters meters) {
        this.rows = rows;
        this.work = work;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.mappings = mappings;
        this.signal = signal;
        this.clock = clock;
        this.meters = meters;
    }

    /** Removes the receipt from the lanes and holds it for a person. */
    void park(Receipt receipt, List<String> lanes, String room, Problem problem, String field) {
        Instant at = clock.instant();
        transaction.executeWithoutResult(status -> {
            rows.hold(receipt, HeldInputs.WHOLE, room, problem, field, at);
            jdbc.sql("""
                update receipt set state = 'parked', outcome = 'parked', code = :code, field = :field,
                  finished_at = :now where id = :id\
                """)
                    .param("code", problem.code())
                    .param("field", field)
                    .param("now", Timestamp.from(at))
                    .param("id", receipt.id())
                    .update();
            work.end(lanes, receipt.id());
        });
        meters.ended(receipt.channel(), Outcome.PARKED, 1);
        LOG.warn(
                "held",
                LogKey.ROOM,
                room,
                LogKey.CHANNEL,
                receipt.channel(),
                LogKey.RECEIPT_ID,
                receipt.id(),
                LogKey.CODE,
                problem.code(),
                LogKey.FIELD,
                field);
    }

    /** How often the work was claimed so far, by its ref; work that is gone is absent. */
    Map<Long, Integer> attempts(List<String> lanes, Collection<Long> refs) {
        return work.attempts(lanes, refs);
    }

    /** Retries work, each after a pause that grows with its failures: 2, 4, 8 … seconds, at most five minutes. */
    void retryLater(List<String> lanes, Map<Long, Integer> attempts) {
        Instant now = clock.instant();
        Map<Long, Instant> dueAt = new HashMap<>();
        attempts.forEach((ref, failures) -> dueAt.put(ref, now.plus(PAUSE.after(failures))));
        work.retry(lanes, dueAt);
    }

    /** Gives the work up; only for work that does not refer to an input. */
    void giveUp(List<String> lanes, long ref) {
        work.end(lanes, ref);
    }

    @Override
    public void replay(long heldId, String by) {
        String lane = transaction.execute(status -> {
            long receipt = rows.release(heldId, "replayed", "", by, clock.instant());
            String mapping = jdbc.sql("update receipt set state = 'kept', outcome = null, code = null, field = null, "
                            + "finished_at = null where id = :id returning mapping")
                    .param("id", receipt)
                    .query(String.class)
                    .single();
            String itsLane = mappings.named(mapping).lane();
            // the whole receipt is walked again: its other parts stay held until RECORD knows whether they pass
            rows.releaseRest(receipt, true, "replayed", "", by, clock.instant());
            work.add(itsLane, receipt, clock.instant());
            return itsLane;
        });
        signal.wake(lane);
        LOG.event("replayed", LogKey.COUNT, 1);
    }

    @Override
    public int replayAll(String code, String channel, int limit, String by) {
        List<Long> held = jdbc.sql("""
            select min(id) from held h
            where released_at is null and code = :code and (:channel = '' or channel = :channel)""" + NOT_ON_THE_ROUTE + """
            group by receipt_id order by 1 limit :limit\
            """)
                .param("code", code)
                .param("channel", channel)
                .param("limit", limit)
                .query(Long.class)
                .list();
        return countOf(held, id -> replay(id, by));
    }

    @Override
    public int discardAll(String code, String channel, int limit, String reason, String by) {
        List<Long> held = jdbc.sql("""
            select id from held h
            where released_at is null and code = :code and (:channel = '' or channel = :channel)""" + NOT_ON_THE_ROUTE + """
            order by id limit :limit\
            """)
                .param("code", code)
                .param("channel", channel)
                .param("limit", limit)
                .query(Long.class)
                .list();
        return countOf(held, id -> discard(id, reason, by));
    }

    /** Each in a transaction of its own, so that an interrupted run keeps what it has done; what another one took is skipped. */
    private static int countOf(List<Long> held, LongConsumer release) {
        int count = 0;
        for (long id : held) {
            try {
                release.accept(id);
                count++;
            } catch (ProblemException e) {
                if (e.problem() != Problem.NOT_FOUND) {
                    throw e;
                }
            }
        }
        return count;
    }

    @Override
    public void discard(long heldId, String reason, String by) {
        transaction.executeWithoutResult(status -> {
            end(rows.release(heldId, "discarded", reason, by, clock.instant()));
        });
        LOG.event("discarded", LogKey.COUNT, 1);
    }

    /**
     * Ends a receipt of which nothing is held any more: refused, unless an item of it is in a case, a message of it in the
     * patient directory, or a row of it in a register.
     */
    void end(long receiptId) {
        jdbc.sql("""
            update receipt set finished_at = :now,
              state = case when best is null then 'refused' else 'done' end, outcome = coalesce(best, 'refused')
            from (select min(case outcome when 'new-case' then 1 when 'appended' then 2 else 3 end) as rank
                    from receipt_item where receipt_id = :id and complaint_id is not null) as items,
                 lateral (select coalesce((array['new-case', 'appended', 'repeated'])[items.rank],
                   (select case when r.counted->'context-applied' is not null then 'context-applied' else 'entered' end
                     from receipt r where r.id = :id
                       and (r.counted->'context-applied' is not null or r.counted->'register-entered' is not null)))
                   as best) as standing
            where id = :id and state = 'parked'
              and not exists (select from held where receipt_id = :id and released_at is null)\
            """)
                .param("now", Timestamp.from(clock.instant()))
                .param("id", receiptId)
                .update();
    }
}

package org.onestophub.pipeline.quarantine;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongConsumer;
import org.onestophub.complaint.GrowingPause;
import org.onestophub.complaint.Outcome;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.WalkMeters;
import org.onestophub.complaint.WorkSignal;
import org.onestophub.complaint.contract.HeldInputs;
import org.onestophub.complaint.contract.Mappings;
import org.onestophub.complaint.contract.operations.Quarantine;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts inputs into quarantine and lets them out again. */
@Component
class HeldItems implements Quarantine {

    private static final HubLog LOG = HubLog.of("quarantine");
    private static final GrowingPause PAUSE = new GrowingPause(Duration.ofSeconds(2), Duration.ofMinutes(5));

    private final HeldInputs inputs;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Mappings mappings;
    private final WorkSignal signal;
    private final Clock clock;
    private final WalkMeters meters;

    HeldItems(
            HeldInputs inputs,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Mappings mappings,
            WorkSignal signal,
            Clock clock,
            WalkMeters meters) {
        this.inputs = inputs;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.mappings = mappings;
        this.signal = signal;
        this.clock = clock;
        this.meters = meters;
    }

    /** The receipt leaves those of the lanes that it is in, and waits for a person. */
    void park(Receipt receipt, List<String> lanes, String room, Problem problem, String field) {
        Instant at = clock.instant();
        transaction.executeWithoutResult(status -> {
            inputs.hold(receipt, HeldInputs.WHOLE, room, problem, field, at);
            jdbc.sql("""
                update receipt set state = 'parked', outcome = 'parked', code = :code, field = :field,
                  finished_at = :now where id = :id\
                """)
                    .param("code", problem.code())
                    .param("field", field)
                    .param("now", Timestamp.from(at))
                    .param("id", receipt.id())
                    .update();
            endWork(lanes, receipt.id());
        });
        meters.ended(receipt.channel(), Outcome.PARKED, 1);
        LOG.look(
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

    /** How often the work was claimed so far; 0 if it is gone. */
    int attempts(List<String> lanes, long ref) {
        return jdbc.sql("select coalesce(max(attempts), 0) from work where lane in (:lanes) and ref = :ref")
                .param("lanes", lanes)
                .param("ref", ref)
                .query(Integer.class)
                .single();
    }

    /** The work is tried again, later the more often it failed: 2, 4, 8 … seconds, at most five minutes. */
    void retryLater(List<String> lanes, long ref) {
        Instant due = clock.instant().plus(PAUSE.after(attempts(lanes, ref)));
        jdbc.sql("update work set lease_until = null, due_at = :due where lane in (:lanes) and ref = :ref")
                .param("due", Timestamp.from(due))
                .param("lanes", lanes)
                .param("ref", ref)
                .update();
    }

    /** The work is given up; only for work that refers to no input. */
    void giveUp(List<String> lanes, long ref) {
        endWork(lanes, ref);
    }

    @Override
    public void replay(long heldId, String by) {
        String lane = transaction.execute(status -> {
            long receipt = release(heldId, "replayed", "", by);
            String mapping = jdbc.sql("update receipt set state = 'kept', outcome = null, code = null, field = null, "
                            + "finished_at = null where id = :id returning mapping")
                    .param("id", receipt)
                    .query(String.class)
                    .single();
            String itsLane = mappings.named(mapping).lane();
            // the walk goes over the whole receipt, so its other held items are judged again as well
            jdbc.sql("update held set released_at = :now, release = 'replayed', released_by = :by "
                            + "where receipt_id = :id and released_at is null")
                    .param("now", Timestamp.from(clock.instant()))
                    .param("by", by)
                    .param("id", receipt)
                    .update();
            jdbc.sql("insert into work (lane, ref, due_at) values (:lane, :id, :now) on conflict do nothing")
                    .param("lane", itsLane)
                    .param("id", receipt)
                    .param("now", Timestamp.from(clock.instant()))
                    .update();
            return itsLane;
        });
        signal.wake(lane);
        LOG.event("replayed", LogKey.COUNT, 1);
    }

    @Override
    public int replayAll(String code, String channel, int limit, String by) {
        List<Long> held = jdbc.sql("""
            select min(id) from held
            where released_at is null and code = :code and (:channel = '' or channel = :channel)
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
            select id from held
            where released_at is null and code = :code and (:channel = '' or channel = :channel)
            order by id limit :limit\
            """)
                .param("code", code)
                .param("channel", channel)
                .param("limit", limit)
                .query(Long.class)
                .list();
        return countOf(held, id -> discard(id, reason, by));
    }

    /** Each in a transaction of its own, so that an interrupted run has done its part; what somebody else took is skipped. */
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
            end(release(heldId, "discarded", reason, by));
        });
        LOG.event("discarded", LogKey.COUNT, 1);
    }

    /** The receipt waits no longer, if nothing of it is held: refused, unless some item of it is in a case. */
    void end(long receiptId) {
        jdbc.sql("""
            update receipt set finished_at = :now,
              state = case when best is null then 'refused' else 'done' end, outcome = coalesce(best, 'refused')
            from (select min(case outcome when 'new-case' then 1 when 'appended' then 2 else 3 end) as rank
                    from receipt_item where receipt_id = :id and complaint_id is not null) as items,
                 lateral (select (array['new-case', 'appended', 'repeated'])[items.rank] as best) as standing
            where id = :id and state = 'parked'
              and not exists (select from held where receipt_id = :id and released_at is null)\
            """)
                .param("now", Timestamp.from(clock.instant()))
                .param("id", receiptId)
                .update();
    }

    /** Notes that it is held no more and gives its receipt; AC-103 if it was not held. */
    long release(long heldId, String how, String reason, String by) {
        return jdbc.sql("""
            update held set released_at = :now, release = :how, reason = :reason, released_by = :by
            where id = :id and released_at is null returning receipt_id\
            """)
                .param("now", Timestamp.from(clock.instant()))
                .param("how", how)
                .param("reason", reason)
                .param("by", by)
                .param("id", heldId)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "id"));
    }

    private void endWork(List<String> lanes, long ref) {
        jdbc.sql("delete from work where lane in (:lanes) and ref = :ref")
                .param("lanes", lanes)
                .param("ref", ref)
                .update();
    }
}

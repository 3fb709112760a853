package org.onestophub.outlet.district;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.FeedRejects;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Keeps what readers could not take. Their words are never logged. */
@Component
class RejectedEvents implements FeedRejects {

    private static final HubLog LOG = HubLog.of("district");
    /** Open ones a key may have; a reader that rejects everything is noticed long before. */
    static final int MAX_OPEN = 1_000;

    private static final String ROWS = "select j.*, c.number, e.uid, e.feed_no from feed_reject j"
            + " join complaint c on c.id = j.complaint_id and not c.discipline join event e on e.id = j.event_id";
    private static final String SAME = " where key_name = :key and event_id = :event and code = :code"
            + " and reason = :reason and settled_at is null";

    /**
     * A reject as its reader sees it.
     *
     * @param isNew false if the reader had said so before
     */
    record Kept(long id, Instant at, boolean isNew) {}

    private final FeedLedger ledger;
    private final Clock clock;

    RejectedEvents(FeedLedger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Keeps what a reader says of an event it was given; the same again while it is open changes nothing.
     * @throws ProblemException DI-303 if too many of its rejects are open
     */
    Kept keep(FeedView view, GivenEvent event, String code, String reason) {
        Optional<Kept> known = same(view, event, code, reason);
        if (known.isPresent()) {
            return known.get();
        }
        if (open(view.key()) >= MAX_OPEN) {
            throw new ProblemException(Problem.REJECTS_FULL);
        }
        int made = ledger.sql("insert into feed_reject (at, key_name, event_id, complaint_id, code, reason)"
                        + " values (:now, :key, :event, :complaint, :code, :reason) on conflict do nothing")
                .param("now", now())
                .param("key", view.key())
                .param("event", event.id())
                .param("complaint", event.complaintId())
                .param("code", code)
                .param("reason", reason)
                .update();
        LOG.warn("rejected", LogKey.KEY_NAME, view.key(), LogKey.COMPLAINT_ID, event.complaintId());
        Kept kept = same(view, event, code, reason).orElseThrow(() -> new ProblemException(Problem.STORE_UNAVAILABLE));
        return new Kept(kept.id(), kept.at(), made == 1);
    }

    private Optional<Kept> same(FeedView view, GivenEvent event, String code, String reason) {
        return ledger.sql("select id, at from feed_reject" + SAME)
                .param("key", view.key())
                .param("event", event.id())
                .param("code", code)
                .param("reason", reason)
                .query((row, index) ->
                        new Kept(row.getLong(1), row.getTimestamp(2).toInstant(), false))
                .optional();
    }

    @Override
    public long open(String key) {
        return ledger.sql("select count(*) from feed_reject where key_name = :key and settled_at is null")
                .param("key", key)
                .query(Long.class)
                .single();
    }

    @Override
    public List<Reject> list(@Nullable String key, List<String> institutions, boolean settled, long after, int limit) {
        return ledger.sql(ROWS + " where j.id > :after and (j.settled_at is not null) = :settled"
                        + " and (cast(:key as text) is null or j.key_name = :key)"
                        + " and (:all or c.uscc = any(:institutions))"
                        + " order by j.id limit :limit")
                .param("all", institutions.isEmpty())
                .param("institutions", institutions.toArray(String[]::new))
                .param("after", after)
                .param("settled", settled)
                .param("key", key)
                .param("limit", limit)
                .query((row, index) -> rejectOf(row))
                .list();
    }

    private static Reject rejectOf(ResultSet row) throws SQLException {
        Timestamp settled = row.getTimestamp("settled_at");
        return new Reject(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getString("key_name"),
                row.getLong("complaint_id"),
                row.getString("number"),
                row.getString("uid"),
                row.getLong("feed_no"),
                row.getString("code"),
                row.getString("reason"),
                settled == null ? null : settled.toInstant(),
                row.getString("settled_by"),
                row.getString("settlement"));
    }

    @Override
    public void settle(long id, String settlement, String by) {
        int settled = ledger.sql("update feed_reject set settled_at = :now, settled_by = :by, settlement = :settlement"
                        + " where id = :id and settled_at is null")
                .param("now", now())
                .param("by", by)
                .param("settlement", settlement)
                .param("id", id)
                .update();
        if (settled == 0) {
            throw new ProblemException(Problem.NOT_FOUND, "id");
        }
        LOG.event("reject-settled", LogKey.KEY_NAME, by);
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}

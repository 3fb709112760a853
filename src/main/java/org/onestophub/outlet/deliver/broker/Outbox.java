package org.onestophub.outlet.deliver.broker;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.onestophub.complaint.EventEnvelope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Events that are committed and not sent yet: numbered in commit order, grouped into batches that never change. */
@Component
class Outbox {

    /** Any number of ours; PostgreSQL's advisory lock makes its holder the one writer of feed numbers. */
    private static final long RELAY_LOCK = 0x6F6E6573746F70L;

    /** Most events of a batch. */
    static final int BATCH = 200;

    private static final String NUMBER = """
            with base as (select coalesce(max(feed_no), 0) as n from event),
            next as (
              select id, row_number() over (order by id) as rank
              from (select id from event where feed_no is null order by id limit :batch) as waiting)
            update event set feed_no = base.n + next.rank, batch_no = base.n + 1
            from base, next where event.id = next.id""";

    /** A batch is relayed as a whole; that none of it is yet lets the index of what waits answer, not all of history. */
    static final String OLDEST_BATCH = """
            select e.uid, e.type, e.at, e.feed_no, e.batch_no, c.number, c.institution, r.document::text as document, e.about::text as about
            from event e join complaint c on c.id = e.complaint_id
              join revision_document r on r.complaint_id = e.complaint_id and r.revision = e.revision
            where e.batch_no = (select min(batch_no) from event where relayed_at is null and batch_no is not null)
              and e.relayed_at is null
            order by e.feed_no""";

    static final String RELAYED = "update event set relayed_at = :now where batch_no = :batch and relayed_at is null";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final EventEnvelope envelope;

    Outbox(JdbcClient jdbc, TransactionTemplate transaction, Clock clock, EventEnvelope envelope) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.envelope = envelope;
    }

    /** What is done between a batch's sending and the end of its transaction: time in which the next one gathers. */
    interface Gathering {

        /** Called once a batch of so many events is on the queue. */
        void afterBatch(int events);
    }

    /** {@link #relayNext(Broker, Gathering)} without a pause. */
    boolean relayNext(Broker broker) {
        return relayNext(broker, events -> {});
    }

    /**
     * One step, in one transaction: sends the oldest batch through {@code broker} if there is one, notes it, and numbers the
     * next. What it numbers goes out in the next step, after the commit: so a batch that was sent never changes.
     * @return false if there was nothing to send or to number, or if another hub is the relay
     * @throws org.onestophub.problem.ProblemException DL-301 if the broker does not take it now; then nothing is noted
     */
    boolean relayNext(Broker broker, Gathering gathering) {
        return Boolean.TRUE.equals(transaction.execute(status -> isRelay() && isMoved(broker, gathering)));
    }

    private boolean isMoved(Broker broker, Gathering gathering) {
        int sent = sendOldest(broker, gathering);
        return number() || sent > 0;
    }

    /** Numbers all that waits while the broker is away: readers of the feed do not need it. */
    void numberWaiting() {
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(transaction.execute(status -> isRelay() && number()));
        }
    }

    private boolean number() {
        return jdbc.sql(NUMBER).param("batch", BATCH).update() > 0;
    }

    private int sendOldest(Broker broker, Gathering gathering) {
        List<Numbered> events =
                jdbc.sql(OLDEST_BATCH).query((row, index) -> numberedOf(row)).list();
        if (events.isEmpty()) {
            return 0;
        }
        broker.send(events.stream().map(Numbered::envelope).toList());
        gathering.afterBatch(events.size());
        jdbc.sql(RELAYED)
                .param("now", Timestamp.from(clock.instant()))
                .param("batch", events.get(0).batch())
                .update();
        return events.size();
    }

    private boolean isRelay() {
        return jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
                .param("lock", RELAY_LOCK)
                .query(Boolean.class)
                .single();
    }

    private record Numbered(long batch, Broker.Envelope envelope) {}

    private Numbered numberedOf(ResultSet row) throws SQLException {
        String id = row.getString("uid");
        String number = row.getString("number");
        String type = row.getString("type");
        String institution = row.getString("institution");
        Instant at = row.getTimestamp("at").toInstant();
        String text = envelope.text(
                envelope.head(id, type, number, at, row.getLong("feed_no")),
                row.getString("document"),
                row.getString("about"));
        return new Numbered(
                row.getLong("batch_no"),
                new Broker.Envelope(
                        id, number, type, institution == null ? envelope.institution() : institution, text));
    }
}

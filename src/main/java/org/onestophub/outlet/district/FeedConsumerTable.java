package org.onestophub.outlet.district;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.FeedConsumers;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.springframework.stereotype.Component;

/** Where each consumer is, and what it was given. */
@Component
class FeedConsumerTable implements FeedConsumers {

    private static final HubLog LOG = HubLog.of("district");

    private final FeedLedger ledger;
    private final FeedViews views;
    private final Clock clock;

    FeedConsumerTable(FeedLedger ledger, FeedViews views, Clock clock) {
        this.ledger = ledger;
        this.views = views;
        this.clock = clock;
    }

    /** It has asked for something. */
    void noteSeen(FeedView view) {
        ledger.sql("insert into feed_consumer (key_name, seen_at) values (:key, :now) "
                        + "on conflict (key_name) do update set seen_at = :now")
                .param("key", view.key())
                .param("now", now())
                .update();
    }

    /** It has confirmed everything up to that number. A smaller one than before is accepted: the consumer went back. */
    void acknowledge(FeedView view, long number) {
        ledger.sql(
                        "insert into feed_consumer (key_name, seen_at, acked_no, acked_at) values (:key, :now, :number, :now) "
                                + "on conflict (key_name) do update set seen_at = :now, acked_no = :number, acked_at = :now")
                .param("key", view.key())
                .param("number", number)
                .param("now", now())
                .update();
        LOG.debug("acknowledged", LogKey.KEY_NAME, view.key());
    }

    /** It is about to be given these events; if that cannot be noted, it gets nothing. */
    void noteGiven(FeedView view, String kind, long first, long last, long events) {
        ledger.sql("insert into feed_given (at, key_name, profile, kind, first_no, last_no, events) "
                        + "values (:now, :key, :profile, :kind, :first, :last, :events)")
                .param("now", now())
                .param("key", view.key())
                .param("profile", view.profile())
                .param("kind", kind)
                .param("first", first)
                .param("last", last)
                .param("events", events)
                .update();
        LOG.event(
                "given",
                LogKey.KEY_NAME,
                view.key(),
                LogKey.ACTION,
                kind,
                LogKey.MAPPING,
                view.profile(),
                LogKey.COUNT,
                events);
    }

    @Override
    public List<Consumer> consumers() {
        long last = ledger.lastNumber();
        return views.all().stream().map(view -> consumer(view, last)).toList();
    }

    private Consumer consumer(FeedView view, long last) {
        return ledger.sql("select acked_no, acked_at, seen_at from feed_consumer where key_name = :key")
                .param("key", view.key())
                .query((row, index) -> consumer(view, last, row.getLong(1), row.getTimestamp(2), row.getTimestamp(3)))
                .optional()
                .orElseGet(() -> consumer(view, last, 0, null, null));
    }

    private Consumer consumer(
            FeedView view, long last, long position, @Nullable Timestamp acknowledged, @Nullable Timestamp seen) {
        Optional<Instant> oldest = ledger.sql("select at from event where feed_no > :position order by feed_no limit 1")
                .param("position", position)
                .query((row, index) -> row.getTimestamp(1).toInstant())
                .optional();
        long age = oldest.map(at -> Duration.between(at, clock.instant()).toSeconds())
                .orElse(0L);
        return new Consumer(
                view.key(),
                view.profile(),
                position,
                Math.max(0, last - position),
                Math.max(0, age),
                instant(acknowledged),
                instant(seen));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}

package org.onestophub.operate.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.onestophub.complaint.Lane;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * What waits in the ledger, looked at every ten seconds and never by a scrape: {@code hub_work_waiting{lane}} (counted
 * to 10,000), {@code hub_work_oldest_seconds{lane}} (how long the longest due work is due), {@code hub_quarantine_open},
 * {@code hub_outbox_waiting} (events not yet on the queue), {@code hub_feed_rejects_open} (what the district could not
 * take). NaN while the ledger cannot be asked.
 */
@Component
class LedgerMeters {

    /** Counted no further: a look must not read a whole backlog every ten seconds. */
    private static final int MOST_COUNTED = 10_000;
    /** The order lets the index of lane and due time answer both, whatever the table's statistics say. */
    private static final String WAITING = """
            select lane,
              (select count(*) from (select from work w where w.lane = l.lane
                and (w.due_at <= :now or l.lane <> all(:planned)) order by w.due_at limit :most) counted),
              (select min(due_at) from work w where w.lane = l.lane)
            from unnest(:lanes) l (lane)""";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<String, Double> stock = new ConcurrentHashMap<>();

    LedgerMeters(JdbcClient jdbc, Clock clock, MeterRegistry registry) {
        this.jdbc = jdbc;
        this.clock = clock;
        for (String lane : Lane.ALL) {
            gauge(registry, "hub.work.waiting", lane);
            gauge(registry, "hub.work.oldest.seconds", lane);
        }
        gauge(registry, "hub.quarantine.open", "");
        gauge(registry, "hub.outbox.waiting", "");
        gauge(registry, "hub.feed.rejects.open", "");
    }

    private void gauge(MeterRegistry registry, String name, String lane) {
        Gauge.Builder<?> gauge = Gauge.builder(name, () -> stock.getOrDefault(name + lane, Double.NaN));
        (lane.isEmpty() ? gauge : gauge.tag("lane", lane)).register(registry);
    }

    @Scheduled(fixedDelay = 10_000)
    void look() {
        try {
            lookNow(clock.instant());
        } catch (DataAccessException | TransactionException e) {
            stock.clear();
        }
    }

    private void lookNow(Instant now) {
        jdbc.sql(WAITING)
                .param("most", MOST_COUNTED)
                .param("now", Timestamp.from(now))
                .param("planned", Lane.PLANNED.toArray(String[]::new))
                .param("lanes", Lane.ALL.toArray(String[]::new))
                .query((row, index) -> {
                    stock.put("hub.work.waiting" + row.getString(1), row.getDouble(2));
                    return stock.put("hub.work.oldest.seconds" + row.getString(1), age(row.getTimestamp(3), now));
                })
                .list();
        stock.put("hub.quarantine.open", count("select count(*) from held where released_at is null"));
        stock.put("hub.feed.rejects.open", count("select count(*) from feed_reject where settled_at is null"));
        stock.put(
                "hub.outbox.waiting",
                count("select count(*) from event where feed_no is null")
                        + count("select count(*) from event where relayed_at is null and batch_no is not null"));
    }

    private static double age(Timestamp due, Instant now) {
        return due == null
                ? 0
                : Math.max(0, Duration.between(due.toInstant(), now).toMillis() / 1000.0);
    }

    private double count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}

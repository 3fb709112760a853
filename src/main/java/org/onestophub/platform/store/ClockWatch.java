package org.onestophub.platform.store;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notices that the machine's clock was set back, while the hub runs or between two runs, and has everything moved that
 * waits for a time. What the clock showed last is kept in the table {@code hub_clock}.
 */
@Component
class ClockWatch implements SmartInitializingSingleton {

    private static final HubLog LOG = HubLog.of("store");
    /** A clock that is corrected in small steps, as by NTP, delays nothing that matters. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final List<ClockSetBack> waiting;
    private final Clock clock;
    private final LongSupplier nanos;
    private final String hub;

    /** What the clock must show at least, at {@link #seenAtNanos}; none before the first look. */
    private Optional<Instant> expected = Optional.empty();

    private long seenAtNanos;

    @Autowired
    ClockWatch(
            JdbcClient jdbc, TransactionTemplate transaction, List<ClockSetBack> waiting, Clock clock, HubHome home) {
        this(jdbc, transaction, waiting, clock, System::nanoTime, home.name());
    }

    ClockWatch(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            List<ClockSetBack> waiting,
            Clock clock,
            LongSupplier nanos,
            String hub) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.waiting = waiting;
        this.clock = clock;
        this.nanos = nanos;
        this.hub = hub;
    }

    @Override
    public void afterSingletonsInstantiated() {
        look();
    }

    /** Compares the clock with what it showed before and the time that has passed since. */
    @Scheduled(initialDelay = 10_000, fixedDelay = 10_000)
    synchronized void look() {
        try {
            transaction.executeWithoutResult(status -> compare());
        } catch (DataAccessException e) {
            LOG.warn("clock-not-compared", LogKey.FAULT, e.getClass().getSimpleName());
        }
    }

    private void compare() {
        Instant now = clock.instant();
        long nanosNow = nanos.getAsLong();
        Instant least = expected.map(at -> at.plusNanos(nanosNow - seenAtNanos))
                .or(this::shownBefore)
                .orElse(now);
        Duration back = Duration.between(now, least);
        if (back.compareTo(TOLERANCE) > 0) {
            waiting.forEach(rows -> rows.clockSetBack(now, back));
            LOG.warn("clock-set-back", LogKey.DURATION_MS, back.toMillis());
        }
        keep(now);
        expected = Optional.of(now);
        seenAtNanos = nanosNow;
    }

    private Optional<Instant> shownBefore() {
        return jdbc.sql("select seen_at from hub_clock where hub = :hub")
                .param("hub", hub)
                .query((row, n) -> row.getTimestamp("seen_at").toInstant())
                .optional();
    }

    private void keep(Instant now) {
        jdbc.sql("""
                        insert into hub_clock (hub, seen_at) values (:hub, :now)
                        on conflict (hub) do update set seen_at = excluded.seen_at""").param("hub", hub).param("now", Timestamp.from(now)).update();
    }
}

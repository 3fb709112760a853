package org.onestophub.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.support.CaseRig;
import org.onestophub.support.HandClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A clock that ran ahead and was set back, while the hub runs or between two runs, on a real database. */
class ClockWatchIT {

    private static final String START = "2026-09-18T01:00:00Z";
    private static final Duration AHEAD = Duration.ofHours(5);

    @TempDir
    private Path home;

    private final HandClock clock = new HandClock(START);
    private final AtomicLong nanos = new AtomicLong();
    private CaseRig rig;
    private JdbcClient jdbc;
    private String hub;

    @BeforeEach
    void start() {
        rig = new CaseRig(
                home,
                slice -> slice.with(Clock.class, clock)
                        .rooms(
                                "platform.ledger.WorkTable",
                                "outlet.deliver.ShipmentTimes",
                                "operate.alert.NotificationTable"));
        jdbc = rig.jdbc();
        hub = rig.get(HubHome.class).name();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void whatWaitsForATimeIsMovedWithTheClock() {
        ClockWatch watch = watch();
        watch.look();
        pass(AHEAD, Duration.ofMinutes(1));
        watch.look();
        everythingWaits();

        pass(AHEAD.negated(), Duration.ofSeconds(10));
        watch.look();

        Instant rest = at(Duration.ofMinutes(10).minusSeconds(10));
        assertThat(times())
                .containsExactly(
                        "alert_notice " + rest,
                        "destination open " + rest,
                        "destination slot " + rest,
                        "shipment due " + rest,
                        "shipment lease " + rest,
                        "work due " + rest,
                        "work lease " + rest,
                        "work of another lease " + at(AHEAD.plusMinutes(10)));
    }

    @Test
    void clockThatWasSetBackBetweenTwoRunsIsNoticedAtTheStart() {
        pass(AHEAD, AHEAD);
        watch().look();
        everythingWaits();

        pass(AHEAD.negated(), Duration.ofMinutes(1));
        watch().look();

        assertThat(times())
                .contains("work due " + at(Duration.ofMinutes(10)), "shipment due " + at(Duration.ofMinutes(10)));
    }

    @Test
    void whatWouldBeDueBeforeNowIsDueNow() {
        ClockWatch watch = watch();
        watch.look();
        work("context", 1, at(Duration.ofSeconds(5)));

        pass(AHEAD.negated(), Duration.ofSeconds(10));
        watch.look();

        assertThat(times()).containsExactly("work due " + clock.instant());
    }

    @Test
    void clockThatGoesOnAsItShouldMovesNothing() {
        ClockWatch watch = watch();
        watch.look();
        everythingWaits();
        List<String> before = times();

        pass(Duration.ofSeconds(10), Duration.ofSeconds(10));
        watch.look();
        pass(Duration.ofSeconds(-4), Duration.ZERO);
        watch.look();
        pass(AHEAD, Duration.ofSeconds(10));
        watch.look();

        assertThat(times()).isEqualTo(before);
    }

    /** What waits: everything for ten minutes from now. */
    private void everythingWaits() {
        Instant then = at(Duration.ofMinutes(10));
        work("context", 1, then);
        jdbc.sql("insert into work (lane, ref, due_at, lease_until, lease_by) values ('context', 2, ?, ?, ?),"
                        + " ('context', 3, ?, ?, 'another')")
                .params(sql(clock.instant()), sql(then), hub, sql(clock.instant()), sql(then))
                .update();
        jdbc.sql("insert into destination (name, open_until, next_slot_at) values ('oa', ?, ?)")
                .params(sql(then), sql(then))
                .update();
        jdbc.sql("insert into shipment (destination, made_at, due_at) values ('oa', ?, ?)")
                .params(sql(clock.instant()), sql(then))
                .update();
        jdbc.sql("insert into shipment (destination, made_at, due_at, state, lease_until, lease_by)"
                        + " values ('oa', ?, ?, 'attempt', ?, ?)")
                .params(sql(clock.instant()), sql(clock.instant()), sql(then), hub)
                .update();
        long alert = jdbc.sql("insert into alert (condition, hub, raised_at)"
                        + " values ('disk-free', 'here', ?) returning id")
                .params(sql(clock.instant()))
                .query(Long.class)
                .single();
        jdbc.sql(
                        "insert into alert_notice (alert_id, change, way, made_at, next_at) values (?, 'raised', 'mail', ?, ?)")
                .params(alert, sql(clock.instant()), sql(then))
                .update();
    }

    private void work(String lane, long ref, Instant due) {
        jdbc.sql("insert into work (lane, ref, due_at) values (?, ?, ?)")
                .params(lane, ref, sql(due))
                .update();
    }

    private List<String> times() {
        return jdbc.sql("""
                        select 'work due', due_at from work where lease_by is null
                        union all select 'work lease', lease_until from work where lease_by = :hub
                        union all select 'work of another lease', lease_until from work where lease_by = 'another'
                        union all select 'shipment due', due_at from shipment where state = 'waiting'
                        union all select 'shipment lease', lease_until from shipment where state = 'attempt'
                        union all select 'destination open', open_until from destination
                        union all select 'destination slot', next_slot_at from destination
                        union all select 'alert_notice', next_at from alert_notice order by 1""")
                .param("hub", hub)
                .query((row, n) -> row.getString(1) + " " + row.getTimestamp(2).toInstant())
                .list();
    }

    private Instant at(Duration fromNow) {
        return clock.instant().plus(fromNow);
    }

    private void pass(Duration byTheClock, Duration inFact) {
        clock.pass(byTheClock);
        nanos.addAndGet(inFact.toNanos());
    }

    private ClockWatch watch() {
        return new ClockWatch(
                jdbc,
                rig.get(TransactionTemplate.class),
                List.copyOf(rig.all(ClockSetBack.class)),
                clock,
                nanos::get,
                hub);
    }

    private static java.sql.Timestamp sql(Instant at) {
        return java.sql.Timestamp.from(at);
    }
}

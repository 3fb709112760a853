package org.onestophub.operate.alert;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.onestophub.complaint.GrowingPause;
import org.onestophub.platform.store.ClockSetBack;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Changes of alerts that are still to be sent. The next attempt is written down before one is made, so a crash only delays it. */
@Component
class NotificationTable implements ClockSetBack {

    private static final int MOST_AT_ONCE = 200;
    private static final GrowingPause PAUSE = new GrowingPause(Duration.ofMinutes(1), Duration.ofHours(1));
    /** Seconds to the next attempt after the first, the second …; after more it is the last of them. */
    private static final Long[] PAUSES =
            PAUSE.steps().stream().map(Duration::toSeconds).toArray(Long[]::new);
    /** A later message would be of no use. */
    private static final Duration STALE = Duration.ofDays(1);

    private final JdbcClient jdbc;

    NotificationTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void clockSetBack(Instant now, Duration by) {
        jdbc.sql("""
                        update alert_notice set next_at = greatest(:now::timestamptz, next_at - :by::interval)
                        where next_at > :now and sent_at is null and given_up_at is null""")
                .param("now", Timestamp.from(now))
                .param("by", by.toString())
                .update();
    }

    /** A change to be sent by one way. */
    record Notice(AlertChange change, int attempt) {}

    /**
     * What is to be sent now by a way, if one of them is due; those made since go with it. No other hub gets them before the
     * pause is over.
     */
    List<Notice> claim(String way, Instant now) {
        return jdbc.sql("""
            with due as (
              select alert_id, change from alert_notice
              where way = :way and sent_at is null and given_up_at is null and (next_at <= :now or attempts = 0)
                and exists (select 1 from alert_notice d where d.way = :way and d.sent_at is null
                  and d.given_up_at is null and d.next_at <= :now)
              order by made_at, alert_id limit :most for update skip locked),
            claimed as (
              update alert_notice n set attempts = attempts + 1,
                next_at = cast(:now as timestamptz)
                  + (cast(:pauses as bigint[]))[least(attempts + 1, :steps)] * interval '1 second'
              from due where n.alert_id = due.alert_id and n.change = due.change and n.way = :way
              returning n.*)
            select c.attempts, c.change, a.* from claimed c join alert a on a.id = c.alert_id
            order by c.made_at, a.id\
            """)
                .param("way", way)
                .param("now", Timestamp.from(now))
                .param("most", MOST_AT_ONCE)
                .param("pauses", PAUSES)
                .param("steps", PAUSES.length)
                .query((row, index) -> {
                    boolean isRaised = row.getString("change").equals("raised");
                    String condition = row.getString("condition");
                    Timestamp at = row.getTimestamp(isRaised ? "raised_at" : "resolved_at");
                    return new Notice(
                            new AlertChange(
                                    row.getLong("id"),
                                    row.getString("change"),
                                    condition,
                                    row.getString("subject"),
                                    AlertCondition.meaningOf(condition),
                                    row.getString("code"),
                                    row.getLong("amount"),
                                    row.getLong("threshold"),
                                    AlertCondition.unitOf(condition),
                                    at.toInstant()),
                            row.getInt("attempts"));
                })
                .list();
    }

    void sent(String way, AlertChange change, Instant at) {
        jdbc.sql("update alert_notice set sent_at = :at where alert_id = :id and change = :change and way = :way")
                .param("at", Timestamp.from(at))
                .param("id", change.alertId())
                .param("change", change.change())
                .param("way", way)
                .update();
    }

    /** Ends the attempts at changes that are too old, and at a way that is switched off. Gives how many. */
    int giveUp(String way, boolean isOn, Instant now) {
        return jdbc.sql("""
            update alert_notice set given_up_at = :now where way = :way and sent_at is null
              and given_up_at is null and (not :on or made_at < :stale)\
            """)
                .param("way", way)
                .param("on", isOn)
                .param("now", Timestamp.from(now))
                .param("stale", Timestamp.from(now.minus(STALE)))
                .update();
    }
}

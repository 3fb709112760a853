package org.onestophub.operate.alert;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.onestophub.complaint.contract.operations.Alerts.Mute;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which alerts are not sent for a while. A change needs {@link AlertTable#lock} first. */
@Component
class MuteTable {

    private final JdbcClient jdbc;

    MuteTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All that are not ended yet, the first to end first. */
    List<Mute> all() {
        return jdbc.sql("select * from alert_mute order by until, id")
                .query((row, index) -> new Mute(
                        row.getLong("id"),
                        row.getString("condition"),
                        row.getString("subject"),
                        row.getTimestamp("until").toInstant(),
                        row.getString("reason"),
                        row.getString("muted_by"),
                        row.getTimestamp("muted_at").toInstant()))
                .list();
    }

    /** Mutes what an open alert is about, or moves the end of its mute; empty: there is no open alert of that number. */
    Optional<Long> mute(long alertId, Instant until, String reason, String by, Instant at) {
        Optional<Long> muted = jdbc.sql("""
                        insert into alert_mute (condition, subject, until, reason, muted_by, muted_at)
                        select a.condition, a.subject, cast(:until as timestamptz), :reason, :by, cast(:at as timestamptz)
                          from alert a where a.id = :alert and a.resolved_at is null
                        on conflict (condition, subject) do update set until = excluded.until, reason = excluded.reason,
                          muted_by = excluded.muted_by, muted_at = excluded.muted_at
                        returning id""")
                .param("until", Timestamp.from(until))
                .param("reason", reason)
                .param("by", by)
                .param("at", Timestamp.from(at))
                .param("alert", alertId)
                .query(Long.class)
                .optional();
        if (muted.isPresent()) {
            // what was not sent yet waits for the end of the mute; what is being sent may have arrived
            jdbc.sql("delete from alert_notice where alert_id = :alert and sent_at is null and given_up_at is null"
                            + " and attempts = 0")
                    .param("alert", alertId)
                    .update();
        }
        return muted;
    }

    /** Ends those whose time has come. */
    List<Long> end(Instant now) {
        return ended("until <= cast(:now as timestamptz)", "now", Timestamp.from(now));
    }

    /** Ends one. */
    List<Long> end(long id) {
        return ended("id = :id", "id", id);
    }

    /** The numbers of the alerts that are open and no longer muted. */
    private List<Long> ended(String which, String name, Object value) {
        return jdbc.sql("with gone as (delete from alert_mute where " + which + " returning condition, subject)"
                        + " select a.id from alert a join gone g on g.condition = a.condition and g.subject = a.subject"
                        + " where a.resolved_at is null")
                .param(name, value)
                .query(Long.class)
                .list();
    }
}

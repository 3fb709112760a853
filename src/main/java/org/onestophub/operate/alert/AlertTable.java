package org.onestophub.operate.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.Alert;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All alerts. A change needs {@link #lock} first, so several hubs on one database send an alert once. */
@Component
class AlertTable {

    /** Any number that no other lock has: "alert" in letters of the phone. */
    private static final long LOCK = 25378;

    /** What a hub raised that is gone is left to those that run, or nobody would ever end it. */
    private static final String IS_OF_THE_GONE =
            "not exists (select from hub_node n where n.hub = alert.hub and n.alive_until > now())";

    private static final int MOST_OPEN = 1_000;
    private static final Duration KEPT = Duration.ofDays(180);
    private static final String SELECT = """
            select a.*, (select min(n.sent_at) from alert_notice n where n.alert_id = a.id and n.change = 'raised') as notified_at,
              (select m.until from alert_mute m where m.condition = a.condition and m.subject = a.subject
                and a.resolved_at is null) as muted_until
            from alert a
            """;

    private final JdbcClient jdbc;

    AlertTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until the end of the transaction no other hub changes alerts. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(:lock)").param("lock", LOCK).query(rs -> {});
    }

    /** Raises it unless it is raised already; a new one is due to be sent by each of the ways. */
    boolean raise(AlertObservation seen, String hub, Instant at, Collection<String> ways, Instant dueAt) {
        List<Long> made = jdbc.sql("""
                        insert into alert (condition, subject, hub, code, amount, threshold, raised_at)
                        values (:condition, :subject, :hub, :code, :amount, :threshold, :at)
                        on conflict (condition, subject) where resolved_at is null do nothing returning id""")
                .param("condition", seen.condition().word())
                .param("subject", seen.subject())
                .param("hub", hub)
                .param("code", seen.code())
                .param("amount", seen.amount())
                .param("threshold", seen.threshold())
                .param("at", Timestamp.from(at))
                .query(Long.class)
                .list();
        made.forEach(id -> queue(id, "raised", ways, at, dueAt));
        return !made.isEmpty();
    }

    /** Ends it if it is raised, and by this hub, by one that is gone, or about something all hubs see. */
    boolean resolve(AlertObservation.Key key, String hub, Instant at, Collection<String> ways, Instant dueAt) {
        List<Long> ended = jdbc.sql("""
                        update alert set resolved_at = :at where condition = :condition and subject = :subject
                          and resolved_at is null and (hub = :hub or :shared or %s) returning id""".formatted(IS_OF_THE_GONE))
                .param("condition", key.condition().word())
                .param("subject", key.subject())
                .param("hub", hub)
                .param("shared", key.condition().isShared())
                .param("at", Timestamp.from(at))
                .query(Long.class)
                .list();
        ended.forEach(id -> queue(id, "resolved", ways, at, dueAt));
        return !ended.isEmpty();
    }

    /** Ends what this hub, or one that is gone, raised about things that are not there any more: a channel removed, a condition switched off. */
    int resolveOthers(Set<AlertObservation.Key> there, String hub, Instant at, Collection<String> ways, Instant dueAt) {
        Set<String> words = there.stream()
                .map(key -> key.condition().word() + " " + key.subject())
                .collect(Collectors.toSet());
        List<Long> gone = jdbc
                .sql("select id, condition || ' ' || subject from alert where resolved_at is null and (hub = :hub or "
                        + IS_OF_THE_GONE + ")")
                .param("hub", hub)
                .query((row, index) -> Map.entry(row.getLong(1), row.getString(2)))
                .list()
                .stream()
                .filter(open -> !words.contains(open.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        for (Long id : gone) {
            jdbc.sql("update alert set resolved_at = :at where id = :id")
                    .param("at", Timestamp.from(at))
                    .param("id", id)
                    .update();
            queue(id, "resolved", ways, at, dueAt);
        }
        return gone.size();
    }

    List<Alert> open() {
        return jdbc.sql(SELECT + " where a.resolved_at is null order by a.id limit " + MOST_OPEN)
                .query(AlertTable::alert)
                .list();
    }

    List<Alert> recent(int limit) {
        return jdbc.sql(SELECT + " where a.resolved_at is not null order by a.resolved_at desc, a.id desc limit :limit")
                .param("limit", limit)
                .query(AlertTable::alert)
                .list();
    }

    long countOpen() {
        return jdbc.sql("select count(*) from alert where resolved_at is null")
                .query(Long.class)
                .single();
    }

    /** True if there is one of that number; the first key that acknowledged it stays. */
    boolean acknowledge(long id, String by, Instant at) {
        return jdbc.sql("""
                        update alert set acknowledged_at = coalesce(acknowledged_at, :at),
                          acknowledged_by = coalesce(acknowledged_by, :by) where id = :id""")
                        .param("id", id)
                        .param("by", by)
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    /** Forgets what has been over for half a year. */
    void forgetOld(Instant now) {
        jdbc.sql("delete from alert where resolved_at < :at")
                .param("at", Timestamp.from(now.minus(KEPT)))
                .update();
    }

    /** Tells of an alert that is open, by the ways by which it was not told yet. */
    void tell(long id, Instant at, Collection<String> ways, Instant dueAt) {
        queue(id, "raised", ways, at, dueAt);
    }

    /** Nothing of what is muted, but that it is over where it was told that it began. */
    private void queue(long id, String change, Collection<String> ways, Instant at, Instant dueAt) {
        for (String way : ways) {
            jdbc.sql("""
                            insert into alert_notice (alert_id, change, way, made_at, next_at)
                            select :id, :change, :way, cast(:at as timestamptz), cast(:due as timestamptz)
                             where not exists (select from alert a join alert_mute m on m.condition = a.condition
                                 and m.subject = a.subject where a.id = :id)
                               or :change = 'resolved' and exists (select from alert_notice n where n.alert_id = :id
                                 and n.way = :way and n.change = 'raised')
                            on conflict (alert_id, change, way) do nothing""")
                    .param("id", id)
                    .param("change", change)
                    .param("way", way)
                    .param("at", Timestamp.from(at))
                    .param("due", Timestamp.from(dueAt))
                    .update();
        }
    }

    private static Alert alert(ResultSet row, int index) throws SQLException {
        String condition = row.getString("condition");
        return new Alert(
                row.getLong("id"),
                condition,
                row.getString("subject"),
                AlertCondition.meaningOf(condition),
                row.getString("code"),
                row.getLong("amount"),
                row.getLong("threshold"),
                AlertCondition.unitOf(condition),
                row.getTimestamp("raised_at").toInstant(),
                at(row, "acknowledged_at"),
                row.getString("acknowledged_by"),
                at(row, "resolved_at"),
                at(row, "muted_until"),
                AlertCondition.pageOf(condition, row.getString("subject")),
                at(row, "notified_at"));
    }

    private static @Nullable Instant at(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}

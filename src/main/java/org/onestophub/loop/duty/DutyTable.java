package org.onestophub.loop.duty;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.Columns;
import org.onestophub.complaint.JsonText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of duties. Every method works in the caller's transaction. */
@Component
class DutyTable {

    private static final String INSERT = """
            insert into duty (complaint_id, rule, key, basis, responsible, start_at, due_at, due_day, provisional, pauses,
              met_at, met_by, ended_at, ended_by, missed, next_at, warned, findings)
            select id, rule, key, basis, responsible, cast(start_at as timestamptz), cast(due_at as timestamptz),
              cast(due_day as date), provisional, cast(pauses as jsonb), cast(met_at as timestamptz), met_by,
              cast(ended_at as timestamptz), ended_by, missed, cast(next_at as timestamptz), warned, cast(findings as jsonb)
              from unnest(cast(:id as bigint[]), cast(:rule as text[]), cast(:key as text[]), cast(:basis as text[]),
                cast(:responsible as text[]), cast(:start as text[]), cast(:due as text[]), cast(:dueDay as text[]),
                cast(:provisional as boolean[]), cast(:pauses as text[]), cast(:metAt as text[]), cast(:metBy as text[]),
                cast(:endedAt as text[]), cast(:endedBy as text[]), cast(:missed as boolean[]), cast(:next as text[]),
                cast(:warned as int[]), cast(:findings as text[]))
              as r(id, rule, key, basis, responsible, start_at, due_at, due_day, provisional, pauses,
                met_at, met_by, ended_at, ended_by, missed, next_at, warned, findings)""";

    /** The database rounds times. */
    private static final Duration PRECISION = Duration.ofMillis(1);

    private final JdbcClient jdbc;

    DutyTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What was announced of a duty: how many warnings of which due date, that it was missed, that it was met. */
    record Told(String rule, String key, @Nullable Instant due, int warned, boolean missed, boolean met) {

        /** Warnings of another due date are none of this one: who has an extension is warned before that ends. */
        int warnedOf(@Nullable Instant due) {
            boolean isSame = due == null || this.due == null
                    ? due == null && this.due == null
                    : Duration.between(due, this.due).abs().compareTo(PRECISION) < 0;
            return isSame ? warned : 0;
        }
    }

    /** A duty of a case and how many warnings were announced. */
    record Row(long complaintId, Duty duty, int warned) {}

    /** What was announced of the duties of cases; every case is a key. */
    Map<Long, List<Told>> of(Collection<Long> complaintIds) {
        Map<Long, List<Told>> told = new HashMap<>();
        complaintIds.forEach(id -> told.put(id, new ArrayList<>()));
        if (complaintIds.isEmpty()) {
            return told;
        }
        jdbc.sql("select complaint_id, rule, key, due_at, warned, missed, met_at is not null from duty "
                        + "where complaint_id = any(:ids)")
                .param("ids", complaintIds.toArray(Long[]::new))
                .query(row -> {
                    Timestamp due = row.getTimestamp(4);
                    told.computeIfAbsent(row.getLong(1), none -> new ArrayList<>())
                            .add(new Told(
                                    row.getString(2),
                                    row.getString(3),
                                    due == null ? null : due.toInstant(),
                                    row.getInt(5),
                                    row.getBoolean(6),
                                    row.getBoolean(7)));
                });
        return told;
    }

    /** Replaces all duties of cases. {@code rows} may have duties of others, which have none yet. */
    void replace(Collection<Long> complaintIds, List<Row> rows) {
        if (!complaintIds.isEmpty()) {
            jdbc.sql("delete from duty where complaint_id = any(:ids)")
                    .param("ids", complaintIds.toArray(Long[]::new))
                    .update();
        }
        if (!rows.isEmpty()) {
            Columns columns = new Columns(
                    "id",
                    "rule",
                    "key",
                    "basis",
                    "responsible",
                    "start",
                    "due",
                    "dueDay",
                    "provisional",
                    "pauses",
                    "metAt",
                    "metBy",
                    "endedAt",
                    "endedBy",
                    "missed",
                    "next",
                    "warned",
                    "findings");
            rows.forEach(row -> add(columns, row));
            columns.bind(jdbc.sql(INSERT)).update();
        }
    }

    /** Notes the digest of rules and calendar; true if it was another one before. */
    boolean adopt(String digest, Instant now) {
        return jdbc.sql("insert into duty_rules (sha256, at) values (:sha256, cast(:now as timestamptz)) "
                                + "on conflict (one) do update set sha256 = excluded.sha256, at = excluded.at "
                                + "where duty_rules.sha256 <> excluded.sha256")
                        .param("sha256", digest)
                        .param("now", now.toString())
                        .update()
                > 0;
    }

    /** The open duties of cases. */
    Map<Long, Map<DutyTrial.Name, DutyTrial.Open>> openOf(Collection<Long> complaintIds) {
        Map<Long, Map<DutyTrial.Name, DutyTrial.Open>> open = new HashMap<>();
        jdbc.sql("select complaint_id, rule, key, due_at, provisional from duty where complaint_id = any(:ids) "
                        + "and met_at is null and ended_at is null")
                .param("ids", complaintIds.toArray(Long[]::new))
                .query(row -> {
                    Timestamp due = row.getTimestamp(4);
                    open.computeIfAbsent(row.getLong(1), none -> new HashMap<>())
                            .put(
                                    new DutyTrial.Name(row.getString(2), row.getString(3)),
                                    new DutyTrial.Open(due == null ? null : due.toInstant(), row.getBoolean(5)));
                });
        return open;
    }

    boolean isAllDerived() {
        return jdbc.sql("select exists (select from duty_rules where all_derived)")
                .query(Boolean.class)
                .single();
    }

    void noteAllDerived() {
        jdbc.sql("update duty_rules set all_derived = true where not all_derived")
                .update();
    }

    /** Cases with an open duty, lowest ids first. */
    List<Long> open(long afterId, int most) {
        return jdbc.sql("select distinct complaint_id from duty where met_at is null and ended_at is null "
                        + "and complaint_id > :after order by complaint_id limit :most")
                .param("after", afterId)
                .param("most", most)
                .query(Long.class)
                .list();
    }

    private static void add(Columns columns, Row row) {
        Duty duty = row.duty();
        columns.row(
                row.complaintId(),
                duty.rule(),
                duty.key(),
                duty.basis(),
                duty.responsible(),
                duty.start().toString(),
                textOf(duty.due()),
                duty.dueDay() == null ? null : duty.dueDay().toString(),
                duty.provisional(),
                arrayOf(duty.pauses()),
                textOf(duty.metAt()),
                duty.metBy(),
                textOf(duty.endedAt()),
                duty.endedBy(),
                duty.missed(),
                textOf(duty.nextAt()),
                row.warned(),
                arrayOf(duty.findings()));
    }

    /** Most duties have none. */
    private static String arrayOf(List<?> values) {
        return values.isEmpty() ? "[]" : JsonText.of(CanonicalJson.MAPPER.valueToTree(values));
    }

    private static @Nullable String textOf(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}

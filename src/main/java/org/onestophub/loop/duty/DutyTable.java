package org.onestophub.loop.duty;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.JsonText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of duties. Every method works in the caller's transaction. */
@Component
class DutyTable {

    private static final String INSERT = """
            insert into duty (complaint_id, rule, key, basis, responsible, start_at, due_at, due_day, provisional, pauses,
              met_at, met_by, ended_at, ended_by, missed, next_at, warned, findings)
            select r.id, r.rule, r.key, r.basis, r.responsible, r.start_at, r.due_at, r.due_day, r.provisional, r.pauses,
              r.met_at, r.met_by, r.ended_at, r.ended_by, r.missed, r.next_at, r.warned, r.findings
              from jsonb_to_recordset(cast(:rows as jsonb)) as r(id bigint, rule text, key text, basis text, responsible text,
                start_at timestamptz, due_at timestamptz, due_day date, provisional boolean, pauses jsonb,
                met_at timestamptz, met_by text, ended_at timestamptz, ended_by text, missed boolean, next_at timestamptz,
                warned int, findings jsonb)""";

    private final JdbcClient jdbc;

    DutyTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What was announced of a duty: how many warnings, that it was missed, that it was met. */
    record Told(String rule, String key, int warned, boolean missed, boolean met) {}

    /** A duty of a case and how many warnings were announced. */
    record Row(long complaintId, Duty duty, int warned) {}

    /** What was announced of the duties of cases; every case is a key. */
    Map<Long, List<Told>> of(Collection<Long> complaintIds) {
        Map<Long, List<Told>> told = new HashMap<>();
        complaintIds.forEach(id -> told.put(id, new ArrayList<>()));
        jdbc.sql("select complaint_id, rule, key, warned, missed, met_at is not null from duty "
                        + "where complaint_id = any(:ids)")
                .param("ids", complaintIds.toArray(Long[]::new))
                .query(row -> {
                    told.computeIfAbsent(row.getLong(1), none -> new ArrayList<>())
                            .add(new Told(
                                    row.getString(2),
                                    row.getString(3),
                                    row.getInt(4),
                                    row.getBoolean(5),
                                    row.getBoolean(6)));
                });
        return told;
    }

    /** Replaces all duties of cases. */
    void replace(Collection<Long> complaintIds, List<Row> rows) {
        jdbc.sql("delete from duty where complaint_id = any(:ids)")
                .param("ids", complaintIds.toArray(Long[]::new))
                .update();
        if (rows.isEmpty()) {
            return;
        }
        ArrayNode all = CanonicalJson.MAPPER.createArrayNode();
        rows.forEach(row -> all.add(row(row.duty(), row.warned()).put("id", row.complaintId())));
        jdbc.sql(INSERT).param("rows", JsonText.of(all)).update();
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

    /** The open duties of cases, and when each is due; null while a pause lasts. */
    Map<Long, Map<DutyTrial.Name, @Nullable Instant>> openOf(Collection<Long> complaintIds) {
        Map<Long, Map<DutyTrial.Name, @Nullable Instant>> open = new HashMap<>();
        jdbc.sql("select complaint_id, rule, key, due_at from duty where complaint_id = any(:ids) "
                        + "and met_at is null and ended_at is null")
                .param("ids", complaintIds.toArray(Long[]::new))
                .query(row -> {
                    Timestamp due = row.getTimestamp(4);
                    open.computeIfAbsent(row.getLong(1), none -> new HashMap<>())
                            .put(
                                    new DutyTrial.Name(row.getString(2), row.getString(3)),
                                    due == null ? null : due.toInstant());
                });
        return open;
    }

    boolean isAllDerived() {
        return jdbc.sql("select exists (select from duty_rules where all_derived)")
                .query(Boolean.class)
                .single();
    }

    void noteAllDerived() {
        jdbc.sql("update duty_rules set all_derived = true").update();
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

    private static ObjectNode row(Duty duty, int warned) {
        ObjectNode row = CanonicalJson.MAPPER.createObjectNode();
        row.put("rule", duty.rule()).put("key", duty.key()).put("basis", duty.basis());
        row.put("responsible", duty.responsible()).put("start_at", duty.start().toString());
        row.put("due_at", textOf(duty.due())).put("due_day", dayOf(duty.dueDay()));
        row.put("provisional", duty.provisional()).put("missed", duty.missed()).put("warned", warned);
        row.put("met_at", textOf(duty.metAt())).put("met_by", duty.metBy());
        row.put("ended_at", textOf(duty.endedAt())).put("ended_by", duty.endedBy());
        row.put("next_at", textOf(duty.nextAt()));
        row.set("pauses", CanonicalJson.MAPPER.valueToTree(duty.pauses()));
        row.set("findings", CanonicalJson.MAPPER.valueToTree(duty.findings()));
        return row;
    }

    private static @Nullable String textOf(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    private static @Nullable String dayOf(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }
}

package org.onestophub.loop.alarm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.JsonText;
import org.onestophub.loop.alarm.Alarm.Heard;
import org.onestophub.loop.rule.RuleBasis;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of alarms. Every method works in the caller's transaction. */
@Component
class AlarmTable {

    private static final String RAISE = """
            insert into case_alarm (complaint_id, rule, cause, step, basis, whom, destinations, since_at, raised_at, due_at, quiet)
            select r.case_id, r.rule, r.cause, r.step, r.basis, array(select jsonb_array_elements_text(r.whom)),
              array(select jsonb_array_elements_text(r.destinations)), r.since_at, cast(:now as timestamptz), r.due_at, r.quiet
              from jsonb_to_recordset(cast(:rows as jsonb)) as r(case_id bigint, rule text, cause text, step int, basis text,
                whom jsonb, destinations jsonb, since_at timestamptz, due_at timestamptz, quiet boolean)
            on conflict (complaint_id, rule, cause, step) do nothing
            returning id, complaint_id, rule, cause, step""";

    /**
     * The first event that came after what the alarm is about; it ends all its steps. Systems say when something happened by the
     * second or the minute, so it may look earlier than what it answers.
     */
    private static final String HEAR = """
            update case_alarm set acknowledged_at = first.at, acknowledged_by = first.type
            from (select distinct on (a.id) a.id, h.at, h.type
                    from jsonb_to_recordset(cast(:rows as jsonb)) as h(case_id bigint, rule text, type text, at timestamptz)
                    join case_alarm a on a.complaint_id = h.case_id and a.rule = h.rule
                    join case_alarm z on z.complaint_id = a.complaint_id and z.rule = a.rule and z.cause = a.cause and z.step = 0
                   where a.acknowledged_at is null and h.at >= date_trunc('minute', z.since_at)
                   order by a.id, h.at) as first
            where case_alarm.id = first.id""";

    private final JdbcClient jdbc;

    AlarmTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is raised once: an alarm of a case, or a step of its escalation. */
    record Key(long complaintId, String rule, String cause, int step) {}

    /** An alarm of a case, or, with a {@code step} above 0, one more try. {@code quiet}: it is too old to be sent. */
    record Row(long complaintId, Alarm alarm, int step, Instant due, boolean quiet) {

        Key key() {
            return new Key(complaintId, alarm.rule().id(), alarm.cause(), step);
        }

        /** Where this step comes from. */
        RuleBasis basis() {
            return step == 0
                    ? alarm.rule().basis()
                    : alarm.rule().escalationAt(alarm.institution()).basis();
        }

        List<String> whom() {
            return alarm.rule().whomAt(alarm.institution(), step);
        }
    }

    /** An alarm that nobody acknowledged: when it was raised first, and the last step that was taken. */
    record Unheard(Instant raised, int step) {}

    /** Writes alarms; those that are there already stay as they are. Gives the ids of the new ones. */
    Map<Key, Long> raise(List<Row> rows, Instant now) {
        Map<Key, Long> raised = new HashMap<>();
        if (rows.isEmpty()) {
            return raised;
        }
        ArrayNode all = CanonicalJson.MAPPER.createArrayNode();
        rows.forEach(row -> all.add(nodeOf(row)));
        jdbc.sql(RAISE)
                .param("rows", JsonText.of(all))
                .param("now", now.toString())
                .query(row -> {
                    raised.put(
                            new Key(row.getLong(2), row.getString(3), row.getString(4), row.getInt(5)), row.getLong(1));
                });
        return raised;
    }

    /** The alarms of cases that somebody was told of and nobody has acknowledged, each by the key of its step 0. */
    Map<Key, Unheard> unheard(Collection<Long> complaintIds) {
        Map<Key, Unheard> unheard = new HashMap<>();
        jdbc.sql("select complaint_id, rule, cause, min(raised_at), max(step) from case_alarm"
                        + " where complaint_id = any(:ids) and acknowledged_at is null and not quiet"
                        + " group by complaint_id, rule, cause")
                .param("ids", complaintIds.toArray(Long[]::new))
                .query(row -> {
                    unheard.put(
                            new Key(row.getLong(1), row.getString(2), row.getString(3), 0),
                            new Unheard(row.getTimestamp(4).toInstant(), row.getInt(5)));
                });
        return unheard;
    }

    /** Notes by which events alarms were acknowledged. */
    void hear(Map<Long, List<Heard>> heard) {
        ArrayNode all = CanonicalJson.MAPPER.createArrayNode();
        heard.forEach((id, some) -> some.forEach(one -> all.addObject()
                .put("case_id", id)
                .put("rule", one.rule())
                .put("type", one.type())
                .put("at", one.at().toString())));
        if (!all.isEmpty()) {
            jdbc.sql(HEAR).param("rows", JsonText.of(all)).update();
        }
    }

    /** Takes away the alarms of a case. */
    void erase(long complaintId) {
        jdbc.sql("delete from case_alarm where complaint_id = :id")
                .param("id", complaintId)
                .update();
    }

    private static ObjectNode nodeOf(Row row) {
        Alarm alarm = row.alarm();
        AlarmRule rule = alarm.rule();
        ObjectNode node = CanonicalJson.MAPPER
                .createObjectNode()
                .put("case_id", row.complaintId())
                .put("rule", rule.id())
                .put("cause", alarm.cause())
                .put("step", row.step())
                .put("basis", row.basis().source())
                .put("since_at", alarm.since().toString())
                .put("due_at", row.due().toString())
                .put("quiet", row.quiet());
        row.whom().forEach(node.putArray("whom")::add);
        rule.byAt(alarm.institution()).forEach(node.putArray("destinations")::add);
        return node;
    }
}

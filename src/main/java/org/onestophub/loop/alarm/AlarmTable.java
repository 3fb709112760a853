package org.onestophub.loop.alarm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.JsonText;
import org.onestophub.loop.alarm.Alarm.Heard;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of alarms. Every method works in the caller's transaction. */
@Component
class AlarmTable {

    private static final String RAISE = """
            insert into case_alarm (complaint_id, rule, cause, basis, whom, destinations, since_at, raised_at, due_at, quiet)
            select r.case_id, r.rule, r.cause, r.basis, array(select jsonb_array_elements_text(r.whom)),
              array(select jsonb_array_elements_text(r.destinations)), r.since_at, cast(:now as timestamptz), r.due_at, r.quiet
              from jsonb_to_recordset(cast(:rows as jsonb)) as r(case_id bigint, rule text, cause text, basis text, whom jsonb,
                destinations jsonb, since_at timestamptz, due_at timestamptz, quiet boolean)
            on conflict (complaint_id, rule, cause) do nothing
            returning id, complaint_id, rule, cause""";

    /** The first event that came after what the alarm is about. */
    /** Systems say when something happened by the second or the minute, so it may look earlier than what it answers. */
    private static final String HEAR = """
            update case_alarm set acknowledged_at = first.at, acknowledged_by = first.type
            from (select distinct on (a.id) a.id, h.at, h.type
                    from jsonb_to_recordset(cast(:rows as jsonb)) as h(case_id bigint, rule text, type text, at timestamptz)
                    join case_alarm a on a.complaint_id = h.case_id and a.rule = h.rule
                   where a.acknowledged_at is null and h.at >= date_trunc('minute', a.since_at)
                   order by a.id, h.at) as first
            where case_alarm.id = first.id""";

    private final JdbcClient jdbc;

    AlarmTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An alarm of a case. {@code quiet}: it is too old to be sent. */
    record Row(long complaintId, Alarm alarm, Instant due, boolean quiet) {}

    /** An alarm that was not there before. */
    record Raised(long id, long complaintId, String rule, String cause) {}

    /** Writes alarms; those that are there already stay as they are. Gives the new ones. */
    List<Raised> raise(List<Row> rows, Instant now) {
        if (rows.isEmpty()) {
            return List.of();
        }
        ArrayNode all = CanonicalJson.MAPPER.createArrayNode();
        rows.forEach(row -> all.add(nodeOf(row)));
        return jdbc.sql(RAISE)
                .param("rows", JsonText.of(all))
                .param("now", now.toString())
                .query((row, index) -> new Raised(
                        row.getLong("id"), row.getLong("complaint_id"), row.getString("rule"), row.getString("cause")))
                .list();
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
                .put("basis", rule.basis().source())
                .put("since_at", alarm.since().toString())
                .put("due_at", row.due().toString())
                .put("quiet", row.quiet());
        rule.whomAt(alarm.institution()).forEach(node.putArray("whom")::add);
        rule.byAt(alarm.institution()).forEach(node.putArray("destinations")::add);
        return node;
    }
}

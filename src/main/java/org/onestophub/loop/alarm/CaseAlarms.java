package org.onestophub.loop.alarm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.EventTypes;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.contract.CaseStatuses.News;
import org.onestophub.loop.alarm.Alarm.Heard;
import org.onestophub.loop.alarm.AlarmTable.Raised;
import org.onestophub.loop.alarm.AlarmTable.Row;
import org.onestophub.loop.duty.CaseDuties;
import org.springframework.stereotype.Component;

/** The alarms of cases, raised once for each case, rule and cause. Every method works in the caller's transaction. */
@Component
public class CaseAlarms {

    private final AlarmRules rules;
    private final AlarmTable table;
    private final AlarmProperties properties;

    CaseAlarms(AlarmRules rules, AlarmTable table, AlarmProperties properties) {
        this.rules = rules;
        this.table = table;
        this.properties = properties;
    }

    /**
     * What is new about the alarms of a case.
     *
     * @param news an event {@code case.alarm} for each alarm that was raised now
     * @param findings codes DU-106 and DU-107
     */
    public record Derived(List<News> news, List<Finding> findings) {}

    /** Finds what the rules raise and writes what is new. A list in which nothing is raised costs no statement. */
    public Map<Long, Derived> deriveAll(List<CaseDuties.Case> cases, Instant now) {
        AlarmEngine engine = new AlarmEngine(rules.rules());
        Map<Long, Derived> derived = new HashMap<>();
        Map<Long, List<Heard>> heard = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        for (CaseDuties.Case one : cases) {
            AlarmEngine.Alarms found = engine.alarmsOf(one.complaint(), one.events());
            derived.put(one.id(), new Derived(new ArrayList<>(), found.findings()));
            for (Alarm alarm : found.alarms()) {
                boolean isOld = alarm.since().plus(properties.oldest()).isBefore(now);
                rows.add(new Row(one.id(), alarm, now.plus(alarm.rule().withinAt(alarm.institution())), isOld));
            }
            if (!found.heard().isEmpty()) {
                heard.put(one.id(), found.heard());
            }
        }
        for (Raised raised : table.raise(rows, now)) {
            Row row = rows.stream()
                    .filter(one -> one.complaintId() == raised.complaintId()
                            && one.alarm().rule().id().equals(raised.rule())
                            && one.alarm().cause().equals(raised.cause()))
                    .findFirst()
                    .orElseThrow();
            Derived its = derived.get(raised.complaintId());
            if (!row.quiet() && its != null) {
                its.news().add(new News(EventTypes.ALARM, newsOf(raised.id(), row), null));
            }
        }
        table.hear(heard);
        return derived;
    }

    /** Takes away the alarms of a case. */
    public void erase(long complaintId) {
        table.erase(complaintId);
    }

    /**
     * An object with one field {@code alarm}: {@code id}, {@code rule}, {@code name} in zh and en, {@code kind} and
     * {@code basis} of the rule, {@code event} (the type, if an event is the cause), {@code since}, {@code due},
     * {@code whom} (roles), {@code by} (destinations), {@code institution}. No personal data.
     */
    private static ObjectNode newsOf(long id, Row row) {
        Alarm alarm = row.alarm();
        AlarmRule rule = alarm.rule();
        ObjectNode about = CanonicalJson.MAPPER.createObjectNode();
        ObjectNode shown = about.putObject("alarm").put("id", id).put("rule", rule.id());
        shown.putObject("name")
                .put("zh", rule.basis().zh())
                .put("en", rule.basis().en());
        shown.put("kind", rule.basis().kind()).put("basis", rule.basis().text());
        if (!alarm.event().isEmpty()) {
            shown.put("event", alarm.event());
        }
        shown.put("since", alarm.since().toString()).put("due", row.due().toString());
        rule.whomAt(alarm.institution()).forEach(shown.putArray("whom")::add);
        rule.byAt(alarm.institution()).forEach(shown.putArray("by")::add);
        shown.put("institution", alarm.institution());
        return about;
    }
}

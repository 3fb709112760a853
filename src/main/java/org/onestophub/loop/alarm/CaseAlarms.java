package org.onestophub.loop.alarm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.EventTypes;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.contract.CaseStatuses.News;
import org.onestophub.loop.alarm.Alarm.Heard;
import org.onestophub.loop.alarm.AlarmTable.Row;
import org.onestophub.loop.alarm.AlarmTable.Unheard;
import org.onestophub.loop.duty.CaseDuties;
import org.springframework.stereotype.Component;

/** The alarms of cases, raised once for each case, rule, cause and step. Every method works in the caller's transaction. */
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
     * @param news an event {@code case.alarm} for each alarm that was raised now, again or for the first time
     * @param findings codes DU-106 and DU-107
     * @param nextAt when the next step is due if nobody acknowledges an alarm, null: never
     */
    public record Derived(
            List<News> news,
            List<Finding> findings,
            @Nullable Instant nextAt) {

        /** The earlier of both times. */
        public @Nullable Instant nextAtOr(@Nullable Instant other) {
            return nextAt == null || other != null && other.isBefore(nextAt) ? other : nextAt;
        }
    }

    /** Finds what the rules raise and writes what is new. A list in which nothing is raised costs no statement. */
    public Map<Long, Derived> deriveAll(List<CaseDuties.Case> cases, Instant now) {
        AlarmEngine engine = new AlarmEngine(rules.rules());
        Map<Long, List<Finding>> findings = new HashMap<>();
        Map<Long, List<Heard>> heard = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        for (CaseDuties.Case one : cases) {
            AlarmEngine.Alarms found = engine.alarmsOf(one.complaint(), one.events());
            findings.put(one.id(), found.findings());
            for (Alarm alarm : found.alarms()) {
                boolean isOld = alarm.since().plus(properties.oldest()).isBefore(now);
                rows.add(new Row(one.id(), alarm, 0, dueOf(alarm, now), isOld));
            }
            if (!found.heard().isEmpty()) {
                heard.put(one.id(), found.heard());
            }
        }
        Map<Long, List<News>> news = new HashMap<>();
        raise(rows, now, news);
        table.hear(heard);
        Map<Long, Instant> next = new HashMap<>();
        raise(stepsDue(rows, now, next), now, news);
        Map<Long, Derived> derived = new HashMap<>();
        findings.forEach((id, its) ->
                derived.put(id, new Derived(news.getOrDefault(id, List.of()), its, next.get(id))));
        return derived;
    }

    private void raise(List<Row> rows, Instant now, Map<Long, List<News>> news) {
        Map<AlarmTable.Key, Long> raised = table.raise(rows, now);
        for (Row row : rows) {
            Long id = raised.get(row.key());
            if (id != null && !row.quiet()) {
                news.computeIfAbsent(row.complaintId(), none -> new ArrayList<>())
                        .add(new News(EventTypes.ALARM, newsOf(id, row), null));
            }
        }
    }

    /**
     * The steps of alarms that nobody acknowledged in time. After a stop of the hub all that are due come at once; a step
     * that was due longer ago than alarms are sent comes never.
     *
     * @param next takes when the next step of each case is due
     */
    private List<Row> stepsDue(List<Row> rows, Instant now, Map<Long, Instant> next) {
        List<Row> due = new ArrayList<>();
        List<Row> stepped =
                rows.stream().filter(row -> !stepsOf(row.alarm()).isEmpty()).toList();
        Map<AlarmTable.Key, Unheard> unheard = stepped.isEmpty()
                ? Map.of()
                : table.unheard(
                        stepped.stream().map(Row::complaintId).distinct().toList());
        for (Row row : stepped) {
            Unheard its = unheard.get(row.key());
            if (its == null) {
                continue;
            }
            List<AlarmRule.Step> steps = stepsOf(row.alarm());
            for (int step = its.step() + 1; step <= steps.size(); step++) {
                Instant at = its.raised().plus(steps.get(step - 1).after());
                if (at.isAfter(now)) {
                    next.merge(row.complaintId(), at, (one, other) -> one.isBefore(other) ? one : other);
                    break;
                }
                if (!at.plus(properties.oldest()).isBefore(now)) {
                    due.add(new Row(row.complaintId(), row.alarm(), step, dueOf(row.alarm(), now), false));
                }
            }
        }
        return due;
    }

    private static List<AlarmRule.Step> stepsOf(Alarm alarm) {
        return alarm.rule().escalationAt(alarm.institution()).steps();
    }

    private static Instant dueOf(Alarm alarm, Instant now) {
        return now.plus(alarm.rule().withinAt(alarm.institution()));
    }

    /** Takes away the alarms of a case. */
    public void erase(long complaintId) {
        table.erase(complaintId);
    }

    /**
     * An object with one field {@code alarm}: {@code id}, {@code rule}, {@code name} in zh and en, {@code kind} and
     * {@code basis} of the rule, {@code event} (the type, if an event is the cause), {@code since}, {@code due},
     * {@code whom} (roles), {@code by} (destinations), {@code institution}; if it is raised again, {@code escalation} with
     * {@code step}, {@code kind} and {@code basis}. No personal data.
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
        row.whom().forEach(shown.putArray("whom")::add);
        rule.byAt(alarm.institution()).forEach(shown.putArray("by")::add);
        shown.put("institution", alarm.institution());
        if (row.step() > 0) {
            shown.putObject("escalation")
                    .put("step", row.step())
                    .put("kind", row.basis().kind())
                    .put("basis", row.basis().text());
        }
        return about;
    }
}

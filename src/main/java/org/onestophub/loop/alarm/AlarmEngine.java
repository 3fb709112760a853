package org.onestophub.loop.alarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.JsltException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Finding;
import org.onestophub.loop.alarm.Alarm.Heard;
import org.onestophub.loop.duty.DutyEvent;
import org.onestophub.problem.Problem;

/** Finds which alarms a case raises, from nothing but its complaint, its events and the rules. Each call starts anew. */
final class AlarmEngine {

    /** So many alarms of one rule in one case; a button that is stuck may not ring for ever. */
    static final int MOST_OF_A_RULE = 20;

    private final List<AlarmRule> rules;

    AlarmEngine(List<AlarmRule> rules) {
        this.rules = rules;
    }

    /**
     * What the rules make of a case.
     *
     * @param findings DU-106 for a rule that cannot be evaluated, DU-107 for one that has too many alarms; field: the rule
     */
    record Alarms(List<Alarm> alarms, List<Heard> heard, List<Finding> findings) {}

    /**
     * The alarms of a case, each once.
     *
     * @param complaint the canonical complaint
     * @param events those that count, in the order in which they happened
     */
    Alarms alarmsOf(JsonNode complaint, List<DutyEvent> events) {
        String institution = complaint.at("/institution/uscc").asText("");
        List<Alarm> alarms = new ArrayList<>();
        List<Heard> heard = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (AlarmRule rule : rules) {
            if (!rule.isOnAt(institution)) {
                continue;
            }
            try {
                Map<String, Alarm> raised = raised(rule, institution, complaint, events);
                raised.values().stream().limit(MOST_OF_A_RULE).forEach(alarms::add);
                if (raised.size() > MOST_OF_A_RULE) {
                    findings.add(Finding.of(Problem.ALARM_TOO_OFTEN, rule.id()));
                }
            } catch (JsltException e) {
                findings.add(Finding.of(Problem.ALARM_CONDITION_FAILED, rule.id()));
            }
            for (DutyEvent event : events) {
                if (rule.acknowledged().contains(event.type())) {
                    heard.add(new Heard(rule.id(), event.type(), event.at()));
                }
            }
        }
        return new Alarms(alarms, heard, findings);
    }

    private static Map<String, Alarm> raised(
            AlarmRule rule, String institution, JsonNode complaint, List<DutyEvent> events) {
        Map<String, Alarm> raised = new LinkedHashMap<>();
        for (AlarmRule.Cause cause : rule.causes()) {
            if (cause.event().isEmpty()) {
                Instant since = timeOf(complaint);
                if (since != null && cause.when() != null && cause.when().holds(complaint)) {
                    raised.putIfAbsent(
                            Alarm.BY_COMPLAINT, Alarm.of(rule, institution, null, Alarm.BY_COMPLAINT, since));
                }
                continue;
            }
            for (DutyEvent event : events) {
                if (cause.event().equals(event.type())
                        && (cause.when() == null || cause.when().holds(event.body()))) {
                    String name = rule.again() ? event.id() : event.type();
                    // each press of a button counts from its arrival: the clock of a device may be wrong
                    Instant since = rule.again() ? arrivalOf(event) : event.at();
                    raised.putIfAbsent(name, Alarm.of(rule, institution, event.type(), name, since));
                }
            }
        }
        return raised;
    }

    private static Instant arrivalOf(DutyEvent event) {
        try {
            return Instant.parse(event.body().path("receivedAt").asText());
        } catch (DateTimeException e) {
            return event.at();
        }
    }

    /** When the case came in, or, if more was added to it, when that came; null if it does not say. */
    private static @Nullable Instant timeOf(JsonNode complaint) {
        JsonNode arrivals = complaint.path("arrivals");
        String text = arrivals.size() > 1
                ? arrivals.get(arrivals.size() - 1).path("receivedAt").asText("")
                : complaint.path("receivedAt").asText("");
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}

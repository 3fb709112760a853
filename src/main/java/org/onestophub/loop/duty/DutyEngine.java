package org.onestophub.loop.duty;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.JsltException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.onestophub.complaint.Finding;
import org.onestophub.problem.Problem;

/**
 * Computes the duties of a case from nothing but its complaint, its events, the rules, the calendar and the time. Each
 * call starts anew, so an event that comes late takes its place.
 */
final class DutyEngine {

    /** The key of a duty that a field of the complaint started, whichever it was. */
    private static final String RECEIVED = "received";

    private final DueDates dates;

    DutyEngine(DueDates dates) {
        this.dates = dates;
    }

    /** What the rules make of a case; {@code findings} are those that belong to no duty. */
    record Duties(List<Duty> duties, List<Finding> findings) {}

    /**
     * The duties of a case, by rule and start.
     *
     * @param complaint the canonical complaint
     * @param events those that count, in the order in which they happened
     */
    Duties dutiesOf(JsonNode complaint, List<DutyEvent> events, List<DutyRule> rules, Instant now) {
        String institution = complaint.at("/institution/uscc").asText("");
        List<Duty> duties = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (DutyRule rule : rules) {
            try {
                if (rule.isOnAt(institution) && rule.isFor(complaint)) {
                    clocks(rule, institution, complaint, events).forEach(clock -> duties.add(clock.duty(now)));
                }
            } catch (JsltException e) {
                findings.add(Finding.of(Problem.DUTY_CONDITION_FAILED, rule.id()));
            }
        }
        return new Duties(duties, findings);
    }

    private List<DutyClock> clocks(DutyRule rule, String institution, JsonNode complaint, List<DutyEvent> events) {
        List<DutyClock> clocks = new ArrayList<>();
        byField(rule, institution, complaint).ifPresent(clocks::add);
        for (DutyEvent event : events) {
            String group = rule.each() == null ? "" : rule.each().textOf(event.body());
            boolean isGrouped = rule.each() != null && !group.isEmpty();
            for (DutyClock clock : clocks) {
                // an event that names no object is about all of them
                if (!isGrouped || clock.group().isEmpty() || clock.group().equals(group)) {
                    clock.take(event);
                }
            }
            if (!isStart(rule, event)) {
                continue;
            }
            clocks.stream()
                    .filter(clock -> clock.isOpen() && clock.group().equals(group))
                    .findFirst()
                    .ifPresentOrElse(
                            clock -> clock.startAgain(event),
                            () -> clocks.add(started(rule, institution, event, group)));
        }
        return clocks;
    }

    private Optional<DutyClock> byField(DutyRule rule, String institution, JsonNode complaint) {
        Optional<Timed> start = timeIn(rule.starts(), complaint);
        if (start.isEmpty()) {
            return Optional.empty();
        }
        Timed first = start.get();
        DutyClock clock = new DutyClock(rule, dates, institution, RECEIVED, "", first.at());
        PrintedLimit.in(complaint, rule.printed(), rule.limit().unit(), dates.zone())
                .ifPresent(clock::print);
        timeIn(rule.met(), complaint).ifPresent(met -> clock.meet(met.at(), met.name()));
        return Optional.of(clock);
    }

    private DutyClock started(DutyRule rule, String institution, DutyEvent event, String group) {
        DutyClock clock = new DutyClock(rule, dates, institution, event.id(), group, event.at());
        clock.startAgain(event);
        return clock;
    }

    private static boolean isStart(DutyRule rule, DutyEvent event) {
        for (Trigger start : rule.starts()) {
            if (start.event().equals(event.type())
                    && (start.when() == null || start.when().holds(event.body()))) {
                return true;
            }
        }
        return false;
    }

    /** A time in the complaint and the name of the field. */
    private record Timed(String name, Instant at) {}

    private static Optional<Timed> timeIn(List<Trigger> triggers, JsonNode complaint) {
        for (Trigger trigger : triggers) {
            if (trigger.field() == null
                    || trigger.when() != null && !trigger.when().holds(complaint)) {
                continue;
            }
            String text = complaint.at(trigger.field()).asText("");
            try {
                Instant at = Instant.parse(text);
                if (Plausible.isTime(at)) {
                    return Optional.of(new Timed(trigger.field().toString(), at));
                }
            } catch (DateTimeException e) {
                // a field without a time starts and meets nothing
            }
        }
        return Optional.empty();
    }
}

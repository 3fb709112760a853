package org.onestophub.loop.duty;

import com.schibsted.spt.data.jslt.JsltException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Finding;
import org.onestophub.problem.Problem;

/** One duty while the events of its case pass by, in the order in which they happened. */
final class DutyClock {

    /** A due date that lies further from the start is a typing error in a year. */
    private static final long LONGEST_DAYS = 3660;

    private final DutyRule rule;
    private final DueDates dates;
    private final String institution;
    private final String key;
    private final String group;
    private final Instant start;
    private final List<Pause> pauses = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private Limit limit;
    private @Nullable Due fixed;
    private @Nullable Instant asked;
    private int extended;
    /** How often the limit was extended by its whole extension since {@code fixed}: pauses move these ends, too. */
    private int added;

    private @Nullable Instant metAt;
    private @Nullable String metBy;
    private @Nullable Instant endedAt;
    private @Nullable String endedBy;

    DutyClock(DutyRule rule, DueDates dates, String institution, String key, String group, Instant start) {
        this.rule = rule;
        this.dates = dates;
        this.institution = institution;
        this.key = key;
        this.group = group;
        this.start = start;
        this.limit = rule.limitAt(institution);
    }

    String key() {
        return key;
    }

    /** The value of {@code each}; empty if the rule has none. */
    String group() {
        return group;
    }

    boolean isOpen() {
        return metAt == null && endedAt == null;
    }

    /** A date or limit of the order itself counts instead of the rule's. */
    void print(PrintedLimit printed) {
        if (printed.limit() != null) {
            limit = printed.limit();
            return;
        }
        LocalDate day = printed.day() != null ? printed.day() : dayOf(printed.at());
        if (day == null || !isWithinReason(day)) {
            note(Problem.DUTY_DATE_UNREADABLE, "/due");
            return;
        }
        Due own = printed.at() == null ? dates.endOf(day, rule.untilClose()) : new Due(printed.at(), day, false);
        if (own.at() == null || !own.at().isAfter(start)) {
            note(Problem.DUTY_DATE_UNREADABLE, "/due");
            return;
        }
        fixed = own;
        added = 0;
    }

    /** It starts again while its time runs: the date that is named now counts. */
    void startAgain(DutyEvent event) {
        if (event.due() != null) {
            print(PrintedLimit.at(event.due()));
        }
    }

    /** It is done; what comes later changes nothing. */
    void meet(Instant at, String by) {
        metAt = at;
        metBy = by;
    }

    void take(DutyEvent event) {
        if (!isOpen()) {
            return;
        }
        if (isAny(rule.ends(), event)) {
            endedAt = event.at();
            endedBy = event.id();
        } else if (isAny(rule.met(), event)) {
            meet(event.at(), event.id());
        } else if (isAny(rule.pauses(), event)) {
            pause(event.at());
        } else if (isAny(rule.resumes(), event)) {
            resume(event.at());
        } else if (rule.extension() != null) {
            extend(rule.extension(), event);
        }
    }

    private void pause(Instant at) {
        if (pauses.isEmpty() || last().to() != null) {
            pauses.add(new Pause(at, null));
        }
    }

    private void resume(Instant at) {
        if (!pauses.isEmpty() && last().to() == null) {
            pauses.set(pauses.size() - 1, new Pause(last().from(), at));
        }
    }

    private Pause last() {
        return pauses.get(pauses.size() - 1);
    }

    private void extend(DutyRule.Extension extension, DutyEvent event) {
        if (isAny(extension.asked(), event)) {
            asked = event.at();
            return;
        }
        if (!isAny(extension.granted(), event)) {
            return;
        }
        Due due = due();
        Instant request = asked == null ? event.at() : asked;
        asked = null;
        // while a pause lasts nothing is late
        if (due.at() != null && !request.isBefore(due.at())) {
            note(Problem.DUTY_EXTENSION_LATE, "/occurredAt");
            return;
        }
        if (extended >= extension.times()) {
            note(Problem.DUTY_EXTENSION_TOO_LONG, "/type");
            return;
        }
        extended++;
        Due most = dates.extended(due, extension.by(), rule.untilClose(), pauses);
        Instant until = most.at() == null ? null : event.due();
        if (until == null || until.isAfter(most.at())) {
            if (until != null) {
                note(Problem.DUTY_EXTENSION_TOO_LONG, "/dueAt");
            }
            added++;
        } else if (until.isAfter(due.at())) {
            // a date that is no later is no extension
            fixed = new Due(until, dates.dayOf(until), false);
            added = 0;
        }
    }

    private Due due() {
        Due due = fixed == null ? dates.after(start, limit, rule.untilClose(), pauses) : fixed;
        for (int times = 0; times < added && rule.extension() != null; times++) {
            due = dates.extended(due, rule.extension().by(), rule.untilClose(), pauses);
        }
        return due;
    }

    private @Nullable LocalDate dayOf(@Nullable Instant at) {
        return at == null || !Plausible.isTime(at) ? null : dates.dayOf(at);
    }

    private boolean isWithinReason(LocalDate day) {
        return Math.abs(day.toEpochDay() - dates.dayOf(start).toEpochDay()) < LONGEST_DAYS;
    }

    private boolean isAny(List<Trigger> triggers, DutyEvent event) {
        return triggers.stream().anyMatch(trigger -> is(trigger, event));
    }

    private boolean is(Trigger trigger, DutyEvent event) {
        if (!trigger.event().equals(event.type())) {
            return false;
        }
        try {
            return trigger.when() == null || trigger.when().holds(event.body());
        } catch (JsltException e) {
            note(Problem.DUTY_CONDITION_FAILED, "/" + event.type());
            return false;
        }
    }

    private void note(Problem problem, String field) {
        Finding finding = Finding.of(problem, field);
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    /** How it stands then. */
    Duty duty(Instant now) {
        Due due = due();
        if (due.provisional() && isOpen()) {
            note(Problem.DUTY_PROVISIONAL, "/due");
        }
        Instant done = metAt == null ? endedAt : metAt;
        boolean missed = due.at() != null && (done == null ? !now.isBefore(due.at()) : done.isAfter(due.at()));
        List<Instant> warnings = warnings(due);
        return new Duty(
                rule.id(),
                key,
                rule.basis().source(),
                rule.responsibleAt(institution),
                start,
                due.at(),
                due.day(),
                due.provisional(),
                List.copyOf(pauses),
                metAt,
                metBy,
                endedAt,
                endedBy,
                missed,
                warnings,
                next(due.at(), warnings, now),
                List.copyOf(findings));
    }

    private List<Instant> warnings(Due due) {
        if (due.at() == null || due.day() == null) {
            return List.of();
        }
        List<Instant> warnings = new ArrayList<>();
        for (WarningTime warning : rule.warningsAt(institution)) {
            Instant at = warning.at(start, due.at(), due.day(), dates);
            if (at.isAfter(start) && at.isBefore(due.at())) {
                warnings.add(at);
            }
        }
        return warnings.stream().distinct().sorted().toList();
    }

    private @Nullable Instant next(@Nullable Instant due, List<Instant> warnings, Instant now) {
        if (!isOpen() || due == null) {
            return null;
        }
        for (Instant warning : warnings) {
            if (warning.isAfter(now)) {
                return warning;
            }
        }
        return due.isAfter(now) ? due : null;
    }
}

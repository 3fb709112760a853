package org.onestophub.loop.alarm;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.loop.rule.Condition;
import org.onestophub.loop.rule.RuleBasis;

/**
 * One rule of a file under {@code mappings/alarms/}: what raises an alarm, whom it is for, by which destinations, and
 * within which time one of them must have it.
 *
 * @param id its name for ever, unique over all files
 * @param basis where it comes from
 * @param causes what raises it, each once for a case
 * @param again true: each event raises it, not only the first of its type
 * @param whom codes of list {@code duty-role}
 * @param by names of destinations
 * @param within from when it is raised to when it must be delivered
 * @param acknowledged types of events by which somebody says that the alarm was heard
 * @param escalation what follows if nobody acknowledges it
 * @param off true: only for institutions that turn it on
 * @param institutions what differs, by unified social credit code
 */
record AlarmRule(
        String id,
        RuleBasis basis,
        List<Cause> causes,
        boolean again,
        List<String> whom,
        List<String> by,
        Duration within,
        Set<String> acknowledged,
        Escalation escalation,
        boolean off,
        Map<String, OfInstitution> institutions) {

    /**
     * What raises an alarm.
     *
     * @param event code of list {@code status-type}; empty: how the complaint is
     * @param when what must hold of the event or of the complaint; null: nothing
     */
    record Cause(String event, @Nullable Condition when) {}

    /**
     * How an alarm that nobody acknowledges is raised again.
     *
     * @param basis where that comes from, with the name of the rule
     * @param steps in the order of their times
     */
    record Escalation(RuleBasis basis, List<Step> steps) {

        static final Escalation NONE = new Escalation(new RuleBasis("hospital", "", false, "", ""), List.of());
    }

    /**
     * One more try.
     *
     * @param after from when the alarm was raised first
     * @param whom codes of list {@code duty-role}
     */
    record Step(Duration after, List<String> whom) {}

    /** What an institution has otherwise; null: as the rule says. */
    record OfInstitution(
            @Nullable Boolean off,
            @Nullable List<String> whom,
            @Nullable List<String> by,
            @Nullable Duration within,
            @Nullable Escalation escalation) {}

    private static final OfInstitution NOTHING = new OfInstitution(null, null, null, null, null);

    /** True if the rule is in force at that institution. */
    boolean isOnAt(String institution) {
        Boolean own = at(institution).off();
        return !(own == null ? off : own);
    }

    /** What follows there if nobody acknowledges it. */
    Escalation escalationAt(String institution) {
        Escalation own = at(institution).escalation();
        return own == null ? escalation : own;
    }

    /** Whom a step is for there; step 0 is the alarm itself. */
    List<String> whomAt(String institution, int step) {
        return step == 0
                ? whomAt(institution)
                : escalationAt(institution).steps().get(step - 1).whom();
    }

    private List<String> whomAt(String institution) {
        List<String> own = at(institution).whom();
        return own == null ? whom : own;
    }

    /** By which destinations there. */
    List<String> byAt(String institution) {
        List<String> own = at(institution).by();
        return own == null ? by : own;
    }

    /** All destinations that it names for any institution. */
    Set<String> destinations() {
        Set<String> all = new LinkedHashSet<>(by);
        institutions.values().stream()
                .map(OfInstitution::by)
                .filter(Objects::nonNull)
                .forEach(all::addAll);
        return all;
    }

    /** Within which time there. */
    Duration withinAt(String institution) {
        Duration own = at(institution).within();
        return own == null ? within : own;
    }

    private OfInstitution at(String institution) {
        return institutions.getOrDefault(institution, NOTHING);
    }
}

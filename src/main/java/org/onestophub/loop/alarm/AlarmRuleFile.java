package org.onestophub.loop.alarm;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.loop.rule.RuleBasis;
import org.onestophub.loop.rule.RuleNode;
import org.onestophub.problem.Fault;

/** Reads one file of rules and finds everything that is wrong with it, with its line. */
final class AlarmRuleFile {

    private static final Set<String> FIELDS = Set.of(
            "id",
            "name",
            "basis",
            "raised",
            "again",
            "whom",
            "by",
            "within",
            "acknowledged",
            "escalation",
            "off",
            "institutions");
    private static final Pattern DESTINATION = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,3}) (minutes?|hours?)");
    private static final int MOST_NAMES = 20;
    private static final int MOST_STEPS = 5;

    private final CodeLists lists;

    private AlarmRuleFile(CodeLists lists) {
        this.lists = lists;
    }

    /** The sound rules of a file, in its order; a faulty rule is left out and has its faults. */
    static List<AlarmRule> read(Path file, CodeLists lists, List<Fault> faults) {
        String shown = "mappings/alarms/" + file.getFileName();
        return RuleNode.rulesOf(file, shown, faults, new AlarmRuleFile(lists)::rule, AlarmRule::id);
    }

    private AlarmRule rule(RuleNode rule) {
        rule.allowOnly(FIELDS);
        return new AlarmRule(
                rule.id(),
                RuleBasis.of(rule),
                causes(rule),
                rule.isOneOf("again", "false", "true"),
                roles(rule),
                destinations(rule),
                time(rule, "within"),
                acknowledged(rule),
                escalation(rule, rule),
                rule.isOneOf("off", "false", "true"),
                rule.ofInstitutions(
                        Set.of("off", "whom", "by", "within", "escalation"),
                        own -> new AlarmRule.OfInstitution(
                                own.field("off") == null ? null : own.isOneOf("off", "false", "true"),
                                own.field("whom") == null ? null : roles(own),
                                own.field("by") == null ? null : destinations(own),
                                own.field("within") == null ? null : time(own, "within"),
                                own.field("escalation") == null ? null : escalation(rule, own))));
    }

    private List<AlarmRule.Cause> causes(RuleNode rule) {
        List<AlarmRule.Cause> causes = new ArrayList<>();
        RuleNode list = rule.field("raised");
        if (list == null) {
            rule.fault("raised is missing");
            return causes;
        }
        for (RuleNode one : list.list()) {
            if (one.isText()) {
                causes.add(new AlarmRule.Cause(one.eventType(one.text(), lists), null));
                continue;
            }
            one.allowOnly(Set.of("event", "complaint", "when"));
            RuleNode complaint = one.field("complaint");
            RuleNode when = one.field("when");
            String event = one.text("event", false);
            if (event.isEmpty() == (complaint == null) || complaint != null && when != null) {
                one.fault(
                        "name either an event, with a condition in when if there is one, or a condition in complaint");
            }
            if (complaint != null) {
                causes.add(new AlarmRule.Cause("", complaint.condition()));
            } else {
                causes.add(new AlarmRule.Cause(
                        event.isEmpty() ? "" : one.eventType(event, lists), when == null ? null : when.condition()));
            }
        }
        return causes;
    }

    private Set<String> acknowledged(RuleNode rule) {
        Set<String> types = new HashSet<>();
        RuleNode list = rule.field("acknowledged");
        if (list != null) {
            list.list().forEach(one -> types.add(one.eventType(one.text(), lists)));
        }
        return types;
    }

    /** The field {@code escalation} of a rule or of an institution; no steps if it is missing. */
    private AlarmRule.Escalation escalation(RuleNode rule, RuleNode node) {
        RuleNode escalation = node.field("escalation");
        if (escalation == null) {
            return AlarmRule.Escalation.NONE;
        }
        escalation.allowOnly(Set.of("basis", "steps"));
        RuleNode list = escalation.field("steps");
        List<AlarmRule.Step> steps = new ArrayList<>();
        for (RuleNode one : list == null ? List.<RuleNode>of() : list.list()) {
            one.allowOnly(Set.of("after", "whom"));
            AlarmRule.Step step = new AlarmRule.Step(time(one, "after"), roles(one));
            if (!steps.isEmpty()
                    && step.after().compareTo(steps.get(steps.size() - 1).after()) <= 0) {
                one.fault("a step comes after the one before");
            }
            steps.add(step);
        }
        if (list == null || steps.size() > MOST_STEPS) {
            escalation.fault("steps has 0 to " + MOST_STEPS + " steps");
        }
        return new AlarmRule.Escalation(RuleBasis.of(rule, escalation.field("basis")), steps);
    }

    private List<String> roles(RuleNode node) {
        return names(node, "whom", role -> lists.contains("duty-role", role), "no code of the list duty-role");
    }

    private List<String> destinations(RuleNode node) {
        return names(
                node,
                "by",
                name -> name.length() <= 60 && DESTINATION.matcher(name).matches(),
                "no name of a destination");
    }

    private static List<String> names(
            RuleNode node, String field, java.util.function.Predicate<String> isKnown, String otherwise) {
        List<String> names = new ArrayList<>();
        RuleNode list = node.field(field);
        if (list != null) {
            for (RuleNode one : list.list()) {
                String name = one.text().strip();
                if (!isKnown.test(name)) {
                    one.fault(otherwise);
                }
                names.add(name);
            }
        }
        if (names.isEmpty() || names.size() > MOST_NAMES) {
            (list == null ? node : list).fault(field + " has 1 to " + MOST_NAMES + " names");
        }
        return List.copyOf(names);
    }

    private static Duration time(RuleNode node, String field) {
        Matcher text = TIME.matcher(node.text(field, true));
        if (!text.matches()) {
            RuleNode at = node.field(field);
            (at == null ? node : at).fault(field + " is such as 5 minutes or 2 hours");
            return Duration.ofMinutes(1);
        }
        int count = Integer.parseInt(text.group(1));
        return text.group(2).startsWith("hour") ? Duration.ofHours(count) : Duration.ofMinutes(count);
    }
}

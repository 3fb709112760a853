package org.onestophub.loop.duty;

import com.fasterxml.jackson.core.JsonPointer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.ComplaintKind;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.loop.rule.Condition;
import org.onestophub.loop.rule.RuleBasis;
import org.onestophub.loop.rule.RuleNode;
import org.onestophub.problem.Fault;

/** Reads one file of rules and finds everything that is wrong with it, with its line. */
final class DutyRuleFile {

    private static final Set<String> FIELDS = Set.of(
            "id",
            "name",
            "basis",
            "kinds",
            "applies",
            "starts",
            "each",
            "limit",
            "until",
            "printed",
            "pauses",
            "resumes",
            "met",
            "ends",
            "extension",
            "warn",
            "responsible",
            "off",
            "institutions");
    private static final Condition ALWAYS = Condition.of("true");

    private final CodeLists lists;

    private DutyRuleFile(CodeLists lists) {
        this.lists = lists;
    }

    /** The rules of a file by id; a faulty rule is left out and has its faults. */
    static List<DutyRule> read(Path file, CodeLists lists, List<Fault> faults) {
        String shown = "mappings/duties/" + file.getFileName();
        return RuleNode.rulesOf(file, shown, faults, new DutyRuleFile(lists)::rule, DutyRule::id);
    }

    private DutyRule rule(RuleNode rule) {
        rule.allowOnly(FIELDS);
        String id = rule.id();
        List<Trigger> starts = triggers(rule, "starts");
        List<Trigger> met = triggers(rule, "met");
        if (starts.isEmpty() || met.isEmpty()) {
            rule.fault("starts and met must be there");
        }
        return new DutyRule(
                id,
                RuleBasis.of(rule),
                kinds(rule),
                rule.field("applies") == null ? ALWAYS : rule.field("applies").condition(),
                starts,
                rule.field("each") == null ? null : rule.field("each").condition(),
                limit(rule, "limit"),
                rule.isOneOf("until", "end-of-day", "close"),
                pointers(rule),
                triggers(rule, "pauses"),
                triggers(rule, "resumes"),
                met,
                triggers(rule, "ends"),
                extension(rule.field("extension")),
                warnings(rule),
                role(rule, true),
                rule.isOneOf("off", "false", "true"),
                rule.ofInstitutions(Set.of("off", "limit", "warn", "responsible"), this::override));
    }

    /** Those of patients, unless the rule says of which kinds it is. */
    private Set<String> kinds(RuleNode rule) {
        RuleNode list = rule.field("kinds");
        if (list == null) {
            return Set.of(ComplaintKind.PATIENT);
        }
        Set<String> kinds = new TreeSet<>();
        for (RuleNode one : list.list()) {
            kinds.add(one.text());
            if (!lists.contains("complaint-kind", one.text())) {
                one.fault("kinds are codes of the list complaint-kind");
            }
        }
        return kinds;
    }

    private List<Trigger> triggers(RuleNode rule, String field) {
        List<Trigger> triggers = new ArrayList<>();
        RuleNode list = rule.field(field);
        if (list == null) {
            return triggers;
        }
        boolean mayBeField = field.equals("starts") || field.equals("met");
        for (RuleNode one : list.list()) {
            if (one.isText()) {
                triggers.add(new Trigger(one.eventType(one.text(), lists), null, null));
                continue;
            }
            one.allowOnly(Set.of("event", "field", "when"));
            RuleNode when = one.field("when");
            String event = one.text("event", false);
            String pointer = one.text("field", false);
            if (event.isEmpty() == pointer.isEmpty() || !pointer.isEmpty() && !mayBeField) {
                one.fault("name either an event or, to start or meet a duty, a field");
            }
            triggers.add(new Trigger(
                    event.isEmpty() ? "" : one.eventType(event, lists),
                    pointer.isEmpty() ? null : pointer(one, pointer),
                    when == null ? null : when.condition()));
        }
        return triggers;
    }

    private List<JsonPointer> pointers(RuleNode rule) {
        List<JsonPointer> pointers = new ArrayList<>();
        RuleNode printed = rule.field("printed");
        if (printed != null) {
            printed.list().forEach(one -> pointers.add(pointer(one, one.text())));
        }
        return pointers;
    }

    private static JsonPointer pointer(RuleNode at, String text) {
        if (text.startsWith("/") && text.length() < 200) {
            return JsonPointer.compile(text);
        }
        at.fault("a field is a JSON pointer, such as /receivedAt");
        return JsonPointer.empty();
    }

    private DutyRule.@Nullable Extension extension(@Nullable RuleNode node) {
        if (node == null) {
            return null;
        }
        node.allowOnly(Set.of("asked", "granted", "by", "times"));
        List<Trigger> granted = triggers(node, "granted");
        if (granted.isEmpty()) {
            node.fault("granted is missing");
        }
        String times = node.text("times", false);
        if (!times.matches("|[1-9]")) {
            node.fault("times is 1 to 9");
        }
        return new DutyRule.Extension(
                triggers(node, "asked"),
                granted,
                limit(node, "by"),
                times.matches("[1-9]") ? Integer.parseInt(times) : 1);
    }

    private static List<WarningTime> warnings(RuleNode rule) {
        List<WarningTime> warnings = new ArrayList<>();
        RuleNode list = rule.field("warn");
        if (list != null) {
            for (RuleNode one : list.list()) {
                WarningTime.of(one.text())
                        .ifPresentOrElse(
                                warnings::add,
                                () -> one.fault("a warning is such as 80%, 1 working-day, 2 calendar-days or 4 hours"));
            }
        }
        return warnings;
    }

    private String role(RuleNode rule, boolean isNeeded) {
        String role = rule.text("responsible", isNeeded);
        if (!role.isEmpty() && !lists.contains("duty-role", role)) {
            RuleNode at = rule.field("responsible");
            (at == null ? rule : at).fault("responsible is no code of the list duty-role");
        }
        return role;
    }

    private DutyRule.OfInstitution override(RuleNode own) {
        String role = role(own, false);
        return new DutyRule.OfInstitution(
                own.field("off") == null ? null : own.isOneOf("off", "false", "true"),
                own.field("limit") == null ? null : limit(own, "limit"),
                own.field("warn") == null ? null : warnings(own),
                role.isEmpty() ? null : role);
    }

    private static Limit limit(RuleNode node, String field) {
        Optional<Limit> limit = Limit.of(node.text(field, true));
        RuleNode at = node.field(field);
        if (limit.isEmpty() && at != null) {
            at.fault(field + " is such as 5 working-days, 15 calendar-days, 3 years, 4 working-hours or 12 hours");
        }
        return limit.orElse(new Limit(0, LimitUnit.HOURS));
    }
}

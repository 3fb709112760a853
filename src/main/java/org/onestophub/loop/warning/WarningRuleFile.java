package org.onestophub.loop.warning;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.loop.fact.DefinitionFile;
import org.onestophub.loop.fact.FactFilter;
import org.onestophub.loop.rule.RuleBasis;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;

/** Reads one file of rules and finds what is wrong with it. */
final class WarningRuleFile {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,39}");
    private static final Pattern DAYS = Pattern.compile("([0-9]{1,3}) (?:calendar-)?days?");
    private static final Pattern WORKING_DAYS = Pattern.compile("([0-9]{1,3}) working-days?");
    private static final Set<String> SUBJECTS = Set.of("category", "department", "staff-role", "channel");
    private static final int MOST_RULES = 200;
    private static final int LONGEST_DAYS = 730;
    private static final double USUAL_CHANCE = 0.00001;

    /** A text in both languages. */
    record Name(@Nullable String zh, @Nullable String en) {}

    /** Where a rule comes from. */
    record Basis(@Nullable String kind, @Nullable String text, boolean confirmed) {}

    /** A change of the file: when, what and why. */
    record Change(String date, String what, String why) {}

    /** The file. */
    record Rules(
            @Nullable String source,
            @Nullable List<Change> changes,
            @Nullable List<Entry> rules) {}

    /** A rule as it is written. */
    record Entry(
            @Nullable String id,
            @Nullable Name name,
            @Nullable Basis basis,
            @Nullable Map<String, List<String>> counts,
            @Nullable String by,
            boolean top,
            @Nullable SpikeEntry spike,
            @Nullable ClusterEntry cluster,
            @Nullable ThresholdEntry threshold,
            @JsonProperty("each-case") @Nullable EachEntry eachCase,
            @Nullable ComparedEntry compared,
            @Nullable String responsible,
            @Nullable String answer,
            boolean off) {}

    /** See {@link WarningRule.Spike}. */
    record SpikeEntry(
            @Nullable String period,
            @Nullable Integer baseline,
            @Nullable Double chance,
            @JsonProperty("at-least") @Nullable Integer atLeast) {}

    /** See {@link WarningRule.Cluster}. */
    record ClusterEntry(
            @Nullable Integer cases,
            @Nullable String baseline,
            @Nullable Double chance) {}

    /** See {@link WarningRule.Threshold}. */
    record ThresholdEntry(
            @Nullable String within,
            @JsonProperty("at-least") @Nullable Integer atLeast) {}

    /** See {@link WarningRule.EachCase}. */
    record EachEntry(@Nullable String within) {}

    /** See {@link WarningRule.Compared}. */
    record ComparedEntry(
            @Nullable Map<String, List<String>> part,
            @Nullable String bad,
            @Nullable String within,
            @JsonProperty("at-least") @Nullable Integer atLeast,
            @Nullable Double chance) {}

    private final String file;
    private final CodeLists lists;
    private final List<Fault> faults;

    private WarningRuleFile(String file, CodeLists lists, List<Fault> faults) {
        this.file = file;
        this.lists = lists;
        this.faults = faults;
    }

    /** The rules of a file; a faulty rule is left out and has its faults. */
    static List<WarningRule> read(Path path, CodeLists lists, List<Fault> faults) {
        String shown = "mappings/warnings/" + path.getFileName();
        WarningRuleFile reader = new WarningRuleFile(shown, lists, faults);
        return DefinitionFile.read(path, shown, Rules.class, faults)
                .map(reader::rules)
                .orElse(List.of());
    }

    private List<WarningRule> rules(Rules read) {
        List<WarningRule> rules = new ArrayList<>();
        if (read.source() == null || read.changes() == null || read.rules() == null) {
            fault("source, changes and rules must be there");
            return rules;
        }
        if (read.rules().size() > MOST_RULES) {
            fault("a file has at most " + MOST_RULES + " rules");
            return rules;
        }
        for (Entry entry : read.rules()) {
            int before = faults.size();
            WarningRule rule = rule(entry);
            if (rules.stream().anyMatch(other -> other.id().equals(rule.id()))) {
                fault(rule.id() + ": the id stands in the file twice");
            }
            if (faults.size() == before) {
                rules.add(rule);
            }
        }
        return rules;
    }

    private WarningRule rule(Entry read) {
        String id = read.id() == null ? "" : read.id();
        if (!ID.matcher(id).matches()) {
            fault("an id is 2 to 40 small letters, digits and hyphens: " + (id.length() < 60 ? id : ""));
        }
        if (read.name() == null || read.name().zh() == null || read.name().en() == null) {
            fault(id + ": name needs zh and en");
        }
        String by = read.by() == null ? "" : read.by();
        if (!by.isEmpty() && !SUBJECTS.contains(by)) {
            fault(id + ": by is category, department, staff-role or channel");
        }
        if (read.top() && !by.equals("category") && !by.equals("department")) {
            fault(id + ": only categories and departments have a top");
        }
        String responsible = read.responsible() == null ? "" : read.responsible();
        if (!lists.contains("duty-role", responsible)) {
            fault(id + ": responsible is no code of the list duty-role");
        }
        return new WarningRule(
                id,
                read.name() == null
                        ? ""
                        : Objects.requireNonNullElse(read.name().zh(), ""),
                read.name() == null
                        ? ""
                        : Objects.requireNonNullElse(read.name().en(), ""),
                basis(id, read.basis()),
                FactFilter.ofCases(read.counts(), message -> fault(id + ": " + message)),
                by,
                read.top(),
                test(id, read, by),
                responsible,
                read.answer() == null ? 0 : days(id, "answer", read.answer(), WORKING_DAYS),
                read.off());
    }

    private String basis(String id, @Nullable Basis basis) {
        if (basis == null || basis.text() == null || !RuleBasis.KINDS.contains(String.valueOf(basis.kind()))) {
            fault(id + ": basis needs a text and a kind: law, policy, practice, hospital or proposal");
            return "";
        }
        return basis.kind() + ": " + basis.text();
    }

    private WarningRule.Test test(String id, Entry read, String by) {
        long tests = Stream.of(read.spike(), read.cluster(), read.threshold(), read.eachCase(), read.compared())
                .filter(Objects::nonNull)
                .count();
        if (tests != 1) {
            fault(id + ": name one of spike, cluster, threshold, each-case and compared");
        }
        if (!by.isEmpty() && (read.eachCase() != null || read.compared() != null)) {
            fault(id + ": each-case and compared have no by");
        }
        if (read.spike() != null) {
            return spike(id, read.spike());
        }
        if (read.cluster() != null) {
            return new WarningRule.Cluster(
                    within(id, "cases", read.cluster().cases(), 3, 2, 10),
                    read.cluster().baseline() == null
                            ? 365
                            : bounded(
                                    id,
                                    "baseline",
                                    days(id, "baseline", read.cluster().baseline(), DAYS),
                                    60),
                    chance(id, read.cluster().chance()));
        }
        if (read.threshold() != null) {
            return new WarningRule.Threshold(
                    days(id, "within", read.threshold().within(), DAYS),
                    within(id, "at-least", read.threshold().atLeast(), 0, 1, 10_000));
        }
        if (read.compared() != null) {
            return compared(id, read.compared());
        }
        return new WarningRule.EachCase(
                read.eachCase() == null ? 1 : days(id, "within", read.eachCase().within(), DAYS));
    }

    private WarningRule.Spike spike(String id, SpikeEntry read) {
        String period = read.period() == null ? "week" : read.period();
        if (!period.equals("week") && !period.equals("month")) {
            fault(id + ": period is week or month");
        }
        boolean isMonthly = period.equals("month");
        return new WarningRule.Spike(
                isMonthly,
                within(id, "baseline", read.baseline(), isMonthly ? 12 : 26, 4, isMonthly ? 24 : 104),
                chance(id, read.chance()),
                within(id, "at-least", read.atLeast(), 3, 2, 10_000));
    }

    private WarningRule.Compared compared(String id, ComparedEntry read) {
        String bad = String.valueOf(read.bad());
        if (read.part() == null || !bad.equals("high") && !bad.equals("low")) {
            fault(id + ": compared needs part, and bad: high or low");
        }
        return new WarningRule.Compared(
                FactFilter.of(read.part(), message -> fault(id + ": " + message)),
                bad.equals("high"),
                days(id, "within", read.within(), DAYS),
                within(id, "at-least", read.atLeast(), 20, 1, 10_000),
                chance(id, read.chance()));
    }

    private int days(String id, String field, @Nullable String text, Pattern pattern) {
        Matcher matcher = pattern.matcher(text == null ? "" : text.strip());
        if (matcher.matches()) {
            int days = Integer.parseInt(matcher.group(1));
            if (days >= 1 && days <= LONGEST_DAYS) {
                return days;
            }
        }
        fault(id + ": " + field + " is such as "
                + (pattern == DAYS ? "30 days, 730 at most" : "10 working-days, 730 at most"));
        return 1;
    }

    private int bounded(String id, String field, int value, int least) {
        return within(id, field, value, value, least, LONGEST_DAYS);
    }

    private int within(String id, String field, @Nullable Integer value, int usual, int least, int most) {
        int number = value == null ? usual : value;
        if (number < least || number > most) {
            fault(id + ": " + field + " is " + least + " to " + most);
        }
        return number;
    }

    private double chance(String id, @Nullable Double value) {
        double chance = value == null ? USUAL_CHANCE : value;
        if (!(chance > 0 && chance <= 0.05)) {
            fault(id + ": chance is more than 0 and at most 0.05");
        }
        return chance;
    }

    private void fault(String message) {
        faults.add(Fault.of(Problem.MAPPING_INVALID, file, 0, message));
    }
}

package org.onestophub.loop.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onestophub.loop.fact.Fact;
import org.onestophub.loop.fact.FactFilter;
import org.onestophub.loop.report.ReportDefinition.SectionRule;

/**
 * Which cases a number of a report counts.
 *
 * @param counts those of its table
 * @param window when they were received
 * @param keys values by their field; {@code total}: any
 * @param top see {@link SectionRule#top}
 * @param crosswalk see {@link SectionRule#crosswalk}
 * @param flow which of those that pass through the time; most numbers count what was received in it
 */
record CasesBehind(
        FactFilter counts,
        Measure measure,
        Window window,
        Map<String, String> keys,
        List<String> top,
        @Nullable Crosswalk crosswalk,
        Flow flow) {

    private static final String TOTAL = "total";

    /** Those of a number; none if the report has no such number any more, or it counts more than cases. */
    static Optional<CasesBehind> of(ReportDefinition report, String section, String row, String column) {
        return report.sections().stream()
                .filter(rule -> rule.id().equals(section))
                .findFirst()
                .flatMap(rule -> of(report, rule, row, column));
    }

    private static Optional<CasesBehind> of(ReportDefinition report, SectionRule rule, String row, String column) {
        FactFilter counts = rule.counts() == null ? report.counts() : rule.counts();
        return switch (rule.shape()) {
            case FIGURES ->
                measure(rule, row)
                        .flatMap(measure -> Optional.ofNullable(windowOf(column))
                                .map(window -> new CasesBehind(
                                        counts,
                                        measure,
                                        window,
                                        Map.of(),
                                        rule.top(),
                                        rule.crosswalk(),
                                        Flow.RECEIVED)));
            case FLOW ->
                Optional.ofNullable(Flow.named(row))
                        .flatMap(flow -> Optional.ofNullable(windowOf(column))
                                .map(window -> new CasesBehind(
                                        counts,
                                        FlowCount.measure(flow),
                                        window,
                                        Map.of(),
                                        rule.top(),
                                        rule.crosswalk(),
                                        flow)));
            case BREAKDOWN -> {
                Window window = column.equals("now") ? null : windowOf(column);
                Optional<Measure> measure = window == null
                        ? measure(rule, column)
                        : Optional.of(rule.measures().get(0)).filter(one -> one.term() == null);
                yield measure.map(one -> new CasesBehind(
                        counts,
                        one,
                        window == null ? Window.NOW : window,
                        Map.of(rule.by(), row),
                        rule.top(),
                        rule.crosswalk(),
                        Flow.RECEIVED));
            }
            case CROSS ->
                Optional.of(new CasesBehind(
                        counts,
                        rule.measures().get(0),
                        Window.NOW,
                        Map.of(rule.by(), row, rule.across(), column.equals("none") ? "" : column),
                        rule.top(),
                        rule.crosswalk(),
                        Flow.RECEIVED));
            case SCORES ->
                (rule.scores() == null
                                ? List.<ScoreRule.Part>of()
                                : rule.scores().parts())
                        .stream()
                                .filter(part -> part.id().equals(row) && column.equals("measured"))
                                .flatMap(part -> Stream.ofNullable(part.measure()))
                                .filter(measure -> measure.term() == null)
                                .findFirst()
                                .map(measure -> new CasesBehind(
                                        counts,
                                        measure,
                                        Window.NOW,
                                        Map.of(),
                                        rule.top(),
                                        rule.crosswalk(),
                                        Flow.RECEIVED));
            case LEDGER, STEPS, REGISTER -> Optional.empty();
        };
    }

    private static Optional<Measure> measure(SectionRule rule, String id) {
        return rule.measures().stream()
                .filter(one -> one.id().equals(id) && one.term() == null)
                .findFirst();
    }

    private static @Nullable Window windowOf(String column) {
        return switch (column) {
            case "now" -> Window.NOW;
            case "before" -> Window.BEFORE;
            case "year-before" -> Window.YEAR_BEFORE;
            default -> null;
        };
    }

    /** True if the case is counted in the report of that period, or is among those that a rate is a share of. */
    boolean isAbout(Fact fact, Period period, Labels labels) {
        if (!flow.holds(fact, window.of(period))
                || !counts.holds(fact)
                || !measure.of().holds(fact)) {
            return false;
        }
        return keys.entrySet().stream().allMatch(key -> {
            Set<String> has = BreakdownCount.keys(fact, key.getKey(), top, crosswalk, labels);
            return key.getValue().equals(TOTAL) ? !has.isEmpty() || keys.size() > 1 : has.contains(key.getValue());
        });
    }

    /** True if the case is counted. */
    boolean isPart(Fact fact) {
        return measure.part().holds(fact);
    }
}

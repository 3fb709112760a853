package org.onestophub.loop.report;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.onestophub.loop.fact.Fact;
import org.onestophub.loop.fact.FactFilter;
import org.onestophub.loop.report.ReportDefinition.SectionRule;
import org.onestophub.loop.report.form.ReportContent.Kind;
import org.onestophub.loop.report.form.ReportContent.Row;
import org.onestophub.loop.report.form.ReportContent.Section;
import org.onestophub.loop.report.form.ReportText;

/** Counts what is brought forward, received, resolved and carried forward, beside the period before and the year before. */
final class FlowCount implements SectionCount {

    private final SectionRule rule;
    private final Frame frame;
    private final Map<Flow, Tally[]> tallies = new EnumMap<>(Flow.class);

    FlowCount(SectionRule rule, Frame frame) {
        this.rule = rule;
        this.frame = frame;
        for (Flow flow : Flow.values()) {
            tallies.put(flow, SectionCount.tallies());
        }
    }

    static Measure measure(Flow flow) {
        return new Measure(flow.id(), flow.label(), Kind.COUNT, FactFilter.ALL, FactFilter.ALL);
    }

    /** Also a case of an earlier day that the period had to deal with. */
    @Override
    public boolean takes(Fact fact, Period time) {
        return Flow.RECEIVED.holds(fact, time) || Flow.BROUGHT.holds(fact, time);
    }

    @Override
    public void add(Fact fact, Window window) {
        tallies.forEach((flow, tally) -> {
            if (flow.holds(fact, window.of(frame.period()))) {
                tally[window.at()].part++;
            }
        });
    }

    @Override
    public Section section() {
        List<Row> rows = tallies.entrySet().stream()
                .map(flow -> frame.figure(measure(flow.getKey()), flow.getValue()))
                .toList();
        return new Section(
                rule.id(),
                rule.title(),
                rule.note(),
                false,
                false,
                new ReportText("结转", "forward"),
                frame.figureColumns(),
                rows);
    }
}

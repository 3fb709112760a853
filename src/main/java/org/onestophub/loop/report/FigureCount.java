package org.onestophub.loop.report;

import java.util.ArrayList;
import java.util.List;
import org.onestophub.loop.fact.Fact;
import org.onestophub.loop.register.RegisterFact;
import org.onestophub.loop.report.ReportDefinition.SectionRule;
import org.onestophub.loop.report.form.ReportContent.Row;
import org.onestophub.loop.report.form.ReportContent.Section;
import org.onestophub.loop.report.form.ReportText;

/** Counts a row for each measure, beside the period before and the year before. */
final class FigureCount implements SectionCount {

    private final SectionRule rule;
    private final Frame frame;
    private final List<Tally[]> tallies = new ArrayList<>();

    FigureCount(SectionRule rule, Frame frame) {
        this.rule = rule;
        this.frame = frame;
        rule.measures().forEach(measure -> tallies.add(SectionCount.tallies()));
    }

    @Override
    public void add(Fact fact, Window window) {
        for (int i = 0; i < tallies.size(); i++) {
            rule.measures().get(i).count(fact, tallies.get(i)[window.at()]);
        }
    }

    @Override
    public void add(RegisterFact entry, Window window) {
        boolean isWithin = window.of(frame.period()).holds(entry);
        for (int i = 0; i < tallies.size(); i++) {
            rule.measures().get(i).count(entry, isWithin, tallies.get(i)[window.at()]);
        }
    }

    @Override
    public Section section() {
        List<Row> rows = new ArrayList<>();
        boolean isLacking = false;
        for (int i = 0; i < tallies.size(); i++) {
            Measure measure = rule.measures().get(i);
            Tally[] one = tallies.get(i);
            for (Window window : frame.windows()) {
                isLacking |= measure.isLacking(one[window.at()], frame.scope(window));
            }
            rows.add(frame.figure(measure, one));
        }
        return new Section(
                rule.id(),
                rule.title(),
                Frame.note(rule, isLacking),
                false,
                false,
                new ReportText("指标", "figure"),
                frame.figureColumns(),
                rows);
    }
}

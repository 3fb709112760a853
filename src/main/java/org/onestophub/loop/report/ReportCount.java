package org.onestophub.loop.report;

import java.util.ArrayList;
import java.util.List;
import org.onestophub.complaint.CodeLists;
import org.onestophub.loop.fact.Condition;
import org.onestophub.loop.fact.Fact;
import org.onestophub.loop.report.ReportDefinition.SectionRule;
import org.onestophub.loop.report.form.ReportContent.Section;

/** Counts facts for all tables of a report. */
final class ReportCount {

    private final ReportDefinition report;
    private final Period period;
    private final List<SectionCount> sections = new ArrayList<>();

    ReportCount(ReportDefinition report, Period period, CodeLists lists) {
        this.report = report;
        this.period = period;
        SectionCount.Frame frame = new SectionCount.Frame(period, new Labels(lists), report.hiddenBelow());
        report.sections().forEach(rule -> sections.add(SectionCount.of(rule, frame)));
    }

    void add(Fact fact) {
        for (Window window : Window.values()) {
            if (!window.of(period).holds(fact.receivedOn())) {
                continue;
            }
            for (int i = 0; i < sections.size(); i++) {
                SectionRule rule = report.sections().get(i);
                Condition counts = rule.counts() == null ? report.counts() : rule.counts();
                if (counts.holds(fact)) {
                    sections.get(i).add(fact, window);
                }
            }
        }
    }

    List<Section> sections() {
        return sections.stream().map(SectionCount::section).toList();
    }
}

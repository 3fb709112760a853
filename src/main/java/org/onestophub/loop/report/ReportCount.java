package org.onestophub.loop.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.loop.fact.CaseStep;
import org.onestophub.loop.fact.Fact;
import org.onestophub.loop.fact.FactFilter;
import org.onestophub.loop.register.RegisterFact;
import org.onestophub.loop.report.ReportDefinition.SectionRule;
import org.onestophub.loop.report.form.ReportContent.Section;

/** Counts facts for all tables of a report. */
final class ReportCount {

    private final ReportDefinition report;
    private final Period period;
    private final Map<Window, Set<String>> institutions = new EnumMap<>(Window.class);
    private final List<SectionCount> sections = new ArrayList<>();

    ReportCount(ReportDefinition report, Period period, CodeLists lists) {
        this.report = report;
        this.period = period;
        SectionCount.Frame frame =
                new SectionCount.Frame(period, new Labels(lists), report.hiddenBelow(), institutions);
        report.sections().forEach(rule -> sections.add(SectionCount.of(rule, frame)));
    }

    void add(Fact fact) {
        for (Window window : Window.values()) {
            Period time = window.of(period);
            if (time.holds(fact.receivedOn())) {
                know(fact.institution(), window);
            }
            for (int i = 0; i < sections.size(); i++) {
                SectionRule rule = report.sections().get(i);
                FactFilter counts = rule.counts() == null ? report.counts() : rule.counts();
                if (sections.get(i).takes(fact, time) && counts.holds(fact)) {
                    sections.get(i).add(fact, window);
                }
            }
        }
    }

    /** Counts an entry of a register; a section's choice of cases does not matter to it. */
    void add(RegisterFact entry) {
        for (Window window : Window.values()) {
            if (window.of(period).touches(entry)) {
                know(entry.institution(), window);
                sections.forEach(section -> section.add(entry, window));
            }
        }
    }

    /** Takes a step of a case for the ledgers that list it. */
    void add(CaseStep step) {
        sections.forEach(section -> section.add(step));
    }

    private void know(String institution, Window window) {
        institutions.computeIfAbsent(window, key -> new HashSet<>()).add(institution);
    }

    List<Section> sections() {
        return sections.stream().map(SectionCount::section).toList();
    }
}

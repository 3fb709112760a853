package org.onestophub.loop.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.onestophub.loop.fact.Fact;
import org.onestophub.loop.register.RegisterFact;
import org.onestophub.loop.report.ReportDefinition.SectionRule;
import org.onestophub.loop.report.form.ReportContent.Cell;
import org.onestophub.loop.report.form.ReportContent.Column;
import org.onestophub.loop.report.form.ReportContent.Kind;
import org.onestophub.loop.report.form.ReportContent.Row;
import org.onestophub.loop.report.form.ReportContent.Section;
import org.onestophub.loop.report.form.ReportText;

/** Counts a row for each value of a field. A case counts once in the total and once in each of its rows. */
final class BreakdownCount implements SectionCount {

    /** Fields of which a case may have several values. */
    static final Set<String> OF_SUBJECTS = Set.of(
            "category",
            "department",
            "staff-role",
            "core-system",
            "immediate-change",
            "helper",
            "flag",
            "mark",
            "happened",
            "met",
            "missed",
            "open",
            "due",
            "repeat");

    /** Fields whose rows also have the cases without a value. */
    private static final Set<String> COMPLETE =
            Set.of("category", "department", "channel", "type", "institution", "state");

    private final SectionRule rule;
    private final Frame frame;
    private final Map<String, Tally[][]> rows = new TreeMap<>();
    private final Map<String, ReportText> names = new TreeMap<>();
    private final Tally[][] total;

    BreakdownCount(SectionRule rule, Frame frame) {
        this.rule = rule;
        this.frame = frame;
        this.total = tallies();
    }

    /** The values of a field under which a case is counted. */
    static Set<String> keys(Fact fact, String field, List<String> top, @Nullable Crosswalk crosswalk, Labels labels) {
        Set<String> keys = new LinkedHashSet<>();
        for (String value : fact.values(field)) {
            String own = top.contains(field) ? labels.topOf(field, value) : value;
            keys.add(crosswalk == null || own.isEmpty() ? own : labels.crossed(field, own, crosswalk));
        }
        if (keys.isEmpty() && COMPLETE.contains(field)) {
            keys.add("");
        }
        return keys;
    }

    @Override
    public void add(Fact fact, Window window) {
        Set<String> keys = keys(fact, rule.by(), rule.top(), rule.crosswalk(), frame.labels());
        if (!keys.isEmpty()) {
            count(fact, total, window);
        }
        for (String key : keys) {
            count(fact, rows.computeIfAbsent(key, value -> tallies()), window);
            if (rule.by().equals("institution")
                    && window == Window.NOW
                    && !fact.institutionName().isEmpty()) {
                names.put(key, ReportText.same(fact.institutionName()));
            }
        }
    }

    private Tally[][] of(String key) {
        return Objects.requireNonNull(rows.get(key), "a key of the rows");
    }

    private Tally[][] tallies() {
        Tally[][] tallies = new Tally[rule.measures().size()][];
        for (int i = 0; i < tallies.length; i++) {
            tallies[i] = SectionCount.tallies();
        }
        return tallies;
    }

    private void count(Fact fact, Tally[][] tallies, Window window) {
        for (int i = 0; i < tallies.length; i++) {
            rule.measures().get(i).count(fact, tallies[i][window.at()]);
        }
    }

    @Override
    public void add(RegisterFact entry, Window window) {
        Period time = window.of(frame.period());
        for (int i = 0; i < rule.measures().size(); i++) {
            Measure measure = rule.measures().get(i);
            if (!measure.counts(entry)) {
                continue;
            }
            measure.count(entry, time.holds(entry), total[i][window.at()]);
            if (!rule.by().equals("month")) {
                countPart(entry, measure, i, window);
                continue;
            }
            for (int month = 0; month < time.months(); month++) {
                Period one = new Period(time.from().plusMonths(month), 1);
                if (one.touches(entry)) {
                    Tally[] row = rows.computeIfAbsent(one.name(), value -> tallies())[i];
                    measure.count(entry, one.holds(entry), row[window.at()]);
                }
            }
        }
    }

    /** Counts an entry about a part, such as a department, under the top of its tree; one about the whole is in the total alone. */
    private void countPart(RegisterFact entry, Measure measure, int at, Window window) {
        String part = entry.word(measure.wholeColumn());
        if (!part.isEmpty()) {
            Tally[] row = rows.computeIfAbsent(frame.labels().topOf(rule.by(), part), value -> tallies())[at];
            measure.count(entry, window.of(frame.period()).holds(entry), row[window.at()]);
        }
    }

    /** What a row counts now. */
    private Measure.Scope scopeOf(String key) {
        Measure.Scope all = frame.scope(Window.NOW);
        return rule.by().equals("month") && !key.equals("total")
                ? new Measure.Scope(Period.named(key), all.institutions(), all.labels())
                : all;
    }

    @Override
    public Section section() {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < rule.measures().size(); i++) {
            Measure measure = rule.measures().get(i);
            columns.add(new Column(measure.id(), measure.name(), measure.kind()));
            if (i == 0 && measure.kind() == Kind.COUNT) {
                columns.add(new Column("share", new ReportText("占比", "share"), Kind.RATE));
            }
            if (i == 0 && rule.compare()) {
                columns.addAll(frame.comparison(measure.kind()));
            }
        }
        List<String> keys = shown();
        boolean[][][] hidden = hidden(keys);
        List<Row> shown = new ArrayList<>();
        for (int row = 0; row < keys.size(); row++) {
            String key = keys.get(row);
            ReportText label = names.getOrDefault(
                    key,
                    rule.crosswalk() == null || key.isEmpty()
                            ? frame.labels().of(rule.by(), key)
                            : frame.labels().ofCrossed(rule.crosswalk(), key));
            shown.add(new Row(key, label, null, cells(key, of(key), hidden[row])));
        }
        shown.add(new Row("total", Labels.TOTAL, null, cells("total", total, hidden[keys.size()])));
        boolean isLacking = false;
        for (int i = 0; i < rule.measures().size(); i++) {
            isLacking |= rule.measures().get(i).isLacking(total[i][0], scopeOf("total"));
            for (String key : keys) {
                isLacking |= rule.measures().get(i).isLacking(of(key)[i][0], scopeOf(key));
            }
        }
        return new Section(
                rule.id(),
                rule.title(),
                Frame.note(rule, isLacking),
                OF_SUBJECTS.contains(rule.by()),
                rule.chart(),
                Labels.name(rule.by()),
                columns,
                shown);
    }

    private List<Cell> cells(String key, Tally[][] tallies, boolean[][] hidden) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < tallies.length; i++) {
            Measure measure = rule.measures().get(i);
            Kind kind = measure.kind();
            Tally now = tallies[i][0];
            cells.add(hidden[i][0] ? Cell.HIDDEN : Cell.of(measure.number(now, scopeOf(key))));
            if (i == 0 && kind == Kind.COUNT) {
                cells.add(hidden[i][0] ? Cell.HIDDEN : Cell.of(Tally.share(now.part, total[i][0].part)));
            }
            if (i == 0 && rule.compare()) {
                cells.addAll(frame.comparison(measure, tallies[i], hidden[i]));
            }
        }
        return cells;
    }

    /** Months in their order, all else by its first number. */
    private List<String> shown() {
        Comparator<String> order =
                Comparator.<String>comparingLong(key -> -of(key)[0][0].part).thenComparing(Comparator.naturalOrder());
        return rows.keySet().stream()
                .filter(key -> isShown(of(key)))
                .sorted(rule.by().equals("month") ? Comparator.naturalOrder() : order)
                .toList();
    }

    private boolean isShown(Tally[][] tallies) {
        for (Tally[] measure : tallies) {
            if (measure[0].of > 0 && measure == tallies[0] && measure[0].part > 0
                    || measure != tallies[0] && measure[0].part > 0
                    || measure[0].entered != null
                    || measure[0].isPartly) {
                return true;
            }
        }
        return rule.compare() && (tallies[0][1].part > 0 || frame.hasYearBefore() && tallies[0][2].part > 0);
    }

    /** By row, measure and time; the last row is the total. */
    private boolean[][][] hidden(List<String> keys) {
        boolean[][][] hidden = new boolean[keys.size() + 1][rule.measures().size()][Window.COUNT];
        for (int i = 0; i < rule.measures().size(); i++) {
            Measure measure = rule.measures().get(i);
            for (int window = 0; window < Window.COUNT; window++) {
                long[][] values = new long[keys.size() + 1][1];
                boolean[][] small = new boolean[keys.size() + 1][1];
                for (int row = 0; row <= keys.size(); row++) {
                    Tally tally = (row == keys.size() ? total : of(keys.get(row)))[i][window];
                    values[row][0] = measure.size(tally, frame.labels());
                    small[row][0] = measure.isSmall(tally, frame.hiddenBelow(), frame.labels());
                }
                if (measure.addsUp()) {
                    HiddenNumbers.of(values, small, false, frame.hiddenBelow());
                }
                for (int row = 0; row <= keys.size(); row++) {
                    hidden[row][i][window] = small[row][0];
                }
            }
        }
        return hidden;
    }
}

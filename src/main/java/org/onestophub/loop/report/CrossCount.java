package org.onestophub.loop.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.onestophub.loop.fact.Fact;
import org.onestophub.loop.report.ReportDefinition.SectionRule;
import org.onestophub.loop.report.form.ReportContent.Cell;
import org.onestophub.loop.report.form.ReportContent.Column;
import org.onestophub.loop.report.form.ReportContent.Kind;
import org.onestophub.loop.report.form.ReportContent.Row;
import org.onestophub.loop.report.form.ReportContent.Section;
import org.onestophub.loop.report.form.ReportText;

/** Counts a row for each value of a field and a column for each value of another, of one measure. */
final class CrossCount implements SectionCount {

    /** A page is too narrow for more; the rest stands in the total alone. */
    private static final int MOST_COLUMNS = 8;

    private static final String SUM = "total";

    private final SectionRule rule;
    private final Frame frame;
    private final Measure measure;
    private final Map<String, Map<String, Tally>> cells = new TreeMap<>();
    private final Map<String, Map<String, ReportText>> names = new TreeMap<>();

    CrossCount(SectionRule rule, Frame frame) {
        this.rule = rule;
        this.frame = frame;
        this.measure = rule.measures().get(0);
    }

    @Override
    public void add(Fact fact, Window window) {
        if (window != Window.NOW) {
            return;
        }
        List<String> rows = new ArrayList<>(BreakdownCount.keys(fact, rule.by(), rule.top(), null, frame.labels()));
        List<String> columns =
                new ArrayList<>(BreakdownCount.keys(fact, rule.across(), rule.top(), null, frame.labels()));
        name(rule.by(), rows, fact);
        name(rule.across(), columns, fact);
        rows.add(SUM);
        columns.add(SUM);
        for (String row : rows) {
            for (String column : columns) {
                measure.count(
                        fact,
                        cells.computeIfAbsent(row, key -> new TreeMap<>()).computeIfAbsent(column, key -> new Tally()));
            }
        }
    }

    private void name(String field, List<String> keys, Fact fact) {
        if (field.equals("institution") && !fact.institutionName().isEmpty()) {
            keys.forEach(key -> names.computeIfAbsent(field, one -> new TreeMap<>())
                    .put(key, ReportText.same(fact.institutionName())));
        }
    }

    @Override
    public Section section() {
        List<String> rows = ordered(cells.keySet(), key -> tally(key, SUM).part, rule.by());
        List<String> columns =
                ordered(cells.getOrDefault(SUM, Map.of()).keySet(), key -> tally(SUM, key).part, rule.across());
        if (columns.size() > MOST_COLUMNS) {
            columns = new ArrayList<>(columns.subList(0, MOST_COLUMNS));
        }
        rows.add(SUM);
        columns.add(SUM);
        boolean[][] hidden = hidden(rows, columns);
        List<Row> shown = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            List<Cell> line = new ArrayList<>();
            for (int column = 0; column < columns.size(); column++) {
                line.add(
                        hidden[row][column]
                                ? Cell.HIDDEN
                                : Cell.of(measure.number(
                                        tally(rows.get(row), columns.get(column)), frame.scope(Window.NOW))));
            }
            shown.add(new Row(rows.get(row), label(rule.by(), rows.get(row)), null, line));
        }
        List<Column> heads = columns.stream()
                .map(key -> new Column(key.isEmpty() ? "none" : key, label(rule.across(), key), measure.kind()))
                .toList();
        boolean isOfSubjects =
                BreakdownCount.OF_SUBJECTS.contains(rule.by()) || BreakdownCount.OF_SUBJECTS.contains(rule.across());
        return new Section(
                rule.id(), rule.title(), rule.note(), isOfSubjects, false, Labels.name(rule.by()), heads, shown);
    }

    private ReportText label(String field, String key) {
        if (key.equals(SUM)) {
            return Labels.TOTAL;
        }
        return names.getOrDefault(field, Map.of())
                .getOrDefault(key, frame.labels().of(field, key));
    }

    private static List<String> ordered(
            Iterable<String> keys, java.util.function.ToLongFunction<String> size, String field) {
        List<String> ordered = new ArrayList<>();
        keys.forEach(key -> {
            if (!key.equals(SUM) && size.applyAsLong(key) > 0) {
                ordered.add(key);
            }
        });
        Comparator<String> order = Comparator.<String>comparingLong(key -> -size.applyAsLong(key))
                .thenComparing(Comparator.naturalOrder());
        ordered.sort(field.equals("month") ? Comparator.naturalOrder() : order);
        return ordered;
    }

    private Tally tally(String row, String column) {
        return cells.getOrDefault(row, Map.of()).getOrDefault(column, new Tally());
    }

    private boolean[][] hidden(List<String> rows, List<String> columns) {
        long[][] values = new long[rows.size()][columns.size()];
        boolean[][] small = new boolean[rows.size()][columns.size()];
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < columns.size(); column++) {
                Tally tally = tally(rows.get(row), columns.get(column));
                values[row][column] = tally.part;
                small[row][column] = measure.isSmall(tally, frame.hiddenBelow(), frame.labels());
            }
        }
        return measure.kind() == Kind.RATE ? small : HiddenNumbers.of(values, small, true, frame.hiddenBelow());
    }
}

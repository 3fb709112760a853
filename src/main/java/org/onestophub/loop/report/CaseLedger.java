package org.onestophub.loop.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.onestophub.loop.report.ReportDefinition.SectionRule;
import org.onestophub.loop.report.SectionCount.Frame;
import org.onestophub.loop.report.form.ReportContent.Cell;
import org.onestophub.loop.report.form.ReportContent.Column;
import org.onestophub.loop.report.form.ReportContent.Kind;
import org.onestophub.loop.report.form.ReportContent.Row;
import org.onestophub.loop.report.form.ReportContent.Section;
import org.onestophub.loop.report.form.ReportText;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * A table with a row for each of something that is a case's; the number of the case leads to it.
 *
 * @param <T> what a row is about
 */
final class CaseLedger<T> {

    /** More than this nobody reads, and a document of it could not be opened. */
    private static final int MOST_ROWS = 20_000;

    private final SectionRule rule;
    private final Frame frame;
    private final Map<String, Field<T>> fields;
    private final List<T> all = new ArrayList<>();

    /** @param fields what it can show, by name */
    CaseLedger(SectionRule rule, Frame frame, Map<String, Field<T>> fields) {
        this.rule = rule;
        this.frame = frame;
        this.fields = fields;
    }

    /** A column of a ledger. */
    record Field<T>(ReportText title, Kind kind, BiFunction<T, Labels, Cell> cell) {

        /** A column of words that are the same in both languages. */
        static <T> Field<T> plain(String zh, String en, Function<T, String> value) {
            return text(new ReportText(zh, en), (one, labels) -> ReportText.same(value.apply(one)));
        }

        /** A column of words. */
        static <T> Field<T> text(ReportText title, BiFunction<T, Labels, ReportText> value) {
            return new Field<>(title, Kind.TEXT, (one, labels) -> Cell.of(value.apply(one, labels)));
        }
    }

    void add(T one) {
        add(all, one);
    }

    /**
     * Adds what becomes a row of a table.
     * @throws ProblemException RP-102 if the table is full, with the period as the field
     */
    static <T> void add(List<T> rows, T one) {
        if (rows.size() == MOST_ROWS) {
            throw new ProblemException(Problem.REPORT_TOO_LONG, "period");
        }
        rows.add(one);
    }

    /** The table. */
    Section section(Comparator<T> order, Function<T, String> number) {
        List<Field<T>> shown = rule.fields().stream()
                .map(name -> Objects.requireNonNull(fields.get(name), "the file was read"))
                .toList();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            columns.add(new Column(
                    rule.fields().get(i), shown.get(i).title(), shown.get(i).kind()));
        }
        all.sort(order);
        List<Row> rows = all.stream()
                .map(one -> new Row(
                        number.apply(one),
                        ReportText.same(number.apply(one)),
                        null,
                        shown.stream()
                                .map(field -> field.cell().apply(one, frame.labels()))
                                .toList()))
                .toList();
        return new Section(
                rule.id(), rule.title(), rule.note(), false, false, new ReportText("编号", "number"), columns, rows);
    }
}

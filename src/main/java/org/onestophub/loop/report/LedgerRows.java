package org.onestophub.loop.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.onestophub.loop.fact.Fact;
import org.onestophub.loop.report.ReportDefinition.SectionRule;
import org.onestophub.loop.report.form.ReportContent.Cell;
import org.onestophub.loop.report.form.ReportContent.Column;
import org.onestophub.loop.report.form.ReportContent.Kind;
import org.onestophub.loop.report.form.ReportContent.Row;
import org.onestophub.loop.report.form.ReportContent.Section;
import org.onestophub.loop.report.form.ReportText;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Lists the cases of a period, oldest first, without anything that names a person: the number leads to the case. */
final class LedgerRows implements SectionCount {

    /** What a ledger can show of a case, by name. */
    static final Map<String, Field> FIELDS = fields();

    /** More than this nobody reads, and a document of it could not be opened. */
    private static final int MOST_ROWS = 20_000;

    private final SectionRule rule;
    private final Frame frame;
    private final List<Fact> facts = new ArrayList<>();

    LedgerRows(SectionRule rule, Frame frame) {
        this.rule = rule;
        this.frame = frame;
    }

    /** A column of a ledger. */
    record Field(ReportText title, Kind kind, BiFunction<Fact, Labels, Cell> cell) {}

    private static Map<String, Field> fields() {
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put(
                "received", text("收到日期", "received", fact -> fact.receivedOn().toString()));
        coded(fields, "channel");
        coded(fields, "type");
        coded(fields, "category");
        coded(fields, "department");
        coded(fields, "state");
        coded(fields, "forum");
        coded(fields, "not-handled");
        coded(fields, "satisfaction");
        fields.put(
                "closed",
                text(
                        "办结日期",
                        "closed",
                        fact -> fact.closedOn() == null ? "" : fact.closedOn().toString()));
        fields.put(
                "payout",
                new Field(
                        new ReportText("赔付金额（元）", "paid (yuan)"),
                        Kind.MONEY,
                        (fact, labels) -> Cell.of(fact.payout())));
        fields.put(
                "overdue",
                new Field(
                        new ReportText("逾期", "overdue"),
                        Kind.TEXT,
                        (fact, labels) ->
                                Cell.of(fact.missed().isEmpty() ? ReportText.same("") : new ReportText("是", "yes"))));
        return fields;
    }

    private static Field text(String zh, String en, java.util.function.Function<Fact, String> value) {
        return new Field(
                new ReportText(zh, en), Kind.TEXT, (fact, labels) -> Cell.of(ReportText.same(value.apply(fact))));
    }

    private static void coded(Map<String, Field> fields, String field) {
        fields.put(field, new Field(Labels.name(field), Kind.TEXT, (fact, labels) -> {
            List<ReportText> all = fact.values(field).stream()
                    .filter(value -> !value.isEmpty())
                    .map(value -> labels.of(field, value))
                    .toList();
            return Cell.of(new ReportText(
                    String.join("、", all.stream().map(ReportText::zh).toList()),
                    String.join(", ", all.stream().map(ReportText::en).toList())));
        }));
    }

    @Override
    public void add(Fact fact, Window window) {
        if (window != Window.NOW) {
            return;
        }
        if (facts.size() == MOST_ROWS) {
            throw new ProblemException(Problem.REPORT_TOO_LONG, "period");
        }
        facts.add(fact);
    }

    @Override
    public Section section() {
        List<Field> shown = rule.fields().stream().map(LedgerRows::fieldOf).toList();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            columns.add(new Column(
                    rule.fields().get(i), shown.get(i).title(), shown.get(i).kind()));
        }
        facts.sort(Comparator.comparing(Fact::receivedOn).thenComparing(Fact::number));
        List<Row> rows = facts.stream()
                .map(fact -> new Row(
                        fact.number(),
                        ReportText.same(fact.number()),
                        null,
                        shown.stream()
                                .map(field -> field.cell().apply(fact, frame.labels()))
                                .toList()))
                .toList();
        return new Section(
                rule.id(), rule.title(), rule.note(), false, false, new ReportText("编号", "number"), columns, rows);
    }

    private static Field fieldOf(String name) {
        Field field = FIELDS.get(name);
        if (field == null) {
            throw new IllegalStateException("the file was read");
        }
        return field;
    }
}

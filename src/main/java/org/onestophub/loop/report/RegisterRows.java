package org.onestophub.loop.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.onestophub.complaint.list.Register;
import org.onestophub.complaint.list.Register.Column;
import org.onestophub.complaint.list.Register.ValueType;
import org.onestophub.loop.fact.Fact;
import org.onestophub.loop.register.RegisterFact;
import org.onestophub.loop.report.ReportDefinition.SectionRule;
import org.onestophub.loop.report.form.ReportContent;
import org.onestophub.loop.report.form.ReportContent.Cell;
import org.onestophub.loop.report.form.ReportContent.Kind;
import org.onestophub.loop.report.form.ReportContent.Row;
import org.onestophub.loop.report.form.ReportContent.Section;
import org.onestophub.loop.report.form.ReportText;

/** Lists the entries of a register in a period, oldest first, without the columns that name people. */
final class RegisterRows implements SectionCount {

    private final SectionRule rule;
    private final Frame frame;
    private final Register register;
    private final List<RegisterFact> entries = new ArrayList<>();

    RegisterRows(SectionRule rule, Frame frame) {
        this.rule = rule;
        this.frame = frame;
        this.register = Objects.requireNonNull(rule.register(), "a table of a register");
    }

    @Override
    public void add(Fact fact, Window window) {
        // cases stand in no register
    }

    @Override
    public void add(RegisterFact entry, Window window) {
        if (window != Window.NOW
                || !entry.register().equals(register.name())
                || !RegisterTerm.holds(rule.where(), entry)) {
            return;
        }
        CaseLedger.add(entries, entry);
    }

    @Override
    public Section section() {
        List<Column> shown = rule.fields().stream()
                .map(code -> register.column(code).orElseThrow())
                .toList();
        entries.sort(Comparator.comparing(RegisterFact::from).thenComparing(RegisterFact::key));
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            RegisterFact entry = entries.get(i);
            rows.add(new Row(
                    String.valueOf(i + 1),
                    ReportText.same(entry.word(register.day())),
                    null,
                    shown.stream().map(column -> cell(entry, column)).toList()));
        }
        List<ReportContent.Column> heads = shown.stream()
                .map(column -> new ReportContent.Column(
                        column.code(),
                        new ReportText(column.zh(), column.en()),
                        column.type() == ValueType.NUMBER ? Kind.COUNT : Kind.TEXT))
                .toList();
        String zh = register.column(register.day()).map(Column::zh).orElse("日期");
        String en = register.column(register.day()).map(Column::en).orElse("date");
        return new Section(rule.id(), rule.title(), rule.note(), false, false, new ReportText(zh, en), heads, rows);
    }

    private Cell cell(RegisterFact entry, Column column) {
        if (column.type() == ValueType.NUMBER) {
            return entry.values().path(column.code()).isNumber()
                    ? Cell.of(entry.values().path(column.code()).decimalValue())
                    : Cell.NONE;
        }
        String word = entry.word(column.code());
        if (column.type() == ValueType.YES_NO && !word.isEmpty()) {
            return Cell.of(word.equals("yes") ? new ReportText("是", "yes") : new ReportText("否", "no"));
        }
        boolean isCode = column.type() == ValueType.CODE && !word.isEmpty();
        return Cell.of(isCode ? frame.labels().inList(column.list(), word) : ReportText.same(word));
    }
}

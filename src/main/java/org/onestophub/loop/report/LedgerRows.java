package org.onestophub.loop.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.onestophub.loop.fact.Fact;
import org.onestophub.loop.report.CaseLedger.Field;
import org.onestophub.loop.report.ReportDefinition.SectionRule;
import org.onestophub.loop.report.form.ReportContent.Cell;
import org.onestophub.loop.report.form.ReportContent.Kind;
import org.onestophub.loop.report.form.ReportContent.Section;
import org.onestophub.loop.report.form.ReportText;

/** Lists the cases of a period, oldest first, without anything that names a person: the number leads to the case. */
final class LedgerRows implements SectionCount {

    /** What a ledger can show of a case, by name. */
    static final Map<String, Field<Fact>> FIELDS = fields();

    private final CaseLedger<Fact> ledger;

    LedgerRows(SectionRule rule, Frame frame) {
        this.ledger = new CaseLedger<>(rule, frame, FIELDS);
    }

    private static Map<String, Field<Fact>> fields() {
        Map<String, Field<Fact>> fields = new LinkedHashMap<>();
        fields.put(
                "received",
                Field.plain("收到日期", "received", fact -> fact.receivedOn().toString()));
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
                Field.plain(
                        "办结日期",
                        "closed",
                        fact -> fact.closedOn() == null ? "" : fact.closedOn().toString()));
        fields.put(
                "payout",
                new Field<>(
                        new ReportText("赔付金额（元）", "paid (yuan)"),
                        Kind.MONEY,
                        (fact, labels) -> Cell.of(fact.payout())));
        fields.put(
                "overdue",
                Field.text(
                        new ReportText("逾期", "overdue"),
                        (fact, labels) -> fact.missed().isEmpty() ? ReportText.same("") : new ReportText("是", "yes")));
        return fields;
    }

    private static void coded(Map<String, Field<Fact>> fields, String field) {
        fields.put(field, Field.text(Labels.name(field), (fact, labels) -> {
            List<ReportText> all = fact.values(field).stream()
                    .filter(value -> !value.isEmpty())
                    .map(value -> labels.of(field, value))
                    .toList();
            return new ReportText(
                    String.join("、", all.stream().map(ReportText::zh).toList()),
                    String.join(", ", all.stream().map(ReportText::en).toList()));
        }));
    }

    @Override
    public void add(Fact fact, Window window) {
        if (window == Window.NOW) {
            ledger.add(fact);
        }
    }

    @Override
    public Section section() {
        return ledger.section(Comparator.comparing(Fact::receivedOn).thenComparing(Fact::number), Fact::number);
    }
}

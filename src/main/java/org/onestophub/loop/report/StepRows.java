package org.onestophub.loop.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.onestophub.loop.fact.CaseStep;
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

/**
 * Lists what happened to cases within a period, or what is still sealed at its end, oldest first. The day of the event counts, not
 * that of the complaint.
 */
final class StepRows implements SectionCount {

    /** What a ledger can show of a step, by name. */
    static final Map<String, Field> FIELDS = fields();

    private static final int MOST_ROWS = 20_000;

    private final SectionRule rule;
    private final Frame frame;
    private final List<CaseStep> steps = new ArrayList<>();

    StepRows(SectionRule rule, Frame frame) {
        this.rule = rule;
        this.frame = frame;
    }

    /** A column of a ledger. */
    record Field(ReportText title, BiFunction<CaseStep, Labels, ReportText> text) {}

    private static Map<String, Field> fields() {
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put("day", plain("日期", "day", step -> step.day().toString()));
        fields.put("type", coded("事项", "what", "status-type", CaseStep::type));
        fields.put("kind", new Field(new ReportText("封存对象", "what is sealed"), (step, labels) -> switch (step.kind()) {
            case "record" -> new ReportText("病历资料", "records");
            case "object" -> new ReportText("现场实物", "object");
            default -> ReportText.same("");
        }));
        fields.put("seal", plain("封存编号", "number of the seal", CaseStep::seal));
        fields.put("holder", coded("保管科室", "held by", "department", CaseStep::holder));
        fields.put("undone", plain("启封日期", "opened", step -> {
            LocalDate undone = step.undone();
            return undone == null ? "" : undone.toString();
        }));
        fields.put("to", coded("接收部门", "handed to", "department", CaseStep::to));
        fields.put("forum", coded("解决途径", "way of settlement", "forum", CaseStep::forum));
        fields.put("level", coded("事件等级", "level", "event-level", CaseStep::level));
        fields.put("reference", plain("文书编号", "number of the paper", CaseStep::reference));
        return fields;
    }

    private static Field plain(String zh, String en, Function<CaseStep, String> value) {
        return new Field(new ReportText(zh, en), (step, labels) -> ReportText.same(value.apply(step)));
    }

    private static Field coded(String zh, String en, String list, Function<CaseStep, String> code) {
        return new Field(new ReportText(zh, en), (step, labels) -> labels.inList(list, code.apply(step)));
    }

    @Override
    public void add(Fact fact, Window window) {
        // cases have a ledger of their own
    }

    @Override
    public void add(CaseStep step) {
        LocalDate end = frame.period().end();
        boolean isListed = rule.held() ? step.isHeldBefore(end) : frame.period().holds(step.day());
        if (!isListed || !rule.steps().contains(step.type())) {
            return;
        }
        if (steps.size() == MOST_ROWS) {
            throw new ProblemException(Problem.REPORT_TOO_LONG, "period");
        }
        steps.add(step);
    }

    @Override
    public Section section() {
        List<Column> columns = rule.fields().stream()
                .map(name -> new Column(name, field(name).title(), Kind.TEXT))
                .toList();
        steps.sort(Comparator.comparing(CaseStep::day).thenComparing(CaseStep::number));
        List<Row> rows = steps.stream()
                .map(step -> new Row(
                        step.number(),
                        ReportText.same(step.number()),
                        null,
                        rule.fields().stream()
                                .map(name -> Cell.of(field(name).text().apply(step, frame.labels())))
                                .toList()))
                .toList();
        return new Section(
                rule.id(), rule.title(), rule.note(), false, false, new ReportText("编号", "number"), columns, rows);
    }

    private static Field field(String name) {
        Field field = FIELDS.get(name);
        if (field == null) {
            throw new IllegalStateException("the file was read");
        }
        return field;
    }
}

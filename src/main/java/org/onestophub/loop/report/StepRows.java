package org.onestophub.loop.report;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.onestophub.loop.fact.CaseStep;
import org.onestophub.loop.fact.Fact;
import org.onestophub.loop.report.CaseLedger.Field;
import org.onestophub.loop.report.ReportDefinition.SectionRule;
import org.onestophub.loop.report.form.ReportContent.Section;
import org.onestophub.loop.report.form.ReportText;

/**
 * Lists what happened to cases within a period, or what is still sealed at its end, oldest first. The day of the event counts, not
 * that of the complaint.
 */
final class StepRows implements SectionCount {

    /** What a ledger can show of a step, by name. */
    static final Map<String, Field<CaseStep>> FIELDS = fields();

    private final SectionRule rule;
    private final Frame frame;
    private final CaseLedger<CaseStep> ledger;

    StepRows(SectionRule rule, Frame frame) {
        this.rule = rule;
        this.frame = frame;
        this.ledger = new CaseLedger<>(rule, frame, FIELDS);
    }

    private static Map<String, Field<CaseStep>> fields() {
        Map<String, Field<CaseStep>> fields = new LinkedHashMap<>();
        fields.put("day", Field.plain("日期", "day", step -> step.day().toString()));
        fields.put("type", coded("事项", "what", "status-type", CaseStep::type));
        fields.put("kind", Field.text(new ReportText("封存对象", "what is sealed"), (step, labels) -> switch (step.kind()) {
            case "record" -> new ReportText("病历资料", "records");
            case "object" -> new ReportText("现场实物", "object");
            default -> ReportText.same("");
        }));
        fields.put("seal", Field.plain("封存编号", "number of the seal", CaseStep::seal));
        fields.put("holder", coded("保管科室", "held by", "department", CaseStep::holder));
        fields.put("undone", Field.plain("启封日期", "opened", step -> {
            LocalDate undone = step.undone();
            return undone == null ? "" : undone.toString();
        }));
        fields.put("to", coded("接收部门", "handed to", "department", CaseStep::to));
        fields.put("forum", coded("解决途径", "way of settlement", "forum", CaseStep::forum));
        fields.put("level", coded("事件等级", "level", "event-level", CaseStep::level));
        fields.put("reference", Field.plain("文书编号", "number of the paper", CaseStep::reference));
        return fields;
    }

    private static Field<CaseStep> coded(String zh, String en, String list, Function<CaseStep, String> code) {
        return Field.text(new ReportText(zh, en), (step, labels) -> labels.inList(list, code.apply(step)));
    }

    @Override
    public void add(Fact fact, Window window) {
        // cases have a ledger of their own
    }

    @Override
    public void add(CaseStep step) {
        LocalDate end = frame.period().end();
        boolean isListed = rule.held() ? step.isHeldBefore(end) : frame.period().holds(step.day());
        if (isListed && rule.steps().contains(step.type())) {
            ledger.add(step);
        }
    }

    @Override
    public Section section() {
        return ledger.section(Comparator.comparing(CaseStep::day).thenComparing(CaseStep::number), CaseStep::number);
    }
}

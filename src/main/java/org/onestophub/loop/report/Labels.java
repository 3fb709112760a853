package org.onestophub.loop.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.loop.report.form.ReportText;

/** What the values of facts are called. */
final class Labels {

    static final ReportText TOTAL = new ReportText("合计", "total");

    /** Code lists that are not called like the field. */
    private static final Map<String, String> LISTS = Map.of(
            "type", "matter-type",
            "kind", "complaint-kind",
            "state", "case-state",
            "not-handled", "not-handled-reason",
            "result", "hotline-result");

    private static final Map<String, ReportText> NAMES = Map.ofEntries(
            Map.entry("institution", new ReportText("医疗机构", "institution")),
            Map.entry("channel", new ReportText("投诉渠道", "channel")),
            Map.entry("type", new ReportText("事项类型", "type of matter")),
            Map.entry("category", new ReportText("投诉类别", "subject")),
            Map.entry("department", new ReportText("科室", "department")),
            Map.entry("staff-role", new ReportText("人员类别", "staff")),
            Map.entry("state", new ReportText("办理状态", "state")),
            Map.entry("not-handled", new ReportText("不予处理原因", "reason not handled")),
            Map.entry("forum", new ReportText("解决途径", "way of settlement")),
            Map.entry("core-system", new ReportText("违反的核心制度", "core system violated")),
            Map.entry("kind", new ReportText("来件性质", "kind")),
            Map.entry("track", new ReportText("办理程序", "procedure")),
            Map.entry("immediate-change", new ReportText("立行立改", "changed at once")),
            Map.entry("helper", new ReportText("外部协助人员", "help from outside")),
            Map.entry("result", new ReportText("办理结果", "result")),
            Map.entry("satisfaction", new ReportText("满意度", "satisfaction")),
            Map.entry("repeat", new ReportText("重复投诉", "repeated")),
            Map.entry("month", new ReportText("月份", "month")));

    /** Values that are in no list. */
    private static final Map<String, ReportText> REPEATS = Map.of(
            "caller", new ReportText("同一投诉人", "same complainant"),
            "caller-third", new ReportText("同一投诉人第三件", "third of one complainant"),
            "patient", new ReportText("同一患者", "same patient"),
            "staff", new ReportText("同一被投诉人员", "same member of staff"));

    private static final ReportText NONE = new ReportText("未注明", "not stated");

    private final CodeLists lists;

    Labels(CodeLists lists) {
        this.lists = lists;
    }

    /** The name of a field, as the head of its column. */
    static ReportText name(String field) {
        return NAMES.getOrDefault(field, ReportText.same(field));
    }

    /** The name of a value; the code itself if no list has it. */
    ReportText of(String field, String code) {
        if (code.isEmpty()) {
            return NONE;
        }
        if (field.equals("repeat")) {
            return REPEATS.getOrDefault(code, ReportText.same(code));
        }
        return inList(LISTS.getOrDefault(field, field), code);
    }

    /** The name of a code of a list; the code itself if the list does not have it. */
    ReportText inList(String name, String code) {
        return lists.named(name)
                .flatMap(list -> list.entry(code))
                // some lists have Chinese names only
                .map(entry ->
                        new ReportText(entry.nameZh(), entry.nameEn().isEmpty() ? entry.nameZh() : entry.nameEn()))
                .orElse(ReportText.same(code));
    }

    /** The codes of a list above a code, from the nearest to the top. */
    List<String> above(String name, String code) {
        return lists.named(name).map(list -> list.above(code)).orElse(List.of());
    }

    /**
     * The code of a crosswalk for a code of a field: what the list of the field, or the nearest above it, names in that column;
     * {@link Crosswalk#NONE} if it names nothing.
     */
    String crossed(String field, String code, Crosswalk crosswalk) {
        String list = LISTS.getOrDefault(field, field);
        List<String> places = new ArrayList<>(List.of(code));
        places.addAll(above(list, code));
        for (String place : places) {
            String word = lists.named(list)
                    .flatMap(one -> one.entry(place))
                    .map(entry -> entry.columns().getOrDefault(crosswalk.column(), ""))
                    .orElse("");
            if (!word.isEmpty()) {
                return lists.named(crosswalk.list())
                        .flatMap(one -> one.code(word))
                        .orElse(word);
            }
        }
        return Crosswalk.NONE;
    }

    /** The name of a code of a crosswalk. */
    ReportText ofCrossed(Crosswalk crosswalk, String code) {
        return code.equals(Crosswalk.NONE) ? new ReportText("无对应类别", "no counterpart") : inList(crosswalk.list(), code);
    }

    /** The top of the tree in which a code stands. */
    String topOf(String field, String code) {
        return lists.named(LISTS.getOrDefault(field, field))
                .flatMap(list -> list.top(code))
                .orElse(code);
    }
}

package org.onestophub.operate.handover;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.onestophub.complaint.contract.operations.HandoverPackages.Receiver;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.loop.report.form.ReportContent;
import org.onestophub.loop.report.form.ReportContent.Cell;
import org.onestophub.loop.report.form.ReportContent.Column;
import org.onestophub.loop.report.form.ReportContent.Kind;
import org.onestophub.loop.report.form.ReportContent.Row;
import org.onestophub.loop.report.form.ReportContent.Section;
import org.onestophub.loop.report.form.ReportText;
import org.onestophub.operate.handover.PackageDocuments.Document;
import org.onestophub.operate.ops.query.ComplaintQueries.History;
import org.onestophub.operate.ops.trail.TraceQueries;
import org.springframework.stereotype.Component;

/** The cover sheet of a package: what the case is about, what happened when, and which documents are there. */
@Component
class PackageSheet {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(CHINA);

    /** What happened to the case and not inside the hub; who looked at it is nobody's business. */
    private static final Set<String> SHOWN = Set.of("arrived", "happened", "alarm");

    private static final int LONGEST = 4000;

    private final CodeLists lists;

    PackageSheet(CodeLists lists) {
        this.lists = lists;
    }

    ReportContent of(History one, List<TraceQueries.Entry> entries, List<Document> documents, Receiver receiver) {
        JsonNode complaint = one.document();
        ReportText number = ReportText.same(one.number());
        return new ReportContent(
                receiver.word(),
                titleOf(receiver),
                one.number(),
                new ReportContent.Periods(number, number, number),
                complaint.at("/institution/uscc").asText(""),
                ReportText.same(complaint.at("/institution/name").asText("")),
                one.updatedAt(),
                one.revision(),
                0,
                List.of(matter(one, receiver), timeLine(entries), list(documents)));
    }

    private static ReportText titleOf(Receiver receiver) {
        return switch (receiver) {
            case AUTHORITY -> new ReportText("投诉与医疗纠纷情况报告", "Report of a complaint or dispute");
            case POLICE -> new ReportText("移交公安机关材料", "Material for the police");
            case MEDIATION -> new ReportText("医疗纠纷调解材料", "Material for mediation");
        };
    }

    private Section matter(History one, Receiver receiver) {
        JsonNode c = one.document();
        boolean isNamed = receiver == Receiver.POLICE
                || !c.at("/flags/confidential").asBoolean()
                        && !c.at("/flags/anonymous").asBoolean();
        List<Row> rows = new ArrayList<>();
        add(rows, "number", "编号", "Number", one.number());
        add(rows, "channel", "渠道", "Channel", name("channel", one.channel()));
        add(rows, "received", "收到", "Received", TIME.format(one.receivedAt()));
        if (isNamed) {
            add(
                    rows,
                    "complainant",
                    "投诉人",
                    "Complainant",
                    c.at("/complainant/name").asText(""));
            add(
                    rows,
                    "relation",
                    "与患者关系",
                    "Relation",
                    name("relation", c.at("/complainant/relation").asText("")));
            add(rows, "phone", "联系电话", "Phone", joined(c.at("/complainant/phones"), "raw"));
        }
        int group = c.at("/complainant/groupSize").asInt();
        add(rows, "group", "人数", "Persons", group == 0 ? "" : Integer.toString(group));
        add(rows, "patient", "患者", "Patient", c.at("/patient/name").asText(""));
        add(rows, "type", "性质", "Kind", name("matter-type", c.at("/matter/type").asText("")));
        add(rows, "categories", "类别", "Categories", names("category", c.at("/matter/categories")));
        add(rows, "departments", "涉及科室", "Departments", joined(c.at("/matter/departments"), "name"));
        add(
                rows,
                "occurred",
                "发生时间",
                "Occurred",
                time(c.at("/matter/occurredAt").asText("")));
        add(rows, "place", "地点", "Place", c.at("/matter/place").asText(""));
        add(rows, "title", "标题", "Title", c.at("/matter/title").asText(""));
        add(rows, "facts", "反映事项", "Facts", c.at("/matter/facts").asText(""));
        add(rows, "request", "诉求", "Request", c.at("/matter/request").asText(""));
        add(
                rows,
                "claimed",
                "索赔金额（元）",
                "Claimed (yuan)",
                c.at("/matter/amountClaimed").asText(""));
        return section(
                "matter",
                new ReportText("基本情况", "The case"),
                new ReportText("项目", "Item"),
                List.of(column("value", "内容", "Content")),
                rows);
    }

    private Section timeLine(List<TraceQueries.Entry> entries) {
        List<Row> rows = new ArrayList<>();
        for (TraceQueries.Entry entry : entries) {
            if (SHOWN.contains(entry.kind())) {
                ReportText what = switch (entry.kind()) {
                    case "arrived" -> new ReportText("收到材料", "Input arrived");
                    case "alarm" ->
                        new ReportText(
                                "紧急通知 " + entry.details().path("rule").asText(),
                                "Alarm " + entry.details().path("rule").asText());
                    default -> word("status-type", entry.details().path("type").asText(""));
                };
                rows.add(new Row(
                        "t" + rows.size(),
                        ReportText.same(TIME.format(entry.at())),
                        Kind.TEXT,
                        List.of(
                                Cell.of(what),
                                Cell.of(ReportText.same(entry.kind().equals("happened") ? entry.by() : "")))));
            }
        }
        return section(
                "time-line",
                new ReportText("经过", "Time line"),
                new ReportText("时间", "Time"),
                List.of(column("what", "事项", "What"), column("by", "来源", "Source")),
                rows);
    }

    private static Section list(List<Document> documents) {
        List<Row> rows = new ArrayList<>();
        for (Document one : documents) {
            boolean isHere = one.bytes() != null;
            rows.add(new Row(
                    one.name(),
                    ReportText.same(one.name().replace("documents/", "")),
                    Kind.TEXT,
                    List.of(
                            Cell.of(ReportText.same(shortened(one.title()))),
                            Cell.of(ReportText.same(one.receiptNumber())),
                            Cell.of(ReportText.same(Long.toString(one.sizeBytes()))),
                            Cell.of(
                                    isHere
                                            ? ReportText.same(one.sha256())
                                            : new ReportText("过大或无法读取，未附", "too large or unreadable, not here")))));
        }
        return section(
                "documents",
                new ReportText("材料清单", "Documents"),
                new ReportText("文件", "File"),
                List.of(
                        column("title", "名称", "Name"),
                        column("receipt", "回执", "Receipt"),
                        column("size", "字节", "Bytes"),
                        column("sha256", "SHA-256", "SHA-256")),
                rows);
    }

    private static Section section(String id, ReportText title, ReportText head, List<Column> columns, List<Row> rows) {
        return new Section(id, title, null, false, false, head, columns, rows);
    }

    private static Column column(String id, String zh, String en) {
        return new Column(id, new ReportText(zh, en), Kind.TEXT);
    }

    private static void add(List<Row> rows, String id, String zh, String en, ReportText value) {
        if (!value.zh().isBlank()) {
            rows.add(new Row(id, new ReportText(zh, en), Kind.TEXT, List.of(Cell.of(value))));
        }
    }

    private static void add(List<Row> rows, String id, String zh, String en, String value) {
        add(rows, id, zh, en, ReportText.same(shortened(value)));
    }

    private static String shortened(String value) {
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "…";
    }

    private ReportText name(String list, String code) {
        return code.isEmpty() ? ReportText.same("") : word(list, code);
    }

    /** A code that the list does not have stays as it is. */
    private ReportText word(String list, String code) {
        return lists.named(list)
                .flatMap(known -> known.entry(code))
                .map(entry -> new ReportText(entry.nameZh(), entry.nameEn()))
                .orElse(ReportText.same(code));
    }

    private ReportText names(String list, JsonNode codes) {
        List<String> zh = new ArrayList<>();
        List<String> en = new ArrayList<>();
        codes.forEach(code -> {
            zh.add(word(list, code.asText()).zh());
            en.add(word(list, code.asText()).en());
        });
        return new ReportText(String.join("；", zh), String.join("; ", en));
    }

    private static String joined(JsonNode list, String field) {
        List<String> all = new ArrayList<>();
        list.forEach(one -> {
            String text = one.path(field).asText("");
            if (!text.isEmpty()) {
                all.add(text);
            }
        });
        return String.join("；", all);
    }

    private static String time(String instant) {
        try {
            return instant.isEmpty() ? "" : TIME.format(Instant.parse(instant));
        } catch (java.time.DateTimeException e) {
            return "";
        }
    }
}

package org.onestophub.operate.ops.query;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.onestophub.HubProperties;
import org.onestophub.complaint.DueTime;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.loop.report.form.ReportContent;
import org.onestophub.loop.report.form.ReportContent.Cell;
import org.onestophub.loop.report.form.ReportContent.Column;
import org.onestophub.loop.report.form.ReportContent.Kind;
import org.onestophub.loop.report.form.ReportContent.Row;
import org.onestophub.loop.report.form.ReportContent.Section;
import org.onestophub.loop.report.form.ReportForms;
import org.onestophub.loop.report.form.ReportText;
import org.onestophub.problem.Language;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Lists of complaints as a workbook, without content. No cell begins a formula. */
@Component
public class ComplaintSheet {

    /** The media type of what {@link #xlsx} gives. */
    public static final String MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /** More rows are refused, so a list fits into memory and into a spreadsheet program. */
    static final int MOST_ROWS = 20_000;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final ReportText TITLE = new ReportText("投诉清单", "List of complaints");

    private final ComplaintLists lists;
    private final CodeLists codes;
    private final MessageSource texts;
    private final HubProperties hub;
    private final LedgerQueries ledger;
    private final Clock clock;

    ComplaintSheet(
            ComplaintLists lists,
            CodeLists codes,
            MessageSource texts,
            HubProperties hub,
            LedgerQueries ledger,
            Clock clock) {
        this.lists = lists;
        this.codes = codes;
        this.texts = texts;
        this.hub = hub;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * All complaints that a search finds, newest first; {@code cursor} and {@code limit} of it do not matter. Times are those of the
     * hub's zone.
     *
     * @param institutions credit codes of the institutions looked at; empty for all
     * @throws ProblemException RP-102 if there are more than 20,000
     */
    public byte[] xlsx(ComplaintSearch search, List<String> institutions, Language language) {
        List<ComplaintRow> rows = lists.all(search, institutions, MOST_ROWS + 1);
        if (rows.size() > MOST_ROWS) {
            throw new ProblemException(Problem.REPORT_TOO_LONG, "from");
        }
        Instant now = clock.instant();
        List<Field> fields = fields(language, now);
        ReportText days = ReportText.same((text(search.from()) + " – " + text(search.to())).strip());
        Section section = new Section(
                "complaints",
                TITLE,
                null,
                false,
                false,
                new ReportText("编号", "number"),
                fields.stream()
                        .map(field -> new Column(field.id(), field.title(), Kind.TEXT))
                        .toList(),
                rows.stream()
                        .map(row -> new Row(
                                row.number(),
                                ReportText.same(row.number()),
                                null,
                                fields.stream()
                                        .map(field -> Cell.of(
                                                ReportText.same(field.value().apply(row))))
                                        .toList()))
                        .toList());
        return ReportForms.workbook(
                new ReportContent(
                        "complaints",
                        TITLE,
                        "",
                        new ReportContent.Periods(days, days, days),
                        "",
                        ReportText.same(hub.institution().name()),
                        now,
                        feedNo(),
                        0,
                        List.of(section)),
                language);
    }

    private long feedNo() {
        return ledger.sql("select coalesce(max(feed_no), 0) from event")
                .query(Long.class)
                .single();
    }

    private record Field(String id, ReportText title, Function<ComplaintRow, String> value) {}

    private List<Field> fields(Language language, Instant now) {
        List<Field> fields = new ArrayList<>();
        fields.add(field("received", "收到时间", "received", row -> text(row.receivedAt())));
        fields.add(field("channel", "渠道", "channel", row -> name("channel", row.channel(), language)));
        fields.add(field("type", "类型", "type", row -> name("matter-type", row.type(), language)));
        fields.add(field("category", "类别", "category", row -> names("category", row.categories(), language)));
        fields.add(field("department", "科室", "department", row -> names("department", row.departments(), language)));
        fields.add(field("lead", "承办科室", "has it", row -> name("department", row.lead(), language)));
        fields.add(field("state", "状态", "state", row -> name("case-state", row.state(), language)));
        fields.add(field("due", "最早到期", "next due", row -> due(row.dueAt())));
        fields.add(field("overdue", "逾期", "overdue", row -> {
            boolean isLate = row.dueAt() != null && row.dueAt().isBefore(now);
            return isLate ? (language == Language.CHINESE ? "是" : "yes") : "";
        }));
        fields.add(field("closed", "办结时间", "closed", row -> text(row.closedAt())));
        fields.add(field("flags", "标记", "flags", row -> flags(row.flags(), language)));
        fields.add(field("institution", "机构", "institution", row -> institution(row.institution())));
        return fields;
    }

    private static Field field(String id, String zh, String en, Function<ComplaintRow, String> value) {
        return new Field(id, new ReportText(zh, en), value);
    }

    private String institution(@Nullable String code) {
        if (code == null) {
            return "";
        }
        String name = hub.nameOf(code);
        return name.isEmpty() ? code : name;
    }

    private String flags(List<String> flags, Language language) {
        Locale locale = language == Language.CHINESE ? Locale.CHINESE : Locale.ENGLISH;
        return joined(
                flags.stream()
                        .map(flag -> String.valueOf(texts.getMessage("flag." + flag, null, flag, locale)))
                        .toList(),
                language);
    }

    private String names(String list, List<String> all, Language language) {
        return joined(all.stream().map(code -> name(list, code, language)).toList(), language);
    }

    private static String joined(List<String> words, Language language) {
        return String.join(language == Language.CHINESE ? "、" : ", ", words);
    }

    private String name(String list, @Nullable String code, Language language) {
        if (code == null) {
            return "";
        }
        return codes.named(list)
                .flatMap(known -> known.entry(code))
                .map(entry ->
                        language == Language.CHINESE || entry.nameEn().isEmpty() ? entry.nameZh() : entry.nameEn())
                .orElse(code);
    }

    private String due(@Nullable Instant at) {
        return at == null ? "" : DueTime.text(at.atZone(hub.zone()), TIME);
    }

    private String text(@Nullable Instant at) {
        return at == null ? "" : TIME.format(at.atZone(hub.zone()));
    }
}

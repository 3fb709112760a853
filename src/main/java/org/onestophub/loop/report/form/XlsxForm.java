package org.onestophub.loop.report.form;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.onestophub.complaint.SheetText;
import org.onestophub.loop.report.form.ReportContent.Cell;
import org.onestophub.loop.report.form.ReportContent.Kind;
import org.onestophub.loop.report.form.ReportContent.Row;
import org.onestophub.loop.report.form.ReportContent.Section;
import org.onestophub.problem.Language;

/** A workbook with a sheet for each table. Words never begin a formula, whatever their first character is. */
final class XlsxForm {

    private static final int LONGEST_NAME = 31;
    private static final double WIDTH_OF_LABELS = 26;
    private static final double WIDTH_OF_CELLS = 14;

    private final ReportContent content;
    private final Language language;
    private final Set<String> names = new HashSet<>();

    XlsxForm(ReportContent content, Language language) {
        this.content = content;
        this.language = language;
    }

    byte[] bytes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(out, "Onestop Hub", "1.0")) {
            for (Section section : content.sections()) {
                write(book.newWorksheet(nameOf(section)), section);
            }
        }
        return out.toByteArray();
    }

    /** Unlike all others, and without what a sheet's name must not have. */
    private String nameOf(Section section) {
        String plain = section.title()
                .in(language)
                .replaceAll("[\\\\/?*\\[\\]:'\\p{Cntrl}]", " ")
                .strip();
        String name = plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
        for (int i = 2; !names.add(name.toLowerCase(Locale.ROOT)) || name.isEmpty(); i++) {
            String end = " " + i;
            name = plain.substring(0, Math.min(plain.length(), LONGEST_NAME - end.length())) + end;
        }
        return name;
    }

    private void write(Worksheet sheet, Section section) {
        boolean isZh = language == Language.CHINESE;
        sheet.value(
                0,
                0,
                SheetText.harmless(
                        content.title().in(language) + "  " + section.title().in(language)));
        sheet.style(0, 0).bold().fontSize(14).set();
        sheet.value(
                1,
                0,
                SheetText.harmless(content.institutionName().in(language) + "  "
                        + content.periods().now().in(language)));
        sheet.value(
                2,
                0,
                (isZh ? "制表时间 " : "made at ")
                        + content.madeAt()
                        + (isZh ? "，截至事件编号 " : ", up to feed number ")
                        + content.feedNo());
        int head = 4;
        sheet.value(head, 0, SheetText.harmless(section.head().in(language)));
        sheet.width(0, WIDTH_OF_LABELS);
        for (int i = 0; i < section.columns().size(); i++) {
            sheet.value(
                    head,
                    i + 1,
                    SheetText.harmless(section.columns().get(i).title().in(language)));
            sheet.width(i + 1, WIDTH_OF_CELLS);
        }
        sheet.range(head, 0, head, section.columns().size())
                .style()
                .bold()
                .wrapText(true)
                .fillColor("D9D9D9")
                .borderStyle("thin")
                .set();
        int at = head + 1;
        for (Row row : section.rows()) {
            sheet.value(at, 0, SheetText.harmless(row.label().in(language)));
            for (int i = 0; i < row.cells().size(); i++) {
                put(
                        sheet,
                        at,
                        i + 1,
                        row.cells().get(i),
                        ReportContent.kindOf(section.columns().get(i), row));
            }
            at++;
        }
        if (section.countsSubjects()) {
            sheet.value(
                    at + 1,
                    0,
                    isZh ? "每件投诉在合计中只计一次，在其涉及的每一类中各计一次。" : "One complaint counts once, every subject counts.");
        }
        if (section.note() != null) {
            sheet.value(at + 2, 0, SheetText.harmless(section.note().in(language)));
        }
        sheet.freezePane(1, head + 1);
    }

    private void put(Worksheet sheet, int row, int column, Cell cell, Kind kind) {
        if (cell.number() == null || cell.hidden()) {
            sheet.value(row, column, SheetText.harmless(NumberText.of(cell, kind, language)));
            return;
        }
        sheet.value(row, column, cell.number());
        switch (kind) {
            case RATE -> sheet.style(row, column).format("0.0%").set();
            case CHANGE -> sheet.style(row, column).format("+0.0%;-0.0%;0.0%").set();
            case POINTS -> sheet.style(row, column).format("+0.0%;-0.0%;0.0%").set();
            case MONEY -> sheet.style(row, column).format("#,##0.00").set();
            case RATIO -> sheet.style(row, column).format("0.00").set();
            case COUNT, TEXT -> sheet.style(row, column).format("0").set();
        }
    }
}

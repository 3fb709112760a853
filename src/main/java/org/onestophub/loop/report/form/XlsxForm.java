package org.onestophub.loop.report.form;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
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
    /** The row of the headings. */
    private static final int HEAD = 4;
    /** Letters of a column. */
    private static final double NARROWEST = 10;

    private static final double WIDEST = 60;
    /** Letters of a table that fits on an upright page. */
    private static final double WIDEST_UPRIGHT = 100;
    /** In points. */
    private static final double HEIGHT_OF_A_LINE = 15;

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
        List<List<String>> lines = lines(section);
        List<Double> widths = widths(lines);
        double all = widths.stream().mapToDouble(Double::doubleValue).sum();
        int last = section.columns().size();
        for (int i = 0; i <= last; i++) {
            sheet.width(i, widths.get(i));
        }
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
        sheet.value(2, 0, content.madeFrom(language));
        for (int i = 0; i <= last; i++) {
            sheet.value(HEAD, i, SheetText.harmless(lines.get(0).get(i)));
        }
        heighten(sheet, HEAD, lines.get(0), widths);
        sheet.range(HEAD, 0, HEAD, last)
                .style()
                .bold()
                .wrapText(true)
                .horizontalAlignment("center")
                .verticalAlignment("center")
                .fillColor("D9D9D9")
                .borderStyle("thin")
                .set();
        int at = HEAD + 1;
        for (Row row : section.rows()) {
            List<String> line = lines.get(at - HEAD);
            sheet.value(at, 0, SheetText.harmless(line.get(0)));
            for (int i = 0; i < last; i++) {
                Kind kind = ReportContent.kindOf(section.columns().get(i), row);
                put(sheet, at, i + 1, row.cells().get(i), kind, line.get(i + 1));
            }
            heighten(sheet, at, line, widths);
            sheet.range(at, 0, at, last)
                    .style()
                    .wrapText(true)
                    .verticalAlignment("top")
                    .borderStyle("thin")
                    .set();
            at++;
        }
        for (String note : notes(section)) {
            at++;
            sheet.value(at, 0, SheetText.harmless(note));
            sheet.range(at, 0, at, last).merge();
            sheet.style(at, 0).wrapText(true).verticalAlignment("top").set();
            sheet.rowHeight(at, Math.ceil(DocxColumns.letters(note) / all) * HEIGHT_OF_A_LINE);
        }
        sheet.freezePane(1, HEAD + 1);
        print(sheet, all > WIDEST_UPRIGHT);
    }

    /** High enough for the cell with most lines: not every program finds that out by itself. */
    private static void heighten(Worksheet sheet, int row, List<String> cells, List<Double> widths) {
        double lines = 1;
        for (int i = 0; i < cells.size(); i++) {
            lines = Math.max(lines, Math.ceil(DocxColumns.letters(cells.get(i)) / (widths.get(i) - 1)));
        }
        if (lines > 1) {
            sheet.rowHeight(row, lines * HEIGHT_OF_A_LINE);
        }
    }

    /** Pages of A4 that are as wide as the table, with its head on each. */
    private static void print(Worksheet sheet, boolean isWide) {
        sheet.paperSize(PaperSize.A4_PAPER);
        sheet.pageOrientation(isWide ? "landscape" : "portrait");
        sheet.setFitToPage(true);
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
        sheet.repeatRows(HEAD);
        sheet.footer("&P / &N", Position.CENTER);
    }

    /** The words of the table as people read them, the headings first. */
    private List<List<String>> lines(Section section) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(Stream.concat(
                        Stream.of(section.head()), section.columns().stream().map(ReportContent.Column::title))
                .map(head -> head.in(language))
                .toList());
        for (Row row : section.rows()) {
            List<String> line = new ArrayList<>(List.of(row.label().in(language)));
            for (int i = 0; i < section.columns().size(); i++) {
                Kind kind = ReportContent.kindOf(section.columns().get(i), row);
                line.add(NumberText.of(row.cells().get(i), kind, language));
            }
            lines.add(line);
        }
        return lines;
    }

    /** As wide as the longest words, within bounds; what is longer gets more lines. */
    private static List<Double> widths(List<List<String>> lines) {
        List<Double> widths = new ArrayList<>();
        for (int i = 0; i < lines.get(0).size(); i++) {
            int at = i;
            widths.add(width(lines.get(0).get(i), lines.stream().skip(1).map(line -> line.get(at))));
        }
        return widths;
    }

    private static double width(String head, Stream<String> cells) {
        int longest = cells.mapToInt(DocxColumns::letters).max().orElse(0);
        // a heading may have two lines
        int ofHead = (DocxColumns.letters(head) + 1) / 2;
        return Math.min(WIDEST, Math.max(NARROWEST, Math.max(longest, ofHead) + 2));
    }

    private List<String> notes(Section section) {
        boolean isZh = language == Language.CHINESE;
        List<String> notes = new ArrayList<>();
        if (section.note() != null) {
            notes.add(section.note().in(language));
        }
        if (section.countsSubjects()) {
            notes.add(isZh ? "每件投诉在合计中只计一次，在其涉及的每一类中各计一次。" : "One complaint counts once, every subject counts.");
        }
        if (content.hiddenBelow() > 0) {
            notes.add(
                    isZh
                            ? "为保护个人隐私，小于" + content.hiddenBelow() + "的数及可据以推算的数以 * 表示。"
                            : "To protect people, numbers below " + content.hiddenBelow()
                                    + ", and those that would tell them, are shown as *.");
        }
        return notes;
    }

    private static void put(Worksheet sheet, int row, int column, Cell cell, Kind kind, String words) {
        if (cell.number() == null || cell.hidden()) {
            sheet.value(row, column, SheetText.harmless(words));
            if (kind != Kind.TEXT) {
                // a dash or a star, below the numbers
                sheet.style(row, column).horizontalAlignment("right").set();
            }
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

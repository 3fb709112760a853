package org.onestophub.loop.report.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.CategorySeries;
import org.onestophub.loop.report.form.ReportContent.Cell;
import org.onestophub.loop.report.form.ReportContent.Column;
import org.onestophub.loop.report.form.ReportContent.Kind;
import org.onestophub.loop.report.form.ReportContent.Row;
import org.onestophub.loop.report.form.ReportContent.Section;
import org.onestophub.problem.Language;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

class ReportFormsTest {

    private static final Path REPORTS = Path.of("mappings/reports");

    @TempDir
    Path folder;

    @Test
    void wordsThatBeginLikeAFormulaAreWordsInEveryForm() throws IOException {
        ReportForms forms = new ReportForms(REPORTS, "", "");
        ReportContent content = content("complaint-ledger", "=cmd|' /C calc'!A0 <b>&amp;\u0001");

        String html = new String(forms.of(content, Language.CHINESE, "html"), StandardCharsets.UTF_8);
        String sheet = part(forms.of(content, Language.CHINESE, "xlsx"), "xl/worksheets/sheet1.xml");
        String strings = part(forms.of(content, Language.CHINESE, "xlsx"), "xl/sharedStrings.xml");
        String words = part(forms.of(content, Language.CHINESE, "docx"), "word/document.xml");

        assertThat(html).contains("=cmd|").doesNotContain("<b>");
        assertThat(sheet).doesNotContain("<f>");
        assertThat(strings + sheet).contains("&apos;=cmd|").doesNotContain("<b>");
        assertThat(words).contains("=cmd|").doesNotContain("<b>");
        assertThat(part(forms.of(content, Language.CHINESE, "docx"), "word/footer1.xml"))
                .contains("PAGE");
    }

    @Test
    void sheetOfAWorkbookPrintsOnPagesAsWideAsItsTable() throws IOException {
        byte[] book = ReportForms.workbook(content("complaint-ledger", "很长的一段文字".repeat(20)), Language.ENGLISH);
        String sheet = part(book, "xl/worksheets/sheet1.xml");
        String strings = part(book, "xl/sharedStrings.xml");

        assertThat(sheet)
                .contains("fitToPage=\"true\"", "fitToWidth=\"1\"", "fitToHeight=\"0\"", "paperSize=\"9\"")
                .contains("width=\"60.0\"")
                .as("280 letters in lines of 59")
                .contains("ht=\"75.0\"");
        assertThat(strings)
                .as("the time is that of China, as in all forms")
                .contains("Made 1970-01-01 08:00 (Beijing time)")
                .doesNotContainPattern("\\dT\\d\\d:\\d\\d");
        assertThat(part(book, "xl/styles.xml"))
                .contains("wrapText=\"true\"")
                .as("a star or a dash stands below the numbers")
                .contains("horizontal=\"right\"");
    }

    @Test
    void labelsUnderBarsAreTurnedWhenTheyAreLongerThanTheirBarsAreWide() {
        List<Row> rows = new ArrayList<>();
        for (String name : List.of(
                "quality and safety of care", "attitude", "process", "charges", "communication", "not stated")) {
            rows.add(new Row(name, ReportText.same(name), null, List.of(Cell.of(BigDecimal.ONE))));
        }
        Section few = section(rows.subList(1, 2));

        var turned = new ChartPicture(section(rows), periods(), Language.ENGLISH, null).chart();

        assertThat(turned.getStyler().getXAxisLabelRotation()).isNotZero();
        assertThat(turned.getSeriesMap().values().iterator().next().getXData().toString())
                .contains("quality and safety of care");
        assertThat(new ChartPicture(few, periods(), Language.ENGLISH, null)
                        .chart()
                        .getStyler()
                        .getXAxisLabelRotation())
                .isZero();
    }

    @Test
    void hiddenAndMissingNumbersAreToldApart() {
        ReportForms forms = new ReportForms(REPORTS, "", "");

        String html = new String(
                forms.of(content("complaint-ledger", "x"), Language.ENGLISH, "html"), StandardCharsets.UTF_8);

        assertThat(html)
                .contains(">*<")
                .contains(">—<")
                .contains(">12.5%<")
                .contains(">-4.0%<")
                .contains("8,000.00");
    }

    /** A bar of none, or a 0, would say what is not so. */
    @Test
    void hiddenNumberHasNoBarAndNoNumberInAChart() throws IOException {
        ChartPicture hidden = chart(Cell.of(BigDecimal.valueOf(7)), Cell.HIDDEN);
        ChartPicture none = chart(Cell.of(BigDecimal.valueOf(7)), Cell.of(BigDecimal.ZERO));

        assertThat(bars(hidden).getXData()).asString().isEqualTo("[attitude, privacy *]");
        assertThat(bars(hidden).getYData()).asString().isEqualTo("[7, null]");
        assertThat(bars(none).getXData()).asString().isEqualTo("[attitude, privacy]");
        assertThat(bars(none).getYData()).asString().isEqualTo("[7, 0]");
        assertThat(hidden.svg()).isNotEmpty();
        assertThat(chart(Cell.HIDDEN, Cell.HIDDEN).png()).isNotEmpty();
    }

    private static CategorySeries bars(ChartPicture chart) {
        return chart.chart().getSeriesMap().values().iterator().next();
    }

    private static ChartPicture chart(Cell first, Cell second) {
        return new ChartPicture(section(first, second), periods(), Language.ENGLISH, null);
    }

    private static ReportContent.Periods periods() {
        return content("complaint-ledger", "x").periods();
    }

    private static Section section(Cell first, Cell second) {
        return section(List.of(
                new Row("one", ReportText.same("attitude"), null, List.of(first)),
                new Row("two", ReportText.same("privacy"), null, List.of(second))));
    }

    private static Section section(List<Row> rows) {
        ReportText title = new ReportText("标题", "title");
        return new Section("s", title, null, false, true, title, List.of(new Column("a", title, Kind.COUNT)), rows);
    }

    @Test
    void sectionsAreCountedInChineseBeyondTen() {
        assertThat(IntStream.of(1, 9, 10, 11, 19, 20, 21, 50).mapToObj(ReportPage::chinese))
                .containsExactly("一", "九", "十", "十一", "十九", "二十", "二十一", "五十");
    }

    @Test
    void columnsOfAWordDocumentAreAsWideAsTheirWordsNeed() throws IOException {
        ReportForms forms = new ReportForms(REPORTS, "", "");

        String words = part(
                forms.of(content("complaint-ledger", "complaints with something overdue"), Language.ENGLISH, "docx"),
                "word/document.xml");

        List<Integer> widths = Pattern.compile("<w:gridCol w:w=\"([0-9]+)\"")
                .matcher(words)
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .toList();
        assertThat(widths).hasSize(7);
        assertThat(widths.get(0)).isGreaterThan(2 * widths.get(2));
        assertThat(widths.stream().mapToInt(Integer::intValue).sum()).isBetween(9_290, 9_298);
    }

    @Test
    void chartOfAPeriodWithoutComplaintsIsLeftOut() {
        ReportForms forms = new ReportForms(REPORTS, "", "");
        ReportText title = new ReportText("标题", "title");
        Row total = new Row("total", title, null, List.of(Cell.of(BigDecimal.ZERO)));
        Section empty = new Section(
                "s", title, null, false, true, title, List.of(new Column("a", title, Kind.COUNT)), List.of(total));
        ReportContent one = content("complaint-ledger", "x");
        ReportContent content = new ReportContent(
                one.name(), title, one.period(), one.periods(), "", title, Instant.EPOCH, 0, 0, List.of(empty));

        assertThat(new String(forms.of(content, Language.CHINESE, "html"), StandardCharsets.UTF_8))
                .contains("标题")
                .doesNotContain("<img");
    }

    @Test
    void pdfWithoutAFontIsRefusedAndAllElseComes() {
        ReportForms forms = new ReportForms(
                REPORTS,
                folder.resolve("none.ttf").toString(),
                folder.resolve("none.ttf").toString());
        ReportContent content = content("complaint-ledger", "x");

        assertProblem(forms, content, "pdf", Problem.REPORT_FONT_MISSING);
        for (String form : List.of("html", "docx", "xlsx")) {
            assertThat(forms.of(content, Language.CHINESE, form)).isNotEmpty();
        }
    }

    @Test
    void faultyTemplateIsNamedByTheReport() throws IOException {
        Files.createDirectories(folder.resolve("bad"));
        Files.writeString(
                folder.resolve("bad/zh.html"),
                "<html xmlns:th=\"x\"><p th:text=\"${report.title.none.none}\"></p></html>");
        Files.createDirectories(folder.resolve("open"));
        Files.writeString(folder.resolve("open/zh.html"), "<html><p>no end</html>");
        ReportForms forms = new ReportForms(folder, "", "");

        assertProblem(forms, content("bad", "x"), "html", Problem.REPORT_TEMPLATE_INVALID);
        assertProblem(forms, content("open", "x"), "docx", Problem.REPORT_TEMPLATE_INVALID);
        assertProblem(forms, content("missing", "x"), "html", Problem.REPORT_TEMPLATE_INVALID);
    }

    private static void assertProblem(ReportForms forms, ReportContent content, String form, Problem problem) {
        assertThatThrownBy(() -> forms.of(content, Language.CHINESE, form))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem()).isEqualTo(problem));
    }

    private static ReportContent content(String name, String word) {
        ReportText title = new ReportText("标题", "title");
        List<Column> columns = List.of(
                new Column("a", title, Kind.TEXT),
                new Column("b", title, Kind.RATE),
                new Column("c", title, Kind.CHANGE),
                new Column("d", title, Kind.MONEY),
                new Column("e", title, Kind.COUNT),
                new Column("f", title, Kind.COUNT));
        Row row = new Row(
                "r",
                ReportText.same(word),
                null,
                List.of(
                        Cell.of(ReportText.same(word)),
                        Cell.of(new BigDecimal("0.125")),
                        Cell.of(new BigDecimal("-0.04")),
                        Cell.of(new BigDecimal("8000")),
                        Cell.HIDDEN,
                        Cell.NONE));
        return new ReportContent(
                name,
                title,
                "2026Q3",
                new ReportContent.Periods(title, title, title),
                "",
                title,
                Instant.EPOCH,
                7,
                5,
                List.of(new Section("s", title, null, true, false, title, columns, List.of(row))));
    }

    private String part(byte[] zip, String name) throws IOException {
        Path file = Files.write(folder.resolve("written.zip"), zip);
        try (ZipFile in = new ZipFile(file.toFile())) {
            return new String(in.getInputStream(in.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

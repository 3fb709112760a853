package org.onestophub.loop.report.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

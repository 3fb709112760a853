package org.onestophub.pipeline.read.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.poi.hssf.usermodel.HSSFCell;
import org.apache.poi.hssf.usermodel.HSSFCellStyle;
import org.apache.poi.hssf.usermodel.HSSFRow;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Cells of workbooks of Excel 97, and the formats and texts that workbooks share. */
class BookCellsTest {

    @Test
    void cellOfExcel97IsWhatItsFormatAndTypeSay() throws IOException {
        List<SheetCell> cells;
        try (HSSFWorkbook book = new HSSFWorkbook()) {
            HSSFRow row = book.createSheet().createRow(0);
            for (String format : List.of("m/d/yy", "yyyy-mm-dd", "0.00", "0.0\"d\"", "General", "@", "000000")) {
                HSSFCellStyle style = book.createCellStyle();
                style.setDataFormat(book.createDataFormat().getFormat(format));
                HSSFCell cell = row.createCell(Math.max(0, row.getLastCellNum()));
                cell.setCellValue(40_000);
                cell.setCellStyle(style);
            }
            row.createCell(7).setCellValue(true);
            row.createCell(8).setCellValue(false);
            row.createCell(9).setCellValue(" ");
            row.createCell(10).setCellFormula("1=1");
            row.getCell(10).setCellValue(true);
            cells = new ArrayList<>(cellsOf(book).values());
        }

        assertThat(cells)
                .extracting(cell -> cell.kind() + " " + cell.text())
                .containsExactly(
                        "TIME 2009-07-06",
                        "TIME 2009-07-06",
                        "NUMBER 40000",
                        "NUMBER 40000",
                        "NUMBER 40000",
                        "NUMBER 40000",
                        "NUMBER 040000",
                        "TEXT TRUE",
                        "TEXT FALSE",
                        "TEXT TRUE");
        assertThat(cells).extracting(SheetCell::isFormula).endsWith(false, true);
    }

    private static Map<Integer, SheetCell> cellsOf(HSSFWorkbook book) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        book.write(out);
        List<SheetRow> rows = new ArrayList<>();
        new XlsBook(out.toByteArray()).walk(new SheetBook.Visitor() {
            @Override
            public void sheet(String name, boolean isHidden) {}

            @Override
            public void row(SheetRow row) {
                rows.add(row);
            }

            @Override
            public void unreadable(int number, String text) {}

            @Override
            public int width() {
                return 0;
            }
        });
        assertThat(rows).hasSize(1);
        return rows.get(0).cells();
    }

    @Test
    void formatOfAWorkbookHasUpTo300Characters() {
        String longest = "0".repeat(300);
        XlsxFormats formats = new XlsxFormats();
        formats.begin("numFmt", Map.of("numFmtId", "200", "formatCode", longest)::get);
        formats.begin("numFmt", Map.of("numFmtId", "201", "formatCode", longest + "0")::get);
        formats.begin("xf", Map.of("numFmtId", "14")::get);
        formats.begin("cellXfs", name -> null);
        formats.begin("xf", Map.of("numFmtId", "200")::get);
        formats.begin("xf", Map.of("numFmtId", "201")::get);
        formats.end("cellXfs");
        formats.begin("xf", Map.of("numFmtId", "14")::get);

        assertThat(formats.of("0")).isEqualTo(longest);
        assertThat(formats.of(null)).isEqualTo(longest);
        assertThat(formats.of("1")).isEmpty();
        assertThat(formats.isTime("2")).isFalse();
        assertThat(formats.isTime("-1")).isFalse();
    }

    @Test
    void formatsAndStylesAreBounded() {
        XlsxFormats styles = new XlsxFormats();
        XlsxFormats own = new XlsxFormats();
        styles.begin("cellXfs", name -> null);
        for (int i = 0; i < 100_000; i++) {
            String number = String.valueOf(i);
            styles.begin("xf", name -> number);
            own.begin("numFmt", name -> number);
        }

        assertBounds(() -> styles.begin("xf", name -> "1"));
        assertBounds(() -> own.begin("numFmt", name -> "100000"));
    }

    @Test
    void sharedTextsAreBounded() {
        XlsxStrings many = new XlsxStrings();
        for (int i = 0; i < 1_000_000; i++) {
            add(many, "");
        }
        assertBounds(() -> add(many, ""));

        XlsxStrings longOnes = new XlsxStrings();
        String text = "x".repeat(65_536);
        for (int i = 0; i < 512; i++) {
            add(longOnes, text);
        }
        assertThat(longOnes.of(" 511 ")).contains(text);
        assertThat(longOnes.of("512")).isEmpty();
        assertBounds(() -> add(longOnes, "x"));
    }

    private static void add(XlsxStrings strings, String text) {
        strings.begin("si", name -> null);
        strings.begin("t", name -> null);
        strings.text(text);
        strings.end("t");
        strings.end("si");
    }

    private static void assertBounds(Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.BOUNDS_EXCEEDED));
    }
}

package org.onestophub.pipeline.read.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.Workbook;

/** Any bytes and any cells end as bounded candidates or a problem. */
class SheetReaderTotalityTest {

    private static final byte[] OLD = old();

    private static byte[] old() {
        try (HSSFWorkbook book = new HSSFWorkbook()) {
            book.createSheet("a").createRow(0).createCell(0).setCellValue("工单编号");
            book.getSheetAt(0).getRow(0).createCell(1).setCellValue("诉求内容");
            book.getSheetAt(0).createRow(1).createCell(0).setCellValue(1);
            book.getSheetAt(0).getRow(1).createCell(1).setCellFormula("1+1");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            book.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void assertTotal(byte[] file) {
        try {
            Walk walk = Sheets.read(file);
            for (Candidate candidate : walk.candidates()) {
                assertThat(candidate.key()).isNotBlank().hasSizeLessThan(400);
                assertThat(candidate.isSound() || candidate.field().startsWith("/sheets/"))
                        .isTrue();
            }
        } catch (ProblemException e) {
            assertThat(e.problem().code()).startsWith("RD-1");
        }
    }

    @Property(tries = 300)
    void anyBytes(@ForAll byte[] bytes) {
        assertTotal(bytes);
    }

    @Property(tries = 200)
    void anyDamageOfAWorkbook(@ForAll int at, @ForAll byte with, @ForAll boolean isOld) {
        byte[] file = (isOld
                        ? OLD
                        : Workbook.of(Workbook.row(1, Sheets.HEADER), Workbook.row(2, "A1", "x"))
                                .bytes())
                .clone();
        file[Math.floorMod(at, file.length)] = with;
        assertTotal(file);
    }

    @Property(tries = 300)
    void anyCells(@ForAll("fragments") List<String> fragments) {
        assertTotal(Workbook.ofSheets("<worksheet><sheetData>" + Workbook.row(1, Sheets.HEADER)
                        + String.join("", fragments) + "</sheetData></worksheet>")
                .bytes());
    }

    @Property(tries = 300)
    void anyText(@ForAll("texts") List<String> texts) {
        assertTotal(("工单编号,诉求内容,受理时间\n" + String.join("", texts)).getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 200)
    void anyValues(@ForAll String key, @ForAll String words, @ForAll String phone, @ForAll String time) {
        String text =
                "工单编号,诉求内容,联系电话,受理时间\n" + quoted(key) + "," + quoted(words) + "," + quoted(phone) + "," + quoted(time);
        assertTotal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    @Provide
    Arbitrary<List<String>> fragments() {
        return Arbitraries.of(
                        "<row>",
                        "</row>",
                        "<row r=\"5\" hidden=\"1\">",
                        "<row r=\"-1\">",
                        "<c>",
                        "</c>",
                        "<c t=\"s\">",
                        "<c t=\"e\">",
                        "<c t=\"b\">",
                        "<c t=\"d\">",
                        "<c t=\"n\" s=\"1\">",
                        "<c t=\"zz\" s=\"999\" r=\"ZZZZ\">",
                        "<c r=\"B9\">",
                        "<v>",
                        "</v>",
                        "1E+400",
                        "46346.5",
                        "-0",
                        "NaN",
                        "1.7E308",
                        "999999999999999999999",
                        "<f>",
                        "</f>",
                        "<is>",
                        "</is>",
                        "<t>",
                        "</t>",
                        "<rPh>",
                        "没有座位",
                        "_x0000_",
                        "_xD800_",
                        "&#x10FFFF;",
                        "&amp;",
                        "A1",
                        "<v>1</v>",
                        "<row><c><v>7</v></c><c><v>8</v></c></row>",
                        "<row><c t=\"str\"><v>A1</v></c><c t=\"str\"><v>x</v></c></row>")
                .list()
                .ofMaxSize(30);
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.of(
                        "A1",
                        ",",
                        "\n",
                        "\r\n",
                        "\"",
                        "\"\"",
                        "没有座位",
                        "\t",
                        ";",
                        "=\"",
                        "1E+17",
                        "2026-11-20",
                        "46346.5",
                        "合计",
                        "\0",
                        "'",
                        "工单编号,诉求内容,受理时间\n")
                .list()
                .ofMaxSize(60);
    }
}

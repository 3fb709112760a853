package org.onestophub.pipeline.read.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onestophub.pipeline.read.sheet.Sheets.codes;
import static org.onestophub.pipeline.read.sheet.Sheets.problemOf;
import static org.onestophub.pipeline.read.sheet.Sheets.read;
import static org.onestophub.support.Workbook.number;
import static org.onestophub.support.Workbook.relation;
import static org.onestophub.support.Workbook.relations;
import static org.onestophub.support.Workbook.row;
import static org.onestophub.support.Workbook.sheet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFCellStyle;
import org.apache.poi.hssf.usermodel.HSSFRow;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.complaint.Candidate;
import org.onestophub.support.Workbook;

/** Workbooks as different programs write them, and what only looks like one. */
class SheetFormsTest {

    private static final String[] ROWS = {
        row(1, Sheets.HEADER), row(2, "A1", "没有座位", number("13800000001"), number("46346.3958333333", 1))
    };

    private static void assertRead(byte[] file) {
        List<Candidate> orders = read(file).candidates();
        assertThat(orders).extracting(Candidate::key).containsExactly("hotline:sheet-platform:A1#1");
        assertThat(codes(orders.get(0))).isEmpty();
        assertThat(orders.get(0).view().path("discription").asText()).isEqualTo("没有座位");
        assertThat(orders.get(0).view().path("callNumber").asText()).isEqualTo("13800000001");
        assertThat(orders.get(0).view().path("orderTimeAt").asText()).isEqualTo("2026-11-20T01:30:00Z");
    }

    @Test
    void usualWorkbookIsRead() {
        assertRead(Workbook.of(ROWS).bytes());
    }

    @Test
    void textsMayBeSharedAndOfSeveralFontsAndSpoken() {
        Workbook book = Workbook.of(
                row(1, Sheets.HEADER),
                row(
                        2,
                        "<c t=\"s\"><v>0</v></c>",
                        "<c t=\"s\"><v> 1 </v></c>",
                        "<c t=\"s\"><v>2</v></c>",
                        number("46346.3958333333", 1)));
        book.part(
                "xl/strings.xml",
                "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" count=\"9\"><si><t>A1</t></si>"
                        + "<si><r><rPr><b/></rPr><t>没有</t></r><r><t>座位</t></r><rPh sb=\"0\" eb=\"1\"><t>méiyǒu</t></rPh><phoneticPr/></si>"
                        + "<si><t><![CDATA[13800000001]]></t></si></sst>");

        assertRead(book.bytes());
    }

    @Test
    void prefixesOfNamespacesDoNotMatter() {
        Workbook book = Workbook.of(ROWS);
        for (String part : List.of("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml")) {
            book.part(
                    part,
                    book.text(part).replaceAll("<(/?)([a-zA-Z])", "<$1x:$2").replace("xmlns=", "xmlns:x="));
        }

        assertRead(book.bytes());
    }

    @Test
    void strictNamespacesDoNotMatter() {
        Workbook book = Workbook.of(ROWS);
        for (String part : List.of(
                "_rels/.rels",
                "xl/_rels/workbook.xml.rels",
                "xl/workbook.xml",
                "xl/worksheets/sheet1.xml",
                "xl/styles.xml")) {
            book.part(
                    part,
                    book.text(part)
                            .replace(
                                    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                                    "http://purl.oclc.org/ooxml/officeDocument/relationships")
                            .replace(
                                    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                                    "http://purl.oclc.org/ooxml/spreadsheetml/main"));
        }

        assertRead(book.bytes());
    }

    @Test
    void targetsMayBeAbsoluteAndPartsMayBeNamedOtherwise() {
        Workbook book = Workbook.of(ROWS);
        book.part("custom/Sheet.XML", book.text("xl/worksheets/sheet1.xml")).without("xl/worksheets/sheet1.xml");
        book.part("custom/book.xml", book.text("xl/workbook.xml")).without("xl/workbook.xml");
        book.part("_rels/.rels", relations(relation("a", "officeDocument", "/custom/book.xml")));
        book.part(
                "custom/_rels/book.xml.rels",
                relations(relation("r1", "worksheet", "/custom/sheet.xml")
                        + relation("s", "styles", "../xl/styles.xml")));

        assertRead(book.bytes());
    }

    @Test
    void backslashesInNamesOfPartsAreSlashes() {
        Workbook book = Workbook.of(ROWS);
        book.part("xl\\worksheets\\sheet1.xml", book.text("xl/worksheets/sheet1.xml"))
                .without("xl/worksheets/sheet1.xml");

        assertRead(book.bytes());
    }

    @Test
    void rowsAndCellsNeedNoNumbers() {
        Workbook book = Workbook.of(ROWS);
        String part = book.text("xl/worksheets/sheet1.xml");

        assertRead(book.part("xl/worksheets/sheet1.xml", part.replaceAll(" r=\"[A-Z]*[0-9]+\"", ""))
                .bytes());
        assertRead(book.part(
                        "xl/worksheets/sheet1.xml",
                        part.replace("<sheetData>", "<dimension ref=\"A1:XFD1048576\"/><sheetData>"))
                .bytes());
    }

    @Test
    void partsMayBeUtf16AndHaveComments() {
        Workbook book = Workbook.of(ROWS);
        String part =
                book.text("xl/worksheets/sheet1.xml").replace("<sheetData>", "<!-- a --> <?hint b > c?><sheetData>");

        assertRead(book.part(
                        "xl/worksheets/sheet1.xml",
                        part.replace("UTF-8", "UTF-16").getBytes(StandardCharsets.UTF_16))
                .bytes());
        assertRead(book.part("xl/worksheets/sheet1.xml", ("\uFEFF" + part).getBytes(StandardCharsets.UTF_8))
                .bytes());
    }

    @Test
    void workbookWithoutStylesAndRelationsOfThePackageIsRead() {
        Workbook book = Workbook.of(row(1, Sheets.HEADER), row(2, "A1", "没有座位", "13800000001", "2026-11-20 09:30"));

        assertRead(book.without("xl/styles.xml").without("_rels/.rels").bytes());
    }

    private static HSSFWorkbook old() {
        HSSFWorkbook book = new HSSFWorkbook();
        HSSFSheet sheet = book.createSheet("工单");
        HSSFRow names = sheet.createRow(2);
        for (int i = 0; i < Sheets.HEADER.length; i++) {
            names.createCell(i).setCellValue(Sheets.HEADER[i]);
        }
        HSSFCellStyle time = book.createCellStyle();
        time.setDataFormat(book.createDataFormat().getFormat("yyyy-mm-dd hh:mm"));
        HSSFRow order = sheet.createRow(3);
        order.createCell(0).setCellFormula("\"A\"&1");
        order.getCell(0).setCellValue("A1");
        order.createCell(1).setCellValue("没有座位");
        order.createCell(2).setCellValue(13_800_000_001d);
        order.createCell(3).setCellValue(46_346.3958333333);
        order.getCell(3).setCellStyle(time);
        return book;
    }

    private static byte[] bytes(HSSFWorkbook book) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        book.write(out);
        return out.toByteArray();
    }

    @Test
    void workbookOfExcel97IsRead() throws IOException {
        List<Candidate> orders;
        try (HSSFWorkbook book = old()) {
            orders = read(bytes(book)).candidates();
        }

        assertThat(orders).extracting(Candidate::key).containsExactly("hotline:sheet-platform:A1#1");
        assertThat(codes(orders.get(0))).isEqualTo("RD-144 /taskId");
        assertThat(orders.get(0).view().path("callNumber").asText()).isEqualTo("13800000001");
        assertThat(orders.get(0).view().path("orderTimeAt").asText()).isEqualTo("2026-11-20T01:30:00Z");
        assertThat(orders.get(0).view().at("/transport/row").asInt()).isEqualTo(4);
    }

    @Test
    void cellsOfExcel97AreJudgedAlike() throws IOException {
        List<Candidate> orders;
        try (HSSFWorkbook book = old()) {
            HSSFSheet sheet = book.getSheetAt(0);
            sheet.getRow(3).setZeroHeight(true);
            HSSFRow lost = sheet.createRow(4);
            lost.createCell(0).setCellValue(2.02611201234567E17);
            lost.createCell(1).setCellValue("甲");
            HSSFRow error = sheet.createRow(5);
            error.createCell(0).setCellErrorValue(org.apache.poi.ss.usermodel.FormulaError.NA.getCode());
            error.createCell(1).setCellValue("乙");
            orders = read(bytes(book)).candidates();
        }

        assertThat(orders)
                .extracting(Sheets::stop)
                .containsExactly("", "RD-142 /sheets/1/rows/5/taskId", "RD-143 /sheets/1/rows/6/taskId");
        assertThat(codes(orders.get(0))).contains("RD-145");
    }

    @Test
    void passwordIsTold() throws IOException {
        byte[] locked;
        Biff8EncryptionKey.setCurrentUserPassword("secret");
        try (HSSFWorkbook book = old()) {
            locked = bytes(book);
        } finally {
            Biff8EncryptionKey.setCurrentUserPassword(null);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (POIFSFileSystem files = new POIFSFileSystem()) {
            files.createDocument(new ByteArrayInputStream(new byte[5000]), "EncryptedPackage");
            files.createDocument(new ByteArrayInputStream(new byte[500]), "EncryptionInfo");
            files.writeFilesystem(out);
        }

        assertThat(problemOf(locked)).isEqualTo("RD-105");
        assertThat(problemOf(out.toByteArray())).isEqualTo("RD-105");
    }

    @Test
    void whatIsNoSheetIsTold() throws IOException {
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        try (POIFSFileSystem files = new POIFSFileSystem()) {
            files.createDocument(new ByteArrayInputStream(new byte[5000]), "__properties_version1.0");
            files.writeFilesystem(mail);
        }
        Workbook ods = new Workbook()
                .part("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
                .part("content.xml", "<a/>");

        assertThat(problemOf(ods.bytes())).isEqualTo("RD-146");
        assertThat(problemOf(Workbook.of(ROWS).part("xl/workbook.bin", "x").bytes()))
                .isEqualTo("RD-146");
        assertThat(problemOf(Workbook.of(ROWS).part("word/document.xml", "<a/>").bytes()))
                .isEqualTo("RD-146");
        assertThat(problemOf(
                        new Workbook().part("a.xlsx", Workbook.of(ROWS).bytes()).bytes()))
                .isEqualTo("RD-146");
        assertThat(problemOf(mail.toByteArray())).isEqualTo("RD-146");
        assertThat(problemOf("\u0009\u0008\u0010\u0000\u0000\u0006\u0005\u0000".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo("RD-146");
        assertThat(problemOf("\u0089PNG\r\n\u001a\n\0\1\2\3\4\5\6\7".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo("RD-146");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><table><tr><td>工单编号</td></tr></table></html>",
                "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>",
                "\uFEFF <!DOCTYPE html>",
                "  <table border=1>",
                "{\\rtf1\\ansi}"
            })
    void pageThatIsCalledASheetIsTold(String text) {
        assertThat(problemOf(text.getBytes(StandardCharsets.UTF_8))).isEqualTo("RD-146");
    }

    @Test
    void damagedFileIsTold() {
        byte[] whole = Workbook.of(ROWS).bytes();

        assertThat(problemOf(Arrays.copyOf(whole, whole.length / 2))).isEqualTo("RD-103 zip");
        assertThat(problemOf(
                        Workbook.of(ROWS).without("xl/worksheets/sheet1.xml").bytes()))
                .isEqualTo("RD-103 parts");
        assertThat(problemOf(Workbook.of(ROWS)
                        .part("xl/worksheets/sheet1.xml", "<worksheet><row>")
                        .bytes()))
                .isEqualTo("RD-103 xml");
        assertThat(problemOf(Workbook.of(ROWS)
                        .part("xl/_rels/workbook.xml.rels", relations(""))
                        .bytes()))
                .isEqualTo("RD-103 parts");
        assertThat(problemOf(new byte[0])).isEqualTo("RD-108");
        assertThat(problemOf(Workbook.ofSheets(sheet()).bytes())).isEqualTo("RD-108");
    }

    @Test
    void documentTypesAndTheirEntitiesAreRefused() {
        String type = "<!DOCTYPE worksheet [<!ENTITY a SYSTEM \"file:///etc/hostname\"><!ENTITY b \"&a;&a;\">]>";
        String part = Workbook.of(ROWS).text("xl/worksheets/sheet1.xml");

        assertThat(problemOf(Workbook.of(ROWS)
                        .part("xl/worksheets/sheet1.xml", part.replace("<worksheet", type + "<worksheet"))
                        .bytes()))
                .isEqualTo("RD-103 xml");
        assertThat(problemOf(Workbook.of(ROWS)
                        .part("xl/worksheets/sheet1.xml", part.replace("没有座位", "&b;"))
                        .bytes()))
                .isEqualTo("RD-103 xml");
    }

    @Test
    void whatGrowsBeyondAllBoundsIsHeld() {
        String bomb = "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>" + "x".repeat(200_000)
                + "</t></is></c></row></sheetData></worksheet>";
        assertThat(problemOf(Workbook.ofSheets(bomb).bytes())).isEqualTo("RD-107 cell");
        assertThat(problemOf(Workbook.ofSheets("<a>".repeat(100)).bytes())).isEqualTo("RD-107 xml");
        assertThat(problemOf(Workbook.ofSheets("<a b=\"" + "x".repeat(5_000_000) + "\"/>")
                        .bytes()))
                .isEqualTo("RD-107 xml");
        assertThat(problemOf(Workbook.ofSheets("<a><!--" + "><".repeat(100_000) + "--></a>")
                        .bytes()))
                .isEqualTo("RD-107 xml");
        assertThat(problemOf(Workbook.ofSheets(sheet("<row r=\"9999999\"/>")).bytes()))
                .isEqualTo("RD-107 rows");
        StringBuilder wide = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            wide.append("<c><v>1</v></c>");
        }
        assertThat(problemOf(Workbook.of("<row>" + wide + "</row>").bytes())).isEqualTo("RD-107 columns");
    }

    @Test
    @Tag("slow")
    void zipBombIsHeldWithoutBeingUnpacked() {
        byte[] blanks = new byte[300 * 1024 * 1024];
        Arrays.fill(blanks, (byte) ' ');
        byte[] begin = "<worksheet>".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(begin, 0, blanks, 0, begin.length);
        byte[] file = Workbook.of(ROWS).part("xl/worksheets/sheet1.xml", blanks).bytes();

        assertThat(file.length).isLessThan(1024 * 1024);
        assertThat(problemOf(file)).startsWith("RD-107");
    }

    @Test
    @Tag("slow")
    void sheetsThatNameOnePartManyTimesCountAsOftenAsItIsRead() {
        String aside = ("<a>" + " ".repeat(3_000_000) + "</a>").repeat(7);
        StringBuilder names = new StringBuilder();
        StringBuilder relations = new StringBuilder();
        for (int i = 1; i <= 13; i++) {
            names.append("<sheet name=\"s" + i + "\" r:id=\"r" + i + "\"/>");
            relations.append(Workbook.relation("r" + i, "worksheet", "worksheets/sheet1.xml"));
        }
        byte[] file = Workbook.ofSheets("<worksheet>" + aside + "</worksheet>")
                .part("xl/workbook.xml", Workbook.workbook("", names.toString()))
                .part("xl/_rels/workbook.xml.rels", Workbook.relations(relations.toString()))
                .bytes();

        assertThat(problemOf(file)).isEqualTo("RD-107 size");
    }

    @Test
    @Tag("slow")
    void moreRowsThanAnySheetOfOrdersIsHeld() {
        StringBuilder rows = new StringBuilder(row(1, Sheets.HEADER));
        for (int i = 2; i < 12_010; i++) {
            rows.append("<row><c t=\"str\"><v>A").append(i).append("</v></c><c t=\"str\"><v>x</v></c></row>");
        }

        assertThat(problemOf(Workbook.of(rows.toString()).bytes())).isEqualTo("RD-107 rows");
    }

    @Test
    @Tag("slow")
    void emptyRowsToTheEndOfTheSheetCostNothing() {
        StringBuilder rows = new StringBuilder(ROWS[0] + ROWS[1]);
        for (int i = 0; i < 200_000; i++) {
            rows.append("<row><c s=\"1\"/><c/></row>");
        }

        assertRead(Workbook.of(rows.toString()).bytes());
    }
}

package org.onestophub.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A workbook written by hand, part by part, so that tests can write what any program writes, and what none does. */
public final class Workbook {

    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    private final Map<String, byte[]> parts = new LinkedHashMap<>();

    /** One sheet with these rows. */
    public static Workbook of(String... rows) {
        return ofSheets(sheet(rows));
    }

    /** Sheets named 工单, 表2, 表3 and so on. */
    public static Workbook ofSheets(String... sheets) {
        Workbook book = new Workbook();
        StringBuilder names = new StringBuilder();
        StringBuilder relations = new StringBuilder();
        for (int i = 1; i <= sheets.length; i++) {
            names.append(
                    "<sheet name=\"" + (i == 1 ? "工单" : "表" + i) + "\" sheetId=\"" + i + "\" r:id=\"r" + i + "\"/>");
            relations.append(relation("r" + i, "worksheet", "worksheets/sheet" + i + ".xml"));
            book.part("xl/worksheets/sheet" + i + ".xml", sheets[i - 1]);
        }
        relations.append(relation("rs", "styles", "styles.xml")).append(relation("rt", "sharedStrings", "strings.xml"));
        return book.part("_rels/.rels", relations(relation("r0", "officeDocument", "xl/workbook.xml")))
                .part("xl/workbook.xml", workbook("", names.toString()))
                .part("xl/_rels/workbook.xml.rels", relations(relations.toString()))
                .part(
                        "xl/styles.xml",
                        styles(
                                "<numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d\"/>"
                                        + "<numFmt numFmtId=\"165\" formatCode=\"00000000\"/>",
                                0,
                                22,
                                14,
                                164,
                                165));
    }

    /** A relation of a part. */
    public static String relation(String id, String type, String target) {
        return "<Relationship Id=\"" + id + "\" Type=\"" + RELATIONS + "/" + type + "\" Target=\"" + target + "\"/>";
    }

    /** The relations of a part. */
    public static String relations(String relations) {
        return HEAD + "<Relationships xmlns=\"" + PACKAGE + "\">" + relations + "</Relationships>";
    }

    /** The part that lists the sheets. */
    public static String workbook(String properties, String sheets) {
        return HEAD + "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + RELATIONS + "\">" + properties + "<sheets>"
                + sheets + "</sheets></workbook>";
    }

    /** Styles 0, 1 and so on with these formats. */
    public static String styles(String own, int... formats) {
        StringBuilder cells = new StringBuilder();
        for (int format : formats) {
            cells.append("<xf numFmtId=\"" + format + "\"/>");
        }
        return HEAD + "<styleSheet xmlns=\"" + MAIN + "\"><numFmts>" + own
                + "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/>" + "</cellStyleXfs><cellXfs>" + cells
                + "</cellXfs></styleSheet>";
    }

    /** A sheet of these rows. */
    public static String sheet(String... rows) {
        return HEAD + "<worksheet xmlns=\"" + MAIN + "\"><sheetData>" + String.join("", rows)
                + "</sheetData></worksheet>";
    }

    /** A row of texts; an empty one is no cell, and one that begins with {@code <} is a cell as it stands. */
    public static String row(int number, String... cells) {
        StringBuilder row = new StringBuilder("<row r=\"" + number + "\">");
        for (int i = 0; i < cells.length; i++) {
            String place = (char) ('A' + i) + String.valueOf(number);
            if (cells[i].startsWith("<")) {
                row.append(cells[i].replaceFirst("<c", "<c r=\"" + place + "\""));
            } else if (!cells[i].isEmpty()) {
                row.append("<c r=\"" + place + "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">" + cells[i]
                        + "</t></is></c>");
            }
        }
        return row + "</row>";
    }

    /** A cell with a number. */
    public static String number(String value) {
        return "<c><v>" + value + "</v></c>";
    }

    /** A cell with a number of a style. */
    public static String number(String value, int style) {
        return "<c s=\"" + style + "\"><v>" + value + "</v></c>";
    }

    /** Replaces a part, or adds it. */
    public Workbook part(String name, String text) {
        return part(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Replaces a part, or adds it. */
    public Workbook part(String name, byte[] bytes) {
        parts.put(name, bytes);
        return this;
    }

    /** Leaves a part out. */
    public Workbook without(String name) {
        parts.remove(name);
        return this;
    }

    /** The text of a part. */
    public String text(String name) {
        return new String(parts.get(name), StandardCharsets.UTF_8);
    }

    /** The file. */
    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                ZipEntry entry = new ZipEntry(part.getKey());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(part.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}

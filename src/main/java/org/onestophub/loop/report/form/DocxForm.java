package org.onestophub.loop.report.form;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import org.apache.poi.common.usermodel.PictureType;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.util.Units;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblGrid;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The page of a report as a Word document: the same words, tables and pictures, so that people can edit it. */
final class DocxForm {

    private static final String BODY_FONT = "宋体";
    private static final String HEADING_FONT = "黑体";
    private static final int TWIPS_OF_A4_WIDTH = 11_906;
    private static final int TWIPS_OF_A4_HEIGHT = 16_838;
    private static final int MARGIN = 1_304;
    private static final int CELL_MARGIN = 70;
    /** Tables with more columns have smaller letters. */
    private static final int MOST_NARROW = 6;

    private static final int PICTURE_WIDTH = 460;
    private static final int PICTURE_HEIGHT = 189;
    private static final String PNG = "data:image/png;base64,";

    private final XWPFDocument document;

    private DocxForm(XWPFDocument document) {
        this.document = document;
    }

    static byte[] of(org.w3c.dom.Document page) throws IOException {
        try (XWPFDocument document = new XWPFDocument()) {
            DocxForm form = new DocxForm(document);
            form.page();
            form.block(page.getDocumentElement());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.write(out);
            return out.toByteArray();
        } catch (InvalidFormatException e) {
            throw new IOException("a picture of the report is none", e);
        }
    }

    private void page() {
        CTSectPr section = document.getDocument().getBody().addNewSectPr();
        CTPageSz size = section.addNewPgSz();
        size.setW(BigInteger.valueOf(TWIPS_OF_A4_WIDTH));
        size.setH(BigInteger.valueOf(TWIPS_OF_A4_HEIGHT));
        CTPageMar margin = section.addNewPgMar();
        margin.setTop(BigInteger.valueOf(MARGIN));
        margin.setBottom(BigInteger.valueOf(MARGIN));
        margin.setLeft(BigInteger.valueOf(MARGIN));
        margin.setRight(BigInteger.valueOf(MARGIN));
        XWPFParagraph foot = document.createFooter(HeaderFooterType.DEFAULT).createParagraph();
        foot.setAlignment(ParagraphAlignment.CENTER);
        foot.getCTP().addNewFldSimple().setInstr("PAGE \\* MERGEFORMAT");
    }

    /** Walks the page; what is no heading, paragraph, table or picture only holds others. */
    private void block(Element element) throws IOException, InvalidFormatException {
        switch (element.getTagName()) {
            case "h1" -> paragraph(element, HEADING_FONT, 18, ParagraphAlignment.CENTER);
            case "h2" ->
                paragraph(element, HEADING_FONT, 13, ParagraphAlignment.LEFT).setKeepNext(true);
            case "p" ->
                paragraph(
                                element,
                                BODY_FONT,
                                isOf(element, "small") ? 9 : 11,
                                isOf(element, "centre") ? ParagraphAlignment.CENTER : ParagraphAlignment.LEFT)
                        .setKeepNext(isBeforeTable(element));
            case "table" -> table(element);
            case "img" -> picture(element);
            case "head", "style", "script" -> {
                // nothing to read
            }
            default -> {
                NodeList children = element.getChildNodes();
                for (int i = 0; i < children.getLength(); i++) {
                    if (children.item(i) instanceof Element child) {
                        block(child);
                    }
                }
            }
        }
    }

    private static boolean isBeforeTable(Element element) {
        Node next = element.getNextSibling();
        while (next != null && !(next instanceof Element)) {
            next = next.getNextSibling();
        }
        return next != null && next.getNodeName().equals("table");
    }

    private static boolean isOf(Element element, String style) {
        return (" " + element.getAttribute("class") + " ").contains(" " + style + " ");
    }

    private XWPFParagraph paragraph(Element element, String font, int size, ParagraphAlignment alignment) {
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.setAlignment(alignment);
        paragraph.setSpacingAfter(120);
        if (isOf(element, "text")) {
            paragraph.setFirstLineIndent(2 * 20 * size);
            paragraph.setSpacingBetween(1.5);
        }
        run(paragraph, words(element), font, size, font.equals(HEADING_FONT));
        return paragraph;
    }

    private static void run(XWPFParagraph paragraph, String words, String font, int size, boolean bold) {
        XWPFRun run = paragraph.createRun();
        run.setFontFamily(font, XWPFRun.FontCharRange.eastAsia);
        run.setFontFamily("Times New Roman", XWPFRun.FontCharRange.ascii);
        run.setFontFamily("Times New Roman", XWPFRun.FontCharRange.hAnsi);
        run.setFontSize(size);
        run.setBold(bold);
        run.setText(words);
    }

    private void table(Element element) {
        NodeList rows = element.getElementsByTagName("tr");
        if (rows.getLength() == 0) {
            return;
        }
        XWPFTable table = document.createTable();
        table.setWidth("100%");
        table.removeRow(0);
        table.setCellMargins(0, CELL_MARGIN, 0, CELL_MARGIN);
        List<Integer> widths = DocxColumns.widths(rows, TWIPS_OF_A4_WIDTH - 2 * MARGIN);
        CTTblGrid grid = table.getCTTbl().addNewTblGrid();
        widths.forEach(width -> grid.addNewGridCol().setW(BigInteger.valueOf(width)));
        for (int i = 0; i < rows.getLength(); i++) {
            row(table.createRow(), (Element) rows.item(i), widths);
        }
        XWPFParagraph space = document.createParagraph();
        space.setSpacingAfter(0);
    }

    private static void row(XWPFTableRow row, Element element, List<Integer> widths) {
        int at = 0;
        boolean isHead = false;
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element cell) {
                isHead |= cell.getParentNode().getParentNode().getNodeName().equals("thead");
                XWPFTableCell made = row.getCell(at) == null ? row.addNewTableCell() : row.getCell(at);
                made.setWidth(String.valueOf(widths.get(at)));
                made.setVerticalAlignment(XWPFTableCell.XWPFVertAlign.CENTER);
                XWPFParagraph paragraph = made.getParagraphs().get(0);
                boolean isLeft = at == 0 || isOf(cell, "words");
                paragraph.setAlignment(isLeft ? ParagraphAlignment.LEFT : ParagraphAlignment.RIGHT);
                if (isHead) {
                    paragraph.setAlignment(ParagraphAlignment.CENTER);
                    made.setColor("D9D9D9");
                }
                String font = isHead ? HEADING_FONT : BODY_FONT;
                int size = widths.size() > MOST_NARROW ? 8 : 9;
                run(paragraph, words(cell), font, size, isHead || isOf(element, "total"));
                at++;
            }
        }
        row.setRepeatHeader(isHead);
        row.setCantSplitRow(true);
    }

    private void picture(Element element) throws IOException, InvalidFormatException {
        String source = element.getAttribute("src");
        if (source.startsWith(PNG)) {
            XWPFParagraph paragraph = document.createParagraph();
            paragraph.setAlignment(ParagraphAlignment.CENTER);
            paragraph
                    .createRun()
                    .addPicture(
                            new ByteArrayInputStream(Base64.getDecoder().decode(source.substring(PNG.length()))),
                            PictureType.PNG,
                            "chart.png",
                            Units.toEMU(PICTURE_WIDTH),
                            Units.toEMU(PICTURE_HEIGHT));
        }
    }

    static String words(Element element) {
        return element.getTextContent().replaceAll("\\s+", " ").strip();
    }
}

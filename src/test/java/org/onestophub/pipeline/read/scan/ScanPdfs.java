package org.onestophub.pipeline.read.scan;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;

/** PDFs as devices and programs write them against the book. */
final class ScanPdfs {

    static final String LINE = "I waited five hours in the emergency room and nobody spoke to me at all.";

    private ScanPdfs() {}

    /** A PDF of one text page in the smallest form, with these entries of the page and this end. */
    static byte[] plain(String pageEntries, String end) {
        String content = "BT /F1 12 Tf 50 700 Td (" + LINE + ") Tj ET";
        return bytes("%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
                + "2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
                + "3 0 obj\n<</Type/Page/Parent 2 0 R" + pageEntries + "/Contents 4 0 R/Resources<</Font<</F1"
                + "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>\nendobj\n"
                + "4 0 obj\n<</Length " + content.length() + ">>\nstream\n" + content + "\nendstream\nendobj\n"
                + "trailer\n<</Root 1 0 R>>\n" + end);
    }

    static byte[] plain() {
        return plain("/MediaBox[0 0 595 842]", "%%EOF");
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A page in {@code box}, covered by a scan of {@code picture}, with {@code layer} as hidden text. */
    static byte[] scan(PDRectangle box, BufferedImage picture, String layer) throws IOException {
        try (PDDocument document = new PDDocument()) {
            addScan(document, box, picture, layer);
            return saved(document);
        }
    }

    private static PDPage addScan(PDDocument document, PDRectangle box, BufferedImage picture, String layer)
            throws IOException {
        PDPage page = new PDPage(box);
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            content.drawImage(
                    LosslessFactory.createFromImage(document, picture), 0, 0, box.getWidth(), box.getHeight());
            content.beginText();
            content.setRenderingMode(RenderingMode.NEITHER);
            content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 8);
            content.newLineAtOffset(20, 20);
            content.showText(layer);
            content.endText();
        }
        return page;
    }

    /** A huge page with the scan in its corner. */
    static byte[] hugePage(BufferedImage picture) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = addScan(document, PDRectangle.A4, picture, "");
            page.setMediaBox(new PDRectangle(14_400, 14_400));
            page.setCropBox(new PDRectangle(14_400, 14_400));
            return saved(document);
        }
    }

    /** Three lines of text that run upwards on a page that does not say so. */
    static byte[] textUpwards() throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                int x = 100;
                for (String line : List.of("First line of the letter.", "The second line.", "And the third one.")) {
                    content.setTextMatrix(Matrix.getRotateInstance(Math.PI / 2, x, 50));
                    content.showText(line);
                    x += 20;
                }
                content.endText();
            }
            return saved(document);
        }
    }

    /** A text page with a file attached to the document. */
    static byte[] withAttachment() throws IOException {
        try (PDDocument document = org.apache.pdfbox.Loader.loadPDF(plain())) {
            PDComplexFileSpecification file = new PDComplexFileSpecification();
            file.setFile("note.txt");
            file.setEmbeddedFile(new PDEmbeddedFile(
                    document, new java.io.ByteArrayInputStream(bytes("%PDF-1.4\nnot a page\n%%EOF\n"))));
            PDEmbeddedFilesNameTreeNode files = new PDEmbeddedFilesNameTreeNode();
            files.setNames(Map.of("note.txt", file));
            PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
            names.setEmbeddedFiles(files);
            document.getDocumentCatalog().setNames(names);
            return saved(document);
        }
    }

    /** A text page that is annotated with an attached file. */
    static byte[] withAttachmentOnPage() throws IOException {
        try (PDDocument document = org.apache.pdfbox.Loader.loadPDF(plain())) {
            COSDictionary note = new COSDictionary();
            note.setName(COSName.SUBTYPE, "FileAttachment");
            org.apache.pdfbox.cos.COSArray notes = new org.apache.pdfbox.cos.COSArray();
            notes.add(note);
            document.getPage(0).getCOSObject().setItem(COSName.ANNOTS, notes);
            return saved(document);
        }
    }

    private static byte[] saved(PDDocument document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }
}

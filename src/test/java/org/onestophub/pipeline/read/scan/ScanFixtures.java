package org.onestophub.pipeline.read.scan;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;

/** Small scans made on the spot, good and hostile. */
final class ScanFixtures {

    private ScanFixtures() {}

    static BufferedImage page() {
        BufferedImage page = new BufferedImage(120, 160, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = page.createGraphics();
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, 120, 160);
        canvas.setColor(Color.BLACK);
        for (int y = 20; y < 140; y += 12) {
            canvas.fillRect(15, y, 90 - y % 30, 3);
        }
        canvas.dispose();
        return page;
    }

    static byte[] image(String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(page(), format, out);
        return out.toByteArray();
    }

    static byte[] tiff(int pages, String compression) throws IOException {
        return tiff(pages, compression, "TIFF");
    }

    static byte[] tiff(int pages, String compression, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionType(compression);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < pages; i++) {
                writer.writeToSequence(new IIOImage(bilevel(), null, null), param);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    private static BufferedImage bilevel() {
        BufferedImage image = new BufferedImage(120, 160, BufferedImage.TYPE_BYTE_BINARY);
        image.createGraphics().drawImage(page(), 0, 0, null);
        return image;
    }

    static byte[] textPdf(int pages, String line) throws IOException {
        try (PDDocument document = new PDDocument()) {
            for (int i = 0; i < pages; i++) {
                addText(document, line);
            }
            return saved(document);
        }
    }

    private static void addText(PDDocument document, String line) throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            content.beginText();
            content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
            content.newLineAtOffset(50, 700);
            content.showText(line);
            content.endText();
        }
    }

    /** A page that is a picture, with {@code stamp} as its only text. */
    static byte[] imagePdf(String stamp) throws IOException {
        try (PDDocument document = new PDDocument()) {
            addText(document, stamp);
            PDPage page = document.getPage(0);
            try (PDPageContentStream content =
                    new PDPageContentStream(document, page, PDPageContentStream.AppendMode.APPEND, true)) {
                content.drawImage(LosslessFactory.createFromImage(document, page()), 0, 0, 500, 700);
            }
            return saved(document);
        }
    }

    static byte[] encryptedPdf(String userPassword) throws IOException {
        try (PDDocument document = new PDDocument()) {
            addText(document, "Please answer my complaint of the 18th of September.");
            StandardProtectionPolicy policy =
                    new StandardProtectionPolicy("owner-password", userPassword, new AccessPermission());
            policy.setEncryptionKeyLength(256);
            document.protect(policy);
            return saved(document);
        }
    }

    static byte[] emptyPdf() throws IOException {
        try (PDDocument document = new PDDocument()) {
            return saved(document);
        }
    }

    private static byte[] saved(PDDocument document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }

    /** A PDF made of the given objects, the first being the catalog; with table, trailer and end. */
    static byte[] rawPdf(byte[]... objects) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(latin("%PDF-1.7\n"));
        int[] offsets = new int[objects.length];
        for (int i = 0; i < objects.length; i++) {
            offsets[i] = out.size();
            out.write(latin((i + 1) + " 0 obj\n"));
            out.write(objects[i]);
            out.write(latin("\nendobj\n"));
        }
        int table = out.size();
        out.write(latin("xref\n0 " + (objects.length + 1) + "\n0000000000 65535 f \n"));
        for (int offset : offsets) {
            out.write(latin(String.format("%010d 00000 n \n", offset)));
        }
        out.write(
                latin("trailer\n<</Size " + (objects.length + 1) + "/Root 1 0 R>>\nstartxref\n" + table + "\n%%EOF\n"));
        return out.toByteArray();
    }

    /** One page whose content or picture is the given stream object. */
    static byte[] pdfOfStream(String pageEntries, byte[] stream) throws IOException {
        return rawPdf(
                latin("<</Type/Catalog/Pages 2 0 R>>"),
                latin("<</Type/Pages/Kids[3 0 R]/Count 1>>"),
                latin("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]" + pageEntries + ">>"),
                stream,
                object("<<", latin("q 500 0 0 700 0 0 cm /I Do Q")));
    }

    static byte[] object(String entries, byte[] data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(latin(entries + "/Length " + data.length + ">>\nstream\n"));
        out.write(data);
        out.write(latin("\nendstream"));
        return out.toByteArray();
    }

    static byte[] deflatedZeros(long count) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out, new Deflater(9))) {
            byte[] zeros = new byte[1 << 16];
            java.util.Arrays.fill(zeros, (byte) ' ');
            for (long left = count; left > 0; left -= zeros.length) {
                deflater.write(zeros);
            }
        }
        return out.toByteArray();
    }

    static byte[] deflated(byte[] data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out, new Deflater(9))) {
            deflater.write(data);
        }
        return out.toByteArray();
    }

    /** A page that draws a form ten times, which draws a form ten times, and so on: 10^20 forms in 4 KB. */
    static byte[] endlessPdf() throws IOException {
        int levels = 20;
        byte[][] objects = new byte[4 + levels][];
        objects[0] = latin("<</Type/Catalog/Pages 2 0 R>>");
        objects[1] = latin("<</Type/Pages/Kids[3 0 R]/Count 1>>");
        objects[2] = latin("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
                + "/Resources<</XObject<</F 5 0 R>>>>>>");
        objects[3] = object("<<", latin("/F Do"));
        for (int level = 0; level < levels; level++) {
            int next = level + 1 < levels ? level + 6 : 5 + level;
            String inner = level + 1 < levels ? "/F Do ".repeat(10) : "0 0 m";
            objects[4 + level] = object(
                    "<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</F " + next + " 0 R>>>>",
                    latin(inner));
        }
        return rawPdf(objects);
    }

    /** A PNG that declares a size it does not have, with a right checksum. */
    static byte[] pngDeclaring(int width, int height) throws IOException {
        byte[] png = image("png");
        ByteBuffer buffer = ByteBuffer.wrap(png);
        buffer.putInt(16, width).putInt(20, height);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        buffer.putInt(29, (int) crc.getValue());
        return png;
    }

    /** A JPEG that declares a size it does not have. */
    static byte[] jpegDeclaring(int width, int height) throws IOException {
        byte[] jpeg = image("jpg");
        for (int i = 2; i < jpeg.length - 9; i++) {
            if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == 0xC0) {
                ByteBuffer.wrap(jpeg).putShort(i + 5, (short) height).putShort(i + 7, (short) width);
                return jpeg;
            }
        }
        throw new IllegalStateException("no frame");
    }

    /** A small TIFF, its directory being {@code entries} of {tag, type, count, value}. */
    static byte[] rawTiff(long next, long[]... entries) {
        ByteBuffer tiff = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) entries.length);
        for (long[] entry : entries) {
            tiff.putShort((short) entry[0])
                    .putShort((short) entry[1])
                    .putInt((int) entry[2])
                    .putInt((int) entry[3]);
        }
        tiff.putInt((int) next);
        return tiff.array();
    }

    static byte[] latin(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}

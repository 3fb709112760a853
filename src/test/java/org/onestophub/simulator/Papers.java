package org.onestophub.simulator;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
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

/** Makes paper: PDF with a text layer, and page images as a scanner gives them. The same lines give the same bytes. */
public final class Papers {

    private static final int WIDTH = 620;
    private static final int HEIGHT = 300;
    private static final float LINE = 16f;
    private static final int KEY_BITS = 128;

    private Papers() {}

    /** A PDF of one page with these lines, ASCII, as its text layer. */
    public static byte[] pdf(String... lines) {
        return saved(document(lines));
    }

    /** The same, only to be opened with a password. */
    public static byte[] encryptedPdf(String... lines) {
        PDDocument document = document(lines);
        StandardProtectionPolicy policy =
                new StandardProtectionPolicy("owner-secret", "reader-secret", new AccessPermission());
        policy.setEncryptionKeyLength(KEY_BITS);
        try {
            document.protect(policy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return saved(document);
    }

    /** One page as a scanner saves it: {@code jpg} or {@code png}. */
    public static byte[] image(String format, String... lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(page(lines), format, out)) {
                throw new IOException("no writer for " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A TIFF with one page per element. */
    public static byte[] tiff(List<String> pages) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream image = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(image);
            writer.prepareWriteSequence(null);
            for (String text : pages) {
                writer.writeToSequence(new IIOImage(page(text.split("\n")), null, null), null);
            }
            writer.endWriteSequence();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    private static PDDocument document(String... lines) {
        PDDocument document = new PDDocument();
        // Otherwise PDFBox takes the time of day, and the same paper would differ from run to run.
        document.setDocumentId(1L);
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            content.beginText();
            content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
            content.setLeading(LINE);
            content.newLineAtOffset(60, 760);
            for (String line : lines) {
                content.showText(line);
                content.newLine();
            }
            content.endText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return document;
    }

    private static byte[] saved(PDDocument document) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (document) {
            document.save(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static BufferedImage page(String... lines) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.setColor(Color.BLACK);
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 18));
        for (int i = 0; i < lines.length; i++) {
            pen.drawString(lines[i], 30, 50 + i * 30);
        }
        pen.dispose();
        return image;
    }
}

package org.onestophub.pipeline.read.format;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** A small file in place of one that was sent: of the same type if that is a common one, and each different. */
public final class Placeholder {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(76, new byte[] {'\r', '\n'});

    private Placeholder() {}

    /** The file in base64 with lines of 76 characters; {@code number} makes it differ from the others. */
    public static String base64(String mediaType, int number) throws IOException {
        return LINES.encodeToString(bytes(mediaType, number));
    }

    private static byte[] bytes(String mediaType, int number) throws IOException {
        String words = "placeholder " + number;
        String kind = mediaType.substring(mediaType.indexOf('/') + 1);
        return switch (kind) {
            case "png", "jpeg", "gif", "bmp" -> image(kind, number);
            case "pdf" -> ("%PDF-1.4\n% " + words + "\n%%EOF\n").getBytes(StandardCharsets.US_ASCII);
            case "rtf" -> ("{\\rtf1 " + words + "}").getBytes(StandardCharsets.US_ASCII);
            default ->
                kind.contains("zip") || kind.contains("officedocument")
                        ? zip(words)
                        : (words + "\r\n").getBytes(StandardCharsets.US_ASCII);
        };
    }

    private static byte[] image(String kind, int number) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(number, 1, BufferedImage.TYPE_INT_RGB), kind, out);
        return out.toByteArray();
    }

    private static byte[] zip(String words) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            ZipEntry entry = new ZipEntry("placeholder.txt");
            entry.setTime(0);
            zip.putNextEntry(entry);
            zip.write(words.getBytes(StandardCharsets.US_ASCII));
            zip.closeEntry();
        }
        return out.toByteArray();
    }
}

package org.onestophub.pipeline.read.scan;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** The page of a letter as other devices and people send it: turned, mirrored, transparent, as a negative. */
final class ScanPictures {

    private static final Path LETTER = Path.of("src/test/resources/scan/letter-page.png");

    private ScanPictures() {}

    /** The page of a letter, black on white, upright. */
    static BufferedImage letter() {
        try {
            return ImageIO.read(LETTER.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The letter as its file holds it if {@code orientation} makes it upright. */
    static BufferedImage letterFor(Orientation orientation) {
        // mirrored values undo themselves, and so does 180; the two quarter turns undo each other
        int inverse = orientation.value() == 6 ? 8 : orientation.value() == 8 ? 6 : orientation.value();
        return new Orientation(inverse).upright(letter());
    }

    static byte[] png(BufferedImage image) {
        return written(image, "png");
    }

    /** A JPEG whose EXIF block says {@code orientation}. */
    static byte[] jpeg(BufferedImage image, int orientation) {
        byte[] jpeg = written(image, "jpg");
        ByteBuffer file = ByteBuffer.allocate(jpeg.length + 36);
        file.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) 34).put(ExifBlock.JPEG_MARK);
        file.put(exif(orientation)).put(jpeg, 2, jpeg.length - 2);
        return file.array();
    }

    /** A PNG whose eXIf chunk says {@code orientation}. */
    static byte[] png(BufferedImage image, int orientation) {
        byte[] png = png(image);
        byte[] exif = exif(orientation);
        ByteBuffer chunk = ByteBuffer.allocate(12 + exif.length);
        chunk.putInt(exif.length).putInt(0x65584966).put(exif);
        CRC32 sum = new CRC32();
        sum.update(chunk.array(), 4, 4 + exif.length);
        chunk.putInt((int) sum.getValue());
        int afterHeader = 33;
        ByteBuffer file = ByteBuffer.allocate(png.length + chunk.capacity());
        file.put(png, 0, afterHeader).put(chunk.array()).put(png, afterHeader, png.length - afterHeader);
        return file.array();
    }

    private static byte[] exif(int orientation) {
        ByteBuffer block = ByteBuffer.allocate(26).order(ByteOrder.LITTLE_ENDIAN);
        block.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) 1);
        block.putShort((short) 274).putShort((short) 3).putInt(1).putShort((short) orientation);
        return block.array();
    }

    /** A TIFF of one bit per pixel, a page for each orientation, each as its tag says. */
    static byte[] fax(List<Integer> orientations) {
        int header = 8;
        List<byte[]> pages = orientations.stream()
                .map(value -> packed(letterFor(new Orientation(value))))
                .toList();
        int entries = 7;
        int directory = 2 + entries * 12 + 4;
        ByteBuffer tiff = ByteBuffer.allocate(header
                        + pages.stream()
                                .mapToInt(page -> page.length + directory)
                                .sum())
                .order(ByteOrder.LITTLE_ENDIAN);
        tiff.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
        for (int i = 0; i < pages.size(); i++) {
            int at = tiff.position();
            BufferedImage page = letterFor(new Orientation(orientations.get(i)));
            tiff.putShort((short) entries);
            entry(tiff, 256, page.getWidth());
            entry(tiff, 257, page.getHeight());
            entry(tiff, 258, 1);
            entry(tiff, 262, 1);
            entry(tiff, 273, at + directory);
            entry(tiff, 274, orientations.get(i));
            entry(tiff, 279, pages.get(i).length);
            tiff.putInt(i + 1 < pages.size() ? at + directory + pages.get(i).length : 0);
            tiff.put(pages.get(i));
        }
        return tiff.array();
    }

    private static void entry(ByteBuffer tiff, int tag, int value) {
        tiff.putShort((short) tag).putShort((short) 4).putInt(1).putInt(value);
    }

    private static byte[] packed(BufferedImage page) {
        int stride = (page.getWidth() + 7) / 8;
        byte[] bits = new byte[stride * page.getHeight()];
        for (int y = 0; y < page.getHeight(); y++) {
            for (int x = 0; x < page.getWidth(); x++) {
                if ((page.getRGB(x, y) & 0xFF) > 127) {
                    bits[y * stride + x / 8] |= (byte) (0x80 >> x % 8);
                }
            }
        }
        return bits;
    }

    /** The letter in {@code ink} on a transparent ground. */
    static BufferedImage transparent(Color ink) {
        BufferedImage letter = letter();
        BufferedImage page = new BufferedImage(letter.getWidth(), letter.getHeight(), BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < letter.getHeight(); y++) {
            for (int x = 0; x < letter.getWidth(); x++) {
                int alpha = 255 - (letter.getRGB(x, y) & 0xFF);
                page.setRGB(x, y, alpha << 24 | ink.getRGB() & 0xFFFFFF);
            }
        }
        return page;
    }

    /** The letter white on black. */
    static BufferedImage negative() {
        BufferedImage letter = letter();
        BufferedImage page = new BufferedImage(letter.getWidth(), letter.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < letter.getHeight(); y++) {
            for (int x = 0; x < letter.getWidth(); x++) {
                page.getRaster().setSample(x, y, 0, 255 - (letter.getRGB(x, y) & 0xFF));
            }
        }
        return page;
    }

    /** The letter with 16 bits of grey. */
    static BufferedImage deep() {
        BufferedImage letter = letter();
        BufferedImage page = new BufferedImage(letter.getWidth(), letter.getHeight(), BufferedImage.TYPE_USHORT_GRAY);
        for (int y = 0; y < letter.getHeight(); y++) {
            for (int x = 0; x < letter.getWidth(); x++) {
                page.getRaster().setSample(x, y, 0, (letter.getRGB(x, y) & 0xFF) * 257);
            }
        }
        return page;
    }

    /** White paper. */
    static BufferedImage blank() {
        BufferedImage page = new BufferedImage(600, 800, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D canvas = page.createGraphics();
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, 600, 800);
        canvas.dispose();
        return page;
    }

    /** The first {@code length} bytes of {@code scan}. */
    static byte[] cut(byte[] scan, int length) {
        return Arrays.copyOf(scan, length);
    }

    private static byte[] written(BufferedImage image, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalStateException(format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}

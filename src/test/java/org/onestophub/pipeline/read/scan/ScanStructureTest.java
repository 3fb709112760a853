package org.onestophub.pipeline.read.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is seen of a picture without decoding it, on the smallest files that show it. */
class ScanStructureTest {

    private static final String SOI = "ffd8";
    private static final String FRAME = "ffc0 000b 08 0010 0020 01 011100";
    private static final String SCAN = "ffda 0008 01 0100 003f00 1234ff00ffd056";
    private static final String EOI = "ffd9";

    @ParameterizedTest
    @ValueSource(
            strings = {
                SOI + FRAME + SCAN + EOI,
                SOI + FRAME + SCAN + SCAN + EOI + "00112233",
                SOI + "fffe 0004 6162" + FRAME + SCAN + EOI,
                SOI + FRAME + "ffda 0002" + EOI,
                SOI + "ffffff" + "fe 0002" + FRAME + SCAN + EOI,
                SOI + "ff01 ffd0 ffd7" + FRAME + SCAN + "ffff" + EOI,
                SOI + "ffc4 0003 00 ffc8 0002 ffcc 0002" + FRAME + SCAN + EOI,
                SOI + "ffc2 0008 08 0010 0020 01" + SCAN + EOI,
                SOI + "ffcf 0008 08 0010 0020 01" + SCAN + EOI,
            })
    void wholeJpegIsSound(String hex) throws IOException {
        JpegStructure.check(stream(hex));
    }

    @Test
    void segmentOfMoreThan255BytesIsPassedOverWhole() throws IOException {
        JpegStructure.check(stream(SOI + "fffe 0102" + "ff".repeat(256) + FRAME + SCAN + EOI));
        JpegStructure.check(stream(SOI + "fffe 0102" + "00".repeat(256) + FRAME + SCAN + EOI));
        JpegStructure.check(stream(SOI + FRAME + "ffda 0102" + "ffd9".repeat(128) + "00" + EOI));
        assertThatThrownBy(() -> JpegStructure.check(stream(SOI + FRAME + "ffda 0102" + "ffd9".repeat(128))))
                .hasMessage("RD-103");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ff",
                "ffd9",
                "00d8",
                SOI,
                SOI + FRAME + EOI,
                SOI + SCAN + EOI,
                SOI + FRAME + SCAN,
                SOI + EOI,
                SOI + "00" + FRAME + SCAN + EOI,
                SOI + "fffe 0001" + FRAME + SCAN + EOI,
                SOI + "fffe ffff 61",
                SOI + "ffc0 0007 08 0010 0020" + SCAN + EOI,
                SOI + FRAME + "ffda 0001" + EOI,
                SOI + FRAME + SCAN + "ffd1",
                // neither a table nor an extension is a frame
                SOI + "ffc4 0008 08 0010 0020 01" + SCAN + EOI,
                SOI + "ffc8 0008 08 0010 0020 01" + SCAN + EOI,
                SOI + "ffcc 0008 08 0010 0020 01" + SCAN + EOI,
                SOI + "ffbf 0008 08 0010 0020 01" + SCAN + EOI,
            })
    void cutOrDamagedJpegIsCorrupt(String hex) {
        assertThatThrownBy(() -> JpegStructure.check(stream(hex))).hasMessage("RD-103");
    }

    @Test
    void jpegOfMoreScansThanAnyCameraWritesIsRefused() throws IOException {
        JpegStructure.check(stream(SOI + FRAME + SCAN.repeat(ScanBounds.MAX_JPEG_SCANS) + EOI));

        assertThatThrownBy(() ->
                        JpegStructure.check(stream(SOI + FRAME + SCAN.repeat(ScanBounds.MAX_JPEG_SCANS + 1) + EOI)))
                .hasMessage("RD-107 scans");
    }

    @Test
    void jpegIsJudgedByTheSizeItDeclares() {
        for (String frame : List.of("08 ffff ffff 01", "10 2000 2000 ff", "ff 0010 0010 05")) {
            assertThatThrownBy(() -> JpegStructure.check(stream(SOI + "ffc0 0008" + frame + SCAN + EOI)))
                    .hasMessageStartingWith("RD-107");
        }
        assertThatThrownBy(() -> JpegStructure.check(stream(SOI + "ffc0 0008 08 0000 0020 01" + SCAN + EOI)))
                .hasMessageStartingWith("RD-103");
    }

    @Test
    void wholePngIsSound() throws IOException {
        PngStructure.check(png(header(16, 16, 8, 2), chunk("IDAT", "0011"), chunk("IEND", "")));
        PngStructure.check(png(header(16, 16, 1, 0), chunk("IEND", ""), new byte[] {1, 2, 3}));
        PngStructure.check(png(header(16, 16, 16, 6), chunk("IEND", "")));
    }

    @Test
    void cutOrDamagedPngIsCorrupt() {
        byte[] end = chunk("IEND", "");
        byte[] wrongSum = chunk("IDAT", "0011");
        wrongSum[wrongSum.length - 1] ^= 1;
        byte[] negative = chunk("IDAT", "0011");
        negative[0] = (byte) 0x80;

        assertCorrupt(png());
        assertCorrupt(png(header(16, 16, 8, 2)));
        assertCorrupt(png(chunk("IDAT", "0011"), end));
        assertCorrupt(png(header(16, 16, 8, 2), wrongSum, end));
        assertCorrupt(png(header(16, 16, 8, 2), negative, end));
        assertCorrupt(png(chunk("IHDR", "00000010000000100802000000" + "00"), end));
        assertCorrupt(png(header(16, 16, 8, 2), Arrays.copyOf(end, 11)));
    }

    @Test
    void pngIsJudgedByTheSizeItDeclares() {
        for (byte[] header :
                List.of(header(0x7fffffff, 16, 8, 2), header(16, 0xffffffff, 8, 2), header(40_000, 40_000, 16, 6))) {
            assertThatThrownBy(() -> PngStructure.check(png(header, chunk("IEND", ""))))
                    .hasMessageStartingWith("RD-107");
        }
        assertCorruptStart(header(0, 16, 8, 2));
    }

    @ParameterizedTest
    @CsvSource({"little, false", "big, false", "little, true", "big, true"})
    void pagesOfATiffAreItsImagesWithoutTheThumbnails(String order, boolean bigTiff) throws IOException {
        Tiff tiff = new Tiff(order.equals("big"), bigTiff);
        tiff.directory(254, 0, 256, 16, 257, 16, 273, 8, 279, 4);
        tiff.directory(254, 1, 256, 4, 257, 4, 273, 8, 279, 4);
        tiff.directory(254, 2, 256, 16, 257, 16, 322, 16, 323, 16, 324, 8, 325, 4);
        tiff.directory(256, 16, 257, 16, 273, 8);

        assertThat(tiff.pages()).containsExactly(0, 2, 3);
    }

    @Test
    void tiffWhoseImageIsNotInTheFileIsCorrupt() throws IOException {
        assertThat(tiff(256, 16, 257, 16, 273, 8, 279, 4).pages()).containsExactly(0);
        int size = tiff(256, 16, 257, 16, 273, 8, 279, 4).bytes().length;

        assertThat(tiff(256, 16, 257, 16, 273, 8, 279, size - 8).pages()).hasSize(1);
        assertThatThrownBy(tiff(256, 16, 257, 16, 273, 8, 279, size - 7)::pages).hasMessage("RD-103 page");
        assertThatThrownBy(tiff(256, 16, 257, 16, 273, size + 1, 279, 0)::pages).hasMessage("RD-103 page");
        assertThatThrownBy(tiff(256, 16, 257, 16)::pages).hasMessage("RD-103 page");
        assertThatThrownBy(tiff(256, 16, 257, 16, 324, size + 1)::pages).hasMessage("RD-103 page");
        assertThat(tiff(256, 16, 257, 16, 324, 8).pages()).hasSize(1);
    }

    @Test
    void tiffIsJudgedByTheSizesItDeclares() {
        assertThatThrownBy(tiff(256, 60_000, 257, 60_000, 273, 8)::pages).hasMessageStartingWith("RD-107");
        assertThatThrownBy(tiff(256, 16, 257, 16, 277, 60_000, 258, 60_000, 273, 8)::pages)
                .hasMessageStartingWith("RD-107");
        assertThatThrownBy(tiff(256, 16, 257, 16, 322, 60_000, 323, 60_000, 324, 8)::pages)
                .hasMessageStartingWith("RD-107");
        assertThatThrownBy(tiff(256, 16, 257, 16, 322, 16, 324, 8)::pages)
                .as("a tile without a height")
                .hasMessageStartingWith("RD-103");
        assertThatThrownBy(tiff(257, 16, 273, 8)::pages).hasMessageStartingWith("RD-103");
    }

    @Test
    void tiffThatBreaksOffIsCorrupt() throws IOException {
        byte[] whole = tiff(256, 16, 257, 16, 273, 8).bytes();
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> pagesOf(cut)).as("%d bytes", length).hasMessageStartingWith("RD-103");
        }
        assertThat(pagesOf(whole)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'II*\u0000', TIFF",
        "'MM\u0000*', TIFF",
        "'II+\u0000', TIFF",
        "'MM\u0000+', TIFF",
        "'\u00ff\u00d8\u00ff', JPEG",
        "'\u0089PNG\r\n\u001a\n', PNG",
        "'%PDF-1.4', PDF",
        "'\r\n %PDF-1.4', PDF",
        "'\u00ef\u00bb\u00bf%PDF-1.4', PDF",
        "'\u00ef\u00bb\u00bf\n%PDF-1.4', PDF",
        "'II*', ''",
        "'\u00ff\u00d8', ''",
        "'x%PDF-', ''",
        "'%PDF', ''",
        "'', ''"
    })
    void typeIsToldByTheFirstBytes(String head, String type) {
        assertThat(ScanType.of(head.getBytes(StandardCharsets.ISO_8859_1))
                        .map(Enum::name)
                        .orElse(""))
                .isEqualTo(type);
    }

    private static void assertCorrupt(ByteArrayInputStream png) {
        assertThatThrownBy(() -> PngStructure.check(png)).hasMessage("RD-103");
    }

    private static void assertCorruptStart(byte[] header) {
        assertThatThrownBy(() -> PngStructure.check(png(header, chunk("IEND", ""))))
                .hasMessageStartingWith("RD-103");
    }

    private static ByteArrayInputStream stream(String hex) {
        return new ByteArrayInputStream(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private static ByteArrayInputStream png(byte[]... chunks) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(HexFormat.of().parseHex("89504e470d0a1a0a"));
        for (byte[] chunk : chunks) {
            all.writeBytes(chunk);
        }
        return new ByteArrayInputStream(all.toByteArray());
    }

    private static byte[] header(int width, int height, int bits, int colorType) {
        return chunk("IHDR", "%08x%08x%02x%02x000000".formatted(width, height, bits, colorType));
    }

    private static byte[] chunk(String type, String hex) {
        byte[] data = HexFormat.of().parseHex(hex);
        ByteBuffer chunk = ByteBuffer.allocate(12 + data.length);
        chunk.putInt(data.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
        CRC32 sum = new CRC32();
        sum.update(chunk.array(), 4, 4 + data.length);
        return chunk.putInt((int) sum.getValue()).array();
    }

    private static Tiff tiff(int... tagsAndValues) {
        Tiff tiff = new Tiff(false, false);
        tiff.directory(tagsAndValues);
        return tiff;
    }

    private static List<Integer> pagesOf(byte[] tiff) throws IOException {
        return TiffStructure.pages(new MemoryCacheImageInputStream(new ByteArrayInputStream(tiff)), tiff.length)
                .pages()
                .stream()
                .map(TiffStructure.Page::index)
                .toList();
    }

    /** A TIFF or BigTIFF whose directories follow each other, each value of type LONG. */
    private static final class Tiff {

        private final ByteBuffer bytes = ByteBuffer.allocate(4096);
        private final boolean big;
        private int link;

        Tiff(boolean bigEndian, boolean big) {
            this.big = big;
            bytes.order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            bytes.put((bigEndian ? "MM" : "II").getBytes(StandardCharsets.US_ASCII));
            bytes.putShort((short) (big ? 43 : 42));
            if (big) {
                bytes.putInt(8);
            }
            link = bytes.position();
            number(0);
        }

        void directory(int... tagsAndValues) {
            long start = bytes.position();
            if (big) {
                bytes.putLong(link, start).putLong(tagsAndValues.length / 2);
            } else {
                bytes.putInt(link, (int) start).putShort((short) (tagsAndValues.length / 2));
            }
            for (int i = 0; i < tagsAndValues.length; i += 2) {
                bytes.putShort((short) tagsAndValues[i]).putShort((short) 4);
                number(1);
                bytes.putInt(tagsAndValues[i + 1]);
                if (big) {
                    bytes.putInt(0);
                }
            }
            link = bytes.position();
            number(0);
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes.array(), bytes.position());
        }

        List<Integer> pages() throws IOException {
            return pagesOf(bytes());
        }

        private void number(long value) {
            if (big) {
                bytes.putLong(value);
            } else {
                bytes.putInt((int) value);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RIFF1234WEBP, WEBP",
        "RIFF1234WEBPVP8, WEBP",
        "RIFF1234WAVE, ''",
        "1234ftypheic, HEIC",
        "1234ftypavif, AVIF",
        "1234ftypmp42, ''",
        "'PJL%PDF-1.4\n', PDF",
        "'PJL%PDF-1.4 \r', PDF",
        "'PJL%PDF-1.4 x', ''",
    })
    void typeMayStandBehindTheFirstBytes(String head, String type) {
        assertThat(ScanType.of(head.getBytes(StandardCharsets.ISO_8859_1))
                        .map(Enum::name)
                        .orElse(""))
                .isEqualTo(type);
    }

    @Test
    void cameraBlockOfAPngHasUpTo64Kibibytes() throws IOException {
        String block = "4d4d002a00000008" + "0001" + "0112" + "0003" + "00000001" + "00060000";
        String most = block + "00".repeat(64 * 1024 - block.length() / 2);

        assertThat(PngStructure.check(png(header(16, 16, 8, 2), chunk("eXIf", most), chunk("IEND", ""))))
                .isEqualTo(new Orientation(6));
        assertThat(PngStructure.check(png(header(16, 16, 8, 2), chunk("eXIf", most + "00"), chunk("IEND", ""))))
                .isEqualTo(Orientation.UPRIGHT);
    }

    @Test
    void colourTypesOfAPngAreCounted() throws IOException {
        for (int[] one : new int[][] {{0, 1}, {2, 1}, {3, 1}, {4, 1}, {6, 1}, {1, 0}, {5, 0}, {7, 0}, {255, 0}}) {
            ByteArrayInputStream png = png(header(16, 16, 8, one[0]), chunk("IEND", ""));
            if (one[1] == 1) {
                assertThat(PngStructure.check(png)).isEqualTo(Orientation.UPRIGHT);
            } else {
                assertNoPage(png);
            }
        }
    }

    private static void assertNoPage(ByteArrayInputStream png) {
        assertThatThrownBy(() -> PngStructure.check(png)).hasMessage("RD-103 page");
    }
}

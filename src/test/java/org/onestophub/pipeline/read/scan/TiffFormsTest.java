package org.onestophub.pipeline.read.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Directories of TIFF and BigTIFF as odd and hostile writers make them, on the smallest files that show it. */
class TiffFormsTest {

    private static final int BYTE = 1;
    private static final int TEXT = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sizesAndOffsetsMayBeOfAnyTypeOfNumber(boolean big) throws IOException {
        for (int type : new int[] {SHORT, LONG, 13, 16, 18}) {
            if (big || type < 16) {
                Tiff tiff = new Tiff(big)
                        .begin(3)
                        .entry(256, type, 1, 16)
                        .entry(257, type, 1, 16)
                        .entry(273, type, 1, 8);
                assertThat(tiff.end(0).pages().pages()).as("type %d", type).hasSize(1);
            }
        }
        assertThatThrownBy(() -> new Tiff(big)
                        .begin(3)
                        .entry(256, TEXT, 1, 16)
                        .entry(257, LONG, 1, 16)
                        .entry(273, LONG, 1, 8)
                        .end(0)
                        .pages())
                .hasMessageStartingWith("RD-103");
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 7, 1})
    void orientationOfAPageIsKept(int orientation) throws IOException {
        Tiff tiff =
                page(new Tiff(false).begin(4)).entry(274, SHORT, 1, orientation).end(0);

        assertThat(tiff.pages().pages().get(0).orientation().value()).isEqualTo(orientation);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 14, 15, 19, 255, 65_535})
    void valueOfAnUnknownTypeIsPassedOver(int type) throws IOException {
        assertThat(page(new Tiff(false).begin(4))
                        .entry(258, type, -1, -1)
                        .end(0)
                        .pages()
                        .pages())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void valuesThatDoNotFitIntoTheEntryAreElsewhere(boolean big) throws IOException {
        int inline = big ? 4 : 2;
        Tiff fitting = new Tiff(big).begin(3).entry(256, LONG, 1, 16).entry(257, LONG, 1, 16);
        assertThat(fitting.entry(273, SHORT, inline, 8).end(0).pages().pages()).hasSize(1);

        Tiff elsewhere = new Tiff(big).begin(3).entry(256, LONG, 1, 16).entry(257, LONG, 1, 16);
        elsewhere.entry(273, SHORT, inline + 1, 8).end(0);
        // at 8 stand the bytes of the header or of the directory itself: numbers within the file or beyond it
        assertThat(pagesOrProblem(elsewhere.bytes())).isIn("1", "RD-103 page");
        Tiff beyond = new Tiff(big).begin(3).entry(256, LONG, 1, 16).entry(257, LONG, 1, 16);
        beyond.entry(273, SHORT, inline + 1, 100_000).end(0);
        assertThat(pagesOrProblem(beyond.bytes())).isEqualTo("RD-103 pages");
    }

    @Test
    void moreValuesThanBytesInTheFileAreNone() {
        for (long count : new long[] {-1, 1_000, 0x7FFF_FFFFL}) {
            assertThat(pagesOrProblem(page(new Tiff(false).begin(4))
                            .entry(700, BYTE, (int) count, 8)
                            .end(0)
                            .bytes()))
                    .as("%d", count)
                    .isEqualTo("RD-103 pages");
        }
        assertThat(pagesOrProblem(page(new Tiff(true).begin(4))
                        .entry(700, BYTE, -1, 8)
                        .end(0)
                        .bytes()))
                .isEqualTo("RD-103 pages");
    }

    @Test
    void valuesEndAtTheEndOfTheFile() {
        Tiff tiff = page(new Tiff(false).begin(4)).entry(700, BYTE, 5, 0).end(0);
        int size = tiff.bytes().length;

        assertThat(pagesOrProblem(page(new Tiff(false).begin(4))
                        .entry(700, BYTE, 5, size - 5)
                        .end(0)
                        .bytes()))
                .isEqualTo("1");
        assertThat(pagesOrProblem(page(new Tiff(false).begin(4))
                        .entry(700, BYTE, 5, size - 4)
                        .end(0)
                        .bytes()))
                .isEqualTo("RD-103 pages");
    }

    @Test
    void directoryHasUpTo1000Entries() {
        assertThat(pagesOrProblem(filled(1_000))).isEqualTo("1");
        assertThat(pagesOrProblem(filled(1_001))).isEqualTo("RD-107 entries");
        assertThat(pagesOrProblem(new Tiff(false).begin(0).end(0).bytes())).isEqualTo("RD-103 pages");
        assertThat(pagesOrProblem(new Tiff(true).begin(-1).end(0).bytes())).isEqualTo("RD-103 pages");
    }

    private static byte[] filled(int entries) {
        Tiff tiff = page(new Tiff(false).begin(entries));
        for (int i = 3; i < entries; i++) {
            tiff.entry(700, BYTE, 1, 0);
        }
        return tiff.end(0).bytes();
    }

    @Test
    void fileHasUpTo200PagesAndAsManyPicturesBesideThem() {
        assertThat(pagesOrProblem(chain(200, 200))).isEqualTo("200");
        assertThat(pagesOrProblem(chain(201, 0))).isEqualTo("RD-107 pages");
        assertThat(pagesOrProblem(chain(1, 400))).isEqualTo("RD-107 pages");
        assertThat(pagesOrProblem(chain(0, 3))).isEqualTo("RD-103 pages");
    }

    private static byte[] chain(int pages, int thumbnails) {
        Tiff tiff = new Tiff(false);
        for (int i = 0; i < pages + thumbnails; i++) {
            boolean isLast = i == pages + thumbnails - 1;
            page(tiff.begin(4)).entry(254, LONG, 1, i < pages ? 0 : 1).end(isLast ? 0 : tiff.size() + 4);
        }
        return tiff.bytes();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void linkThatLeadsNowhereEndsTheFileWhereItStands(boolean big) throws IOException {
        Tiff tiff = page(new Tiff(big).begin(3)).end(1_000_000);
        TiffStructure.Pages pages = tiff.pages();

        assertThat(pages.pages()).hasSize(1);
        assertThat(pages.brokenLink()).isEqualTo(tiff.size() - (big ? 8 : 4));
        Path file = Files.write(folder.resolve("scan.tif"), tiff.bytes());
        try (RandomAccessFile copy = new RandomAccessFile(file.toFile(), "rw")) {
            TiffStructure.end(copy, pages.brokenLink());
        }
        byte[] ended = Files.readAllBytes(file);
        assertThat(ended).hasSameSizeAs(tiff.bytes());
        assertThat(pagesOf(ended).brokenLink()).isZero();
        assertThat(Arrays.copyOf(ended, (int) pages.brokenLink()))
                .isEqualTo(Arrays.copyOf(tiff.bytes(), (int) pages.brokenLink()));
    }

    @Test
    void chainThatLeadsBackIsCorrupt() {
        assertThat(pagesOrProblem(page(new Tiff(false).begin(3)).end(8).bytes()))
                .isEqualTo("RD-103");
    }

    @Test
    void firstPageMayBeDamagedIfAnotherIsNot() throws IOException {
        Tiff tiff = new Tiff(false)
                .begin(3)
                .entry(256, LONG, 1, 0)
                .entry(257, LONG, 1, 16)
                .entry(273, LONG, 1, 8);
        tiff.end(tiff.size() + 4);
        page(tiff.begin(3)).end(0);

        assertThat(tiff.pages().pages())
                .extracting(one -> one.fault().isPresent())
                .containsExactly(true, false);
    }

    @Test
    void samplesOfAPixelAreCountedTogether() {
        for (int[] one : new int[][] {{8, 4, 1}, {255, 4, 1}, {257, 4, 0}, {1_025, 1, 0}, {1_024, 1, 1}}) {
            byte[] tiff = page(new Tiff(false).begin(5))
                    .entry(258, LONG, 1, one[0])
                    .entry(277, LONG, 1, one[1])
                    .end(0)
                    .bytes();
            assertThat(pagesOrProblem(tiff)).isEqualTo(one[2] == 1 ? "1" : "RD-107 pixels");
        }
    }

    @Test
    void boundsOfAPageAreThoseOfItsPixelsAndBytes() {
        ScanBounds.checkPage(80_000_000, 1, 1);
        ScanBounds.checkPage(1, 80_000_000, 32);
        for (long[] page : new long[][] {
            {80_000_001, 1, 1}, {1, 80_000_001, 1}, {8_001, 10_000, 1}, {1, 1, 1_025}, {80_000_000, 1, 33}
        }) {
            assertThatThrownBy(() -> ScanBounds.checkPage(page[0], page[1], page[2]))
                    .hasMessage("RD-107 pixels");
        }
        for (long[] page : new long[][] {{0, 1, 1}, {1, 0, 1}, {1, 1, 0}, {-1, 1, 1}}) {
            assertThatThrownBy(() -> ScanBounds.checkPage(page[0], page[1], page[2]))
                    .hasMessage("RD-103 page");
        }
        ScanBounds.checkPages(1);
        ScanBounds.checkPages(200);
        assertThatThrownBy(() -> ScanBounds.checkPages(0)).hasMessage("RD-103 pages");
        assertThatThrownBy(() -> ScanBounds.checkPages(201)).hasMessage("RD-107 pages");
    }

    @ParameterizedTest
    @CsvSource({
        "II, 8, 1, 274, 3, 6, 6",
        "MM, 8, 1, 274, 3, 6, 6",
        "II, 8, 1, 274, 4, 8, 8",
        "II, 8, 1, 274, 3, 9, 1",
        "II, 8, 1, 274, 3, 0, 1",
        "II, 8, 1, 274, 1, 6, 1",
        "II, 8, 1, 275, 3, 6, 1",
        "II, 8, 0, 274, 3, 6, 1",
        "II, 9, 1, 274, 3, 6, 1",
        "II, -1, 1, 274, 3, 6, 1",
        "II, 20, 1, 274, 3, 6, 1"
    })
    void orientationOfACameraIsInItsBlock(
            String order, int directory, int entries, int tag, int type, int value, int orientation) {
        ByteBuffer block =
                ByteBuffer.allocate(22).order(order.equals("II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        block.put(order.getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(directory);
        block.putShort((short) entries)
                .putShort((short) tag)
                .putShort((short) type)
                .putInt(1);
        if (type == LONG) {
            block.putInt(value);
        } else {
            block.putShort((short) value);
        }

        assertThat(ExifBlock.orientation(block.array()).value()).isEqualTo(orientation);
        for (int length = 0; length < 22; length++) {
            assertThat(ExifBlock.orientation(Arrays.copyOf(block.array(), length))
                            .value())
                    .isEqualTo(1);
        }
    }

    private static Tiff page(Tiff begun) {
        return begun.entry(256, LONG, 1, 16).entry(257, LONG, 1, 16).entry(273, LONG, 1, 8);
    }

    private static String pagesOrProblem(byte[] tiff) {
        try {
            return String.valueOf(pagesOf(tiff).pages().size());
        } catch (org.onestophub.problem.ProblemException e) {
            return e.getMessage();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static TiffStructure.Pages pagesOf(byte[] tiff) throws IOException {
        return TiffStructure.pages(new MemoryCacheImageInputStream(new ByteArrayInputStream(tiff)), tiff.length);
    }

    /** A little-endian file whose directories follow each other, entry by entry. */
    private static final class Tiff {

        private final ByteBuffer bytes = ByteBuffer.allocate(64 * 1024).order(ByteOrder.LITTLE_ENDIAN);
        private final boolean big;

        Tiff(boolean big) {
            this.big = big;
            bytes.put("II".getBytes(StandardCharsets.US_ASCII)).putShort((short) (big ? 43 : 42));
            if (big) {
                bytes.putInt(8).putLong(16);
            } else {
                bytes.putInt(8);
            }
        }

        Tiff begin(int entries) {
            if (big) {
                bytes.putLong(entries);
            } else {
                bytes.putShort((short) entries);
            }
            return this;
        }

        Tiff entry(int tag, int type, int count, int value) {
            bytes.putShort((short) tag).putShort((short) type);
            if (big) {
                bytes.putLong(count).putLong(value);
            } else {
                bytes.putInt(count).putInt(value);
            }
            return this;
        }

        Tiff end(int next) {
            if (big) {
                bytes.putLong(next);
            } else {
                bytes.putInt(next);
            }
            return this;
        }

        int size() {
            return bytes.position();
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes.array(), bytes.position());
        }

        TiffStructure.Pages pages() throws IOException {
            return pagesOf(bytes());
        }
    }
}

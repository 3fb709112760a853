package org.onestophub.pipeline.read.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Content;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** What the decoder makes of files, page by page, and how it goes on where it was ended. */
class DecodedPagesTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private Path out;

    @BeforeEach
    void folderOfTheLetter() throws IOException {
        out = Files.createDirectory(folder.resolve("out"));
    }

    @Test
    void noMorePagesAreDrawnThanTheOrderSays() throws IOException {
        Path fax = file("a.tif", ScanFixtures.tiff(3, "LZW"));

        assertThat(decoded(2, MINUTE, fax).pages())
                .extracting(page -> page.image().isPresent())
                .containsExactly(true, true, false);
        assertThat(decoded(0, MINUTE, fax).pages())
                .as("what is kept counts")
                .extracting(page -> page.image().isPresent())
                .containsExactly(true, true, false);
    }

    @Test
    void noPageIsDrawnAfterItsTime() throws IOException {
        assertThat(decoded(9, Duration.ZERO, file("a.tif", ScanFixtures.tiff(2, "LZW")))
                        .pages())
                .extracting(page -> page.image().isPresent())
                .containsExactly(false, false);
    }

    @Test
    void pagesThatAreKeptAreNotDecodedAgain() throws IOException {
        DecodeTrail trail = new DecodeTrail(out);
        DecodedLetter.Page kept = DecodedLetter.Page.of("kept text", Optional.empty());
        trail.keep(0, new DecodeTrail.Kept(kept, false));

        assertThat(decoded(9, MINUTE, file("a.pdf", ScanFixtures.textPdf(2, "words of the page")))
                        .pages())
                .extracting(page -> page.text().orElse("").strip())
                .containsExactly("kept text", "words of the page");
        assertThat(trail.doing()).isEmpty();
        assertThat(trail.kept(1)).isPresent();
    }

    @Test
    void pageThatEndedItsProcessIsDamagedAndKeepsItsText() throws IOException {
        DecodeTrail trail = new DecodeTrail(out);
        trail.keep(0, new DecodeTrail.Kept(DecodedLetter.Page.of("kept text", Optional.empty()), true));
        trail.lose(DecodeTrail.page(0), new ProblemException(Problem.BOUNDS_EXCEEDED, "memory"));

        List<DecodedLetter.Page> pages = decoded(9, MINUTE, file("a.pdf", ScanFixtures.textPdf(2, "words of the page")))
                .pages();

        assertThat(pages.get(0).text()).contains("kept text");
        assertThat(pages.get(0).isWhole()).isFalse();
        assertThat(pages.get(1).isWhole()).isTrue();
    }

    @Test
    void letterOfWhichEveryPageIsLostIsRefusedForItsFirst() throws IOException {
        DecodeTrail trail = new DecodeTrail(out);
        trail.lose(DecodeTrail.page(0), new ProblemException(Problem.BOUNDS_EXCEEDED, "memory"));
        trail.lose(DecodeTrail.page(1), new ProblemException(Problem.READ_FAULT));
        Path pdf = file("a.pdf", ScanFixtures.textPdf(2, "words"));

        assertThatThrownBy(() -> decoded(9, MINUTE, pdf)).hasMessage("RD-107 memory");
    }

    @Test
    void afterTheEndOfTheTrailNoPageIsDecoded() throws IOException {
        DecodeTrail trail = new DecodeTrail(out);
        trail.keep(0, new DecodeTrail.Kept(DecodedLetter.Page.of("kept text", Optional.empty()), true));
        trail.end();

        List<DecodedLetter.Page> pages = decoded(9, MINUTE, file("a.pdf", ScanFixtures.textPdf(2, "words")))
                .pages();

        assertThat(pages.get(0).text()).contains("kept text");
        assertThat(pages.get(0).image()).isEmpty();
        assertThat(pages.get(1)).isEqualTo(DecodedLetter.Page.DAMAGED);
    }

    @Test
    void fileThatEndedItsProcessIsOneDamagedPage() throws IOException {
        new DecodeTrail(out).lose(DecodeTrail.file(0), new ProblemException(Problem.BOUNDS_EXCEEDED, "memory"));
        Path pdf = file("a.pdf", ScanFixtures.textPdf(3, "words"));
        Path png = file("b.png", ScanFixtures.image("png"));

        List<DecodedLetter.Page> pages = decoded(9, MINUTE, pdf, png).pages();

        assertThat(pages).hasSize(2);
        assertThat(pages.get(0)).isEqualTo(DecodedLetter.Page.DAMAGED);
        assertThat(pages.get(1).image()).isPresent();
        assertThatThrownBy(() -> decoded(9, MINUTE, pdf)).hasMessage("RD-107 memory");
    }

    @Test
    void layerOverAPictureIsDrawnToo() throws IOException {
        String words = "I waited five hours in the emergency room and nobody spoke to me at all.";
        DecodedLetter letter = decoded(9, MINUTE, file("a.pdf", ScanFixtures.imagePdf(words)));

        assertThat(letter.pages().get(0).text().orElse("")).contains("five hours");
        assertThat(letter.pages().get(0).image()).isPresent();
        assertThat(new DecodeTrail(out).kept(0))
                .hasValueSatisfying(kept -> assertThat(kept.needsLook()).isFalse());
    }

    @Test
    void pictureOfMoreThanTwentyMillionPixelsIsReadInSteps() throws IOException {
        for (int[] size : new int[][] {{5_000, 4_000, 5_000, 4_000}, {5_000, 4_001, 2_500, 2_001}}) {
            BufferedImage large = new BufferedImage(size[0], size[1], BufferedImage.TYPE_BYTE_BINARY);
            Graphics2D canvas = large.createGraphics();
            canvas.fillRect(0, 0, size[0], size[1]);
            canvas.dispose();
            Path file = folder.resolve("large.png");
            assertThat(ImageIO.write(large, "png", file.toFile())).isTrue();
            try (ScannedPages pages = ImagePages.open(ScanSource.of(file), ScanType.PNG, out)) {
                ScannedPages.Picture picture = pages.picture(0);
                assertThat(picture.pixels().getWidth()).isEqualTo(size[2]);
                assertThat(picture.pixels().getHeight()).isEqualTo(size[3]);
                assertThat(pages.textLayer(0)).isEmpty();
                assertThat(pages.mustDraw()).isTrue();
                assertThat(pages.problems()).isEmpty();
                assertThat(pages.count()).isEqualTo(1);
            }
        }
    }

    @Test
    void filesOfALetterAreOpenOneAtATime() {
        List<String> log = new ArrayList<>();
        try (JoinedPages joined =
                new JoinedPages(List.of(pages("a", 2, log), pages("b", 0, log), pages("c", 1, log)))) {
            assertThat(log).containsExactly("open a", "close a", "open b", "open c", "close c");
            log.clear();
            assertThat(joined.count()).isEqualTo(4);
            assertThat(joined.problems()).containsExactly(Problem.FILES_INSIDE);
            assertThat(joined.mustDraw()).as("before any page").isTrue();

            assertThat(joined.textLayer(0))
                    .hasValueSatisfying(layer -> assertThat(layer.text()).isEqualTo("a0"));
            assertThat(joined.textLayer(1))
                    .hasValueSatisfying(layer -> assertThat(layer.text()).isEqualTo("a1"));
            assertThat(joined.mustDraw()).isFalse();
            assertThat(joined.picture(3).isWhole()).isTrue();
            assertThatThrownBy(() -> joined.textLayer(2)).hasMessage("RD-103 b");
        }
        assertThat(log).containsExactly("open a", "close a", "open c", "close c", "open b");
    }

    @Test
    void joinedFilesHaveUpTo200Pages() {
        List<String> log = new ArrayList<>();
        try (JoinedPages joined = new JoinedPages(List.of(pages("a", 199, log), pages("b", 1, log)))) {
            assertThat(joined.count()).isEqualTo(200);
        }
        assertThatThrownBy(() -> new JoinedPages(List.of(pages("a", 199, log), pages("b", 2, log))))
                .hasMessage("RD-107 pages");
    }

    /** A file of so many pages, or one that cannot be opened if it has none. */
    private static Supplier<ScannedPages> pages(String name, int count, List<String> log) {
        return () -> {
            log.add("open " + name);
            if (count == 0) {
                throw new ProblemException(Problem.CORRUPT, name);
            }
            return new Pages(name, count, log);
        };
    }

    private record Pages(String name, int count, List<String> log) implements ScannedPages {
        @Override
        public Optional<Layer> textLayer(int index) {
            return Optional.of(new Layer(name + index, false));
        }

        @Override
        public Picture picture(int index) {
            return new Picture(new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY), Orientation.UPRIGHT, index == 0);
        }

        @Override
        public boolean mustDraw() {
            return false;
        }

        @Override
        public List<Problem> problems() {
            return List.of(Problem.FILES_INSIDE);
        }

        @Override
        public void close() {
            log.add("close " + name);
        }
    }

    @Test
    void bytesInMemoryAreWrittenAndAFileIsTakenAsItIs() throws IOException {
        Path file = file("a", new byte[] {1, 2, 3});
        ScanSource inFile = ScanSource.of(file);
        assertThat(inFile.file(out.resolve("copy"))).isEqualTo(file.toAbsolutePath());
        assertThat(out.resolve("copy")).doesNotExist();

        ScanSource inMemory = new ScanSource(Content.of(new byte[] {1, 2, 3}));
        assertThat(inMemory.file(out.resolve("copy"))).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(inMemory.head(2)).containsExactly(1, 2);
        assertThat(inMemory.isScan()).isFalse();
        assertThat(inMemory.mediaType()).isEqualTo("application/octet-stream");
        assertThatThrownBy(inMemory::type).hasMessage("RD-106");
        assertThatThrownBy(new ScanSource(Content.of(new byte[0]))::type).hasMessage("RD-108");
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private DecodedLetter decoded(int maxDrawn, Duration drawTime, Path... files) throws IOException {
        PageDecoder.decode(new DecodeOrder(List.of(files), out, 72, maxDrawn, DecodeOrder.ALL, drawTime, MINUTE));
        return DecodedLetter.in(out);
    }
}

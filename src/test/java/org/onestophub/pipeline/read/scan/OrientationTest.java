package org.onestophub.pipeline.read.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Finding;
import org.onestophub.pipeline.read.format.ReadProperties;
import org.onestophub.pipeline.read.format.ReadScratch;
import org.springframework.util.unit.DataSize;

/** What reaches recognition: the page upright by its file, dark on light, or a finding. */
class OrientationTest {

    @TempDir
    Path folder;

    private final List<BufferedImage> seen = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyOrientationThatAFileDeclaresIsApplied(int value) {
        BufferedImage turned = ScanPictures.letterFor(new Orientation(value));

        for (byte[] scan : List.of(
                ScanPictures.jpeg(turned, value), ScanPictures.png(turned, value), ScanPictures.fax(List.of(value)))) {
            Candidate letter = read(scan);

            assertIsLetter(seen.remove(0));
            assertThat(letter.view().at("/letter/eachPage/0/turnedByFile").asInt())
                    .isEqualTo(new Orientation(value).degrees());
            assertThat(letter.view().at("/letter/eachPage/0/mirrored").asBoolean())
                    .isEqualTo(value == 2 || value == 4 || value == 5 || value == 7);
            assertThat(letter.findings()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 255})
    void orientationThatDoesNotExistIsUpright(int value) {
        read(ScanPictures.jpeg(ScanPictures.letter(), value));

        assertIsLetter(seen.get(0));
    }

    @Test
    void damagedCameraBlockIsUpright() {
        for (int length = 0; length < 26; length++) {
            assertThat(ExifBlock.orientation(new byte[length])).isEqualTo(Orientation.UPRIGHT);
        }
        byte[] far = {'M', 'M', 0, 42, 127, -1, -1, -1, 0, 1};
        assertThat(ExifBlock.orientation(far)).isEqualTo(Orientation.UPRIGHT);
    }

    @Test
    void pageIsDarkOnLightWhateverItsGround() {
        for (BufferedImage page : List.of(
                ScanPictures.transparent(Color.BLACK),
                ScanPictures.transparent(Color.WHITE),
                ScanPictures.negative(),
                ScanPictures.deep())) {
            read(ScanPictures.png(page));

            assertIsLetter(seen.remove(0));
        }
    }

    @Test
    void onlyPaperIsBlank() {
        assertThat(GrayPage.isBlank(ScanPictures.blank())).isTrue();
        assertThat(GrayPage.isBlank(GrayPage.of(ScanPictures.letter()))).isFalse();
        BufferedImage grain = ScanPictures.blank();
        for (int x = 0; x < 600; x++) {
            grain.getRaster().setSample(x, x % 800, 0, 200 + x % 50);
        }
        assertThat(GrayPage.isBlank(grain)).isTrue();
    }

    @Test
    void pageOfTiffThatIsNotInTheFileCostsOnlyItself() {
        byte[] fax = ScanPictures.fax(List.of(1, 1));

        Candidate letter = read(ScanPictures.cut(fax, fax.length - 100));

        assertThat(letter.view().at("/letter/text").asText()).isEqualTo("我要投诉");
        assertThat(letter.findings()).containsExactly(new Finding("RD-123", "/letter/pages/2"));
    }

    @Test
    void tiffThatEndsBeforeItsSecondPageSaysSo() {
        byte[] fax = ScanPictures.fax(List.of(1, 1));

        // within the directory of the second page
        Candidate letter = read(ScanPictures.cut(fax, fax.length / 2 + 30));

        assertThat(letter.view().at("/letter/text").asText()).isEqualTo("我要投诉");
        assertThat(letter.findings()).containsExactly(new Finding("RD-124", "/letter"));
    }

    // grey levels differ a little after a JPEG; the halves of the page do not
    private static void assertIsLetter(BufferedImage page) {
        BufferedImage letter = ScanPictures.letter();
        assertThat(page.getWidth()).isEqualTo(letter.getWidth());
        assertThat(page.getHeight()).isEqualTo(letter.getHeight());
        int differing = 0;
        for (int y = 0; y < page.getHeight(); y += 3) {
            for (int x = 0; x < page.getWidth(); x += 3) {
                boolean isDark = (page.getRGB(x, y) & 0xFF) < 100;
                boolean shouldBeDark = (letter.getRGB(x, y) & 0xFF) < 100;
                differing += isDark == shouldBeDark ? 0 : 1;
            }
        }
        assertThat(differing).isLessThan(page.getWidth() * page.getHeight() / 9 / 100);
    }

    private Candidate read(byte[] scan) {
        ReadProperties properties = new ReadProperties(
                new ReadProperties.Ocr("tesseract", "chi_sim+eng", Duration.ofSeconds(30), 20, 100, 70),
                new ReadProperties.Scan(DataSize.ofMegabytes(2), Duration.ofMinutes(5), 1, DataSize.ofMegabytes(256)));
        PageText seeing = (page, limit) -> {
            try {
                seen.add(ImageIO.read(page.toFile()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Optional.of(new PageText.Recognised("我要投诉", 2, 90));
        };
        return new ScanReader(
                        properties,
                        seeing,
                        new ReadScratch(folder.resolve("scratch")),
                        new DecoderHere(),
                        Clock.systemUTC())
                .read(ScanReaderTest.receipt(Content.of(scan), ""), JsonNodeFactory.instance.objectNode())
                .candidates()
                .get(0);
    }

    @Test
    void inkIsClearlyDarkerThanItsGround() {
        assertThat(GrayPage.isBlank(withDots(480, 222))).isFalse();
        assertThat(GrayPage.isBlank(withDots(479, 222))).as("dust").isTrue();
        assertThat(GrayPage.isBlank(withDots(480, 223))).as("grain").isTrue();
    }

    private static BufferedImage withDots(int dots, int level) {
        BufferedImage page = ScanPictures.blank();
        for (int i = 0; i < dots; i++) {
            page.getRaster().setSample(i % 600, i / 600, 0, level);
        }
        return page;
    }

    @ParameterizedTest
    @CsvSource({"'95', 160", "'96', 96", "'10,200', 245", "'10,200,200', 10", "'10,10,200', 245", "'0', 255"})
    void pageOnADarkGroundIsTurnedRound(String levels, int first) {
        String[] pixels = levels.split(",");
        BufferedImage page = new BufferedImage(pixels.length, 1, BufferedImage.TYPE_BYTE_GRAY);
        for (int x = 0; x < pixels.length; x++) {
            page.getRaster().setSample(x, 0, 0, Integer.parseInt(pixels[x]));
        }

        assertThat(GrayPage.of(page).getRaster().getSample(0, 0, 0)).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "90, 6", "180, 3", "270, 8"})
    void turnIsAnOrientation(int degrees, int value) {
        assertThat(Orientation.turn(degrees)).isEqualTo(new Orientation(value));
        assertThat(Orientation.turn(degrees).degrees()).isEqualTo(degrees);
        assertThat(Orientation.turn(degrees).isMirrored()).isFalse();
    }
}

package org.onestophub.pipeline.read.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.Inbound;
import org.onestophub.complaint.Part;
import org.onestophub.complaint.Receipt;
import org.onestophub.pipeline.read.format.PagePicture;
import org.onestophub.pipeline.read.format.ReadProperties;
import org.onestophub.pipeline.read.format.ReadScratch;
import org.springframework.util.unit.DataSize;

/** Letters of several files, which the hub joined in one. */
class LetterPagesReaderTest {

    private static final JsonNode NO_OPTIONS = JsonNodeFactory.instance.objectNode();
    private static final byte[] ABOUT = "科室=急诊\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    void filesAreThePagesOfOneLetter() throws IOException {
        byte[] bundle = zip(
                "page-0001.pdf", ScanPdfs.plain(), "page-0002.png", ScanFixtures.image("png"), "about-0001.txt", ABOUT);

        Candidate letter = read(bundle);

        assertThat(letter.key()).isEqualTo("letter:" + "ab".repeat(32));
        assertThat(letter.view().at("/letter/pages").asInt()).isEqualTo(2);
        assertThat(letter.view().at("/letter/mediaType").asText()).isEqualTo("application/pdf");
        assertThat(letter.view().at("/letter/text").asText()).isEqualTo(ScanPdfs.LINE + "\n\n我要投诉");
        assertThat(letter.view().at("/letter").has("missing")).isFalse();
        assertThat(letter.view().at("/sidecar").toString()).isEqualTo("[{\"name\":\"科室\",\"value\":\"急诊\"}]");
        assertThat(letter.view().at("/transport/fileName").asText()).isEqualTo("scan.pdf");
        assertThat(letter.findings()).isEmpty();
        assertThat(letter.parts())
                .extracting(Part::number, Part::name, Part::mediaType)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("1", "page-0001.pdf", "application/pdf"),
                        org.assertj.core.groups.Tuple.tuple("2", "page-0002.png", "image/png"),
                        org.assertj.core.groups.Tuple.tuple("3", "about-0001.txt", "text/plain"));
        assertThat(letter.parts().get(2).sizeBytes()).isEqualTo(ABOUT.length);
        assertThat(reader().part(receipt(bundle), NO_OPTIONS, "3").bytes(100)).isEqualTo(ABOUT);
        assertThatThrownBy(() -> reader().part(receipt(bundle), NO_OPTIONS, "4"))
                .hasMessage("AC-103 part");
    }

    @Test
    void pagesThatAreMissingAreListed() throws IOException {
        byte[] page = ScanFixtures.image("png");

        Candidate letter = read(zip("page-0002.png", page, "page-0003.png", page, "page-0006.png", page));

        assertThat(letter.view().at("/letter/missing").toString()).isEqualTo("[4,5]");
        assertThat(letter.findings()).containsExactly(new Finding("RD-113", "/letter/missing"));
        assertThat(read(zip("page-0001.png", page, "page-0999.png", page))
                        .view()
                        .at("/letter/missing"))
                .hasSize(20);
    }

    @Test
    void sidecarThatCannotBeReadIsAFinding() throws IOException {
        Candidate letter = read(zip(
                "page-0001.png", ScanFixtures.image("png"), "about-0001.txt", ABOUT, "about-0002.txt", new byte[0]));

        assertThat(letter.view().at("/sidecar")).hasSize(1);
        assertThat(letter.findings()).containsExactly(new Finding("RD-108", "/sidecar"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "about-0001.txt",
                "page-1.png",
                "page-0000000001.png",
                "Page-0001.png",
                "page-0001.PNG",
                "page-0001.longer",
                "../page-0001.png",
                "x/page-0001.png",
                "cover-0001.png"
            })
    void bundleThatTheHubDidNotMakeIsCorrupt(String name) throws IOException {
        byte[] bundle = zip(name, ScanFixtures.image("png"));

        assertThatThrownBy(() -> read(bundle)).hasMessage("RD-103 letter");
        assertThatThrownBy(() -> reader().part(receipt(bundle), NO_OPTIONS, "1"))
                .hasMessage("RD-103 letter");
    }

    @Test
    void bundleHasUpTo400Files() throws IOException {
        assertThatThrownBy(() -> read(zips(401))).hasMessage("RD-107 pages");
        assertThat(read(zips(400)).parts()).hasSize(400);
    }

    private static byte[] zips(int files) throws IOException {
        Object[] all = new Object[2 * files];
        for (int i = 0; i < files; i++) {
            all[2 * i] = i == 0 ? "page-0001.png" : "about-%04d.txt".formatted(i);
            all[2 * i + 1] = i == 0 ? ScanFixtures.image("png") : ABOUT;
        }
        return zip(all);
    }

    @Test
    void fileThatIsALetterByItselfIsReadAsAnyScan() throws IOException {
        Receipt single = new Receipt(
                1,
                "",
                "letter-folder",
                "letter",
                "key",
                "ab".repeat(32),
                Instant.EPOCH,
                Map.of("fileName", "scan.png"),
                Content.of(ScanFixtures.image("png")));

        assertThat(reader().read(single, NO_OPTIONS)
                        .candidates()
                        .get(0)
                        .view()
                        .at("/letter/pages")
                        .asInt())
                .isEqualTo(1);
        assertThat(reader().part(single, NO_OPTIONS, "1").size())
                .isEqualTo(single.content().size());
        assertThatThrownBy(() -> read("no zip".getBytes(StandardCharsets.US_ASCII)))
                .hasMessage("RD-103 letter");
        assertThat(reader().format()).isEqualTo("letter-pages");
    }

    @Test
    void everyPageOfABundleCanBeLookedAt() throws IOException {
        Receipt bundle = receipt(
                zip("page-0001.pdf", ScanFixtures.textPdf(2, "A page."), "page-0002.png", ScanFixtures.image("png")));

        PagePicture second = reader().picture(bundle, NO_OPTIONS, 2);
        PagePicture third = reader().picture(bundle, NO_OPTIONS, 3);

        assertThat(second.pages()).isEqualTo(3);
        assertThat(second.png()).startsWith(0x89, 'P', 'N', 'G').isNotEqualTo(third.png());
        BufferedImage page = ImageIO.read(new ByteArrayInputStream(second.png()));
        assertThat(Math.max(page.getWidth(), page.getHeight())).isBetween(500, ScanBounds.MAX_LOOK_PIXELS);
        for (int none : new int[] {-1, 0, 4, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> reader().picture(bundle, NO_OPTIONS, none)).hasMessage("AC-103 page");
        }
        try (var left = Files.list(folder.resolve("scratch"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void pageThatCannotBeDrawnHasItsCode() throws IOException {
        assertThatThrownBy(() -> reader().picture(
                                receipt(zip("page-0001.png", ScanFixtures.pngDeclaring(60_000, 60_000))),
                                NO_OPTIONS,
                                1))
                .hasMessage("RD-107 pixels");
        assertThatThrownBy(() -> reader().picture(receipt("no zip".getBytes(StandardCharsets.US_ASCII)), NO_OPTIONS, 1))
                .hasMessage("RD-103 letter");
    }

    @Test
    void nothingIsLeftInTheScratchFolder() throws IOException {
        read(zip("page-0001.png", ScanFixtures.image("png")));
        byte[] corrupt = zip("cover.png", new byte[1]);
        assertThatThrownBy(() -> read(corrupt)).hasMessage("RD-103 letter");

        try (var left = Files.list(folder.resolve("scratch"))) {
            assertThat(left).isEmpty();
        }
    }

    private Candidate read(byte[] bundle) {
        return reader().read(receipt(bundle), NO_OPTIONS).candidates().get(0);
    }

    private static Receipt receipt(byte[] bundle) {
        return new Receipt(
                1,
                "",
                "letter-folder",
                "letter",
                "key",
                "ab".repeat(32),
                Instant.EPOCH,
                Map.of("fileName", "a/scan.pdf", Inbound.LETTER_OF, "1"),
                Content.of(bundle));
    }

    private LetterPagesReader reader() {
        ReadProperties properties = new ReadProperties(
                new ReadProperties.Ocr("tesseract", "chi_sim+eng", Duration.ofSeconds(30), 20, 100, 70),
                new ReadProperties.Scan(DataSize.ofMegabytes(1), Duration.ofMinutes(5), 1, DataSize.ofMegabytes(256)));
        ReadScratch scratch = new ReadScratch(folder.resolve("scratch"));
        PageText ocr = (page, limit) -> Optional.of(new PageText.Recognised("我要投诉", 2, 90));
        return new LetterPagesReader(
                new ScanReader(properties, ocr, scratch, new DecoderHere(), Clock.systemUTC()), scratch);
    }

    private static byte[] zip(Object... namesAndBytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndBytes.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndBytes[i]));
                zip.write((byte[]) namesAndBytes[i + 1]);
            }
        }
        return out.toByteArray();
    }
}

package org.onestophub.pipeline.read.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

/** Letters as pictures of phones: those that the hub decodes, and those that it only keeps. */
class PictureFormatsTest {

    private static final PageText OCR =
            (page, limit) -> Optional.of(new PageText.Recognised("我要投诉急诊科，等候五小时无人理睬。", 12, 92));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"letter-page.lossy.webp", "letter-page.lossless.webp"})
    void webpIsRecognised(String name) throws IOException {
        Candidate letter = read(webp(name));

        assertThat(letter.view().at("/letter/text").asText()).startsWith("我要投诉");
        assertThat(letter.view().at("/letter/mediaType").asText()).isEqualTo("image/webp");
        assertThat(letter.findings()).isEmpty();
    }

    @Test
    void damagedWebpIsRefusedAsDamaged() throws IOException {
        byte[] whole = webp("letter-page.lossless.webp");

        assertThat(catchThrowable(() -> read(Arrays.copyOf(whole, whole.length / 2))))
                .hasMessage("RD-103 end");
    }

    @ParameterizedTest
    @CsvSource({
        "heic, image/heic",
        "mif1, image/heic",
        "heix, image/heic",
        "avif, image/avif",
        "avis, image/avif",
        "JP2, image/jp2",
        "J2K, image/jp2",
        "JXL, image/jxl"
    })
    void pictureThatIsNotDecodedIsALetterForPeople(String brand, String mediaType) {
        Candidate letter = read(head(brand));

        assertThat(letter.isSound()).isTrue();
        assertThat(letter.findings()).containsExactly(new Finding("RD-128", "/letter"));
        assertThat(letter.view().at("/letter/imageOnly").asBoolean()).isTrue();
        assertThat(letter.view().at("/letter/mediaType").asText()).isEqualTo(mediaType);
    }

    @Test
    void otherPagesKeepTheirWords() throws IOException {
        LetterText letter = reader().joined(List.of(
                new ScanSource(Content.of(head("heic"))), new ScanSource(Content.of(ScanFixtures.image("png")))));

        assertThat(letter.text()).startsWith("我要投诉");
        assertThat(letter.findings())
                .containsExactlyInAnyOrder(new Finding("RD-128", "/letter"), new Finding("RD-123", "/letter/pages/1"));
    }

    private static byte[] webp(String name) throws IOException {
        return Files.readAllBytes(Path.of("src/test/resources/scan", name));
    }

    private static byte[] head(String brand) {
        String start = switch (brand) {
            case "JP2" -> "\0\0\0\fjP  \r\n\u0087\n";
            case "J2K" -> "\u00ffO\u00ffQ";
            case "JXL" -> "\0\0\0\fJXL \r\n\u0087\n";
            default -> "\0\0\0\u0018ftyp" + brand;
        };
        return Arrays.copyOf(start.getBytes(StandardCharsets.ISO_8859_1), 400);
    }

    private Candidate read(byte[] scan) {
        return reader().read(ScanReaderTest.receipt(Content.of(scan), ""), JsonNodeFactory.instance.objectNode())
                .candidates()
                .get(0);
    }

    private ScanReader reader() {
        ReadProperties properties = new ReadProperties(
                new ReadProperties.Ocr("tesseract", "eng", Duration.ofSeconds(1), 20, 72, 70),
                new ReadProperties.Scan(DataSize.ofMegabytes(2), Duration.ofMinutes(1), 1, DataSize.ofMegabytes(64)));
        return new ScanReader(
                properties, OCR, new ReadScratch(folder.resolve("s")), new DecoderHere(), Clock.systemUTC());
    }
}

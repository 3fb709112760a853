package org.onestophub.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.schibsted.spt.data.jslt.Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.complaint.Content;
import org.springframework.util.unit.DataSize;

/** The samples of {@code mappings/letter} as far as READ and the JSLT program go. */
class LetterSamplesTest {

    private static final Path LETTER = Path.of("mappings/letter");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "pdf-with-text-layer.pdf, text-layer, 1, 测试甲, 2",
        "two-page-tiff.tif, ocr, 2, 护士站, 2",
        "photographed-page.png, ocr, 1, 投诉信, 2",
        "image-only.jpg, none, 1, '', 0"
    })
    void goodSamplesBecomeComplaints(String name, String from, int pages, String word, int claims) throws IOException {
        JsonNode view = view(name);
        JsonNode complaint = Parser.compile(LETTER.resolve("letter.jslt").toFile()).apply(view);

        assertThat(view.at("/letter/textFrom").asText()).isEqualTo(from);
        assertThat(view.at("/letter/pages").asInt()).isEqualTo(pages);
        assertThat(complaint.at("/channel").asText()).isEqualTo("letter");
        assertThat(complaint.at("/complainant/claims")).hasSize(claims);
        assertThat(complaint.at("/matter/facts").asText()).isEqualTo(view.at("/letter/text").asText());
        assertThat(complaint.at("/flags/imageOnly").asBoolean()).isEqualTo(from.equals("none"));
        if (!word.isEmpty()) {
            assertThat(complaint.at("/matter/facts").asText()).contains(word);
        }
    }

    @ParameterizedTest
    @CsvSource({"encrypted.pdf", "truncated.pdf", "empty.pdf", "not-a-scan.pdf"})
    void badSamplesAreRejectedAsTheirAnswerSays(String name) throws IOException {
        Path answer = LETTER.resolve("samples").resolve(name.replace(".pdf", ".rejected.json"));
        JsonNode rejected = new ObjectMapper().readTree(Files.readString(answer));

        assertThatThrownBy(() -> view(name))
                .hasMessage((rejected.get("code").asText() + " " + rejected.get("field").asText()).strip());
    }

    private JsonNode view(String name) throws IOException {
        Path sample = LETTER.resolve("samples").resolve(name);
        ReadProperties properties = new ReadProperties(
                new ReadProperties.Ocr("tesseract", "eng", Duration.ofSeconds(1), 20, 150),
                new ReadProperties.Scan(DataSize.ofMegabytes(1), Duration.ofMinutes(1), 1));
        ScanReader reader = new ScanReader(
                properties, new SidecarPageText(sample), new ReadScratch(folder.resolve("s")), Clock.systemUTC());
        return reader.read(ScanReaderTest.receipt(Content.of(sample), ""), JsonNodeFactory.instance.objectNode())
                .candidates().get(0).view();
    }
}

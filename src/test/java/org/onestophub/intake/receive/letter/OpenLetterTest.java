package org.onestophub.intake.receive.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.intake.receive.letter.LetterRule.Kind;
import org.onestophub.intake.receive.letter.OpenLetter.Next;
import org.onestophub.intake.receive.letter.OpenLetter.Sheet;

/** Which files are one letter, and when it is complete, by the rule that mappings/letter-pages ships. */
class OpenLetterTest {

    private static final Instant T0 = Instant.parse("2026-09-18T01:00:00Z");
    private static final long MOST_BYTES = 1_000_000;
    private static final LetterRule RULE = LetterRule.of(shipped());

    private final List<Sheet> sheets = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "SMFP260918085900_0001.TIF,         PAGE,    SMFP260918085900, 1",
        "scan_0012.jpg,                     PAGE,    scan,             12",
        "letter-0007.pdf,                   PAGE,    letter-0007,      0",
        "letter-0007.pdf.index.xml,         SIDECAR, letter-0007,      0",
        "scan.json,                         SIDECAR, scan,             0",
        "scan_0001.csv,                     SIDECAR, scan,             0",
        "SMFP260918085900.done,             DONE,    SMFP260918085900, 0",
        "scan_0003.jpg.ok,                  DONE,    scan,             0",
    })
    void filesBelongTogetherByTheirNames(String name, Kind kind, String series, int page) {
        assertThat(RULE.placeOf(name)).contains(new LetterRule.Place(series, kind, page));
    }

    @Test
    void otherNamesAreLettersOfTheirOwn() {
        assertThat(RULE.placeOf("letter.docx")).isEmpty();
        assertThat(RULE.placeOf("")).isEmpty();
        assertThat(RULE.placeOf("a".repeat(300) + "_0001.jpg")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"pages\":[\"(\"]}",
                "{\"pages\":[\"no group\"]}",
                "{\"quiet\":\"soon\"}",
                "{\"mostPages\":201}"
            })
    void aRuleThatCannotBeUsedIsTold(String profile) {
        assertThatThrownBy(() -> LetterRule.of(new ObjectMapper().readTree(profile)))
                .hasMessageContaining("RD-201");
    }

    @Test
    void aSeriesIsCompleteWhenItIsQuiet() {
        page(1, 0);
        page(2, 30);

        assertThat(at(89).lookAgainAt()).isEqualTo(T0.plusSeconds(90));
        assertThat(at(90).close()).containsExactly(1L, 2L);
    }

    @Test
    void aDoneFileShortensTheWait() {
        page(1, 0);
        page(2, 0);
        file(Kind.DONE, 0, 1);

        assertThat(at(10).close()).isEmpty();
        assertThat(at(11).close()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void timeWhenTheHubWasAwayIsNoQuiet() {
        page(1, 0);
        OpenLetter open = new OpenLetter(List.copyOf(sheets));

        assertThat(open.next(RULE, MOST_BYTES, T0.plusSeconds(3600), T0.plusSeconds(3610))
                        .lookAgainAt())
                .isEqualTo(T0.plusSeconds(3660));
    }

    @Test
    void aPageNumberThatComesAgainBeginsTheNextLetter() {
        page(1, 0);
        page(2, 1);
        page(1, 5);

        assertThat(at(5).close()).containsExactly(1L, 2L);
    }

    @Test
    void aDocumentIsCompleteWithItsSidecar() {
        page(0, 0);
        assertThat(at(1).close()).isEmpty();
        file(Kind.SIDECAR, 0, 1);
        assertThat(at(1).close()).containsExactly(1L, 2L);
    }

    @Test
    void aSidecarForNobodyIsSeenAsSuch() {
        file(Kind.SIDECAR, 0, 0);

        assertThat(at(59).lookAgainAt()).isNotNull();
        assertThat(at(60)).isEqualTo(new OpenLetter.Next(List.of(), null));
    }

    @Test
    void aSeriesThatNeverEndsIsCut() {
        IntStream.range(0, 100).forEach(i -> page(i + 1, 20L * i));

        assertThat(at(1799).close()).isEmpty();
        assertThat(at(1800).close()).hasSize(100);
    }

    @Test
    void tenThousandPagesAreLettersOfTwoHundred() {
        IntStream.range(0, 10_000).forEach(i -> page(i + 1, 0));
        int letters = 0;
        while (!sheets.isEmpty()) {
            List<Long> letter = at(60).close();
            assertThat(letter).hasSize(200);
            sheets.removeIf(sheet -> letter.contains(sheet.receiptId()));
            letters++;
        }

        assertThat(letters).isEqualTo(50);
    }

    @Test
    void aLetterIsNoLargerThanAnInputMayBe() {
        sheets.add(new Sheet(1, Kind.PAGE, 1, 600_000, T0));
        sheets.add(new Sheet(2, Kind.PAGE, 2, 600_000, T0));

        assertThat(at(0).close()).containsExactly(1L);
    }

    @Test
    void sidecarsCountAsPagesDo() {
        sheets.add(new Sheet(1, Kind.PAGE, 1, 600_000, T0));
        sheets.add(new Sheet(2, Kind.SIDECAR, 0, 600_000, T0));
        assertThat(at(0).close()).containsExactly(1L);

        sheets.clear();
        page(1, 0);
        IntStream.range(0, 500).forEach(i -> file(Kind.SIDECAR, 0, 0));
        assertThat(at(0).close()).hasSize(400).contains(1L);
    }

    @Test
    void sidecarsThatLeaveNoRoomForThePageAreNotOfItsLetter() {
        sheets.add(new Sheet(1, Kind.SIDECAR, 0, 600_000, T0));
        sheets.add(new Sheet(2, Kind.SIDECAR, 0, 600_000, T0));
        sheets.add(new Sheet(3, Kind.PAGE, 1, 600_000, T0));
        sheets.add(new Sheet(4, Kind.PAGE, 2, 100_000, T0));
        assertThat(at(60).close()).containsExactly(3L, 4L);

        sheets.removeIf(sheet -> sheet.receiptId() > 2);
        assertThat(at(60)).isEqualTo(new OpenLetter.Next(List.of(), null));
    }

    @Test
    void fileAsLargeAsALetterMayBeIsALetterOfItsOwn() {
        sheets.add(new Sheet(1, Kind.PAGE, 1, MOST_BYTES + 1, T0));
        assertThat(at(60).close()).containsExactly(1L);

        page(2, 0);
        assertThat(at(0).close()).containsExactly(1L);
    }

    private Next at(long second) {
        return new OpenLetter(List.copyOf(sheets)).next(RULE, MOST_BYTES, T0, T0.plusSeconds(second));
    }

    private void page(int page, long second) {
        file(Kind.PAGE, page, second);
    }

    private void file(Kind kind, int page, long second) {
        sheets.add(new Sheet(sheets.size() + 1, kind, page, 10, T0.plus(Duration.ofSeconds(second))));
    }

    static JsonNode shipped() {
        try {
            return new YAMLMapper()
                    .readTree(Path.of("mappings/letter-pages/mapping.yaml").toFile())
                    .get("profile");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

package org.onestophub.pipeline.read.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.pipeline.read.scan.LetterText.From;
import org.onestophub.pipeline.read.scan.PageText.Recognised;

/** What a page says where its text layer and what is recognised on it are compared. */
class PageReadingTest {

    private static final int LEAST = 70;

    @Test
    void fewerThanFourLettersAreNoText() {
        assertThat(PageReading.of(Optional.empty(), found("a 1-投", 90), LEAST).from())
                .isEqualTo(From.NONE);
        PageReading four = PageReading.of(Optional.empty(), found("a 1-投诉", 90), LEAST);
        assertThat(four.from()).isEqualTo(From.OCR);
        assertThat(four.text()).isEqualTo("a 1-投诉");
        assertThat(four.recognised()).isPresent();
        assertThat(PageReading.of(Optional.empty(), Optional.empty(), LEAST).text())
                .isEmpty();
    }

    @Test
    void recognisedTextBelowTheLeastConfidenceIsDoubtful() {
        PageReading doubtful = PageReading.of(Optional.empty(), found("我要投诉", 69.9), LEAST);
        assertThat(doubtful.isDoubtful()).isTrue();
        assertThat(doubtful.text()).isEqualTo("我要投诉");
        assertThat(doubtful.sure()).isEmpty();

        PageReading sure =
                PageReading.of(Optional.empty(), Optional.of(new Recognised("我要投诉", "我要□□", 4, 70, 0)), LEAST);
        assertThat(sure.isDoubtful()).isFalse();
        assertThat(sure.sure()).isEqualTo("我要□□");
    }

    @Test
    void layerStandsAloneWhereNothingIsRecognisedForSure() {
        for (Optional<Recognised> found :
                java.util.List.of(Optional.<Recognised>empty(), found("其他文字内容", 69.9), found("a", 99))) {
            PageReading reading = PageReading.of(Optional.of(" 我要投诉 \n"), found, LEAST);

            assertThat(reading.from()).isEqualTo(From.TEXT_LAYER);
            assertThat(reading.text()).isEqualTo("我要投诉");
            assertThat(reading.sure()).isEqualTo("我要投诉");
            assertThat(reading.recognised()).isEmpty();
            assertThat(reading.differs()).isFalse();
        }
        assertThat(PageReading.of(Optional.of("甲乙丙丁"), found("其他文字内容", 70), LEAST)
                        .differs())
                .as("at the least confidence it is compared")
                .isTrue();
    }

    @Test
    void layerThatIsNoLanguageIsDoubtful() {
        PageReading reading = PageReading.of(Optional.of("ÎÒÒªÍ¶Ëß".repeat(3)), Optional.empty(), LEAST);

        assertThat(reading.isDoubtful()).isTrue();
        assertThat(reading.sure()).isEmpty();
    }

    /** Letters stand for pairs: abcde has four of them. */
    @ParameterizedTest
    @CsvSource({
        "abcde, abcde, layer",
        "abcde, abcXY, layer",
        "abcde, abXYZ, both",
        "abcXYZUV, abcde, layer",
        "abcdeXYZUVWKLMN, abcde, layer",
        "abcXYZUVW, abcdefghi, both",
        "abc, abcXYZUVW, page",
        "abcXY, abcZUVWKLM, page",
        "abXYZ, abcUVWKLMN, both"
    })
    void textsWithHalfOfTheirPairsInCommonAreTheSame(String layer, String page, String taken) {
        PageReading reading = PageReading.of(Optional.of(layer), found(page, 90), LEAST);

        switch (taken) {
            case "layer" -> {
                assertThat(reading.text()).isEqualTo(layer);
                assertThat(reading.from()).isEqualTo(From.TEXT_LAYER);
            }
            case "page" -> {
                assertThat(reading.text()).isEqualTo(page);
                assertThat(reading.from()).isEqualTo(From.OCR);
            }
            default -> {
                assertThat(reading.text()).isEqualTo(page + "\n\n【以下为PDF隐藏文字，与页面显示不一致】\n" + layer);
                assertThat(reading.sure()).isEqualTo(page);
            }
        }
        assertThat(reading.differs()).isEqualTo(taken.equals("both"));
        assertThat(reading.isDoubtful()).isFalse();
    }

    @Test
    void linesThatOnlyThePageShowsAreAddedToTheLayer() {
        String layer = "thequickbrownfoxjumpsoverthelazydogandrunsawaytoday";
        String page = layer + "\nUVWXY\nZ1\nthe9\nKLMNth\ntheqABCDEFG\n12345";
        String sure = page.replace("UV", "□□");

        PageReading reading =
                PageReading.of(Optional.of(layer), Optional.of(new Recognised(page, sure, 6, 90, 0)), LEAST);

        assertThat(reading.text()).isEqualTo(layer + "\n\nUVWXY\nKLMNth\n12345");
        assertThat(reading.sure()).isEqualTo(layer + "\n\n□□WXY\nKLMNth\n12345");
        assertThat(reading.from()).isEqualTo(From.OCR);
        assertThat(reading.recognised()).isPresent();
    }

    private static Optional<Recognised> found(String text, double confidence) {
        return Optional.of(new Recognised(text, 1, confidence));
    }
}

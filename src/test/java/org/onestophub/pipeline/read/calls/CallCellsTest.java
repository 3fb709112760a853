package org.onestophub.pipeline.read.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells of call records: where they end, in which character set they are, and what is a duration. */
class CallCellsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "75, 75",
        "999999999, 999999999",
        "00:01:15, 75",
        "1:02:03, 3723",
        "12345:00:01, 44442001",
        "00:00:07.123456789, 7"
    })
    void durationIsInSecondsOrAsAClock(String text, long seconds) {
        assertThat(CdrDuration.seconds(text)).contains(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1234567890", "1.5", "01:15", "123456:00:00", "00:001:00", "00:00:07.", "7s"})
    void otherTextIsNoDuration(String text) {
        assertThat(CdrDuration.seconds(text)).isEmpty();
    }

    @Test
    void cellIsUtf8ElseGb18030ElseAsItStands() {
        assertThat(CellText.of(latin("测试甲".getBytes(StandardCharsets.UTF_8)))).isEqualTo("测试甲");
        assertThat(CellText.of(latin("测试甲".getBytes(Charset.forName("GB18030")))))
                .isEqualTo("测试甲");
        assertThat(CellText.of("a\u00FF")).isEqualTo("a\u00FF");
    }

    @Test
    void controlCharactersOfACellAreLeftOut() {
        assertThat(CellText.of("a\u0000b\u001F\u007Fc")).isEqualTo("abc");
        assertThat(CellText.of("a\tb\nc")).isEqualTo("a\tb\nc");
        assertThat(CellText.of(" a~ ")).isEqualTo(" a~ ");
    }

    @Test
    void cellIsBounded() {
        assertThat(CellText.of("x".repeat(4_000))).hasSize(4_000);
        assertThat(CellText.of("x".repeat(4_001))).hasSize(4_000);
        assertThat(CellText.of("\u0001".repeat(4_000) + "x")).isEqualTo("x");
    }

    @Test
    void longCellIsReadInItsCharacterSetWhereverItIsCut() {
        for (String start : new String[] {"", "a", "ab", "abc"}) {
            String text = start + "甲".repeat(9_000);

            assertThat(CellText.of(latin(text.getBytes(StandardCharsets.UTF_8))))
                    .isEqualTo(text.substring(0, 4_000));
            assertThat(CellText.of(latin(text.getBytes(Charset.forName("GB18030")))))
                    .isEqualTo(text.substring(0, 4_000));
        }
    }

    @Test
    void cellThatEndsInHalfACharacterIsInNoneOfTheTwoSets() {
        String text = latin("甲乙".getBytes(StandardCharsets.UTF_8));

        assertThat(CellText.of(text.substring(0, 5))).isEqualTo(latinShown(text.substring(0, 5)));
    }

    private static String latinShown(String bytes) {
        return CellText.clean(bytes);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}

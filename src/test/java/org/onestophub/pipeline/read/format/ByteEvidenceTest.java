package org.onestophub.pipeline.read.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteEvidenceTest {

    private static final Charset LATIN = StandardCharsets.ISO_8859_1;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "café",
                "école",
                "où",
                "Genève",
                "cr\u00E9\u00E9e",
                "\u00C0b",
                "\u00DEb",
                "\u00C9a",
                "\u00C9z",
                "stra\u00DFe",
                "\u00FFa",
                "a\u00A0b",
                "\u00ABoui\u00BB",
                "\u00A1Hola",
                "\u00BFde",
                "5\u0080a"
            })
    void wordsOfWesternLanguagesAreLatin(String text) {
        assertThat(ByteEvidence.isLatin(text.getBytes(LATIN))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "a\u00E9\u00E9\u00E9b",
                "a\u00D7b",
                "\u00D7b",
                "a\u00F7b",
                "a\u00C9a",
                "Z\u00C9a",
                "a\u00C9",
                "\u00C9",
                "\u00C9`",
                "\u00C9{",
                "\u00C9A",
                "a\u0081b",
                "\u009Fa",
                "a\u00A2b",
                "a\u00ACb"
            })
    void otherBytesAreNot(String text) {
        assertThat(ByteEvidence.isLatin(text.getBytes(LATIN))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"a, true", "z, true", "A, true", "Z, true", "`, false", "{, false", "@, false", "[, false"})
    void accentStandsBesideALetterOfAscii(String neighbour, boolean latin) {
        assertThat(ByteEvidence.isLatin((neighbour + "\u00E9 ").getBytes(LATIN)))
                .isEqualTo(latin);
        assertThat(ByteEvidence.isLatin((" \u00E9" + neighbour).getBytes(LATIN)))
                .isEqualTo(latin);
    }

    @Test
    void threeOfTenMayStandAlone() {
        assertThat(ByteEvidence.isLatin(("a\u00E9 ".repeat(7) + "\u00E9 ".repeat(3)).getBytes(LATIN)))
                .isTrue();
        assertThat(ByteEvidence.isLatin(("a\u00E9 ".repeat(6) + "\u00E9 ".repeat(4)).getBytes(LATIN)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"~{;$J?~}", "Hi ~{;$J?L,6H~} and ~{2n~}\n"})
    void textInHzIsKnownByItsMarksAndWholeCharacters(String text) {
        assertThat(ByteEvidence.isHz(text.getBytes(LATIN))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "~{;$~}",
                "~{if (a) b~}",
                "~{abc~}",
                "~{;$J?~} ~}",
                "~{;$J?~{",
                "~{;$J?",
                "é~{;$J?~}"
            })
    void bracesBesideATildeAreNotHz(String text) {
        assertThat(ByteEvidence.isHz(text.getBytes(LATIN))).isFalse();
    }

    @Test
    void westernTextOfUtf16IsSeenByItsZeros() {
        assertThat(ByteEvidence.utf16Of("abcd".getBytes(StandardCharsets.UTF_16BE)))
                .contains(StandardCharsets.UTF_16BE);
        assertThat(ByteEvidence.utf16Of("abcd".getBytes(StandardCharsets.UTF_16LE)))
                .contains(StandardCharsets.UTF_16LE);
        assertThat(ByteEvidence.utf16Of("abc".getBytes(StandardCharsets.UTF_16LE)))
                .as("three characters are too few")
                .isEmpty();
        assertThat(ByteEvidence.utf16Of("abcdefgh".getBytes(LATIN))).isEmpty();
    }

    @Test
    void moreThanSevenOfTenCharactersAreWestern() {
        assertThat(ByteEvidence.utf16Of("abcdefgh投诉".getBytes(StandardCharsets.UTF_16BE)))
                .contains(StandardCharsets.UTF_16BE);
        assertThat(ByteEvidence.utf16Of("abcdefg投诉人".getBytes(StandardCharsets.UTF_16BE)))
                .isEmpty();
        assertThat(ByteEvidence.utf16Of("abcdefgh投诉".getBytes(StandardCharsets.UTF_16LE)))
                .contains(StandardCharsets.UTF_16LE);
        assertThat(ByteEvidence.utf16Of("abcdefg投诉人".getBytes(StandardCharsets.UTF_16LE)))
                .isEmpty();
    }

    @Test
    void zerosOnBothSidesAreDamage() {
        assertThat(ByteEvidence.utf16Of("abcdefgh\0".getBytes(StandardCharsets.UTF_16BE)))
                .isEmpty();
        assertThat(ByteEvidence.utf16Of("abcdefgh\0".getBytes(StandardCharsets.UTF_16LE)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0020, 0x0031, '\n', '\r', '\t', 0x4E01, 0x9F01, 0x3001, 0xFF01})
    void orderIsThatInWhichTheTextMakesSense(int character) {
        byte[] big = pairs(1, character);
        byte[] little = {big[1], big[0]};

        assertThat(ByteEvidence.orderOf(big, StandardCharsets.UTF_16LE)).isEqualTo(StandardCharsets.UTF_16BE);
        assertThat(ByteEvidence.orderOf(little, StandardCharsets.UTF_16BE)).isEqualTo(StandardCharsets.UTF_16LE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x001F, 0x007E, 0x000B, 0x4D01, 0xA001, 0x3101, 0x2F01, 0xFE01, 0x0120})
    void orderIsAsClaimedWhereNothingSpeaksForOne(int character) {
        assertThat(ByteEvidence.orderOf(pairs(1, character), StandardCharsets.UTF_16LE))
                .isEqualTo(StandardCharsets.UTF_16LE);
        assertThat(ByteEvidence.orderOf(pairs(1, character), StandardCharsets.UTF_16BE))
                .isEqualTo(StandardCharsets.UTF_16BE);
    }

    @Test
    void deleteIsNoTextAndTheSameBytesTheOtherWayAreAHanzi() {
        assertThat(ByteEvidence.orderOf(pairs(1, 0x007F), StandardCharsets.UTF_16BE))
                .isEqualTo(StandardCharsets.UTF_16LE);
    }

    @Test
    void orderOfMostCharactersCounts() {
        byte[] mixed = {0, '1', 0, '2', '3', 0, 'x'};

        assertThat(ByteEvidence.orderOf(mixed, StandardCharsets.UTF_16LE)).isEqualTo(StandardCharsets.UTF_16BE);
    }

    private static byte[] pairs(int number, int pair) {
        byte[] bytes = new byte[2 * number];
        for (int i = 0; i < number; i++) {
            bytes[2 * i] = (byte) (pair >> 8);
            bytes[2 * i + 1] = (byte) pair;
        }
        return bytes;
    }
}

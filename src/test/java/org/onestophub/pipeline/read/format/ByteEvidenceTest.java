package org.onestophub.pipeline.read.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteEvidenceTest {

    private static final Charset LATIN = StandardCharsets.ISO_8859_1;

    /** A common character of Big5 whose second byte no Hanzi of GB 2312 has. */
    private static final int TRADITIONAL = 0xA440;

    /** A pair that is common in both sets. */
    private static final int EITHER = 0xB0A1;

    @Test
    void threeCommonPairsAreBig5AndTwoAreNot() {
        assertThat(ByteEvidence.isBig5(pairs(3, TRADITIONAL))).isTrue();
        assertThat(ByteEvidence.isBig5(pairs(2, TRADITIONAL))).isFalse();
        assertThat(ByteEvidence.isBig5("plain".getBytes(LATIN))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0xA140, 0xC640, 0xA47E, 0xA4A1, 0xA4FE, 0xA2A1, 0xAFA1})
    void pairWithinTheCommonPartIsBig5(int pair) {
        assertThat(ByteEvidence.isBig5(pairs(5, pair))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0xA040, 0xC740, 0xA43F, 0xA47F, 0xA4A0, 0xA4FF})
    void pairBesideTheCommonPartIsNot(int pair) {
        assertThat(ByteEvidence.isBig5(pairs(5, pair))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0xB0A1, 0xC6A1, 0xA1A1, 0xA3A1, 0xB0FE})
    void pairsThatAreCommonInGb2312TooAreNoEvidence(int pair) {
        assertThat(ByteEvidence.isBig5(pairs(5, pair))).isFalse();
    }

    @Test
    void upToThreeFifthsMayBeCommonInBoth() {
        assertThat(ByteEvidence.isBig5(join(pairs(2, EITHER), pairs(3, TRADITIONAL))))
                .isTrue();
        assertThat(ByteEvidence.isBig5(join(pairs(3, EITHER), pairs(2, TRADITIONAL))))
                .isFalse();
    }

    @Test
    void onePairOfTwentyMayBeRare() {
        assertThat(ByteEvidence.isBig5(join(pairs(19, TRADITIONAL), pairs(1, 0xC940))))
                .isTrue();
        assertThat(ByteEvidence.isBig5(join(pairs(18, TRADITIONAL), pairs(2, 0xC940))))
                .isFalse();
    }

    @Test
    void lastHanziOfGb2312InUseSpeaksAgainstBig5AndTheNextDoesNot() {
        byte[] most = join(pairs(11, EITHER), pairs(8, TRADITIONAL));

        assertThat(ByteEvidence.isBig5(join(most, pairs(1, 0xD7A1)))).isFalse();
        assertThat(ByteEvidence.isBig5(join(most, pairs(1, 0xD8A1)))).isTrue();
        assertThat(ByteEvidence.isBig5(join(most, pairs(1, 0xB0A0)))).isTrue();
    }

    @Test
    void everyByteAboveAsciiBeginsAPair() {
        assertThat(ByteEvidence.isBig5(join(pairs(3, TRADITIONAL), pairs(1, 0x8040))))
                .isFalse();
        assertThat(ByteEvidence.isBig5(join("ab\u007F".getBytes(LATIN), pairs(3, TRADITIONAL))))
                .isTrue();
    }

    @Test
    void halfAPairAtTheEndIsNotCounted() {
        assertThat(ByteEvidence.isBig5(join(pairs(3, TRADITIONAL), new byte[] {(byte) 0xFF})))
                .isTrue();
        assertThat(ByteEvidence.isBig5(join(pairs(2, TRADITIONAL), new byte[] {(byte) 0xA4})))
                .isFalse();
    }

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

    private static byte[] join(byte[] first, byte[] second) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(second);
        return all.toByteArray();
    }
}

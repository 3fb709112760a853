package org.onestophub.pipeline.read.scan.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onestophub.pipeline.read.scan.PageText.Recognised;

class TesseractWordsTest {

    private static final String HEAD =
            "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n";

    @Test
    void wordsBecomeLinesAndParagraphs() {
        Recognised page = words(HEAD
                + "1\t1\t0\t0\t0\t0\t0\t0\t9\t9\t-1\t\n"
                + word(1, 1, 1, "90", "测试") + word(1, 1, 1, "80", "甲") + word(1, 1, 2, "70", "waited")
                + word(1, 1, 2, "60", "long") + word(2, 1, 1, "50", "here"));

        assertThat(page.text()).isEqualTo("测试甲\nwaited long\n\nhere");
        assertThat(page.words()).isEqualTo(5);
        assertThat(page.confidence()).isEqualTo(70.0);
    }

    @Test
    void brokenRowsAreLeftOut() {
        assertThat(words("5\t1\tx\n" + word(1, 1, 1, "NaN", "a") + word(1, 1, 1, "?", "b")))
                .isEqualTo(new Recognised("", 0, 0));
    }

    private static Recognised words(String table) {
        return TesseractWords.in(table, 0).recognised();
    }

    private static String word(int block, int paragraph, int line, String confidence, String text) {
        return "5\t1\t" + block + "\t" + paragraph + "\t" + line + "\t1\t0\t0\t9\t9\t" + confidence + "\t" + text
                + "\n";
    }

    @Test
    void chineseIsWrittenWithoutBlanks() {
        for (String pair :
                java.util.List.of("测|试", "测|a", "a|测", "。|a", "\u3000|a", "\u303f|a", "\uff00|a", "\uffef|a", "a|，")) {
            String[] two = pair.split("\\|");
            assertThat(words(word(1, 1, 1, "90", two[0]) + word(1, 1, 1, "90", two[1]))
                            .text())
                    .isEqualTo((two[0] + two[1]).strip());
        }
        for (String pair : java.util.List.of("a|b", "\u2fff|a", "\u3040|a", "\ufeff|a", "\ufff0|a")) {
            String[] two = pair.split("\\|");
            assertThat(words(word(1, 1, 1, "90", two[0]) + word(1, 1, 1, "90", two[1]))
                            .text())
                    .as(Integer.toHexString(two[0].charAt(0)))
                    .isEqualTo(two[0] + " " + two[1]);
        }
    }

    @Test
    void confidenceIsTheMeanOfWordsWithOneDecimal() {
        assertThat(words(word(1, 1, 1, "90", "a") + word(1, 1, 1, "80.27", "b")).confidence())
                .isEqualTo(85.1);
        assertThat(words(word(1, 1, 1, "0", "a")).words()).isEqualTo(1);
        assertThat(words(word(1, 1, 1, "-0.1", "a")).words()).isZero();
        assertThat(words(word(1, 1, 1, "250", "a")).confidence()).isEqualTo(100.0);
        assertThat(words(word(1, 1, 1, "90", " ")).words()).isZero();
    }

    @Test
    void wordOfExactlyTheLeastConfidenceIsSure() {
        TesseractWords words = TesseractWords.in(word(1, 1, 1, "70", "a") + word(1, 1, 1, "69.9", "b"), 70);

        assertThat(words.recognised().sure()).isEqualTo("a \u25a1");
    }

    @Test
    void singleDoubtfulWordGivesNoClaim() {
        TesseractWords words = TesseractWords.in(
                "5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t95\t电话\n5\t1\t1\t1\t1\t2\t0\t0\t9\t9\t41\t13800000012\n", 70);

        assertThat(words.recognised().text()).isEqualTo("电话13800000012");
        assertThat(words.recognised().sure()).isEqualTo("电话□");
    }

    @Test
    void paragraphIsKnownByItsPageBlockAndNumber() {
        assertThat(words(word(1, 1, 1, "90", "a") + word(1, 2, 1, "90", "b") + word(2, 2, 1, "90", "c"))
                        .text())
                .isEqualTo("a\n\nb\n\nc");
    }

    @Test
    void linesHigherThanWideRunDownwards() {
        assertThat(TesseractWords.in(line(10, 90) + line(20, 20), 0).isVertical())
                .isTrue();
        assertThat(TesseractWords.in(line(90, 10) + line(10, 90), 0).isVertical())
                .isFalse();
        assertThat(TesseractWords.in(line(90, 10), 0).isVertical()).isFalse();
        assertThat(TesseractWords.in(word(1, 1, 1, "90", "a"), 0).isVertical()).isFalse();
    }

    private static String line(int width, int height) {
        return "4\t1\t1\t1\t1\t0\t0\t0\t" + width + "\t" + height + "\t-1\t\n";
    }
}

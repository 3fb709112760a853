package org.onestophub.pipeline.read.scan;

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
}

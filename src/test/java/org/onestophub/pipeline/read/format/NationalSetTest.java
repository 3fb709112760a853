package org.onestophub.pipeline.read.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of other languages that do not say their character set. */
class NationalSetTest {

    private static final Charset LATIN = StandardCharsets.ISO_8859_1;

    /** A common character of Big5 whose second byte no Hanzi of GB 2312 has. */
    private static final int TRADITIONAL = 0xA440;

    /** A pair that is common in both sets. */
    private static final int EITHER = 0xB0A1;

    private static final String JAPANESE = "看護師の態度がとても悪かったです。三時間も待たされました。";

    private static final String KOREAN = "간호사의 태도가 매우 나빴습니다. 세 시간이나 기다렸습니다.";

    private static final String RUSSIAN = "Медсестра была очень грубой, я ждал три часа.";

    private static final String CHINESE = "护士的态度非常恶劣，我们等了三个小时没有人来处理，希望医院给一个说法。";

    @ParameterizedTest
    @CsvSource({
        "windows-31j, SHIFT_JIS",
        "EUC-JP, EUC_JP",
        "x-windows-949, EUC_KR",
        "windows-1251, CYRILLIC",
        "KOI8-R, KOI8"
    })
    void textOfALanguageIsKnownByItsBytes(String charset, NationalSet expected) {
        String text = charset.startsWith("windows-31") || charset.startsWith("EUC-J")
                ? JAPANESE
                : charset.equals("x-windows-949") ? KOREAN : RUSSIAN;

        assertThat(NationalSet.of(text.getBytes(Charset.forName(charset)))).contains(expected);
        assertThat(MimeText.detect(text.getBytes(Charset.forName(charset)), false))
                .isEqualTo(new MimeText.Decoded(text, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CHINESE,
                "急诊 护士 态度 恶劣 等了 三个 小时 没有 人来 处理",
                "の 字型 招牌 掉下来 砸到 病人",
                "啊 阿 爱 安 百 班 半 帮 包 宝 保 报",
                "张三 李四",
                "кто 护士"
            })
    void chineseTextIsOfNoOtherSet(String text) {
        assertThat(NationalSet.of(text.getBytes(MimeText.GB18030))).isEmpty();
        assertThat(MimeText.detect(text.getBytes(MimeText.GB18030), false).text())
                .isEqualTo(text);
    }

    @Test
    void fewSignsOfALanguageAreNoEvidence() {
        assertThat(NationalSet.of("です".getBytes(Charset.forName("windows-31j"))))
                .isEmpty();
        assertThat(NationalSet.of("간호 태도".getBytes(Charset.forName("x-windows-949"))))
                .isEmpty();
        assertThat(NationalSet.of("Медсестра".getBytes(Charset.forName("windows-1251"))))
                .isEmpty();
        assertThat(NationalSet.of(new byte[0])).isEmpty();
    }

    @Test
    void capitalsAloneSayNotWhichCyrillicSetItIs() {
        assertThat(NationalSet.of(RUSSIAN.toUpperCase(java.util.Locale.ROOT).getBytes(Charset.forName("windows-1251"))))
                .isNotEqualTo(Optional.of(NationalSet.CYRILLIC));
    }

    @Test
    void threeCommonPairsAreBig5AndTwoAreNot() {
        assertThat(NationalSet.isBig5(pairs(3, TRADITIONAL))).isTrue();
        assertThat(NationalSet.isBig5(pairs(2, TRADITIONAL))).isFalse();
        assertThat(NationalSet.isBig5("plain".getBytes(LATIN))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0xA140, 0xC640, 0xA47E, 0xA4A1, 0xA4FE, 0xA2A1, 0xAFA1})
    void pairWithinTheCommonPartIsBig5(int pair) {
        assertThat(NationalSet.isBig5(pairs(5, pair))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0xA040, 0xC740, 0xA43F, 0xA47F, 0xA4A0, 0xA4FF})
    void pairBesideTheCommonPartIsNot(int pair) {
        assertThat(NationalSet.isBig5(pairs(5, pair))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0xB0A1, 0xC6A1, 0xA1A1, 0xA3A1, 0xB0FE})
    void pairsThatAreCommonInGb2312TooAreNoEvidence(int pair) {
        assertThat(NationalSet.isBig5(pairs(5, pair))).isFalse();
    }

    @Test
    void upToThreeFifthsMayBeCommonInBoth() {
        assertThat(NationalSet.isBig5(join(pairs(2, EITHER), pairs(3, TRADITIONAL))))
                .isTrue();
        assertThat(NationalSet.isBig5(join(pairs(3, EITHER), pairs(2, TRADITIONAL))))
                .isFalse();
    }

    @Test
    void onePairOfTwentyMayBeRare() {
        assertThat(NationalSet.isBig5(join(pairs(19, TRADITIONAL), pairs(1, 0xC940))))
                .isTrue();
        assertThat(NationalSet.isBig5(join(pairs(18, TRADITIONAL), pairs(2, 0xC940))))
                .isFalse();
    }

    @Test
    void lastHanziOfGb2312InUseSpeaksAgainstBig5AndTheNextDoesNot() {
        byte[] most = join(pairs(11, EITHER), pairs(8, TRADITIONAL));

        assertThat(NationalSet.isBig5(join(most, pairs(1, 0xD7A1)))).isFalse();
        assertThat(NationalSet.isBig5(join(most, pairs(1, 0xD8A1)))).isTrue();
        assertThat(NationalSet.isBig5(join(most, pairs(1, 0xB0A0)))).isTrue();
    }

    @Test
    void everyByteAboveAsciiBeginsAPair() {
        assertThat(NationalSet.isBig5(join(pairs(3, TRADITIONAL), pairs(1, 0x8040))))
                .isFalse();
        assertThat(NationalSet.isBig5(join("ab\u007F".getBytes(LATIN), pairs(3, TRADITIONAL))))
                .isTrue();
    }

    @Test
    void halfAPairAtTheEndIsNotCounted() {
        assertThat(NationalSet.isBig5(join(pairs(3, TRADITIONAL), new byte[] {(byte) 0xFF})))
                .isTrue();
        assertThat(NationalSet.isBig5(join(pairs(2, TRADITIONAL), new byte[] {(byte) 0xA4})))
                .isFalse();
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

package org.onestophub.pipeline.read.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.pipeline.read.format.MimeText.Decoded;

class MimeTextTest {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Charset LATIN = Charset.forName("windows-1252");

    @ParameterizedTest
    @CsvSource({
        "GB2312, GB18030, 镕喆",
        "gbk, GB18030, 镕喆",
        "x-gbk, GB18030, 镕喆",
        "gb_2312-80, GB18030, 镕喆",
        "csgb2312, GB18030, 镕喆",
        "cp936, GB18030, 镕喆",
        "ms936, GB18030, 镕喆",
        "windows-936, GB18030, 镕喆",
        "euc-cn, GB18030, 镕喆",
        "chinese, GB18030, 镕喆",
        "GB 18030-2000, GB18030, 镕喆",
        "utf8, UTF-8, 镕喆",
        "utf_8, UTF-8, 镕喆",
        "big5, Big5-HKSCS, 醫院",
        "Big-5, Big5-HKSCS, 醫院",
        "ks_c_5601-1987, x-windows-949, 뷁",
        "euc-kr, x-windows-949, 뷁",
        "shift_jis, windows-31j, ①",
        "iso-8859-1, windows-1252, €5",
        "latin1, windows-1252, €5",
        "ascii, UTF-8, 镕喆",
        "us-ascii, GB18030, 镕喆",
        "'', UTF-8, 镕",
        "no such set, GB18030, 镕喆",
        "iso-8859-5, ISO-8859-5, Жя"
    })
    void setOfThatNameIsUsed(String claim, String charset, String word) {
        byte[] bytes = word.getBytes(Charset.forName(charset));

        assertThat(MimeText.decode(bytes, " " + claim + " ", false)).isEqualTo(new Decoded(word, false));
    }

    @Test
    void twoCharactersSpeakAgainstAGbClaimOneDoesNot() {
        byte[] one = "投".getBytes(StandardCharsets.UTF_8);
        byte[] two = "投诉".getBytes(StandardCharsets.UTF_8);

        assertThat(MimeText.decode(two, "gb2312", false).text()).isEqualTo("投诉");
        // three bytes are no whole GB text, so the claim fails by itself
        assertThat(MimeText.decode(one, "gb2312", false).text()).isEqualTo("投");
        // "联通" in GB18030 is valid UTF-8 of two bytes a character; the claim counts
        byte[] unicom = "联通".getBytes(GB18030);
        assertThat(MimeText.decode(unicom, "gb2312", false).text()).isEqualTo("联通");
    }

    @Test
    void pairsOfHanziSpeakAgainstALatinClaim() {
        assertThat(MimeText.decode("投诉".getBytes(GB18030), "iso-8859-1", false).text())
                .isEqualTo("投诉");
        assertThat(MimeText.decode("投，".getBytes(GB18030), "iso-8859-1", false).text())
                .isEqualTo("投，");
        assertThat(MimeText.decode("a投b、".getBytes(GB18030), "iso-8859-1", false)
                        .text())
                .isEqualTo("a投b、");
        assertThat(MimeText.decode("投".getBytes(GB18030), "iso-8859-1", false).text())
                .as("one pair may be two Latin letters")
                .isEqualTo("Í¶");
        assertThat(MimeText.decode("café à Genève".getBytes(LATIN), "iso-8859-1", false)
                        .text())
                .isEqualTo("café à Genève");
        assertThat(MimeText.decode("投".getBytes(StandardCharsets.UTF_8), "latin1", false)
                        .text())
                .isEqualTo("投");
        byte[] notUtf8 = concat("投".getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xE9, 'x'});
        assertThat(MimeText.decode(notUtf8, "latin1", false).text()).endsWith("éx");
    }

    @Test
    void bytesAtTheEdgesOfAPairOfHanzi() {
        byte[][] pairs = {
            {(byte) 0xB0, (byte) 0xA1},
            {(byte) 0xF7, (byte) 0xFE},
            {(byte) 0xA1, (byte) 0xA3},
            {(byte) 0xA3, (byte) 0xAC}
        };
        for (byte[] pair : pairs) {
            byte[] two = concat(pair, pair);
            assertThat(MimeText.decode(two, "latin1", false).text()).isEqualTo(new String(two, GB18030));
        }
        byte[][] others = {
            {(byte) 0xAF, (byte) 0xA1},
            {(byte) 0xF8, (byte) 0xA1},
            {(byte) 0xA2, (byte) 0xA1},
            {(byte) 0xB0, (byte) 0xA0},
            {(byte) 0xB0, (byte) 0xFF}
        };
        for (byte[] pair : others) {
            byte[] two = concat(pair, pair);
            assertThat(MimeText.decode(two, "latin1", false).text()).isEqualTo(new String(two, LATIN));
        }
        byte[] half = concat("投诉".getBytes(GB18030), new byte[] {(byte) 0xB0});
        assertThat(MimeText.decode(half, "latin1", false).text()).isEqualTo(new String(half, LATIN));
    }

    @Test
    void undeclaredBytesAreUtf8ElseGb18030ElseLatinWithADoubt() {
        assertThat(MimeText.detect("投诉".getBytes(StandardCharsets.UTF_8), false))
                .isEqualTo(new Decoded("投诉", false));
        assertThat(MimeText.detect("投诉".getBytes(GB18030), false)).isEqualTo(new Decoded("投诉", false));
        assertThat(MimeText.detect(new byte[] {'a', (byte) 0xFF}, false)).isEqualTo(new Decoded("aÿ", true));
        assertThat(MimeText.detect(new byte[0], false)).isEqualTo(new Decoded("", false));
        assertThat(MimeText.detect(new byte[] {'a'}, false)).isEqualTo(new Decoded("a", false));
    }

    @Test
    void utf8WithLittleDamageStaysUtf8() {
        byte[] damaged = concat("挂号排队太久".getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xFF, 'x'});
        assertThat(MimeText.detect(damaged, false)).isEqualTo(new Decoded("挂号排队太久\uFFFDx", true));

        byte[] short3 = concat("挂号排".getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xFF, 'x'});
        assertThat(MimeText.detect(short3, false).text())
                .as("three characters are too few")
                .doesNotContain("挂");
        byte[] four = concat("挂号排队".getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xFF, 'x'});
        assertThat(MimeText.detect(four, false).text()).startsWith("挂号排队");
        byte[] much = concat("挂号排队".getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xFF, 'x', (byte) 0xFF, 'x'});
        assertThat(MimeText.detect(much, false).text())
                .as("a seventh is too much")
                .doesNotContain("挂");
    }

    @Test
    void textThatWasCutMayEndWithinACharacter() {
        byte[] utf8 = Arrays.copyOf("投诉".getBytes(StandardCharsets.UTF_8), 5);
        byte[] gb = Arrays.copyOf("投诉人".getBytes(GB18030), 5);

        assertThat(MimeText.detect(utf8, true)).isEqualTo(new Decoded("投", false));
        assertThat(MimeText.decode(utf8, "utf-8", true)).isEqualTo(new Decoded("投", false));
        assertThat(MimeText.detect(gb, true)).isEqualTo(new Decoded("投诉", false));
        assertThat(MimeText.decode(gb, "gbk", true)).isEqualTo(new Decoded("投诉", false));
        assertThat(MimeText.decode(utf8, "utf-8", false).text()).isNotEqualTo("投");
    }

    @Test
    void marksOfUtf16AndJapaneseAreSeen() {
        assertThat(MimeText.detect("\uFEFF投诉".getBytes(StandardCharsets.UTF_16BE), false)
                        .text())
                .isEqualTo("投诉");
        assertThat(MimeText.detect("\uFEFF投诉".getBytes(StandardCharsets.UTF_16LE), false)
                        .text())
                .isEqualTo("投诉");
        assertThat(MimeText.detect("苦情".getBytes(Charset.forName("ISO-2022-JP")), false)
                        .text())
                .isEqualTo("苦情");
        byte[] old = "\u001B$@6l>p\u001B(B".getBytes(StandardCharsets.US_ASCII);
        assertThat(MimeText.detect(old, false).text()).isEqualTo("苦情");
        assertThat(MimeText.detect("\u001B$C".getBytes(StandardCharsets.US_ASCII), false)
                        .text())
                .isEqualTo("\u001B$C");
        assertThat(MimeText.detect("x\u001B$".getBytes(StandardCharsets.US_ASCII), false)
                        .text())
                .isEqualTo("x\u001B$");
    }

    @Test
    void claimThatFitsNoByteYieldsToWhatTheBytesAre() {
        assertThat(MimeText.decode("投诉".getBytes(GB18030), "utf-8", false)).isEqualTo(new Decoded("投诉", false));
        assertThat(MimeText.decode(new byte[] {'a', (byte) 0xFF}, "utf-8", false))
                .isEqualTo(new Decoded("a\uFFFD", true));
    }

    @Test
    void sevenBitFormsAreRead() {
        assertThat(MimeText.decode("~{VPND~}".getBytes(StandardCharsets.US_ASCII), "HZ", false)
                        .text())
                .isEqualTo("中文");
        assertThat(MimeText.decode("+Ti1lhw-".getBytes(StandardCharsets.US_ASCII), "unicode-1-1-utf-7", false)
                        .text())
                .isEqualTo("中文");
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}

package org.onestophub.pipeline.read.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.onestophub.pipeline.read.format.MimeText.Decoded;

/** Which text bytes are where the declared character set, or the first guess, is in doubt. */
class CharacterSetDoubtTest {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Charset BIG5 = Charset.forName("Big5-HKSCS");

    private static final String TRADITIONAL = "一丁七三上下不世";

    @Test
    void undeclaredBig5IsRead() {
        assertThat(MimeText.detect(TRADITIONAL.getBytes(BIG5), false)).isEqualTo(new Decoded(TRADITIONAL, false));
    }

    @Test
    void big5UnderAGbClaimIsRead() {
        assertThat(MimeText.decode(TRADITIONAL.getBytes(BIG5), "gb2312", false))
                .isEqualTo(new Decoded(TRADITIONAL, false));
    }

    @Test
    void gbCharacterThatBig5LacksDecides() {
        byte[] bytes = join("一".repeat(19).getBytes(BIG5), new byte[] {(byte) 0x81, 0x40});

        assertThat(MimeText.detect(bytes, false).text()).isEqualTo(new String(bytes, GB18030));
    }

    @Test
    void oneSequenceOfThreeBytesIsNoEvidenceAgainstAGbClaim() {
        byte[] bytes = {(byte) 0xE6, (byte) 0x8A, (byte) 0x95, 'a'};

        assertThat(MimeText.decode(bytes, "gb2312", false).text()).isEqualTo(new String(bytes, GB18030));
    }

    @Test
    void zeroByteBetweenHanziIsNoLatinLetter() {
        byte[] bytes = "投\0诉".getBytes(GB18030);

        assertThat(MimeText.decode(bytes, "iso-8859-1", false).text()).isEqualTo("投\0诉");
    }

    @Test
    void zeroBytesAreNoDamageOfUtf8() {
        byte[] bytes = join(("挂号排队" + "\0".repeat(40)).getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xFF, 'x'});

        assertThat(MimeText.detect(bytes, false).text()).startsWith("挂号排队").endsWith("\uFFFDx");
    }

    @Test
    void tenthOfUtf8MayBeDamaged() {
        byte[] six = "挂号排队太久".getBytes(StandardCharsets.UTF_8);

        assertThat(MimeText.detect(join(six, bytes(0xFF, 'x', 0xFF, 'x')), false)
                        .text())
                .startsWith("挂号排队太久");
        assertThat(MimeText.detect(join(six, bytes(0xFF, 'x', 0xFF, 'x', 0xFF, 'x')), false)
                        .text())
                .doesNotContain("挂");
    }

    @Test
    void escapeThatNobodyDecodedIsADoubt() {
        assertThat(MimeText.detect(bytes(0x1B, 'A'), false)).isEqualTo(new Decoded("\u001BA", true));
        assertThat(MimeText.detect(bytes('A', 0x1B), false)).isEqualTo(new Decoded("A\u001B", true));
    }

    @Test
    void markAloneIsAnEmptyText() {
        assertThat(MimeText.detect(bytes(0xFE, 0xFF), false)).isEqualTo(new Decoded("", false));
        assertThat(MimeText.detect(bytes(0xFF, 0xFE), false)).isEqualTo(new Decoded("", false));
    }

    @Test
    void plainTextUnderAClaimOfUtf16IsPlainText() {
        assertThat(MimeText.decode("挂号".getBytes(StandardCharsets.UTF_8), "utf-16", false))
                .isEqualTo(new Decoded("挂号", false));
        assertThat(MimeText.decode("挂号，ab".getBytes(StandardCharsets.UTF_16LE), "utf-16", false))
                .isEqualTo(new Decoded("挂号，ab", false));
    }

    @Test
    void zeroByteShowsThatAClaimOfUtf16IsTrue() {
        assertThat(MimeText.decode(bytes(0, '1'), "utf-16", false).text()).isEqualTo("1");
        assertThat(MimeText.decode(bytes('1', 0), "utf-16be", false).text()).isEqualTo("1");
    }

    @Test
    void markOfUtf16CountsMoreThanItsClaim() {
        assertThat(MimeText.decode("\uFEFF投诉".getBytes(StandardCharsets.UTF_16LE), "utf-16", false))
                .isEqualTo(new Decoded("投诉", false));
    }

    @Test
    void headerInADeclaredSetBecomesUtf8() {
        assertThat(MimeText.asUtf8("投诉".getBytes(GB18030), " GBK ")).isEqualTo("投诉".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void headerThatNeedsNoChangeStaysAsItIs() {
        byte[] gb = "投诉".getBytes(GB18030);
        byte[] utf8 = "投诉".getBytes(StandardCharsets.UTF_8);
        byte[] neither = bytes('a', 0xFF);

        assertThat(MimeText.asUtf8(gb, "")).as("no claim").isSameAs(gb);
        assertThat(MimeText.asUtf8(gb, "no such set")).isSameAs(gb);
        assertThat(MimeText.asUtf8(gb, "us-ascii")).isSameAs(gb);
        assertThat(MimeText.asUtf8(gb, "iso-8859-1"))
                .as("speaks against the claim")
                .isSameAs(gb);
        assertThat(MimeText.asUtf8(utf8, "gbk")).isSameAs(utf8);
        assertThat(MimeText.asUtf8(neither, "gbk")).as("fits no claim").isSameAs(neither);
    }

    @Test
    void blankWithinHzIsABlank() {
        assertThat(SevenBitText.fromHz("~{VP ND~}".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("中 文");
    }

    @Test
    void lettersAtTheEndsOfTheAlphabetBelongToARunOfUtf7() {
        assertThat(SevenBitText.fromUtf7("+AZaz09AZ-".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("\u0196\uB3D3\uD019");
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
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

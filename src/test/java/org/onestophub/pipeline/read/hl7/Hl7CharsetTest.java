package org.onestophub.pipeline.read.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

class Hl7CharsetTest {

    private static final Charset GB18030 = Charset.forName("GB18030");

    @Test
    void correctNameOfTheChineseSetInMsh18IsUnderstood() {
        String text = message("|GB 18030-2000", "测试甲");

        assertThat(Hl7Charset.decode(text.getBytes(GB18030))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GB18030",
                "GBK",
                "GB2312",
                "gb2312",
                "GB 18030-2000~ASCII",
                "",
                "ASCII",
                "UNICODE",
                "UTF-8",
                "NO SUCH SET",
                "8859/99"
            })
    void chineseBytesAreReadWhateverMsh18Says(String declared) {
        String text = message("|" + declared, "测试甲東誠");

        assertThat(Hl7Charset.decode(text.getBytes(GB18030))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNICODE", "UNICODE UTF-8", "UTF8", "UTF-8", "", "ASCII"})
    void utf8IsReadUnderAllItsNames(String declared) {
        String text = message("|" + declared, "测试甲 Ünïcode");

        assertThat(Hl7Charset.decode(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
    }

    @Test
    void charsetInMsh17CountsWhereMsh18IsEmpty() {
        // detection would take these bytes for GB18030
        String text = "MSH|^~\\&|HIS||RIS||200206281130||ADT^A01|M|D|2.3|||||BIG-5\rPID|||1||測試";

        assertThat(Hl7Charset.decode(text.getBytes(Charset.forName("Big5")))).isEqualTo(text);
    }

    @Test
    void msh18GoesBeforeMsh17() {
        String text = "MSH|^~\\&|HIS||RIS||200206281130||ADT^A01|M|D|2.3|||||GBK|BIG-5\rPID|||1||測試";

        assertThat(Hl7Charset.decode(text.getBytes(Charset.forName("Big5")))).isEqualTo(text);
    }

    @Test
    void firstOfSeveralSetsCountsWhateverSeparatesThem() {
        String usual = message("|BIG-5~GBK", "測試");
        String own = usual.replace("^~\\&", "^!\\&").replace("BIG-5~GBK", "BIG-5!GBK");

        assertThat(Hl7Charset.decode(usual.getBytes(Charset.forName("Big5")))).isEqualTo(usual);
        assertThat(Hl7Charset.decode(own.getBytes(Charset.forName("Big5")))).isEqualTo(own);
    }

    @Test
    void headerIsFoundBehindWhatStandsBeforeItAndEndsWithItsLine() {
        String text = "\r\n" + message("|BIG-5", "測試");
        String later = message("|", "测试甲") + "OBX|||||||||||||||||BIG-5\r";

        assertThat(Hl7Charset.decode(text.getBytes(Charset.forName("Big5")))).isEqualTo(text);
        assertThat(Hl7Charset.decode(later.getBytes(GB18030))).isEqualTo(later);
    }

    @Test
    void headerThatBreaksOffSaysNothing() {
        for (String text : new String[] {"MSH", "MSH|", "MSH|^", "MSH|^~\\&", "no header"}) {
            assertThat(Hl7Charset.decode(text.getBytes(StandardCharsets.US_ASCII)))
                    .isEqualTo(text);
        }
    }

    @Test
    void setThatSaysNoMoreThanAsciiIsNotNamed() {
        assertThat(Hl7Charset.named("ASCII")).isEmpty();
        assertThat(Hl7Charset.named("")).isEmpty();
        assertThat(Hl7Charset.named("unicode utf-16")).contains(StandardCharsets.UTF_16);
        assertThat(Hl7Charset.named("KS X 1001")).contains(Charset.forName("EUC-KR"));
        assertThat(Hl7Charset.named("ISO8859/1")).contains(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({"8859/1,ISO-8859-1,é", "8859/15,ISO-8859-15,€", "8859/5,ISO-8859-5,Ж", "BIG-5,Big5,測試"})
    void otherSetsAreReadAsDeclared(String declared, String charset, String word) {
        String text = message("|" + declared, word);

        assertThat(Hl7Charset.decode(text.getBytes(Charset.forName(charset)))).isEqualTo(text);
    }

    @Test
    void byteOrderMarkIsLeftOut() {
        assertThat(Hl7Charset.decode("\uFEFFMSH|^~\\&|".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("MSH|^~\\&|");
    }

    @ParameterizedTest
    @CsvSource({
        "GB18030,UTF-8,测试甲,true",
        "GBK,UTF-8,王小明,true",
        "BIG-5,UTF-8,测试甲,true",
        "8859/1,UTF-8,测试甲,true",
        "8859/1,GBK,测试甲,true",
        "8859/15,GB18030,欧阳測试,true",
        "UNICODE UTF-8,GBK,测试甲,true",
        "'',GBK,测试甲,true",
        "ASCII,UTF-8,测试甲,true",
        "NO SUCH SET,UTF-8,测试甲,true",
        "'',UTF-8,测试甲,false",
        "GB18030,GBK,测试甲,false",
        "UNICODE UTF-8,UTF-8,测试甲,false",
        "8859/1,ISO-8859-1,Jörg Müller,false",
        "8859/5,ISO-8859-5,Иванов,false",
        "8859/1,UTF-8,plain,false",
        "8859/15,UTF-8,Jörg Müller,true",
        "NO SUCH SET,UTF-8,plain,false",
        "UNICODE UTF-16,UTF-8,plain,false",
        "GB18030,UTF-8,plain,false"
    })
    void charsetIsFoundByTheBytesWhereTheHeaderIsWrongOrSilent(
            String declared, String charset, String name, boolean isByEvidence) {
        String text = message("|" + declared, name);

        Hl7Charset.Decoded decoded = Hl7Charset.read(text.getBytes(Charset.forName(charset)), sender -> null);

        assertThat(decoded).isEqualTo(new Hl7Charset.Decoded(text, isByEvidence));
    }

    @Test
    void headerIsFoundBehindAnEnvelopeWithCharactersOfTheSet() {
        // the first byte of this character is a letter that is longer in capitals
        String character = new String(new byte[] {(byte) 0xDF, (byte) 0xA1}, Charset.forName("Big5"));
        String text = "FHS|^~\\&|" + character.repeat(5) + "\r" + message("|BIG-5", "測試");

        assertThat(Hl7Charset.decode(text.getBytes(Charset.forName("Big5")))).isEqualTo(text);
    }

    @Test
    void characterSetOfAFieldThatOnlyLooksLikeAHeaderIsNone() {
        String text = "FHS|^~\\&|MSH|||||||||||||||BIG-5\r" + message("|", "测试甲");

        assertThat(Hl7Charset.decode(text.getBytes(GB18030))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030"})
    void bytesWithAReadableHeaderAreNotUtf16(String charset) {
        for (String name : new String[] {"测试甲", "测试甲1", "plain", "plain1"}) {
            String text = message("|UNICODE UTF-16", name);

            assertThat(Hl7Charset.decode(text.getBytes(Charset.forName(charset))))
                    .isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"㐀", "㐀㐁", "测", "测a", "测试a", "镕b测试"})
    void rareAndShortChineseNamesAreReadWithoutADeclaration(String name) {
        String text = message("|", name);

        assertThat(Hl7Charset.decode(text.getBytes(GB18030))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Müller", "Jörg Müller", "àb çd ÀÉx"})
    void westernNameWithoutADeclarationIsNotReadAsChinese(String name) {
        byte[] bytes = message("|", name).getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> Hl7Charset.decode(bytes))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.CHARSET_UNREADABLE));
    }

    @Test
    void nameOfTheSetIsReadFromALongHeaderOnly() {
        String most = "MSH|^~\\&|" + "H".repeat(1_900) + "|||||||||||||||BIG-5\rPID|||||測試";

        assertThat(Hl7Charset.decode(most.getBytes(Charset.forName("Big5")))).isEqualTo(most);
    }

    @Test
    void senderIsTheFirstComponentOfItsTwoFields() {
        java.util.List<String> asked = new java.util.ArrayList<>();
        for (String header :
                new String[] {"MSH|^~\\&|HIS^1^ISO|H1~x^y|z", "MSH#*~\\&#HIS*1#H1", "MSH|", "MSH|^~\\&|HIS"}) {
            Hl7Charset.read(header.getBytes(StandardCharsets.US_ASCII), sender -> {
                asked.add(sender);
                return null;
            });
        }

        assertThat(asked).containsExactly("HIS|H1", "HIS|H1", "|", "HIS|");
    }

    @Test
    void senderOfTheProfileNeedsNoFinding() {
        byte[] bytes = message("|", "测试甲").getBytes(GB18030);

        assertThat(Hl7Charset.read(bytes, sender -> "GBK").isByEvidence()).isFalse();
    }

    @Test
    void bytesInNoSetAreAProblem() {
        byte[] bytes = {'M', 'S', 'H', '|', (byte) 0xFF, (byte) 0xFF, (byte) 0x80};

        assertThatThrownBy(() -> Hl7Charset.decode(bytes))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.CHARSET_UNREADABLE));
    }

    private static String message(String msh17And18, String name) {
        return "MSH|^~\\&|HIS|310118|HUB|310118|20260918090000||ADT^A04^ADT_A01|M1|P|2.4|||||" + msh17And18
                + "\rPID|1||000123||" + name + "\r";
    }
}

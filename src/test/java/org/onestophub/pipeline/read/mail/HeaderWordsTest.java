package org.onestophub.pipeline.read.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Encoded words, parameters and dates of headers, at the edges of what is read. */
class HeaderWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "=?utf-8?B?5rWL6K+V?=; 测试",
                "=?utf-8?b?5rWL6K+V?=; 测试",
                "=?UTF-8?Q?=E6=B5=8B_a?=; 测 a",
                "=?utf-8*zh?Q?=E6=B5=8B?=; 测",
                "a =?utf-8?Q?b?= c; a b c",
                "=?utf-8?Q?a?= =?utf-8?Q?b?=; ab",
                "=?utf-8?Q?a?= x =?utf-8?Q?b?=; a x b",
                "=?utf-8?Q?=E6=B5?= =?utf-8?Q?=8B?=; 测",
                "=?utf-8?Q?a?= =?gbk?Q?=B2=E2?=; a测",
                "=?utf-8?B?YWI?=; ab",
                "=?utf-8?B?YWJjZ?=; abc",
                "=?utf-8?Q?a=3?=; a=3",
                "=?utf-8?Q?a=3D?=; a=",
                "=?utf-8?Q?a=G1=1Gb?=; a=G1=1Gb",
                "=?utf-8?Q?𠮷田=F0=A0=AE=B7?=; 𠮷田𠮷",
                "=?utf-8?Q??=; ''"
            })
    void encodedWordsAreDecoded(String written, String text) {
        assertThat(HeaderText.words(written).text()).isEqualTo(text);
        assertThat(HeaderText.words(written).doubtful()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=?utf-8?X?a?=", "=?utf-8?Q?a", "=?utf-8?Q", "=?utf-8", "=?", "=?utf-8?QQ?a?="})
    void whatIsNoEncodedWordStaysAsItIs(String written) {
        assertThat(HeaderText.words(written).text()).isEqualTo(written);
    }

    @Test
    void nameOfACharacterSetIsBounded() {
        String longest = "x".repeat(58);

        assertThat(HeaderText.words("=?" + longest + "?Q?a?=").text()).isEqualTo("a");
        assertThat(HeaderText.words("=?" + longest + "x?Q?a?=").text()).isEqualTo("=?" + longest + "x?Q?a?=");
    }

    @Test
    void brokenWordIsADoubt() {
        assertThat(HeaderText.words("=?utf-8?Q?a=FF?=").doubtful()).isTrue();
        assertThat(HeaderText.of("=?utf-8?Q?a=FF?=".getBytes(StandardCharsets.US_ASCII))
                        .doubtful())
                .isTrue();
        assertThat(HeaderText.of(new byte[] {'a', (byte) 0xFF}).doubtful()).isTrue();
    }

    @Test
    void foldedLinesAreOne() {
        assertThat(HeaderText.raw(" a\r\n b\n\tc\r\nd\n".getBytes(StandardCharsets.US_ASCII))
                        .text())
                .isEqualTo("a b\tc d");
    }

    @Test
    void continuationsOfAParameterAreJoinedInTheirOrder() {
        MimeParameters parameters =
                MimeParameters.of("Text/Plain; name*1*=%8B.txt; name*0*=utf-8'zh'%E6%B5; charset=\"GBK\"");

        assertThat(parameters.value()).isEqualTo("text/plain");
        assertThat(parameters.get("name")).isEqualTo("测.txt");
        assertThat(parameters.get("charset")).isEqualTo("GBK");
        assertThat(parameters.get("boundary")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a; n=b | b",
                "a; N = b ; m=c | b",
                "a; n=\"b;c\" | b;c",
                "a; n=\"b\\\"c\" | b\"c",
                "a; n=\"b\\\\c\" | b\\c",
                "a; n=\"C:\\x\" | C:\\x",
                "a; n=\"b | b",
                "a; n=\" | \"",
                "a; n=\"\" | ~~",
                "a; n=b; n=c | b",
                "a; n=b; n*=utf-8''c | c",
                "a; n*0=b; n*1=c | bc",
                "a; n*0*=b%20; n*1=%20 | b %20",
                "a; n*=utf-8''%4 | %4",
                "a; n*=utf-8''%41 | A",
                "a; n*=utf-8''%zz | %zz",
                "a; n*=b'c | b'c",
                "a; n*=utf-8''𠮷%F0%A0%AE%B7甲 | 𠮷𠮷甲",
                "a; n*999=b | b",
                "a; n*1000=b | ~~",
                "a; n*x=b | ~~",
                "a; =b | ~~",
                "a; n | ~~"
            })
    void parameterIsReadAsItIsWritten(String header, String value) {
        assertThat(MimeParameters.of(header).get("n")).isEqualTo(value);
    }

    @Test
    void twoHundredParametersAreRead() {
        assertThat(MimeParameters.of("a" + "; x=1".repeat(199) + "; n=b").get("n"))
                .isEqualTo("b");
        assertThat(MimeParameters.of("a" + "; x=1".repeat(200) + "; n=b").get("n"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'18 Sep 2026 09:05:07 +0800', 2026-09-18T01:05:07Z",
        "'Fri, 18-September-26 09:05 GMT', 2026-09-18T09:05:00Z",
        "'1 Jan 49 00:00:00 Z', 2049-01-01T00:00:00Z",
        "'1 Jan 50 00:00:00 Z', 1950-01-01T00:00:00Z",
        "'1 Dec 99 00:00:00 UT', 1999-12-01T00:00:00Z",
        "'1 Feb 2026 00:00:59 est', 2026-02-01T05:00:59Z",
        "'1 Feb 2026 00:00:60 PDT', 2026-02-01T07:00:59Z"
    })
    void dateIsAnInstant(String text, Instant instant) {
        assertThat(MailDate.of(text)).contains(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "18 Foo 2026 09:05:07 +0800",
                "31 Feb 2026 09:05:07 +0800",
                "18 Sep 2026 24:05:07 +0800",
                "18 Sep 2026 09:05:07 CST",
                "18 Sep 2026 09:05:07 +9900",
                "18 Sep 2026 09:05:07"
            })
    void whatNamesNoInstantIsNone(String text) {
        assertThat(MailDate.of(text)).isEmpty();
    }

    @Test
    void htmlThatSaysOtherThanThePlainTextIsSeen() {
        assertThat(TextForms.differs("甲乙丙丁戊", "甲乙丙丁戊")).isFalse();
        assertThat(TextForms.differs("", "甲乙丙丁戊")).isTrue();
        assertThat(TextForms.differs("", "甲乙丙丁"))
                .as("four words may be the mailer's own")
                .isFalse();
        assertThat(TextForms.differs("甲乙丙", "甲乙丙丁戊己庚辛壬癸")).isFalse();
        assertThat(TextForms.differs("甲乙", "甲乙丙丁戊己庚辛壬癸")).isTrue();
    }

    @Test
    void plainTextThatOnlyPointsToTheHtmlIsAStub() {
        assertThat(TextForms.isStub("请使用浏览器", "甲乙丙丁戊己")).isTrue();
        assertThat(TextForms.isStub("请使用浏览器", "请使用浏览器")).isFalse();
        assertThat(TextForms.isStub("投诉", "甲乙丙丁戊己")).isFalse();
        assertThat(TextForms.isStub("浏览器" + ".".repeat(497), "甲乙丙丁戊己")).isTrue();
        assertThat(TextForms.isStub("浏览器" + ".".repeat(498), "甲乙丙丁戊己")).isFalse();
    }
}

package org.onestophub.pipeline.read.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.pipeline.read.format.SevenBitText;
import org.onestophub.pipeline.read.format.TextClaims;
import org.onestophub.pipeline.read.format.ViewText;
import org.onestophub.pipeline.read.mail.MailContents.Piece;

/** Which of a mail's texts are its words, where the quote begins, and the two forms of seven bits. */
class MailTextTest {

    private static final String MARK = "-----Original Message-----";

    @Test
    void plainFormIsPreferredToMarkupOfTheSameAlternative() {
        MailWords words = MailWords.of(List.of(html("", 1, "markup"), plain("", 1, "words")), "");

        assertThat(words).isEqualTo(new MailWords("words", "plain", false));
    }

    @Test
    void markupOfAnotherAlternativeOrOfNoneIsATextOfItsOwn() {
        assertThat(MailWords.of(List.of(plain("", 1, "one"), html("", 2, "two")), "")
                        .text())
                .isEqualTo("one\n\ntwo");
        assertThat(MailWords.of(List.of(plain("", 0, "one"), html("", 0, "two")), "")
                        .text())
                .isEqualTo("one\n\ntwo");
        assertThat(MailWords.of(List.of(plain("", 1, "  "), html("", 1, "two")), ""))
                .isEqualTo(new MailWords("two", "html", false));
    }

    @Test
    void winmailIsReadOnlyWhereTheMessageHasNoOtherText() {
        Piece tnef = new Piece("", 0, "tnef", "repeated");

        assertThat(MailWords.of(List.of(tnef, plain("", 0, "words")), "").text())
                .isEqualTo("words");
        assertThat(MailWords.of(List.of(tnef, html("", 1, "markup")), "").text())
                .isEqualTo("markup");
        assertThat(MailWords.of(List.of(tnef, plain("2", 0, "nested")), ""))
                .isEqualTo(new MailWords("repeated\n\nnested", "tnef", false));
    }

    @Test
    void wordsOfNestedMailsStandBehindThoseOfTheMailItself() {
        MailWords words = MailWords.of(
                List.of(html("3", 0, "third"), plain("", 0, " own "), plain("2", 0, "second"), plain("", 0, "more")),
                "");

        assertThat(words.text()).isEqualTo("own\n\nmore\n\nsecond\n\nthird");
        assertThat(MailWords.of(List.of(html("3", 0, "third")), "").from()).isEqualTo("html");
    }

    @Test
    void whatCouldNotBeTakenApartIsShownRaw() {
        assertThat(MailWords.of(List.of(plain("", 0, " ")), " all of it "))
                .isEqualTo(new MailWords("all of it", "raw", false));
        assertThat(MailWords.of(List.of(), " ")).isEqualTo(new MailWords("", "", false));
        assertThat(MailWords.of(List.of(plain("", 0, "words")), "all of it").text())
                .isEqualTo("words");
    }

    @Test
    void wordsAreCutAtTheirBound() {
        String most = "x".repeat(MailWords.CHARS_MAX);

        assertThat(MailWords.of(List.of(plain("", 0, most)), "").cut()).isFalse();
        MailWords cut = MailWords.of(List.of(plain("", 0, most + "y")), "");
        assertThat(cut.cut()).isTrue();
        assertThat(cut.text()).isEqualTo(most);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----Original Message-----",
                "-- forwarded message --",
                "-----原始邮件-----",
                "---------- 转发邮件 ----------",
                "发件人: 测试甲",
                "发件人：",
                "> earlier",
                "在 2026年9月18日，测试甲写道：",
                "On Friday, Jia wrote:",
                "  -----原始邮件-----  "
            })
    void quoteBeginsAtTheLineThatMarksIt(String mark) {
        assertThat(MailQuote.startOf("words\nmore\n" + mark + "\nearlier")).isEqualTo(11);
        assertThat(MailQuote.startOf(mark)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "words", "a > b", "I wrote: x", "-original message-", "在写道：", "words\n"})
    void textWithoutAMarkHasNoQuote(String text) {
        assertThat(MailQuote.startOf(text)).isEqualTo(-1);
    }

    @Test
    void lineOfMoreThan400CharactersIsNoMark() {
        assertThat(MailQuote.startOf("x\n>" + "y".repeat(399))).isEqualTo(2);
        assertThat(MailQuote.startOf("x\n>" + "y".repeat(400) + "\n" + MARK)).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "~{VPND~} ok; 中文 ok",
                "a~~b; a~b",
                "~{VP~~ND~}; 中~文",
                "~{VPND; 中文",
                "a~b; a~b",
                "a~; a~",
                "VP~{VP~}VP; VP中VP"
            })
    void hzIsRead(String bytes, String text) {
        assertThat(SevenBitText.fromHz(bytes.getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(text);
    }

    @Test
    void lineOfHzMayGoOn() {
        assertThat(SevenBitText.fromHz("~{VP~\nND".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("中ND");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "+Ti1lhw-; 中文",
                "a+Ti1lhw-b; a中文b",
                "+Ti1lhw b; 中文 b",
                "+Ti1lhw; 中文",
                "1 +- 1; 1 + 1",
                "a+; a+",
                "a++-; a\u0000",
                "+Ti0-+ZYc-; 中文",
                "plain; plain",
                "+-+-; ++"
            })
    void utf7IsRead(String bytes, String text) {
        String read = SevenBitText.fromUtf7(bytes.getBytes(StandardCharsets.US_ASCII));

        assertThat(read).isEqualTo(text.replace("\u0000", ""));
    }

    @Test
    void viewTextHasNoLoneHalvesMarksOfOrderOrControls() {
        assertThat(ViewText.block("a\r\nb\rc\u0007d\uFEFFe\tf", 100)).isEqualTo("a\nb\ncde\tf");
        assertThat(ViewText.block("a\uD842b\uDFB7c𠮷", 100)).isEqualTo("abc𠮷");
        assertThat(ViewText.block("\uDFB7x\uD842", 100)).isEqualTo("x");
        assertThat(ViewText.block("abc", 2)).isEqualTo("ab");
        assertThat(ViewText.cut("a𠮷b", 2)).isEqualTo("a");
        assertThat(ViewText.cut("a𠮷b", 3)).isEqualTo("a𠮷");
        assertThat(ViewText.cut("abc", 3)).isEqualTo("abc");
        assertThat(ViewText.line(" a \u3000\n b\u00a0 ", 100)).isEqualTo("a b");
        assertThat(ViewText.line("a    bcd", 3)).isEqualTo("a b");
    }

    @Test
    void no33rdMarkStaysOnALetter() {
        assertThat(ViewText.normal("e\u0301")).isEqualTo("é");
        assertThat(ViewText.normal("x" + "\u0323".repeat(32))).hasSize(33);
        assertThat(ViewText.normal("x" + "\u0323".repeat(33) + "q" + "\u0323".repeat(33)))
                .isEqualTo("x" + "\u0323".repeat(32) + "q" + "\u0323".repeat(32));
        assertThat(ViewText.normal("x" + "\u20DD".repeat(33))).hasSize(33);
        assertThat(ViewText.normal("क" + "\u093E".repeat(40))).hasSize(33);
    }

    @Test
    void noMoreThan50ClaimsAreToldAndDatesTellNobody() {
        StringBuilder text = new StringBuilder("出生于1949年12月31日 ");
        for (int i = 10; i < 70; i++) {
            text.append("138000000").append(i).append(' ');
        }

        assertThat(TextClaims.in(text.toString())).hasSize(50);
        assertThat(TextClaims.ofPeopleAsJson("出生于1949年12月31日，电话１３８００００００１２").toString())
                .isEqualTo("[{\"kind\":\"phone\",\"value\":\"13800000012\"}]");
        assertThat(TextClaims.asJson("1949年12月31日").toString())
                .isEqualTo("[{\"kind\":\"date\",\"value\":\"1949年12月31日\"}]");
        assertThat(TextClaims.in("住院号：ｚｙ－００１２Ｚ").toString()).contains("zy-0012Z");
    }

    private static Piece plain(String message, int alternative, String text) {
        return new Piece(message, alternative, "plain", text);
    }

    private static Piece html(String message, int alternative, String text) {
        return new Piece(message, alternative, "html", text);
    }
}

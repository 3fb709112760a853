package org.onestophub.pipeline.read.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.complaint.ShortText;
import org.onestophub.pipeline.read.format.TextClaims;
import org.onestophub.pipeline.read.format.ViewText;
import org.onestophub.pipeline.read.mail.MailContents.Piece;

/** Which of a mail's texts are its words and where the quote begins. */
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

    @Test
    void viewTextHasNoLoneHalvesMarksOfOrderOrControls() {
        assertThat(ViewText.block("a\r\nb\rc\u0007d\uFEFFe\tf", 100)).isEqualTo("a\nb\ncde\tf");
        assertThat(ViewText.block("a\uD842b\uDFB7c𠮷", 100)).isEqualTo("abc𠮷");
        assertThat(ViewText.block("\uDFB7x\uD842", 100)).isEqualTo("x");
        assertThat(ViewText.block("abc", 2)).isEqualTo("ab");
        assertThat(ShortText.of("a𠮷b", 2)).isEqualTo("a");
        assertThat(ShortText.of("a𠮷b", 3)).isEqualTo("a𠮷");
        assertThat(ShortText.of("abc", 3)).isEqualTo("abc");
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "> q|> r||my answer! -1",
                "> q|my answer! -1",
                "  > q|my answer! -1",
                "> q! 0",
                "> q||! 0",
                "> q|  ! 0",
                "|words|> q! 7",
                "||> q! 2",
                "On Friday, Jia wrote:|> q||my answer! -1",
                "On Friday, Jia wrote:|> q||my answer|> more! 37",
                "On Friday, Jia wrote:|  > q|my answer! -1",
                "On Friday, Jia wrote:||> q|my answer! -1",
                "On Friday, Jia wrote:|earlier! 0",
                "On Friday, Jia wrote:|> q! 0",
                "words|On Friday, Jia wrote:|> q|my answer! 6",
                "words|> q|my answer! 6",
                "> q|answer|> r|more! 11",
            })
    void quoteAboveTheAnswerIsPassedOver(String text, int start) {
        assertThat(MailQuote.startOf(text.replace('|', '\n'))).isEqualTo(start);
    }

    @Test
    void formsAreDividedOnlyWithinOneAlternativeOfOneMessage() {
        String words = "The nurse was rude and nobody came for hours";
        Piece html = html("", 1, words);

        assertThat(MailWords.isDivided(List.of(plain("", 1, "Dear all"), html))).isTrue();
        assertThat(MailWords.isDivided(List.of(plain("", 2, "Dear all"), html))).isFalse();
        assertThat(MailWords.isDivided(List.of(plain("2", 1, "Dear all"), html)))
                .isFalse();
        assertThat(MailWords.isDivided(List.of(plain("", 0, "Dear all"), html("", 0, words))))
                .isFalse();
        assertThat(MailWords.isDivided(List.of(plain("", 1, words), html))).isFalse();
        assertThat(MailWords.isDivided(List.of(plain("", 1, " "), html))).isFalse();
        assertThat(MailWords.isDivided(List.of(plain("", 1, "see the browser"), html)))
                .isFalse();
        assertThat(MailWords.isDivided(List.of(plain("", 1, "Dear all"), html("", 1, " "))))
                .isFalse();
        assertThat(MailWords.isDivided(List.of(html, html("", 1, "Dear all, hello"))))
                .isFalse();
    }

    @Test
    void plainTextThatOnlyPointsToTheMarkupIsLeftOut() {
        String words = "The nurse was rude and nobody came for hours";

        assertThat(MailWords.of(List.of(plain("", 1, "Open this mail in a browser"), html("", 1, words)), ""))
                .isEqualTo(new MailWords(words, "html", false));
        assertThat(MailWords.of(List.of(plain("", 0, "Open this mail in a browser"), html("", 0, words)), "")
                        .text())
                .isEqualTo("Open this mail in a browser\n\n" + words);
    }

    @Test
    void namedTextIsReadOnlyWhereThereIsNoOther() {
        Piece file = new Piece("", 0, "file", "in a file");

        assertThat(MailWords.of(List.of(file), "")).isEqualTo(new MailWords("in a file", "file", false));
        assertThat(MailWords.of(List.of(file, plain("", 0, "words")), "").text())
                .isEqualTo("words");
        assertThat(MailWords.of(List.of(file, new Piece("", 0, "tnef", "words")), "")
                        .text())
                .isEqualTo("words");
        assertThat(MailWords.of(List.of(file, plain("2", 0, "nested")), "").text())
                .isEqualTo("in a file\n\nnested");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \t\r\n",
                "\u00a0\u3000",
                "\u2028\u2029",
                "\u200b\ufeff\u202e",
                "\u0000\u001f",
                "\ue000",
                "\u0378",
                "\ud800",
                "\u0301",
                "\u115f\u1160\u2800\u3164\uffa0\ufffc\ufffd"
            })
    void textOfWhichNothingIsSeenIsSilent(String text) {
        assertThat(MailWords.isSilent(text)).isTrue();
        assertThat(MailWords.isSilent(text + "。")).isFalse();
    }
}

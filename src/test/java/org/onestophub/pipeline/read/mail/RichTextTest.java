package org.onestophub.pipeline.read.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.pipeline.read.format.HtmlText;

/** The words of HTML and RTF bodies. */
class RichTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "<p>a</p><p>b</p>¦ a|b",
                "a<br>b<br/><br>c¦ a|b||c",
                "a<div>b</div>c¦ a|b|c",
                "<ul><li>a</li><li>b</li></ul>¦ a|b",
                "<table><tr><td>a</td></tr><tr><td>c</td></tr></table>¦ a|c",
                "<h1>a</h1><blockquote>b</blockquote><hr>c¦ a|b|c",
                "a <b> b </b> c¦ a b c",
                "  a \t b  ¦ a b",
                "a&nbsp;&nbsp;b¦ a b",
                "<p> a </p> <p> b </p>¦ a|b",
                "a<br><br><br><br>b¦ a||b",
                "<style>x</style><script>y</script><title>t</title>a¦ a",
                "<noscript>x</noscript><template>y</template>a¦ a",
                "<p>a<style>x</style>b</p>¦ ab",
                "<pre>a  b</pre>¦ a  b",
                "<textarea>a  b</textarea>¦ a  b",
                "a <!-- hidden --> b¦ a b",
                "a <!-- never closed b¦ a never closed b",
                "a <!-- x --> b <!-- open c¦ a b open c",
                "&lt;a&gt; &amp; b¦ <a> & b",
            })
    void htmlBecomesLines(String html, String text) {
        assertThat(HtmlText.of(html)).isEqualTo(text.replace('|', '\n'));
    }

    @Test
    void cellsOfARowStandApart() {
        assertThat(HtmlText.of("<table><tr><td>a</td><td>b</td></tr></table>")).matches("a +b");
    }

    @Test
    void pageWhoseWordsAreAllUnseenShowsWhatStandsBetweenTags() {
        assertThat(HtmlText.of("<noscript><script>hidden()</script>seen<STYLE>p{}</STYLE> too</noscript>"))
                .contains("seen")
                .contains("too")
                .doesNotContain("hidden");
        assertThat(HtmlText.of("<noscript>seen <script>no end"))
                .contains("seen")
                .contains("no end");
        assertThat(HtmlText.of("<noscript>seen <b")).isEqualTo("seen");
        assertThat(HtmlText.of("")).isEmpty();
        assertThat(HtmlText.of("<p></p>")).isEmpty();
    }

    @Test
    void characterSetIsClaimedNearTheStart() {
        assertThat(claim("<meta charset=big5>")).isEqualTo("big5");
        assertThat(claim("<meta content=\"text/html; charset = 'gb2312'\">")).isEqualTo("gb2312");
        assertThat(claim("<p>none</p>")).isEmpty();
        assertThat(claim(" ".repeat(2048 - 12) + "charset=big5")).isEqualTo("big5");
        assertThat(claim(" ".repeat(2048) + "charset=big5")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "{\\rtf1 a\\par b\\line c\\row d}! a|b|c|d",
                "{\\rtf1 a\\tab b\\cell c}! a\tb\tc",
                "{\\rtf1{\\fonttbl{\\f0 Arial;}}{\\colortbl;\\red0;}a}! a",
                "{\\rtf1{\\*\\unknown x}a{\\pict 00ff}b{\\info{\\title t}}c}! abc",
                "{\\rtf1{\\htmltag <p>}a{\\stylesheet x\\par}b}! ab",
                "{\\rtf1 \\'cd\\'b6\\'cb\\'df}! 投诉",
                "{\\rtf1 a\\'zzb}! ab",
                "{\\rtf1 \\u25237?\\u35785 ?x}! 投诉x",
                "{\\rtf1 \\u-28726?}! 迊",
                "{\\rtf1 \\u?x\\u-?y}! ?x?y",
                "{\\rtf1{\\*\\x \\u25237?}a}! a",
                "{\\rtf1{\\*\\x {y} z}a}! a",
                "{\\rtf1 \\'cb\\'df\\u25237?}! 诉投",
                "{\\rtf1 \\azb\\Azb c\\zz}! c",
                "{\\rtf1 \\b12345678}! 8",
                "{\\rtf1 \\\\ \\{ \\} \\~a}! \\ { } a",
                "{\\rtf1 a\\b1 b\\b0  c}! ab c",
                "{\\rtf1\\fs24a\\fs-12b}! ab",
                "{\\rtf1\\uc0 \\u25237 \\u35785 x}! 投诉x",
                "{\\rtf1\\uc2 \\u25237??\\u35785 ??x}! 投诉x",
                "{\\rtf1{\\uc0 \\u25237 }\\u35785 ?x}! 投诉x",
                "{\\rtf1\\uc0{\\uc1 \\u25237?}\\u35785 x}! 投诉x",
                "{\\rtf1{\\u25237 }x}! 投x",
                "{\\rtf1\\uc-1\\u25237?x}! 投x",
                "{\\rtf1 a}}b! ab",
                "{\\rtf1 a\\! a",
                "{\\rtf1 a\\'c! a",
                "}a! a",
                "{\\rtf1 don\\rquote t \\lquote a\\rquote  \\ldblquote b\\rdblquote\\emdash c\\endash d \\bullet}! don’t ‘a’ “b”—c–d •",
                "{\\rtf1 a\\emspace b\\enspace c\\qmspace d}! a b c d",
                "{\\rtf1 a\\page b\\sect c\\column d\\nestrow e\\nestcell f}! a|b|c|d|e\tf",
                "{\\rtf1 {\\*\\x \\emdash}a\\u8217\\rquote s}! a’s",
                "{\\rtf1 \\Zb c\\Bd e}! ce",
            })
    void rtfBecomesLines(String rtf, String text) {
        assertThat(RtfText.of(rtf.getBytes(StandardCharsets.US_ASCII))).isEqualTo(text.replace('|', '\n'));
    }

    @Test
    void lineEndsOfAnRtfFileAreNoneOfTheText() {
        assertThat(RtfText.of("{\\rtf1 a\r\nb\0c}".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("abc");
        assertThat(RtfText.of("{\\rtf1 投诉}".getBytes(Charset.forName("GB18030"))))
                .isEqualTo("投诉");
    }

    private static String claim(String html) {
        return HtmlText.claimIn(html.getBytes(StandardCharsets.US_ASCII));
    }
}

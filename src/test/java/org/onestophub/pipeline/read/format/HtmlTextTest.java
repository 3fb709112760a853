package org.onestophub.pipeline.read.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text that people see of a page. */
class HtmlTextTest {

    @ParameterizedTest
    @CsvSource({
        "<p>a</p><p>b</p>, a|b",
        "a<br>b, a|b",
        "a<br><br><br><br>b, a||b",
        "<div>a<div>b</div></div>c, a|b|c",
        "<ul><li>a</li><li>b</li></ul>c, a|b|c",
        "<h1>a</h1>b, a|b",
        "<dl><dt>a</dt><dd>b</dd></dl>, a|b",
        "a<hr>b, a|b",
        "a <b>b</b>c, a bc",
        "a<span>b</span>, ab",
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>, a  b|c",
        "<table><tr><th>a</th><th>b</th></tr><tr><th>c</th><td>d</td></tr></table>, a  b|c  d",
        "<p>a</p>||  <p>b</p>, a|b",
        "a | b, a b",
        "a&nbsp;&nbsp;b, a b",
        "<p> a </p><p> b</p>, a|b",
        "a&lt;b&amp;c, a<b&c",
        "<pre>a  b|  c</pre>d, a  b|  c|d",
        "<textarea>a  b</textarea>, a  b"
    })
    void blocksAreLinesAndBlanksFold(String html, String text) {
        assertThat(HtmlText.of(html.replace('|', '\n'))).isEqualTo(text.replace('|', '\n'));
    }

    @Test
    void everyBlankOfHtmlFoldsAndNoOther() {
        assertThat(HtmlText.of("a \t\r\n\f\u00a0 b\u3000\u2003c")).isEqualTo("a b\u3000\u2003c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "address",
                "center",
                "form",
                "fieldset",
                "legend",
                "footer",
                "header",
                "main",
                "nav",
                "aside",
                "figure",
                "figcaption",
                "details",
                "summary",
                "section",
                "article",
                "blockquote",
                "h2",
                "h6"
            })
    void twoNumbersInBlocksOfAnyKindStayTwo(String block) {
        String html = "<body><%1$s>13800000001</%1$s><%1$s>13800000002</%1$s></body>".formatted(block);

        assertThat(HtmlText.of(html)).isEqualTo("13800000001\n13800000002");
    }

    @Test
    void choicesAndCaptionsStayApart() {
        assertThat(HtmlText.of("<select><option>a<option>b</select>")).isEqualTo("a\nb");
        assertThat(HtmlText.of("<table><caption>a</caption><tr><td>b</td></tr></table>"))
                .isEqualTo("a\nb");
    }

    @Test
    void scriptsStylesAndTitlesAreNotSeen() {
        assertThat(HtmlText.of("<head><title>t</title><style>s</style></head><body>a<script>x</script>b<style>y</style>"
                        + "<noscript>n</noscript><template>m</template><xml>w</xml>c</body>"))
                .isEqualTo("abc");
    }

    @ParameterizedTest
    @CsvSource({
        "a<!-- b -->c, ac",
        "a<!-- b c, a b c",
        "a<!-- b -->c<!-- d, ac d",
        "<!--[if mso]>x<![endif]-->a, a",
        "<p>a</p><!-- <p>b</p>, a|b"
    })
    void commentThatDoesNotEndHidesNothing(String html, String text) {
        assertThat(HtmlText.of(html)).isEqualTo(text.replace('|', '\n'));
    }

    @Test
    void tagsAreCutOutWhereNothingElseWouldBeSeen() {
        assertThat(HtmlText.of("<title>only the title")).isEqualTo("only the title");
        assertThat(HtmlText.of("<title><b>x</b> &amp; y</title>")).isEqualTo("x  &amp; y");
        assertThat(HtmlText.of("<title>a<script>hidden</script>b<STYLE>hidden</style>c"))
                .isEqualTo("a b c");
        assertThat(HtmlText.of("<title>a<script>seen")).isEqualTo("a seen");
        assertThat(HtmlText.of("<title>a<style>seen<style>too")).isEqualTo("a seen too");
        assertThat(HtmlText.of("<title>a<b")).isEqualTo("a");
        assertThat(HtmlText.of("<title>a</title>")).isEqualTo("a");
        assertThat(HtmlText.of("<title></title>")).isEmpty();
        assertThat(HtmlText.of("")).isEmpty();
    }

    @Test
    void pageIsReadToItsBound() {
        assertThat(HtmlText.of("x".repeat(HtmlText.CHARS_MAX + 1))).hasSize(HtmlText.CHARS_MAX);
    }

    @ParameterizedTest
    @CsvSource({
        "<meta charset=gbk>, gbk",
        "<meta charset = 'GB2312'>, GB2312",
        "<meta content='text/html; charset=utf-8'>, utf-8",
        "<meta name=charset>, ''",
        "'', ''"
    })
    void characterSetIsTheOneThatThePageDeclares(String html, String claim) {
        assertThat(HtmlText.claimIn(html.getBytes(StandardCharsets.US_ASCII))).isEqualTo(claim);
    }

    @Test
    void characterSetIsDeclaredNearTheStart() {
        byte[] near = (" ".repeat(2048 - 11) + "charset=gbk").getBytes(StandardCharsets.US_ASCII);
        byte[] far = (" ".repeat(2048) + "charset=gbk").getBytes(StandardCharsets.US_ASCII);

        assertThat(HtmlText.claimIn(near)).isEqualTo("gbk");
        assertThat(HtmlText.claimIn(far)).isEmpty();
    }
}

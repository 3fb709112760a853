package org.onestophub.pipeline.read.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Receipt;
import org.onestophub.pipeline.read.ReadReceipts;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Entries of RSS, RDF and Atom in the ways in which programs write them. */
class FeedEntryFormsTest {

    private static final FeedEntryReader READER = new FeedEntryReader(ReadReceipts.HUB);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<item/>",
                "<item></item>",
                " <item>x</item > ",
                "<entry/>",
                "<rss:item></rss:item>",
                "<ITEM></ITEM>",
                "<item a='b'><c/></item>"
            })
    void wholeEntryIsRead(String text) {
        assertThat(read(text).key()).isEqualTo("source-key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text",
                "<item>",
                "<item><a></item",
                "<item>x",
                "<channel></channel>",
                "<items></items>",
                "x<item></item>",
                "<item></item>x",
                "<item></entry>",
                "<item><a/>",
                "<item><item/>",
                "<!-- c --><item></item>"
            })
    void whatIsNoWholeEntryIsRejected(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.FEED_ENTRY_UNREADABLE));
    }

    @Test
    void emptyInputAndUnknownOptionAreProblems() {
        assertThatThrownBy(() -> read(""))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.EMPTY));
        assertThatThrownBy(() -> READER.read(
                        receipt("<item/>".getBytes(StandardCharsets.UTF_8), Map.of()),
                        JsonNodeFactory.instance.objectNode().put("colour", "red")))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.field()).isEqualTo("colour"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<item><title>a</title></item>|a",
                "<item><title> </title><dc:title>b</dc:title></item>|b",
                "<item><media:title>c</media:title></item>|c",
                "<item><title/><title>d</title></item>|d",
                "<rss:item><rss:title>e</rss:title></rss:item>|e",
                "<item><x:title>f</x:title></item>|''",
                "<item><title>1 &amp;lt; 2</title></item>|1 < 2",
                "<item><title>a &amp;amp; b</title></item>|a & b",
                "<item><title><b>g</b>h</title></item>|gh",
                "<item><title><x:b>g</x:b>h</title></item>|gh",
                "<entry><title type='text'>a &lt;b&gt;</title></entry>|a <b>",
                "<entry><title type='html'>&lt;b&gt;a&lt;/b&gt;</title></entry>|a",
                "<entry><title type=' HTML '>&lt;b&gt;a&lt;/b&gt;</title></entry>|a",
                "<entry><title type='text/html;x'>&lt;b&gt;a&lt;/b&gt;</title></entry>|a",
                "<entry><title type='xhtml'><div><b>a</b></div></title></entry>|a",
                "<entry><title type='application/xml'><b>a</b></title></entry>|a",
                "<entry><title type='image/svg+xml'><b>a</b></title></entry>|a",
                "<entry><title type='text/plain'>a&lt;</title></entry>|a<",
                "<entry><title type='image/png'>AAAA</title></entry>|''",
                "<entry><media:title type='plain'>a</media:title></entry>|a",
                "<a:entry><a:title type='text'>a &lt;b&gt;</a:title></a:entry>|a <b>"
            })
    void titleIsTheFirstThatSaysSomething(String entry, String title) {
        assertThat(text(entry, "title")).isEqualTo(title);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<item><description>a</description><content:encoded>b</content:encoded></item>|b",
                "<item><description>a</description><atom:summary>c</atom:summary></item>|a",
                "<item><atom:content type='html'>&lt;p&gt;d&lt;/p&gt;</atom:content></item>|d",
                "<item><atom:summary type='text'>&lt;p&gt;</atom:summary></item>|<p>",
                "<item><media:description>e</media:description></item>|e",
                "<entry><summary>a</summary><content>b</content></entry>|b",
                "<entry><media:description>e</media:description></entry>|e",
                "<entry><description>f</description></entry>|''"
            })
    void textIsTheLongestKind(String entry, String text) {
        assertThat(text(entry, "text")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<item><author>a@example.org (Test A)</author></item>|Test A",
                "<item><author>Test B</author></item>|Test B",
                "<item><dc:creator>C</dc:creator><author>D</author></item>|C",
                "<item><media:credit>E</media:credit></item>|E",
                "<item><author>a@example.org ()</author></item>|a@example.org ()",
                "<entry><author><name>F</name></author></entry>|F",
                "<entry><author><name> </name></author><author><name>G</name></author></entry>|G",
                "<entry><author><email>x</email></author><dc:creator>H</dc:creator></entry>|H",
                "<entry><author>I</author></entry>|''"
            })
    void authorIsTheNameOfAPerson(String entry, String author) {
        assertThat(text(entry, "author")).isEqualTo(author);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<item><source>s</source></item>|s",
                "<item><dc:publisher>p</dc:publisher></item>|p",
                "<item/>|Feed",
                "<entry><source><title>s</title></source></entry>|s",
                "<entry><source>s</source></entry>|Feed"
            })
    void siteIsThatOfTheEntryElseOfTheFeed(String entry, String site) {
        assertThat(text(entry, "site", Map.of("feedTitle", "Feed"))).isEqualTo(site);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<item><link>http://e.org/1</link></item>|http://e.org/1",
                "<item><link> </link><link>/2</link></item>|https://example.org/2",
                "<item><link>3 b?x=1</link></item>|https://example.org/a/3%20b?x=1",
                "<item><link>mailto:a@b.cn</link></item>|''",
                "<item><link>//[x</link></item>|''",
                "<item xml:base='/b/'><link>c</link></item>|https://example.org/b/c",
                "<item xml:base='/b/'><link xml:base='d/'>c</link></item>|https://example.org/b/d/c",
                "<item><atom:link href='/4'/></item>|https://example.org/4",
                "<item><atom:link rel='self' href='/5'/></item>|''",
                "<item><feedburner:origLink>/6</feedburner:origLink><link>/7</link></item>|https://example.org/6",
                "<item><guid>https://e.org/8</guid></item>|https://e.org/8",
                "<item><guid isPermaLink='TRUE'>https://e.org/8</guid></item>|https://e.org/8",
                "<item><guid isPermaLink='False'>https://e.org/8</guid></item>|''",
                "<item><guid>urn:9</guid></item>|''",
                "<item rdf:about='https://e.org/10'/>|https://e.org/10",
                "<item rdf:about='https://e.org/10'><guid>urn:9</guid></item>|''",
                "<entry><id>https://e.org/11</id></entry>|https://e.org/11",
                "<entry><link href='/12'/></entry>|https://example.org/12",
                "<entry><link rel=' Alternate ' href='/13'/></entry>|https://example.org/13",
                "<entry><link rel='edit' href='/14'/></entry>|''",
                "<entry><link type='application/pdf' href='/15'/><link type='text/html' href='/16'/></entry>|https://example.org/16",
                "<entry><link type='application/pdf' href='/15'/><link href='/17'/></entry>|https://example.org/17",
                "<entry><link type='application/pdf' href='/15'/></entry>|https://example.org/15",
                "<entry><link href=''/><link href='/18'/></entry>|https://example.org/18"
            })
    void addressIsThatOfThePageForPeople(String entry, String url) {
        assertThat(text(entry, "url")).isEqualTo(url);
        assertThat(read(entry).findings())
                .extracting(finding -> finding.code() + finding.field())
                .isEqualTo(
                        url.isEmpty()
                                ? java.util.List.of(Problem.FEED_LINK_MISSING.code() + "/url")
                                : java.util.List.of());
    }

    @Test
    void samePageHasTheSameAddress() {
        ObjectNode profile = JsonNodeFactory.instance.objectNode();
        profile.putArray("wayParameters").add("utm_*");
        byte[] entry =
                "<item><link>https://www.e.org/1/?utm_x=2&amp;a=b</link></item>".getBytes(StandardCharsets.UTF_8);

        Candidate found =
                READER.read(receipt(entry, Map.of()), profile).candidates().get(0);

        assertThat(found.view().path("urlSame").asText()).isEqualTo("www.e.org/1?a=b");
    }

    @Test
    void timesAreInstantsOrFindings() {
        String entry = "<item><pubDate>%s</pubDate><atom:updated>2026-11-29T10:00:00Z</atom:updated></item>";

        assertThat(text(entry.formatted("2026-11-28T10:00:00Z"), "publishTimeAt"))
                .isEqualTo("2026-11-28T10:00:00Z");
        assertThat(text(entry.formatted(""), "publishTimeAt")).isEqualTo("2026-11-29T10:00:00Z");
        assertThat(text(entry.formatted("yesterday"), "publishTime")).isEqualTo("yesterday");
        assertThat(read(entry.formatted("yesterday")).findings())
                .extracting(finding -> finding.code() + finding.field())
                .contains(Problem.DATE_UNREADABLE.code() + "/publishTime");
        assertThat(text("<entry><issued>2026-11-28</issued></entry>", "publishTime"))
                .isEqualTo("2026-11-28");
        assertThat(text("<entry><modified>2026-11-28</modified></entry>", "updateTime"))
                .isEqualTo("2026-11-28");
    }

    @Test
    void prefixesOfTheFeedAreItsOwn() {
        String entry = "<item><d:title>a</d:title><c:encoded>b</c:encoded></item>";

        assertThat(text(entry, "title", Map.of("prefixes", "d=dc c=content = x")))
                .isEqualTo("a");
        assertThat(text(entry, "text", Map.of("prefixes", "d=dc c=content"))).isEqualTo("b");
        assertThat(text(entry, "title")).isEmpty();
    }

    @Test
    void characterSetIsThatOfTheFeedElseThatOfTheBytes() {
        byte[] gbk = "<item><title>投诉</title></item>".getBytes(Charset.forName("GBK"));
        byte[] odd = "<item><title>\uFFFD</title></item>".getBytes(StandardCharsets.UTF_8);

        for (Map<String, String> facts : java.util.List.of(Map.of("charset", "GBK"), Map.<String, String>of())) {
            assertThat(READER.read(receipt(gbk, facts), JsonNodeFactory.instance.objectNode())
                            .candidates()
                            .get(0)
                            .view()
                            .path("title")
                            .asText())
                    .isEqualTo("投诉");
        }
        assertThat(READER.read(receipt(odd, Map.of()), JsonNodeFactory.instance.objectNode())
                        .candidates()
                        .get(0)
                        .findings())
                .extracting(finding -> finding.code() + finding.field())
                .contains(Problem.FEED_CHARSET_DOUBTFUL.code() + "/text");
        assertThat(READER.text(gbk)).contains("<item><title>投诉</title></item>");
        assertThat(READER.format()).isEqualTo("feed-entry");
    }

    @Test
    void declaredCharacterSetCountsWhereTheBytesFitSeveral() {
        byte[] bytes = "<item><title>測試</title></item>".getBytes(Charset.forName("Big5"));

        assertThat(READER.read(receipt(bytes, Map.of("charset", "Big5")), JsonNodeFactory.instance.objectNode())
                        .candidates()
                        .get(0)
                        .view()
                        .path("title")
                        .asText())
                .isEqualTo("測試");
    }

    @Test
    void idIsTheFirstThatSaysSomething() {
        assertThat(text("<item><guid> </guid><guid>urn:2</guid></item>", "id")).isEqualTo("urn:2");
        assertThat(text("<entry><id>urn:3</id></entry>", "id")).isEqualTo("urn:3");
    }

    @Test
    void factsOfTheTransportStandInTheView() {
        assertThat(read("<item/>").view().at("/transport/base").asText()).isEqualTo("https://example.org/a/feed");
    }

    private static String text(String entry, String field) {
        return text(entry, field, Map.of());
    }

    private static String text(String entry, String field, Map<String, String> facts) {
        return read(entry, facts).view().path(field).asText("");
    }

    private static Candidate read(String entry) {
        return read(entry, Map.of());
    }

    private static Candidate read(String entry, Map<String, String> facts) {
        return READER.read(
                        receipt(entry.getBytes(StandardCharsets.UTF_8), facts), JsonNodeFactory.instance.objectNode())
                .candidates()
                .get(0);
    }

    private static Receipt receipt(byte[] bytes, Map<String, String> facts) {
        Map<String, String> all = new HashMap<>(facts);
        all.putIfAbsent("base", "https://example.org/a/feed");
        return new Receipt(
                1,
                "",
                "opinion-feed",
                "public-opinion-feed",
                "source-key",
                "0".repeat(64),
                Instant.parse("2026-11-22T04:00:00Z"),
                all,
                Content.of(bytes));
    }
}

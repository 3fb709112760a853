package org.onestophub.pipeline.read.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Receipt;
import org.onestophub.pipeline.read.ReadReceipts;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Entries as feeds write them, and any bytes in their place. */
class FeedEntryReaderTest {

    private static final ObjectNode NO_OPTIONS = JsonNodeFactory.instance.objectNode();
    private static final FeedEntryReader READER = new FeedEntryReader(ReadReceipts.HUB);

    private static final List<String> FRAGMENTS = List.of(
            "<item>",
            "</item>",
            "<entry xml:base='http://[x'>",
            "</entry>",
            "<title type='html'>",
            "</title>",
            "<link>",
            "</link>",
            "<link href='../a b?x=1' rel='alternate'/>",
            "<guid isPermaLink='false'>",
            "</guid>",
            "<content type='xhtml'><div xmlns='x'>",
            "</content>",
            "<content:encoded>",
            "<![CDATA[",
            "]]>",
            "<!--",
            "-->",
            "<!DOCTYPE x [<!ENTITY a 'b'>]>",
            "&a;&#0;&#xFFFFFFF;&nbsp;&lt;b&gt;",
            "<pubDate>29 Nov 2026 10:00</pubDate>",
            "<updated>+1-1T::Z</updated>",
            "<author><name>",
            "https://例子.example.org/路径?a=%zz&utm_x=1#/x",
            "测试医院",
            "<a b=\"<\">",
            "\u0000",
            "<");

    private static Candidate read(byte[] bytes, Map<String, String> facts) {
        Receipt receipt = new Receipt(
                1,
                "",
                "opinion-feed",
                "public-opinion-feed",
                "source-key",
                "0".repeat(64),
                Instant.parse("2026-11-22T04:00:00Z"),
                facts,
                Content.of(bytes));
        return READER.read(receipt, NO_OPTIONS).candidates().get(0);
    }

    private static JsonNode view(String entry) {
        return read(entry.getBytes(StandardCharsets.UTF_8), Map.of("base", "https://example.org/a/feed"))
                .view();
    }

    @Test
    void linkOfTheEntryIsTheAddressOfItsPage() {
        assertThat(view("<item><link> /x </link></item>").path("url").asText()).isEqualTo("https://example.org/x");
        assertThat(view("<item><guid>https://example.org/g</guid></item>")
                        .path("url")
                        .asText())
                .isEqualTo("https://example.org/g");
        assertThat(view("<item><guid isPermaLink='false'>https://example.org/g</guid></item>")
                        .has("url"))
                .isFalse();
        assertThat(view("<item><link>https://proxy.example.org/1</link>"
                                + "<feedburner:origLink>https://example.org/o</feedburner:origLink></item>")
                        .path("url")
                        .asText())
                .isEqualTo("https://example.org/o");
        assertThat(view("<entry xml:base='b/'><link href='c' type='application/json'/><link href='d' type='text/html'/>"
                                + "</entry>")
                        .path("url")
                        .asText())
                .isEqualTo("https://example.org/a/b/d");
    }

    @Test
    void markupBecomesTextAndTextStaysText() {
        JsonNode entry =
                view("<entry><title>1 &lt; 2</title><summary type='html'>&lt;p&gt;a&lt;/p&gt;b</summary></entry>");
        assertThat(entry.path("title").asText()).isEqualTo("1 < 2");
        assertThat(entry.path("text").asText()).isEqualTo("a\nb");
        assertThat(view("<item><title><![CDATA[<em>医院</em>&amp;科室]]></title><description>短</description>"
                                + "<content:encoded><![CDATA[<p>长文</p><style>p{}</style>]]></content:encoded></item>")
                        .toString())
                .contains("医院&科室")
                .contains("长文")
                .doesNotContain("p{}");
        assertThat(view("<entry><content type='image/png'>iVBORw0KGgo=</content><summary>文字</summary></entry>")
                        .path("text")
                        .asText())
                .isEqualTo("文字");
    }

    @Test
    void countersDoNotChangeWhatAnEntrySays() {
        String entry = "<item><guid>1</guid><title>甲</title><slash:comments>%d</slash:comments></item>";
        Content one = Content.of(entry.formatted(1).getBytes(StandardCharsets.UTF_8));
        Content two = Content.of(entry.formatted(2).getBytes(StandardCharsets.UTF_8));
        Content other = Content.of(entry.replace('甲', '乙').getBytes(StandardCharsets.UTF_8));

        assertThat(READER.meaning(one, NO_OPTIONS)).isEqualTo(READER.meaning(two, NO_OPTIONS));
        assertThat(READER.meaning(other, NO_OPTIONS)).isNotEqualTo(READER.meaning(one, NO_OPTIONS));
    }

    @Test
    void webhookAndFeedKnowTheSameOfSites() throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        JsonNode webhook = yaml.readTree(Files.readString(Path.of("mappings/public-opinion/mapping.yaml")))
                .path("profile");
        JsonNode feed = yaml.readTree(Files.readString(Path.of("mappings/public-opinion-feed/mapping.yaml")))
                .path("profile");

        assertThat(feed.path("wayParameters")).isEqualTo(webhook.path("wayParameters"));
        assertThat(feed.path("hostVariants")).isEqualTo(webhook.path("hostVariants"));
    }

    @Property(tries = 500)
    void anyBytesEnd(@ForAll byte[] bytes) {
        endsBounded(bytes);
    }

    @Property(tries = 1_500)
    void anyMixOfFragmentsEnds(@ForAll("fragments") byte[] bytes) {
        endsBounded(bytes);
    }

    @Provide
    Arbitrary<byte[]> fragments() {
        Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(6);
        Arbitrary<byte[]> known = Arbitraries.of(FRAGMENTS)
                .map(text -> text.getBytes(text.length() % 2 == 0 ? StandardCharsets.UTF_8 : Charset.forName("GBK")));
        return Arbitraries.frequencyOf(Tuple.of(12, known), Tuple.of(1, noise))
                .list()
                .ofMaxSize(30)
                .map(pieces -> {
                    ByteArrayOutputStream all = new ByteArrayOutputStream();
                    all.writeBytes("<item>".getBytes(StandardCharsets.US_ASCII));
                    pieces.forEach(all::writeBytes);
                    all.writeBytes("</item>".getBytes(StandardCharsets.US_ASCII));
                    return all.toByteArray();
                });
    }

    private static void endsBounded(byte[] bytes) {
        try {
            Candidate found = read(bytes, Map.of("base", "https://example.org/feed", "charset", "GB18030"));
            assertThat(found.view().toString().length()).isLessThan(120_000);
            found.view()
                    .forEach(value -> assertThat(value.asText().chars())
                            .noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t'));
        } catch (ProblemException e) {
            assertThat(e.problem()).isIn(Problem.FEED_ENTRY_UNREADABLE, Problem.EMPTY);
        }
    }
}

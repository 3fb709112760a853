package org.onestophub.intake.source.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.complaint.Inbound;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.TestTls;
import org.springframework.mock.env.MockEnvironment;

/** What a look at a feed takes, what it asks for, and how far the position moves; good feeds and bad ones. */
class FeedLookIT {

    private static final String ATOM = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>t</title>%s</feed>";

    private final FeedSource feed = new FeedSource();
    private final List<Inbound> taken = new ArrayList<>();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private ScriptedPlatform platform;
    private String position = "";
    private FeedLook look;

    @BeforeEach
    void start() throws IOException {
        platform = new ScriptedPlatform((asked, reply) -> reply.status(500));
        camel.getRegistry().bind("environment", new MockEnvironment().withProperty("feed-url", platform.address()));
        feed.setCamelContext(camel);
        feed.setChannel("opinion-feed");
        feed.setAccount("vendor");
        feed.getServer().setUrlSetting("feed-url");
        feed.getServer().setAllowPlainHttp(true);
        newLook();
    }

    @AfterEach
    void stop() throws Exception {
        platform.close();
        camel.stop();
    }

    /** As after a restart. */
    private void newLook() {
        feed.start();
        Clock clock = Clock.fixed(Instant.parse("2026-11-29T04:00:00Z"), ZoneOffset.UTC);
        look = new FeedLook(feed, new PullLine(feed.server(), clock), clock, new PullLook.Positions() {
            @Override
            public String get() {
                return position;
            }

            @Override
            public void move(String to) {
                position = to;
            }
        });
    }

    private void serve(String type, byte[] body) {
        platform.script((asked, reply) -> reply.header("Content-Type", type).bytes(200, body));
    }

    private void serve(String body) {
        serve("application/xml", body.getBytes(StandardCharsets.UTF_8));
    }

    private int looked() {
        return look.look(new PullLook.Allowance(taken::add, () -> true));
    }

    private void assertFails(Problem problem) {
        assertThatThrownBy(this::looked)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }

    private List<String> keys() {
        return taken.stream().map(item -> item.keys().get(0)).toList();
    }

    private String textOf(int item) {
        return new String(taken.get(item).content().bytes(1_000_000), StandardCharsets.UTF_8);
    }

    private static String rss(String items) {
        return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>测试论坛</title><link>https://example.org</link>"
                + items + "</channel></rss>";
    }

    private static String item(String id, String title) {
        return "<item><guid>" + id + "</guid><title>" + title + "</title><link>https://example.org/" + id
                + "</link></item>";
    }

    @Test
    void entriesAreInputsWithTheirOwnBytesTheOldestFirst() {
        serve(rss(item("2", "乙") + "\n" + item("1", "甲 &amp; <![CDATA[</item>]]>")));

        assertThat(looked()).isEqualTo(2);

        assertThat(keys()).containsExactly("feed:vendor:1", "feed:vendor:2");
        assertThat(textOf(1)).isEqualTo(item("2", "乙"));
        assertThat(taken.get(0).transport())
                .containsEntry("account", "vendor")
                .containsEntry("feed", platform.address())
                .containsEntry("feedTitle", "测试论坛")
                .containsEntry("charset", "UTF-8")
                .containsEntry("contentType", "application/rss+xml");
    }

    @Test
    void whatWasKeptIsNotTakenAgainEvenAfterARestartAndAChangeIs() {
        serve(rss(item("2", "乙") + item("1", "甲")));
        looked();
        newLook();
        serve(rss(item("3", "丙") + item("2", "乙，已修改") + item("1", "甲")));

        assertThat(looked()).isEqualTo(2);

        assertThat(keys().subList(2, 4)).containsExactly("feed:vendor:2", "feed:vendor:3");
    }

    @Test
    void serverThatSaysNothingIsNewIsAskedWithItsMarks() {
        platform.script((asked, reply) -> {
            if (asked.headers().containsKey("if-none-match")) {
                reply.status(304);
            } else {
                reply.header("ETag", "\"v1\"")
                        .header("Last-Modified", "Sun, 29 Nov 2026 03:00:00 GMT")
                        .bytes(200, rss(item("1", "甲")).getBytes(StandardCharsets.UTF_8));
            }
        });
        looked();
        newLook();

        assertThat(looked()).isZero();

        assertThat(platform.asked().get(1).headers())
                .containsEntry("if-none-match", "\"v1\"")
                .containsEntry("if-modified-since", "Sun, 29 Nov 2026 03:00:00 GMT");
    }

    @Test
    void pagesAreFollowedWhileTheyBringSomethingNewAndUpToTheBound() {
        feed.setMaxPages(3);
        platform.script((asked, reply) -> {
            int page = Integer.parseInt(asked.query().getOrDefault("page", "1"));
            reply.bytes(
                    200,
                    ATOM.formatted("<link rel='next' href='?page=" + (page + 1) + "'/><entry><id>urn:" + page
                                    + "</id><title>x</title></entry>")
                            .getBytes(StandardCharsets.UTF_8));
        });

        assertThat(looked()).isEqualTo(3);
        assertThat(looked()).isZero();

        assertThat(platform.asked()).hasSize(4);
    }

    @Test
    void feedThatFellBehindIsReadOnByTheNextLook() {
        feed.setMaxPages(2);
        serve(ATOM.formatted("<entry><id>urn:old</id></entry>"));
        looked();
        platform.script((asked, reply) -> {
            int page = Integer.parseInt(asked.query().getOrDefault("page", "1"));
            String next = page < 4 ? "<link rel='next' href='?page=" + (page + 1) + "'/>" : "";
            reply.bytes(
                    200,
                    ATOM.formatted(next + "<entry><id>urn:" + page + "</id></entry>")
                            .getBytes(StandardCharsets.UTF_8));
        });

        looked();
        looked();

        assertThat(keys()).contains("feed:vendor:urn:1", "feed:vendor:urn:2", "feed:vendor:urn:3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://other.example.org/feed", "file:///etc/hosts", "//other.example.org/x"})
    void nextPageIsOnTheSameServer(String next) {
        serve(ATOM.formatted("<link rel='next' href='" + next + "'/><entry><id>urn:1</id></entry>"));

        assertFails(Problem.ANSWER_UNREADABLE);
        assertThat(platform.asked()).hasSize(1);
    }

    @Test
    void pageThatLeadsToItselfIsAFailure() {
        serve(ATOM.formatted("<link rel='next' href='?page=2'/><entry><id>urn:1</id></entry>"));
        feed.setMaxPages(5);
        platform.script((asked, reply) -> reply.bytes(
                200,
                ATOM.formatted("<link rel='next' href='?page=2'/><entry><id>urn:" + asked.query() + "</id></entry>")
                        .getBytes(StandardCharsets.UTF_8)));

        assertFails(Problem.PAGES_REPEAT);
        assertThat(position).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html><html><body><form>Login</form></body></html>",
                "{\"code\":401}",
                "",
                "<?xml version='1.0'?><sitemapindex/>",
                "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/hosts'>]><rss><channel><item><title>&x;</title></item></channel></rss>",
                "<!DOCTYPE rss [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><rss><channel/></rss>",
            })
    void whatIsNoFeedIsAFailureAndNotQuiet(String body) {
        serve(body);

        assertFails(Problem.FEED_UNREADABLE);
        assertThat(position).isEmpty();
        assertThat(taken).isEmpty();
    }

    @Test
    void feedWithoutEntriesIsQuiet() {
        serve("<!DOCTYPE rss PUBLIC '-//Netscape//DTD RSS 0.91//EN' 'rss.dtd'>" + rss(""));

        assertThat(looked()).isZero();
    }

    @Test
    void feedThatIsCutOffGivesItsWholeEntriesAndIsAFailure() {
        serve(rss(item("1", "甲") + item("2", "乙")).replaceFirst("<link>https://example.org/2.*", ""));

        assertFails(Problem.FEED_CUT_OFF);
        assertThat(keys()).containsExactly("feed:vendor:1");
        assertThat(position).isEmpty();
    }

    @Test
    void brokenEntryIsAnInputOfItsOwnAndItsNeighboursAreWhole() {
        serve(rss(item("1", "甲") + "<item><guid>2</guid><title>没有结束" + item("3", "丙 & <b>未转义")));

        looked();

        assertThat(keys()).containsExactly("feed:vendor:3", "feed:vendor:2", "feed:vendor:1");
        assertThat(textOf(0)).isEqualTo(item("3", "丙 & <b>未转义"));
        assertThat(textOf(1)).isEqualTo("<item><guid>2</guid><title>没有结束");
    }

    @ParameterizedTest
    @CsvSource({
        "application/xml, GBK, GBK, GB18030",
        "text/xml;charset=gb2312, GBK, none, GB18030",
        "text/xml, GBK, none, GB18030",
        "text/xml;charset=ISO-8859-1, GBK, GBK, GB18030",
        "text/xml;charset=ISO-8859-1, UTF-8, UTF-8, UTF-8",
        "application/rss+xml, UTF-8, GBK, UTF-8",
        "application/rss+xml, UTF-16LE, UTF-16, UTF-16LE",
        "application/rss+xml, GBK, utf-8, GB18030",
    })
    void charsetIsFoundByHttpByXmlOrByTheBytes(String type, String used, String declared, String found) {
        String entry = item("1", "测试医院挂号排队时间太久");
        String body = rss(entry)
                .replace(
                        "version=\"1.0\"",
                        declared.equals("none") ? "version=\"1.0\"" : "version=\"1.0\" encoding=\"" + declared + "\"");
        serve(type, body.getBytes(Charset.forName(used)));

        looked();

        assertThat(taken.get(0).transport()).containsEntry("charset", found);
        assertThat(taken.get(0).content().bytes(10_000)).isEqualTo(entry.getBytes(Charset.forName(used)));
    }

    @Test
    void idThatSeveralEntriesHaveNamesNone() {
        serve(rss("<item><guid>x</guid><link>https://example.org/a</link></item>"
                + "<item><guid>x</guid><link>https://example.org/b</link></item><item><title>无名</title></item>"));

        looked();

        assertThat(keys().get(0)).startsWith("feed:vendor:sha256:");
        assertThat(keys().subList(1, 3))
                .containsExactly("feed:vendor:https://example.org/b", "feed:vendor:https://example.org/a");
    }

    @Test
    void entryAboveItsBoundIsRefusedWithItsBeginning() {
        feed.setEntryMaxSize("1KB");
        serve(rss(item("1", "长".repeat(2_000)) + item("2", "短")));

        looked();

        assertThat(taken.get(1).transport()).containsEntry(Inbound.REFUSE, Problem.TOO_LARGE.code());
        assertThat(keys().get(0)).isEqualTo("feed:vendor:2");
    }

    @Test
    void redirectsAreNotFollowed() {
        platform.script((asked, reply) ->
                reply.header("Location", "http://169.254.169.254/latest/").status(302));

        assertFails(Problem.FEED_MOVED);
        assertThat(platform.asked()).hasSize(1);
    }

    @Test
    void compressedAnswerIsReadUpToTheBound() throws IOException {
        platform.script((asked, reply) -> reply.header("Content-Encoding", "gzip")
                .bytes(200, gzip(rss(item("1", "甲")).getBytes(StandardCharsets.UTF_8))));
        assertThat(looked()).isEqualTo(1);

        platform.script((asked, reply) ->
                reply.header("Content-Encoding", "gzip").bytes(200, gzip(new byte[20 * 1024 * 1024])));
        assertFails(Problem.ANSWER_TOO_LARGE);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    @Test
    void tokenTravelsWithEveryPageAndIsNoPartOfTheSource() {
        camel.getRegistry()
                .bind(
                        "environment",
                        new MockEnvironment()
                                .withProperty("feed-url", platform.address() + "?key=geheim")
                                .withProperty("feed-secret", "to ken"));
        feed.getToken().setAuth("query");
        feed.getToken().setName("token");
        feed.getToken().setSecretSetting("feed-secret");
        newLook();
        serve(rss(item("1", "甲")));

        looked();

        assertThat(platform.asked().get(0).query()).isEqualTo(Map.of("key", "geheim", "token", "to ken"));
        assertThat(feed.source()).doesNotContain("geheim");
        assertThat(taken.get(0).transport().toString()).doesNotContain("geheim");
    }

    @Test
    void certificateOfTheOwnAuthorityIsTrustedAndAnotherIsNot(@TempDir Path folder, @TempDir Path other)
            throws Exception {
        TestTls tls = TestTls.make(folder);
        try (ScriptedPlatform secure = ScriptedPlatform.secure(
                tls.context(),
                (asked, reply) -> reply.bytes(200, rss(item("1", "甲")).getBytes(StandardCharsets.UTF_8)))) {
            camel.getRegistry().bind("environment", new MockEnvironment().withProperty("feed-url", secure.address()));
            feed.getServer()
                    .setCertificateFile(TestTls.make(other).certificate().toString());
            newLook();
            assertFails(Problem.SOURCE_UNREACHABLE);
            assertThat(secure.asked()).isEmpty();

            feed.getServer().setCertificateFile(tls.certificate().toString());
            newLook();
            assertThat(looked()).isEqualTo(1);
        }
    }
}

package org.onestophub.intake.source.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.complaint.Inbound;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.TestTls;
import org.springframework.mock.env.MockEnvironment;

/** What a look at a platform reads, what it asks for, and how far the position moves; good platforms and bad ones. */
class PullLookIT {

    private static final Instant NOW = Instant.parse("2026-11-29T08:00:00Z");

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final MockEnvironment settings = new MockEnvironment();
    private final HttpPull pull = new HttpPull();
    private final List<Inbound> taken = new ArrayList<>();
    private final List<String> moves = new ArrayList<>();
    private String position = "";
    private ScriptedPlatform platform;
    private PullLine line;

    @BeforeEach
    void start() throws Exception {
        platform = new ScriptedPlatform((asked, reply) -> reply.json("[]"));
        camel.getRegistry().bind("environment", settings);
        settings.setProperty("url", platform.address());
        settings.setProperty("secret", "t0ken+/=");
        pull.setCamelContext(camel);
        pull.getServer().setUrlSetting("url");
        pull.getServer().setAllowPlainHttp(true);
        pull.getServer().setAnswerTimeout(5_000);
        pull.getToken().setSecretSetting("secret");
        pull.getItem().setKeyPrefix("hotline");
        pull.getItem().setAccount("city");
        pull.getItem().setKeyFields("taskId,round=1");
        pull.getListing().setPageSize(2);
    }

    @AfterEach
    void stop() throws Exception {
        platform.close();
        camel.stop();
    }

    private PullLook look() {
        pull.start();
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        line = new PullLine(pull.server(), clock);
        return new PullLook(
                pull,
                line,
                new PullTimes(pull.listing().timeFormat, ZoneId.of("Asia/Shanghai")),
                clock,
                new PullLook.Positions() {
                    @Override
                    public String get() {
                        return position;
                    }

                    @Override
                    public void move(String to) {
                        position = to;
                        moves.add(to + " after " + taken.size());
                    }
                });
    }

    private int looked() {
        return look().look(new PullLook.Allowance(taken::add, () -> true));
    }

    private void assertFails(Problem problem) {
        assertThatThrownBy(this::looked)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }

    private List<String> keys() {
        return taken.stream().map(item -> item.keys().get(0)).toList();
    }

    private static String order(int number) {
        return "{ \"taskId\":\"A%d\" , \"round\":\"01\"}".formatted(number);
    }

    private static String orders(int from, int to) {
        return IntStream.range(from, to).mapToObj(PullLookIT::order).collect(Collectors.joining(", ", "[", "]"));
    }

    private void serves(int all) {
        platform.script((asked, reply) -> {
            int page = Integer.parseInt(asked.query().get("page"));
            int from = Math.min(all, (page - 1) * 2);
            reply.json("{\"code\":0,\"data\":{\"list\":" + orders(from, Math.min(all, from + 2)) + "}}");
        });
        pull.getListing().setItemsField("/data/list");
    }

    @Test
    void everyItemOfEveryPageIsAnInputWithItsOwnBytes() {
        serves(5);

        assertThat(looked()).isEqualTo(5);

        assertThat(keys())
                .containsExactly(
                        "hotline:city:A0#1",
                        "hotline:city:A1#1",
                        "hotline:city:A2#1",
                        "hotline:city:A3#1",
                        "hotline:city:A4#1");
        assertThat(new String(taken.get(4).content().bytes(1000), StandardCharsets.UTF_8))
                .isEqualTo(order(4));
        assertThat(taken.get(0).transport()).containsEntry("account", "city");
    }

    @Test
    void windowReachesBackByTheOverlapAndPositionMovesToItsEnd() {
        position = "2026-11-29T07:00:00Z";
        serves(1);

        looked();

        assertThat(platform.asked().get(0).query())
                .containsEntry("from", "2026-11-29 14:50:00")
                .containsEntry("to", "2026-11-29 16:00:00");
        assertThat(moves).containsExactly("2026-11-29T08:00:00Z after 1");
    }

    @Test
    void longStandstillIsReadWindowByWindow() {
        position = "2026-11-26T20:00:00Z";
        platform.script((asked, reply) -> reply.json("[]"));

        looked();

        assertThat(moves)
                .containsExactly(
                        "2026-11-27T20:00:00Z after 0", "2026-11-28T20:00:00Z after 0", "2026-11-29T08:00:00Z after 0");
    }

    @Test
    void positionStaysWhereAnItemWasNotKept() {
        serves(3);

        assertThatThrownBy(() -> look().look(new PullLook.Allowance(
                        item -> {
                            throw new ProblemException(Problem.STORE_UNAVAILABLE);
                        },
                        () -> true)))
                .isInstanceOf(ProblemException.class);

        assertThat(moves).isEmpty();
    }

    @Test
    void positionStaysWhereAnotherHubTookOver() {
        serves(3);
        List<Inbound> some = new ArrayList<>();

        look().look(new PullLook.Allowance(some::add, some::isEmpty));

        assertThat(some).hasSize(2);
        assertThat(moves).isEmpty();
    }

    @Test
    void cursorMovesAfterEachPage() {
        pull.getListing().setPaging("cursor");
        pull.getListing().setPosition("cursor");
        pull.getListing().setNextField("/next");
        pull.getListing().setItemsField("/list");
        platform.script((asked, reply) -> reply.json(
                switch (asked.query().getOrDefault("cursor", "")) {
                    case "" -> "{\"list\":" + orders(0, 2) + ",\"next\":\"c1\"}";
                    case "c1" -> "{\"list\":" + orders(2, 3) + ",\"next\":\"c2\"}";
                    default -> "{\"list\":[],\"next\":\"c2\"}";
                }));

        looked();
        looked();

        assertThat(moves).containsExactly("c1 after 2", "c2 after 3");
        assertThat(platform.asked().get(platform.asked().size() - 1).query()).containsEntry("cursor", "c2");
    }

    @Test
    void linkOfTheHeaderIsFollowedOnTheSameServerOnly() {
        pull.getListing().setPaging("link");
        platform.script((asked, reply) -> {
            if (asked.path().equals("/orders")) {
                reply.header("Link", "</orders/2?x=1>; rel=\"next\"");
            }
            reply.json(asked.path().equals("/orders") ? orders(0, 2) : orders(2, 3));
        });
        assertThat(looked()).isEqualTo(3);

        platform.script((asked, reply) -> {
            reply.header("Link", "<http://127.0.0.2:1/orders>; rel=\"next\"");
            reply.json(orders(0, 2));
        });
        assertFails(Problem.ANSWER_UNREADABLE);
    }

    @Test
    void offsetCountsItems() {
        pull.getListing().setPaging("offset");
        pull.getListing().setPageField("start");
        pull.getListing().setTotalField("/total");
        pull.getListing().setItemsField("/list");
        platform.script((asked, reply) -> {
            int start = Integer.parseInt(asked.query().get("start"));
            reply.json("{\"total\":3,\"list\":" + orders(start, Math.min(3, start + 2)) + "}");
        });

        assertThat(looked()).isEqualTo(3);
        assertThat(platform.asked()).hasSize(2);
    }

    @Test
    void loginGivesTheTokenAndIsMadeAgainWhenItExpires() {
        pull.getToken().setAuth("login");
        pull.getToken().setLoginUrl(platform.address().replace("/orders", "/token"));
        pull.getToken().setUsername("hub");
        pull.getToken().setTokenField("/data/token");
        List<String> tokens = new ArrayList<>(List.of("first", "second"));
        platform.script((asked, reply) -> {
            if (asked.path().equals("/token")) {
                reply.json("{\"data\":{\"token\":\"" + tokens.remove(0) + "\"}}");
            } else if (asked.authorization().equals("Bearer second")) {
                reply.json(orders(0, 1));
            } else {
                reply.status(401);
            }
        });
        pull.getListing().setPaging("none");

        assertThat(looked()).isEqualTo(1);
        assertThat(platform.asked().get(0).body()).contains("\"password\":\"t0ken+/=\"");
    }

    @Test
    void tokenInHeaderAndQueryArrivesAsItIs() {
        pull.getListing().setPaging("none");
        pull.getToken().setAuth("header");
        platform.script((asked, reply) -> reply.json("[]"));
        looked();
        assertThat(platform.asked().get(0).authorization()).isEqualTo("Bearer t0ken+/=");

        pull.getToken().setAuth("query");
        pull.getToken().setName("key");
        looked();
        assertThat(platform.asked().get(1).query()).containsEntry("key", "t0ken+/=");
    }

    @Test
    void jsonRequestHasNumbersForPagesAndTextsForTheRest() {
        pull.getListing().setRequest("json");
        pull.getListing().setFields("status=1");
        platform.script((asked, reply) -> reply.json("[]"));

        looked();

        assertThat(platform.asked().get(0).body()).contains("\"page\":1").contains("\"status\":\"1\"");
    }

    @Test
    void answerThatSaysNoIsAFailure() {
        pull.getListing().setAnswerField("/code");
        pull.getListing().setAcceptedValues("0,200");
        serves(1);
        assertThat(looked()).isEqualTo(1);

        platform.script((asked, reply) -> reply.json("{\"code\":500,\"data\":{\"list\":[]}}"));
        assertFails(Problem.ANSWER_NEGATIVE_AT_SOURCE);
    }

    @Test
    void endlessPagesEndTheLookAndShortenTheNextWindow() {
        position = "2026-11-29T00:00:00Z";
        pull.getListing().setMaxPages(3);
        pull.getListing().setWindow("8h");
        platform.script((asked, reply) -> {
            int page = Integer.parseInt(asked.query().get("page"));
            reply.json(orders(page * 2, page * 2 + 2));
        });
        PullLook look = look();
        PullLook.Allowance all = new PullLook.Allowance(taken::add, () -> true);

        assertThatThrownBy(() -> look.look(all)).hasMessage("CH-350");
        platform.script((asked, reply) -> reply.json("[]"));
        look.look(all);

        assertThat(moves.get(0)).startsWith("2026-11-29T04:00:00Z");
    }

    @Test
    void repeatedCursorIsAFailure() {
        pull.getListing().setPaging("cursor");
        pull.getListing().setNextField("/next");
        pull.getListing().setItemsField("/list");
        int[] page = {0};
        platform.script(
                (asked, reply) -> reply.json("{\"next\":\"same\",\"list\":" + orders(page[0], ++page[0]) + "}"));

        assertFails(Problem.PAGES_REPEAT);
        assertThat(moves).isEmpty();
    }

    @Test
    void fullPageThatComesAgainIsAFailureAndAShortOneTheEnd() {
        platform.script((asked, reply) -> reply.json(orders(0, 2)));
        assertFails(Problem.PAGES_REPEAT);
        assertThat(moves).isEmpty();

        platform.script((asked, reply) -> reply.json(orders(0, 1)));
        assertThat(looked()).isEqualTo(1);
        assertThat(moves).hasSize(1);
    }

    @Test
    void fewerItemsThanTheTotalAreAFailure() {
        pull.getListing().setTotalField("/total");
        pull.getListing().setItemsField("/list");
        platform.script((asked, reply) -> reply.json(
                "{\"total\":9,\"list\":" + ("1".equals(asked.query().get("page")) ? orders(0, 2) : "[]") + "}"));

        assertFails(Problem.PAGES_REPEAT);
        assertThat(moves).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void busyPlatformSaysHowLongToWait(int status) {
        platform.script((asked, reply) -> {
            reply.header("Retry-After", "120");
            reply.status(status);
        });

        assertFails(Problem.PLATFORM_BUSY);
        assertThat(line.askedPause()).isEqualTo(Duration.ofSeconds(120));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 404, 500, 502})
    void anyOtherStatusIsAFaultOfThePlatform(int status) {
        platform.script((asked, reply) -> {
            reply.header("Location", "/other");
            reply.status(status);
        });

        assertFails(Problem.PLATFORM_FAULT);
        assertThat(platform.asked()).hasSize(1);
    }

    @Test
    void refusedTokenIsALoginRefused() {
        platform.script((asked, reply) -> reply.status(403));

        assertFails(Problem.LOGIN_REFUSED);
    }

    @Test
    void bodyThatDripsIsCutOff() {
        pull.getServer().setAnswerTimeout(300);
        java.util.concurrent.CountDownLatch end = new java.util.concurrent.CountDownLatch(1);
        platform.script((asked, reply) -> {
            reply.begin(200, 1_000, new byte[] {'['});
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertFails(Problem.SERVER_SILENT);
        end.countDown();
    }

    @Test
    void hugeBodyIsNotRead() {
        pull.getServer().setMaxSize("64KB");
        platform.script((asked, reply) -> reply.bytes(200, new byte[200_000]));

        assertFails(Problem.ANSWER_TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "{\"list\":5}",
                "{\"other\":[]}",
                "{\"list\":[{]}",
                "{\"list\":[]} x",
                "[[",
                "null"
            })
    void answerOfAnotherFormIsAFailure(String body) {
        pull.getListing().setItemsField("/list");
        platform.script((asked, reply) -> reply.bytes(200, body.getBytes(StandardCharsets.UTF_8)));

        assertFails(Problem.ANSWER_UNREADABLE);
        assertThat(moves).isEmpty();
    }

    @Test
    void deepNestingIsAFailure() {
        platform.script((asked, reply) -> reply.json("[".repeat(5_000) + "]".repeat(5_000)));

        assertFails(Problem.ANSWER_UNREADABLE);
    }

    @Test
    void nullInPlaceOfTheListIsAnEmptyList() {
        pull.getListing().setItemsField("/list");
        platform.script((asked, reply) -> reply.json("{\"list\":null}"));

        assertThat(looked()).isZero();
    }

    @Test
    void answerInGb18030IsReadAndItemsAreUtf8() {
        pull.getListing().setPaging("none");
        platform.script(
                (asked, reply) -> reply.bytes(200, "[{\"taskId\":\"沪1\"}]".getBytes(Charset.forName("GB18030"))));

        looked();

        assertThat(keys()).containsExactly("hotline:city:沪1#1");
        assertThat(new String(taken.get(0).content().bytes(100), StandardCharsets.UTF_8))
                .contains("沪1");
    }

    @Test
    void itemThatIsTooLargeIsRefusedAndItsNeighboursGoOn() {
        pull.getListing().setPaging("none");
        pull.getListing().setItemMaxSize("1KB");
        platform.script((asked, reply) ->
                reply.json("[{\"taskId\":\"A1\",\"x\":\"" + "y".repeat(2_000) + "\"}," + order(2) + ",7]"));

        looked();

        assertThat(taken).hasSize(3);
        assertThat(taken.get(0).transport()).containsEntry(Inbound.REFUSE, Problem.TOO_LARGE.code());
        assertThat(keys().get(1)).isEqualTo("hotline:city:A2#1");
        assertThat(keys().get(2)).startsWith("hotline:city:sha256:");
    }

    @Test
    void positionFollowsAPlatformWhoseClockIsBehindAndNeverOneThatIsAhead() {
        position = "2026-11-29T07:00:00Z";
        dated(NOW.minusSeconds(600));
        looked();
        assertThat(position).isEqualTo("2026-11-29T07:50:00Z");

        dated(NOW.plus(Duration.ofDays(9_000)));
        looked();
        assertThat(position).isEqualTo("2026-11-29T08:00:00Z");
        assertThat(line.skew()).isEqualTo(Duration.ofDays(9_000));
    }

    @Test
    void positionNeverGoesBack() {
        position = "2026-11-29T07:00:00Z";
        dated(Instant.EPOCH);

        looked();

        assertThat(moves).isEmpty();
    }

    private void dated(Instant date) {
        platform.script((asked, reply) -> {
            reply.header("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atZone(ZoneOffset.UTC)));
            reply.json("[]");
        });
    }

    @Test
    void certificateOfTheOwnAuthorityIsTrustedAndAnotherIsNot(@TempDir Path folder, @TempDir Path other)
            throws Exception {
        TestTls tls = TestTls.make(folder);
        try (ScriptedPlatform secure =
                ScriptedPlatform.secure(tls.context(), (asked, reply) -> reply.json(orders(1, 2)))) {
            settings.setProperty("url", secure.address());
            pull.getListing().setPosition("none");
            pull.getListing().setPaging("none");
            pull.getServer().setCertificateFile("");
            assertFails(Problem.SOURCE_UNREACHABLE);
            pull.getServer()
                    .setCertificateFile(TestTls.make(other).certificate().toString());
            assertFails(Problem.SOURCE_UNREACHABLE);
            assertThat(secure.asked()).isEmpty();

            pull.getServer().setCertificateFile(tls.certificate().toString());
            assertThat(looked()).isEqualTo(1);
        }
    }
}

package org.onestophub.outlet.sink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.outlet.sink.SinkReply;
import org.onestophub.outlet.sink.SinkRig;
import org.onestophub.outlet.sink.SinkRig.Outcome;
import org.onestophub.support.FreePort;
import org.onestophub.support.TestTls;

class WebhookSinkIT {

    private static final List<Seen> SEEN = new CopyOnWriteArrayList<>();
    private static final CountDownLatch OVER = new CountDownLatch(1);
    private static final AtomicLong GIGABYTE_SENT = new AtomicLong();
    private static ExecutorService threads;
    private static HttpServer server;
    private static SinkRig rig;

    private record Seen(String path, Headers headers, String body) {}

    @BeforeAll
    static void start() throws IOException {
        threads = Executors.newCachedThreadPool();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", WebhookSinkIT::answer);
        server.start();
        rig = SinkRig.start("http-webhook-sink", parameters("/ok"));
    }

    @AfterAll
    static void stop() {
        OVER.countDown();
        rig.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    private static Map<String, String> parameters(String pathAndQuery) {
        Map<String, String> all = new HashMap<>();
        all.put("urlSetting", SinkRig.URL_SETTING);
        all.put("url", "http://127.0.0.1:" + server.getAddress().getPort() + pathAndQuery);
        all.put("secretSetting", SinkRig.PASSWORD_SETTING);
        all.put("allowPlainHttp", "true");
        all.put("answerTimeout", "20000");
        return all;
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        SEEN.add(new Seen(
                path,
                exchange.getRequestHeaders(),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        if (path.startsWith("/status/")) {
            exchange.getResponseHeaders().add("Retry-After", "120");
            exchange.getResponseHeaders()
                    .add("Location", "http://127.0.0.1:" + server.getAddress().getPort() + "/ok");
            say(exchange, Integer.parseInt(path.substring("/status/".length())), "said \u0000so");
        } else if (path.startsWith("/says/")) {
            say(exchange, 200, "{\"errcode\":" + path.substring("/says/".length()) + "}");
        } else if (path.equals("/hang")) {
            await();
        } else if (path.equals("/cut")) {
            exchange.close();
        } else if (path.equals("/late")) {
            await(1_500);
            say(exchange, 200, "late");
        } else if (path.equals("/drip")) {
            drip(exchange);
        } else if (path.equals("/gigabyte")) {
            gigabyte(exchange);
        } else {
            say(exchange, 200, "thank you");
        }
    }

    private static void say(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, status == 304 ? -1 : bytes.length);
        if (status != 304) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private static void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        while (!await(100)) {
            out.write('.');
            out.flush();
        }
    }

    private static void gigabyte(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 1L << 30);
        byte[] block = new byte[64 * 1024];
        Arrays.fill(block, (byte) 'x');
        for (OutputStream out = exchange.getResponseBody(); GIGABYTE_SENT.get() < 1L << 30; ) {
            out.write(block);
            GIGABYTE_SENT.addAndGet(block.length);
        }
    }

    private static boolean await(long... millis) {
        try {
            return OVER.await(millis.length == 0 ? 60_000 : millis[0], TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    private static Outcome sendTo(String pathAndQuery) {
        return sendTo(pathAndQuery, "20000");
    }

    private static Outcome sendTo(String pathAndQuery, String answerTimeout) {
        Map<String, String> parameters = parameters(pathAndQuery);
        parameters.put("answerTimeout", answerTimeout);
        try (SinkRig other = SinkRig.start("http-webhook-sink", parameters)) {
            return other.send("d-1", "{}");
        }
    }

    @Test
    void whatIsSentIsSignedAndNamesItsDelivery() throws Exception {
        Outcome outcome = rig.send("d-1", "{\"number\":\"C-1\",\"title\":\"投诉\"}");

        assertThat(outcome).isEqualTo(new Outcome("", "200", "thank you"));
        Seen seen = SEEN.get(0);
        assertThat(seen.body()).isEqualTo("{\"number\":\"C-1\",\"title\":\"投诉\"}");
        assertThat(seen.headers().getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(seen.headers().getFirst("Idempotency-Key")).isEqualTo("d-1");
        assertThat(seen.headers().getFirst("X-Onestop-Attempt")).isEqualTo("2");
        String timestamp = seen.headers().getFirst("X-Onestop-Timestamp");
        assertThat(timestamp).isEqualTo(Long.toString(SinkRig.NOW.getEpochSecond()));
        assertThat(seen.headers().getFirst("X-Onestop-Signature"))
                .isEqualTo("v1=" + opensslHmac(SinkRig.ODD_PASSWORD, timestamp + "." + seen.body()));
    }

    /** A second implementation, as a receiver would write it. */
    private static String opensslHmac(String secret, String text) throws Exception {
        javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
        mac.init(new javax.crypto.spec.SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "raw"));
        StringBuilder hex = new StringBuilder();
        for (byte b : mac.doFinal(text.getBytes(StandardCharsets.UTF_8))) {
            hex.append(String.format("%02x", b));
        }
        return hex.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "201,''",
        "204,''",
        "301,DL-302",
        "302,DL-302",
        "307,DL-302",
        "401,DL-302",
        "403,DL-302",
        "404,DL-302",
        "400,DL-101",
        "409,DL-101",
        "413,DL-101",
        "422,DL-101",
        "408,DL-303",
        "425,DL-303",
        "429,DL-303",
        "500,DL-303",
        "503,DL-303",
        "502,DL-304",
        "504,DL-304"
    })
    void theStatusDecidesAndIsKept(int status, String code) {
        Outcome outcome = sendTo("/status/" + status);

        assertThat(outcome.code()).isEqualTo(code);
        assertThat(outcome.status()).isEqualTo(Integer.toString(status));
        assertThat(outcome.response()).startsWith("Retry-After: 120\n").doesNotContain("\u0000");
        assertThat(SEEN).extracting(Seen::path).containsExactly("/status/" + status);
    }

    @ParameterizedTest
    @CsvSource({"0,''", "310000,DL-305", "40035,DL-101", "none,DL-304"})
    void bodyOfASuccessDecidesWhereTheRouteSaysSo(String said, String code) {
        Map<String, String> parameters = parameters("/says/" + said);
        parameters.put("answerFields", "/errcode");
        parameters.put("acceptedValues", "0");
        parameters.put("refusedValues", "40035");
        try (SinkRig other = SinkRig.start("http-webhook-sink", parameters)) {
            Outcome outcome = other.send("d-1", "{}");

            assertThat(outcome.code()).isEqualTo(code);
            assertThat(outcome.status()).isEqualTo("200");
            assertThat(outcome.response()).contains(said);
        }
    }

    @Test
    void pauseThatTheReceiverAsksForIsHandedOn() {
        try (SinkRig other = SinkRig.start("http-webhook-sink", parameters("/status/429"))) {
            other.send("d-1", "{}");

            assertThat(other.lastRetryAfter()).isEqualTo(Duration.ofSeconds(120));
        }
    }

    @Test
    void anAddressWithAQueryArrivesAsWritten() {
        sendTo("/q?key=a%2Fb&to=x+y&z=%E5%8C%BB");

        assertThat(SEEN).extracting(Seen::path).containsExactly("/q?key=a%2Fb&to=x+y&z=%E5%8C%BB");
    }

    @ParameterizedTest
    @CsvSource({"/hang", "/cut", "/late"})
    void withoutAnAnswerInTimeNobodyKnows(String path) {
        assertThat(sendTo(path, "1000").code()).isEqualTo("DL-304");
        Awaitility.await().until(() -> SEEN.size() == 1);
    }

    @Test
    void anAnswerThatDoesNotEndCountsByItsStatus() {
        Outcome outcome = sendTo("/drip", "2000");

        assertThat(outcome.code()).isEmpty();
        assertThat(outcome.response()).startsWith("..");
    }

    @Test
    void ofAnAnswerOfAGigabyteOnlyTheBeginningIsRead() {
        Outcome outcome = sendTo("/gigabyte");

        assertThat(outcome.code()).isEmpty();
        assertThat(outcome.response()).hasSize(SinkReply.MAX_TEXT);
        assertThat(GIGABYTE_SENT.get()).isLessThan(64L << 20);
    }

    @Test
    void whereNobodyListensNothingWasGiven() throws IOException {
        Map<String, String> closed = parameters("/ok");
        closed.put("url", "http://127.0.0.1:" + FreePort.next() + "/ok");
        Map<String, String> unknown = parameters("/ok");
        // too long for a name, so that no name server is asked, which may be slow or know every name
        unknown.put("url", "http://" + "n".repeat(64) + ".invalid/ok");

        for (Map<String, String> nobody : List.of(closed, unknown)) {
            try (SinkRig other = SinkRig.start("http-webhook-sink", nobody)) {
                assertThat(other.send("d-1", "{}").code()).isEqualTo("DL-302");
            }
        }
    }

    @Test
    void aServerThatIsNoWebServerLeavesItUnknown() throws IOException {
        try (ServerSocket odd = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> {
                try (Socket peer = odd.accept()) {
                    peer.getOutputStream().write("HELLO\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    // the test is over
                }
            });
            Map<String, String> parameters = parameters("/ok");
            parameters.put("url", "http://127.0.0.1:" + odd.getLocalPort() + "/");
            try (SinkRig other = SinkRig.start("http-webhook-sink", parameters)) {
                assertThat(other.send("d-1", "{}").code()).isEqualTo("DL-304");
            }
        }
    }

    @Test
    void withoutItsSecretNothingIsGivenUntilItIsThere() {
        try (SinkRig other = SinkRig.start("http-webhook-sink", parameters("/ok"))) {
            other.set(SinkRig.PASSWORD_SETTING, "");

            assertThat(other.send("d-1", "{}").code()).isEqualTo("DL-302");
            assertThat(SEEN).isEmpty();
            other.set(SinkRig.PASSWORD_SETTING, "new");
            assertThat(other.send("d-1", "{}").code()).isEmpty();
        }
    }

    @Test
    void aCertificateIsTrustedOnlyIfItsFileSaysSo(@TempDir Path folder) throws Exception {
        TestTls tls = TestTls.make(folder);
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(tls.context()));
        secure.createContext("/", WebhookSinkIT::answer);
        secure.start();
        Map<String, String> parameters = parameters("/ok");
        parameters.put("url", "https://localhost:" + secure.getAddress().getPort() + "/ok");
        parameters.put("allowPlainHttp", "false");

        try (SinkRig stranger = SinkRig.start("http-webhook-sink", parameters)) {
            assertThat(stranger.probeEnd()).isEqualTo("tls CH-316");
            assertThat(stranger.send("d-1", "{}").code()).isEqualTo("DL-302");
            assertThat(SEEN).isEmpty();
        }
        parameters.put("certificateFile", tls.certificate().toString());
        try (SinkRig friend = SinkRig.start("http-webhook-sink", parameters)) {
            assertThat(friend.probe())
                    .containsExactly("settings ok", "resolve ok", "connect ok", "tls ok", "hand-over skipped");
            assertThat(SEEN).as("a test posts nothing").isEmpty();
            assertThat(friend.send("d-1", "{}").code()).isEmpty();
        } finally {
            secure.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"file:///etc/passwd", "https://user:word@oa.example.org/", "oa.example.org/hook", "https:///x"})
    void anAddressThatIsNoneStopsTheRoute(String url) {
        Map<String, String> parameters = parameters("/ok");
        parameters.put("url", url);

        assertThatThrownBy(() -> SinkRig.start("http-webhook-sink", parameters)).hasStackTraceContaining("CH-207");
    }

    @Test
    void plainHttpIsToBeAllowedFirst() {
        Map<String, String> parameters = parameters("/ok");
        parameters.remove("allowPlainHttp");

        assertThatThrownBy(() -> SinkRig.start("http-webhook-sink", parameters)).hasStackTraceContaining("CH-207");
    }
}

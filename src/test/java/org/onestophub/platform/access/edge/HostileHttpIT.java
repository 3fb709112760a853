package org.onestophub.platform.access.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.onestophub.platform.access.Caller;
import org.onestophub.platform.access.Doors;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Bytes at the HTTP port that no client of good will sends. */
@Doors
@ExtendWith(OutputCaptureExtension.class)
class HostileHttpIT {

    private static final String CANARY = "canary-of-the-sender";

    @LocalServerPort
    private int port;

    @Test
    void whatIsNoHttpIsToldSoInTheFormOfAllProblems() throws IOException {
        for (Map.Entry<String, String> hostile : noHttp().entrySet()) {
            String answer = caller().raw(hostile.getValue(), 5000);

            assertThat(answer)
                    .as(hostile.getKey())
                    .matches("(?s)HTTP/1.1 (400|414|431|501|505) .*")
                    .containsIgnoringCase("\r\nContent-Type: application/problem+json\r\n")
                    .doesNotContainIgnoringCase("\r\nServer:")
                    .doesNotContainIgnoringCase("tomcat")
                    .doesNotContainIgnoringCase("<html")
                    .doesNotContain(CANARY);
            JsonNode problem =
                    new ObjectMapper().readTree(answer.substring(answer.indexOf("{"), answer.lastIndexOf("}") + 1));
            assertThat(problem.get("code").asText()).as(hostile.getKey()).isEqualTo("AC-109");
            assertThat(answer)
                    .as(hostile.getKey())
                    .startsWith("HTTP/1.1 " + problem.get("status").asInt());
        }
    }

    private Map<String, String> noHttp() {
        String key = "Authorization: Bearer " + caller().key() + "\r\nX-A: " + CANARY + "\r\nConnection: close\r\n";
        String orders =
                "POST /api/hotline/v1/work-orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + key;
        Map<String, String> all = new LinkedHashMap<>();
        all.put(
                "20 KB header",
                "GET /api/ops/v1/channels HTTP/1.1\r\nHost: x\r\nX-B: " + "b".repeat(20_000) + "\r\n" + key + "\r\n");
        all.put("20 KB path", "GET /" + CANARY + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
        all.put("NUL in the path", get("/api/ops/v1/%00" + CANARY, key));
        all.put("slash in a segment", get("/api/ops%2fv1/" + CANARY, key));
        all.put("semicolon", get("/api/ops/v1/channels;" + CANARY + "=1", key));
        all.put("two slashes", get("/api//ops/v1/channels?" + CANARY, key));
        all.put("broken escape", get("/api/ops/%zz/" + CANARY, key));
        all.put("illegal character", get("/api/ops/v1/<script>" + CANARY, key));
        all.put("illegal character in the query", get("/api/ops/v1/channels?a={" + CANARY + "}", key));
        all.put("backslash", get("/api\\ops\\" + CANARY, key));
        all.put("bad host", "GET / HTTP/1.1\r\nHost: a b<" + CANARY + ">\r\n" + key + "\r\n");
        all.put("no host", "GET / HTTP/1.1\r\n" + key + "\r\n");
        all.put("two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: " + CANARY + "\r\n" + key + "\r\n");
        all.put("bad method", "G<T / HTTP/1.1\r\nHost: x\r\n\r\n");
        all.put("unknown protocol", "GET / HTTP/7.7\r\nHost: x\r\n\r\n");
        all.put("TLS to a plain port", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003 \r\n\r\n");
        all.put("unknown transfer encoding", orders + "Transfer-Encoding: " + CANARY + "\r\n\r\n");
        all.put("chunked twice", orders + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n");
        all.put("two lengths", orders + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}");
        all.put("length below zero", orders + "Content-Length: -1\r\n\r\n{}");
        all.put("length that is no number", orders + "Content-Length: " + CANARY + "\r\n\r\n{}");
        all.put("header without a name", "GET / HTTP/1.1\r\nHost: x\r\n: " + CANARY + "\r\n\r\n");
        all.put("header name with a blank", "GET / HTTP/1.1\r\nHost: x\r\nX A: " + CANARY + "\r\n\r\n");
        return all;
    }

    @Test
    void lengthAndChunksTogetherAreOneRequestAndNeverTwo() throws IOException {
        String smuggled = "POST /api/hotline/v1/work-orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer " + caller().as("line-a").key()
                + "\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "0\r\n\r\nGET /actuator/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

        String answer = caller().raw(smuggled, 5000);

        assertThat(answer.split("HTTP/1.1 ", -1)).hasSize(2);
        assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json");
    }

    @Test
    void requestOfTheFirstProtocolGetsNoPage() throws IOException {
        assertThat(caller().raw("GET /api/ops/v1/" + CANARY + "\r\n\r\n", 5000))
                .doesNotContainIgnoringCase("<html")
                .doesNotContain(CANARY)
                .contains("\"code\":\"AC-");
    }

    @Test
    void headThatDripsIsCutOffThoughEachByteComesInTime() throws IOException {
        assertThat(dripped("GET /actuator/health HTTP/1.1\r\nHost: x\r\nX-Drip: ", "a"))
                .isTrue();
        assertThat(dripped("GET /", "a")).as("in the request line").isTrue();
        assertThat(dripped("\r\n", "\r\n")).as("in the empty lines before it").isTrue();
        assertThat(caller().get("/actuator/health").status()).isEqualTo(200);
    }

    @Test
    void everyHeadOnAKeptLineHasATimeOfItsOwn() throws IOException {
        String request = "GET /actuator/health HTTP/1.1\r\nHost: x\r\n\r\n";
        AtomicInteger answers = new AtomicInteger();
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(5000);
            // together longer than one head may take
            Awaitility.await().pollInterval(Duration.ofMillis(100)).until(() -> {
                write(socket, request);
                assertThat(socket.getInputStream().read(new byte[4096])).isPositive();
                return answers.incrementAndGet() == 25;
            });
            assertThat(cutOff(socket, request.substring(0, 20), "a")).isTrue();
        }
    }

    @Test
    void whoHasHisAnswerAndDripsOnHoldsNobodyUp() throws Exception {
        String orders = "POST /api/hotline/v1/work-orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
        try (Crowd crowd = new Crowd(
                orders + "Content-Length: 100000\r\n\r\n{",
                orders + "Transfer-Encoding: chunked\r\n\r\n1;a",
                "GET /actuator/health HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 100000\r\n\r\n{")) {
            assertThat(caller().get("/actuator/health").status()).isEqualTo(200);
            crowd.awaitCutOff();
        }
    }

    @Test
    void oneKeyWhoseBodiesDripIsToldToComeLaterAndLeavesThreadsToAllOthers() throws Exception {
        try (Crowd crowd =
                new Crowd("POST /api/hotline/v1/work-orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Authorization: Bearer " + caller().as("line-a").key()
                        + "\r\nContent-Length: 100000\r\n\r\n{")) {
            assertThat(caller().get("/actuator/health").status()).isEqualTo(200);
            crowd.awaitCutOff();
            assertThat(crowd.answers())
                    .anyMatch(answer -> answer.startsWith("HTTP/1.1 503 ") && answer.contains("RC-302"));
        }
    }

    @Test
    void headThatIsTooLongBeforeABodyLeavesNoTraceOfAFault(CapturedOutput output) throws IOException {
        assertThat(caller().raw(
                                "POST /api/hotline/v1/work-orders HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\nX-B: "
                                        + "b".repeat(20_000) + "\r\n\r\n{",
                                5000))
                .startsWith("HTTP/1.1 4");

        assertThat(output.getAll()).doesNotContain("Http11Processor", "IllegalArgumentException");
    }

    /** More senders than the server has threads, each with one of these beginnings of a request; all drip. */
    private final class Crowd implements AutoCloseable {

        private static final int SENDERS = 230;

        private final List<Socket> sockets = new ArrayList<>();
        private final Set<Socket> cutOff = ConcurrentHashMap.newKeySet();
        private final ScheduledExecutorService dripping = Executors.newSingleThreadScheduledExecutor();

        Crowd(String... begins) throws IOException {
            for (int i = 0; i < SENDERS; i++) {
                Socket socket = new Socket("localhost", port);
                sockets.add(socket);
                write(socket, begins[i % begins.length]);
            }
            dripping.scheduleWithFixedDelay(this::drip, 0, 100, TimeUnit.MILLISECONDS);
        }

        private void drip() {
            for (Socket socket : sockets) {
                try {
                    write(socket, " ");
                } catch (IOException e) {
                    cutOff.add(socket);
                }
            }
        }

        /** What the server said before it cut them off, as far as it can still be read. */
        List<String> answers() throws IOException {
            List<String> answers = new ArrayList<>();
            for (Socket socket : sockets) {
                answers.add(Caller.answerOf(socket));
            }
            return answers;
        }

        void awaitCutOff() {
            Awaitility.await().until(() -> cutOff.size() == SENDERS);
        }

        @Override
        public void close() throws IOException, InterruptedException {
            dripping.shutdownNow();
            dripping.awaitTermination(10, TimeUnit.SECONDS);
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    /** Drips until the server has enough. */
    private boolean dripped(String begin, String drop) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            return cutOff(socket, begin, drop);
        }
    }

    private static boolean cutOff(Socket socket, String begin, String drop) throws IOException {
        socket.setSoTimeout(200);
        write(socket, begin);
        Awaitility.await().pollInterval(Duration.ofMillis(50)).until(() -> {
            try {
                write(socket, drop);
                return socket.getInputStream().read(new byte[4096]) < 0;
            } catch (java.net.SocketTimeoutException e) {
                return false;
            } catch (SocketException e) {
                return true;
            }
        });
        return true;
    }

    private static String get(String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n";
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private Caller caller() {
        return new Caller(port, null).as("ops");
    }
}

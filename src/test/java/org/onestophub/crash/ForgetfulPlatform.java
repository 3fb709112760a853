package org.onestophub.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.onestophub.support.TestTls;

/** The hotline platform that takes the hospital's answers. Now and then it keeps one and says nothing, or says that it is busy and keeps nothing. */
final class ForgetfulPlatform implements AutoCloseable {

    private static final int ONE_OF = 3;

    private final HttpsServer server;
    private final TestTls tls;
    private final Random random;
    /** By event, the shipments under which it came. */
    private final Map<String, Set<String>> shipments = new TreeMap<>();
    /** By event, which answer it is. */
    private final Map<String, String> answers = new TreeMap<>();

    ForgetfulPlatform(Path folder, Random random) throws IOException, GeneralSecurityException, InterruptedException {
        this.random = random;
        tls = TestTls.make(folder);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls.context()));
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "https://localhost:" + server.getAddress().getPort() + "/api";
    }

    Path certificate() {
        return tls.certificate();
    }

    /** What was answered about each order, each event once: {@code order action}, sorted. */
    synchronized List<String> answers() {
        return answers.values().stream().sorted().toList();
    }

    /** Events that came under several ids, by which they could not be known again. */
    synchronized List<String> toldTwice() {
        List<String> twice = new ArrayList<>();
        shipments.forEach((event, ids) -> {
            if (ids.size() > 1) {
                twice.add(event + " " + ids);
            }
        });
        return twice;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = new JsonMapper().readTree(exchange.getRequestBody());
            int fate = random.nextInt(ONE_OF * 2);
            if (fate != 0) {
                String event = body.path("eventId").asText();
                answers.put(
                        event,
                        body.path("taskId").asText() + " "
                                + body.path("operation").asText());
                shipments
                        .computeIfAbsent(event, none -> new TreeSet<>())
                        .add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            }
            if (fate != 1) {
                byte[] said = (fate == 0 ? "{\"code\":500,\"msg\":\"系统繁忙\"}" : "{\"code\":0,\"msg\":\"已接收\"}")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, said.length);
                exchange.getResponseBody().write(said);
            }
        }
    }
}

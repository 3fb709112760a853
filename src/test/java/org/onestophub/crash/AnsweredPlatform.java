package org.onestophub.crash;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.onestophub.support.TestTls;

/**
 * The hotline platform's side of the answers: it keeps what the hub says of each order, is busy now and then, and sometimes
 * hangs up after it has kept what it was given.
 */
final class AnsweredPlatform implements AutoCloseable {

    private static final int TIMES_IN_A_ROW = 4;
    private static final byte[] BUSY = "{\"code\":500,\"msg\":\"系统繁忙\"}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] YES = "{\"code\":0,\"msg\":\"已接收\"}".getBytes(StandardCharsets.UTF_8);

    private final HttpsServer server;
    private final TestTls tls;
    private final Random random;
    private final Map<String, Set<String>> kept = new ConcurrentHashMap<>();

    AnsweredPlatform(Path folder, long seed) throws IOException, InterruptedException, GeneralSecurityException {
        tls = TestTls.make(folder);
        random = new Random(seed);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls.context()));
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "https://localhost:" + server.getAddress().getPort() + "/api";
    }

    Path certificate() {
        return tls.certificate();
    }

    /** What it knows of each order: {@code sign}, {@code contact}, {@code result}. */
    Map<String, Set<String>> kept() {
        return Map.copyOf(kept);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        int luck = random.nextInt(TIMES_IN_A_ROW);
        if (luck == 0) {
            send(exchange, BUSY);
            return;
        }
        // /api/orders/<number>/<kind>
        String[] path = exchange.getRequestURI().getPath().split("/");
        kept.computeIfAbsent(path[path.length - 2], none -> ConcurrentHashMap.newKeySet())
                .add(path[path.length - 1]);
        if (luck == 1) {
            // the hub cannot know whether it arrived, and gives it again under the same id
            exchange.close();
            return;
        }
        send(exchange, YES);
    }

    private static void send(HttpExchange exchange, byte[] said) throws IOException {
        exchange.sendResponseHeaders(200, said.length);
        exchange.getResponseBody().write(said);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** The orders of which it knows all three. */
    Set<String> answered() {
        Set<String> answered = new TreeSet<>();
        kept.forEach((order, kinds) -> {
            if (kinds.containsAll(Set.of("sign", "contact", "result"))) {
                answered.add(order);
            }
        });
        return answered;
    }
}

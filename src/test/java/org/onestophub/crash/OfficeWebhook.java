package org.onestophub.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.onestophub.support.TestTls;

/** The office's system: takes every task and remembers under which id it got the event. It never dies. */
final class OfficeWebhook implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Set<String>> idsByEvent = new ConcurrentHashMap<>();
    private final HttpsServer server;
    private final TestTls tls;

    OfficeWebhook(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        tls = TestTls.make(folder);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls.context()));
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "https://localhost:" + server.getAddress().getPort() + "/tasks";
    }

    Path certificate() {
        return tls.certificate();
    }

    /** The ids each event came under; one, if a repetition is to be recognised. */
    Map<String, Set<String>> idsByEvent() {
        return idsByEvent;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode task = new JsonMapper().readTree(exchange.getRequestBody());
            idsByEvent
                    .computeIfAbsent(task.path("id").asText(), event -> ConcurrentHashMap.newKeySet())
                    .add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            exchange.sendResponseHeaders(204, -1);
        }
    }
}

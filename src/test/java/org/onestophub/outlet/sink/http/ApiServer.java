package org.onestophub.outlet.sink.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** An HTTP interface and its token server, as a platform has them. */
final class ApiServer implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final List<Seen> asked = new CopyOnWriteArrayList<>();
    private final Deque<Answer> answers = new ConcurrentLinkedDeque<>();
    private final Deque<Answer> tokens = new ConcurrentLinkedDeque<>();

    /** What arrived. */
    record Seen(String method, String address, Headers headers, String body) {}

    /** What is answered; no answer at all where the status is 0. */
    record Answer(int status, String body, String... headers) {}

    private ApiServer(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, seen, answers, new Answer(200, "{\"code\":0}")));
        server.createContext("/token", exchange -> answer(exchange, asked, tokens, new Answer(500, "no token left")));
        server.start();
    }

    static ApiServer plain() throws IOException {
        return new ApiServer(HttpServer.create(loopback(), 0));
    }

    /** One that asks clients for a certificate. */
    static ApiServer mutual(SSLContext context) throws IOException {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = context.getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        return new ApiServer(server);
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** The next answers of the interface; after them it says yes. */
    void answers(Answer... next) {
        answers.addAll(List.of(next));
    }

    /** The next answers of the token server; after them it fails. */
    void tokens(Answer... next) {
        tokens.addAll(List.of(next));
    }

    List<Seen> seen() {
        return seen;
    }

    List<Seen> asked() {
        return asked;
    }

    private static void answer(HttpExchange exchange, List<Seen> seen, Deque<Answer> answers, Answer otherwise)
            throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        seen.add(new Seen(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body));
        Answer next = answers.poll();
        Answer answer = next == null ? otherwise : next;
        if (answer.status() == 0) {
            exchange.close();
            return;
        }
        for (int i = 0; i + 1 < answer.headers().length; i += 2) {
            exchange.getResponseHeaders().add(answer.headers()[i], answer.headers()[i + 1]);
        }
        byte[] text = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), text.length == 0 ? -1 : text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

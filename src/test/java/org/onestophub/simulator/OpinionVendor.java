package org.onestophub.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A vendor that monitors public opinion: it has a feed of RSS that says when nothing is new, and pushes items to the hub's
 * webhook.
 */
public final class OpinionVendor implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final int ATTEMPTS = 15;

    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final List<String> items = new CopyOnWriteArrayList<>();
    private URI webhook = URI.create("http://127.0.0.1/");
    private String key = "";

    private OpinionVendor(HttpServer server) {
        this.server = server;
    }

    /** Starts the feed on loopback. */
    public static OpinionVendor start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        OpinionVendor vendor = new OpinionVendor(server);
        server.createContext("/feed.xml", vendor::feed);
        server.start();
        return vendor;
    }

    /** Gives it the address of the hub and an API key of the role push-public-opinion. */
    public void meet(URI hub, String newKey) {
        webhook = hub.resolve("/api/push/v1/public-opinion");
        key = newKey;
    }

    /** Address of the feed. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/feed.xml";
    }

    /** Lists one more item, an {@code item} of RSS, at the top; it takes the place of one with the same guid. */
    public void publish(String item) {
        String guid = guidOf(item);
        items.removeIf(other -> !guid.isEmpty() && guidOf(other).equals(guid));
        items.add(0, item);
    }

    private static String guidOf(String item) {
        return item.contains("<guid>") ? item.substring(item.indexOf("<guid>"), item.indexOf("</guid>")) : "";
    }

    /**
     * Pushes one item, JSON; gives the status of the first answer that is not 503.
     * @throws IOException if the hub stays away or overloaded for all attempts
     */
    public int push(String json) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(webhook)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8))
                .build();
        try {
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                int status = client.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status != 503) {
                    return status;
                }
                TimeUnit.SECONDS.sleep(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IOException("the hub took no item");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void feed(HttpExchange exchange) throws IOException {
        String text = "<?xml version=\"1.0\" encoding=\"GBK\"?>\n<rss version=\"2.0\"><channel><title>测试舆情监测</title>\n"
                + String.join("\n", items) + "\n</channel></rss>";
        String tag = "\"" + Integer.toHexString(text.hashCode()) + "\"";
        exchange.getResponseHeaders().set("ETag", tag);
        if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
        } else {
            byte[] body = text.getBytes("GBK");
            exchange.getResponseHeaders().set("Content-Type", "application/rss+xml");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}

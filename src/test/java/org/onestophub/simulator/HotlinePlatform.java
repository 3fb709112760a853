package org.onestophub.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The citizen hotline's platform: pushes work orders with a bearer key, repeats after 503 when {@code Retry-After} says,
 * and remembers every answer.
 */
public final class HotlinePlatform implements AutoCloseable {

    // longer than the hub lets a sender wait at most
    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final int ATTEMPTS = 15;
    private static final long RETRY_SECONDS_IF_UNTOLD = 1;
    private static final long RETRY_SECONDS_AT_MOST = 2;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI hub;
    private final String key;
    private final List<Reply> replies = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * A platform that pushes to {@code hub}, for example {@code http://127.0.0.1:8080}, with an API key of the role
     * hotline.
     */
    public HotlinePlatform(URI hub, String key) {
        this.hub = hub;
        this.key = key;
    }

    /**
     * What the hub answered.
     *
     * @param status HTTP status
     * @param body as text
     * @param location header {@code Location}, or empty
     */
    public record Reply(int status, String body, String location) {}

    /**
     * Pushes one work order and returns the first answer that is not 503.
     * @throws IOException if the hub stays away or overloaded for all attempts
     */
    public Reply push(String json) throws IOException {
        return post("/api/hotline/v1/work-orders", json);
    }

    /** Pushes several work orders in one request, a JSON array; otherwise as {@link #push}. */
    public Reply pushBatch(List<String> orders) throws IOException {
        return post("/api/hotline/v1/work-orders/batch", "[" + String.join(",", orders) + "]");
    }

    /** All final answers so far, in order. */
    public List<Reply> replies() {
        return List.copyOf(replies);
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private Reply post(String path, String json) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(hub.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8))
                .build();
        try {
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() != 503) {
                    return remembered(response);
                }
                if (closed.await(retryAfter(response), TimeUnit.SECONDS)) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IOException("the hub took no work order");
    }

    private Reply remembered(HttpResponse<String> response) {
        Reply reply = new Reply(
                response.statusCode(),
                response.body(),
                response.headers().firstValue("Location").orElse(""));
        replies.add(reply);
        return reply;
    }

    private static long retryAfter(HttpResponse<String> response) {
        long wanted = response.headers().firstValueAsLong("Retry-After").orElse(RETRY_SECONDS_IF_UNTOLD);
        return Math.min(wanted, RETRY_SECONDS_AT_MOST);
    }
}

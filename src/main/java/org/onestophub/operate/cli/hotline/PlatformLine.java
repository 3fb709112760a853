package org.onestophub.operate.cli.hotline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.onestophub.operate.cli.HubClient;

/** The line of a hotline platform to a hub. A status of 0 means that there was no answer. */
final class PlatformLine {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int LARGEST_ANSWER = 1024 * 1024;
    private static final int STATUS_LINE = 64;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
    private final URI hub;
    private final String key;
    private final String path;

    PlatformLine(URI hub, String key, String path) {
        this.hub = hub;
        this.key = key;
        this.path = path;
    }

    /** An answer; {@code json} is missing if the body is none. */
    record Reply(int status, JsonNode json, String mediaType) {

        String code() {
            return json.path("code").asText("");
        }

        String receipt() {
            return json.path("receiptNumber").asText("");
        }
    }

    Reply push(String order) {
        return post(order.getBytes(StandardCharsets.UTF_8), "application/json", key, path);
    }

    Reply batch(String orders) {
        return post(orders.getBytes(StandardCharsets.UTF_8), "application/json", key, path + "/batch");
    }

    Reply pushAs(String key, String order) {
        return post(order.getBytes(StandardCharsets.UTF_8), "application/json", key, path);
    }

    Reply pushTyped(String mediaType, String body) {
        return post(body.getBytes(StandardCharsets.UTF_8), mediaType, key, path);
    }

    /** The same order over several lines at once. */
    List<Reply> pushAtOnce(String order, int lines) {
        HttpRequest request = request(path, key, "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(order, StandardCharsets.UTF_8))
                .build();
        List<CompletableFuture<Reply>> under = java.util.stream.IntStream.range(0, lines)
                .mapToObj(line -> client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                        .thenApply(PlatformLine::replyOf)
                        .exceptionally(away -> none()))
                .toList();
        return under.stream().map(CompletableFuture::join).toList();
    }

    Reply get(String path) {
        return send(request(path, key, "").GET().build());
    }

    /** The status of the answer to a body that is announced and does not come; 0 if none comes in time. */
    int pushSlowly(Duration patience) {
        try (Socket socket = socket()) {
            socket.setSoTimeout((int) patience.toMillis());
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + path + " HTTP/1.1\r\nHost: " + hub.getHost() + "\r\nAuthorization: Bearer " + key
                            + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            String line = new String(socket.getInputStream().readNBytes(STATUS_LINE), StandardCharsets.US_ASCII);
            return line.matches("(?s)HTTP/1\\.1 [0-9]{3} .*") ? Integer.parseInt(line.substring(9, 12)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private Socket socket() throws IOException {
        boolean isTls = "https".equals(hub.getScheme());
        int standard = isTls ? 443 : 80;
        int port = hub.getPort() < 0 ? standard : hub.getPort();
        Socket plain = new Socket();
        plain.connect(new InetSocketAddress(hub.getHost(), port), (int) CONNECT.toMillis());
        if (!isTls) {
            return plain;
        }
        SSLSocket socket = (SSLSocket)
                ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, hub.getHost(), port, true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    private Reply post(byte[] body, String mediaType, String asKey, String to) {
        return send(request(to, asKey, mediaType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    private HttpRequest.Builder request(String to, String asKey, String mediaType) {
        HttpRequest.Builder request = HttpRequest.newBuilder(hub.resolve(to)).timeout(PATIENCE);
        if (!asKey.isEmpty()) {
            request.header("Authorization", "Bearer " + asKey);
        }
        return mediaType.isEmpty() ? request : request.header("Content-Type", mediaType);
    }

    private Reply send(HttpRequest request) {
        try {
            return replyOf(client.send(request, HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            return none();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return none();
        }
    }

    private static Reply none() {
        return new Reply(0, HubClient.JSON.missingNode(), "");
    }

    private static Reply replyOf(HttpResponse<InputStream> response) {
        String mediaType = response.headers().firstValue("Content-Type").orElse("");
        try (InputStream body = response.body()) {
            byte[] bytes = body.readNBytes(LARGEST_ANSWER);
            JsonNode json = bytes.length == 0 ? HubClient.JSON.missingNode() : HubClient.JSON.readTree(bytes);
            return new Reply(response.statusCode(), json == null ? HubClient.JSON.missingNode() : json, mediaType);
        } catch (JsonProcessingException e) {
            return new Reply(response.statusCode(), HubClient.JSON.missingNode(), mediaType);
        } catch (IOException e) {
            return none();
        }
    }
}

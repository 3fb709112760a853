package org.onestophub.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** The complaint desk's program: enters what staff took down, as JSON or with attachments as multipart. */
public final class Desk {

    // longer than the hub lets a sender wait at most
    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    // Fixed, so that the same entry sent again has the same bytes.
    private static final String BOUNDARY = "desk-5f0c1a77e2b94d1c";

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI address;
    private final String key;

    /** A desk that enters at {@code hub}, for example {@code http://127.0.0.1:8080}, with a key of the role desk. */
    public Desk(URI hub, String key) {
        this.address = hub.resolve("/api/desk/v1/complaints");
        this.key = key;
    }

    /**
     * What the hub answered.
     *
     * @param status HTTP status
     * @param body as text
     */
    public record Reply(int status, String body) {}

    /** An attachment of an entry. */
    public record Attachment(String fileName, String mediaType, byte[] bytes) {}

    /** Enters a complaint without attachments. */
    public Reply enter(String json) throws IOException {
        return post("application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /** Enters a complaint as multipart/form-data: part {@code complaint} is the JSON, each part {@code file} a file. */
    public Reply enter(String json, List<Attachment> attachments) throws IOException {
        return post("multipart/form-data; boundary=" + BOUNDARY, multipart(json, attachments));
    }

    /** The multipart body of an entry, boundary included. */
    static byte[] multipart(String json, List<Attachment> attachments) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        part(body, "name=\"complaint\"", "application/json", json.getBytes(StandardCharsets.UTF_8));
        for (Attachment each : attachments) {
            part(body, "name=\"file\"; filename=\"" + each.fileName() + "\"", each.mediaType(), each.bytes());
        }
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    private static void part(ByteArrayOutputStream body, String disposition, String mediaType, byte[] bytes) {
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\nContent-Type: "
                + mediaType + "\r\n\r\n";
        body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(bytes);
        body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private Reply post(String contentType, byte[] body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}

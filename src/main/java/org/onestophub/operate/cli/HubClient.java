package org.onestophub.operate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A running hub, asked over HTTP. */
public final class HubClient {

    /** Reads answers and writes orders. */
    public static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** Answers that hold a page, a plan, an event; a receipt's bytes come as a stream without this bound. */
    private static final int LARGEST_ANSWER = 64 * 1024 * 1024;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
    private final URI address;
    private final String key;

    HubClient(URI address, String key) {
        this.address = address;
        this.key = key;
    }

    /**
     * The answer to a GET.
     * @throws CommandFailed if the hub does not answer, or refuses
     */
    public JsonNode get(String path, Map<String, ?> parameters, Duration patience) {
        return json(send(request(path + query(parameters), patience).GET().build()));
    }

    /**
     * The answer to a POST; without a body if it is null.
     * @throws CommandFailed if the hub does not answer, or refuses
     */
    public JsonNode post(String path, @Nullable JsonNode body, Duration patience) {
        HttpRequest.Builder request = request(path, patience);
        HttpRequest.BodyPublisher publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8);
        return json(send(request.header("Content-Type", "application/json")
                .POST(publisher)
                .build()));
    }

    JsonNode put(String path, JsonNode body, Duration patience) {
        return json(send(request(path, patience)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8))
                .build()));
    }

    JsonNode delete(String path, Map<String, ?> parameters, Duration patience) {
        return json(send(request(path + query(parameters), patience).DELETE().build()));
    }

    /** The body as it comes; the caller closes it. */
    InputStream stream(String path, Duration patience) {
        return download(path, patience).body();
    }

    /**
     * Writes the body to a new file.
     * @throws IOException if the file is there already, or cannot be written
     */
    void save(String path, Path file, Duration patience) throws IOException {
        try (InputStream body = stream(path, patience)) {
            Files.copy(body, file);
        }
    }

    /**
     * The answer as it comes, with its head; the caller closes its body.
     * @throws CommandFailed if the hub does not answer, or refuses
     */
    public HttpResponse<InputStream> download(String path, Duration patience) {
        HttpResponse<InputStream> response = send(request(path, patience).GET().build());
        if (response.statusCode() / 100 != 2) {
            throw failure(response);
        }
        return response;
    }

    private HttpRequest.Builder request(String path, Duration patience) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve(path)).timeout(patience);
        return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
    }

    private HttpResponse<InputStream> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new CommandFailed(
                    "No answer from " + address + " (" + e.getClass().getSimpleName()
                            + "). Does the hub run there? Set --url.",
                    address + " 没有应答（" + e.getClass().getSimpleName() + "）。系统是否在该地址运行？请用 --url 指定。");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted.", "已中断。");
        }
    }

    private static JsonNode json(HttpResponse<InputStream> response) {
        if (response.statusCode() / 100 != 2) {
            throw failure(response);
        }
        return parsed(response);
    }

    private static CommandFailed failure(HttpResponse<InputStream> response) {
        return new CommandFailed(response.statusCode(), parsed(response));
    }

    private static JsonNode parsed(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            byte[] bytes = body.readNBytes(LARGEST_ANSWER);
            JsonNode answer = bytes.length == 0 ? JSON.missingNode() : JSON.readTree(bytes);
            return answer == null ? JSON.missingNode() : answer;
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        } catch (IOException e) {
            throw new CommandFailed("The answer of the hub was cut off.", "系统的应答中断。");
        }
    }

    private static String query(Map<String, ?> parameters) {
        String query = parameters.entrySet().stream()
                .filter(parameter -> parameter.getValue() != null)
                .map(parameter -> parameter.getKey() + "="
                        + URLEncoder.encode(parameter.getValue().toString(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }
}

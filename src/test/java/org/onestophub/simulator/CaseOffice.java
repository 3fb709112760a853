package org.onestophub.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * The hospital's office that handles cases: it takes up each complaint, and answers and closes two of three. It says so to the
 * hub over HTTP.
 */
public final class CaseOffice {

    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final int CREATED = 201;
    private static final int OPEN_OF_EACH = 3;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI hub;
    private final String key;
    private final Set<String> known = new HashSet<>();
    private int accepted;

    /** An office with an API key of the role cases. */
    public CaseOffice(URI hub, String key) {
        this.hub = hub;
        this.key = key;
    }

    /** Handles those of the complaints that it has not seen, at most so many. Gives how many of its events the hub accepted so far. */
    public int handle(Set<String> numbers, int most) throws InterruptedException {
        int fresh = 0;
        for (String number : numbers) {
            if (fresh == most) {
                break;
            }
            if (known.add(number)) {
                fresh++;
                say(number, "accepted");
                if (known.size() % OPEN_OF_EACH != 0) {
                    say(number, "contacted");
                    say(number, "replied");
                    say(number, "closed");
                }
            }
        }
        return accepted;
    }

    private void say(String number, String type) throws InterruptedException {
        String event = "{\"eventId\":\"" + number + "-" + type + "\",\"type\":\"" + type + "\",\"occurredAt\":\""
                + Instant.now() + "\",\"receiptNumber\":\"" + number + "\"}";
        HttpRequest request = HttpRequest.newBuilder(hub.resolve("/api/status/v1/events"))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(event))
                .build();
        try {
            accepted +=
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == CREATED ? 1 : 0;
        } catch (IOException e) {
            // the next look says it again
            known.remove(number);
        }
    }
}

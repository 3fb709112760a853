package org.onestophub.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * The hospital's office that handles cases and says so to the hub over HTTP. Either it deals with what it has at once, two of
 * three to their end ({@link #handle}), or it works on what comes, in time or too late ({@link #work}).
 */
public final class CaseOffice {

    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final int CREATED = 201;
    private static final int OPEN_OF_EACH = 3;
    private static final int KINDS = 5;
    private static final int LATE = 3;
    private static final int FORGOTTEN = 4;
    /** More than the five days in which a complaint has to be answered. */
    private static final int DAYS_LATE = 7;

    private static final String CLASSIFIED = "classified";
    private static final List<String> MATTERS = List.of(
            "\"categories\":[\"B1\"],\"departments\":[{\"code\":\"03\"}],\"staff\":[{\"role\":\"nurse\"}]",
            "\"categories\":[\"D\"],\"departments\":[{\"code\":\"03\"}]",
            "\"categories\":[\"A2\"],\"departments\":[{\"code\":\"04\"}],\"staff\":[{\"role\":\"doctor\"}]",
            "\"categories\":[\"E\"],\"departments\":[{\"code\":\"07\"}]",
            "\"categories\":[\"C\"],\"departments\":[{\"code\":\"05\"}],\"staff\":[{\"role\":\"doctor\"}]");

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI hub;
    private final String key;
    private final Set<String> known = new HashSet<>();
    /** By complaint, the steps that are left and after how many looks each is taken. */
    private final Map<String, Queue<Step>> desk = new LinkedHashMap<>();

    private int looks;
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
                say(number, CLASSIFIED);
                if (known.size() % OPEN_OF_EACH != 0) {
                    say(number, "contacted");
                    say(number, "replied");
                    say(number, "closed");
                }
            }
        }
        return accepted;
    }

    /** What is to be said after so many looks. */
    private record Step(int look, String type) {}

    /**
     * Looks at its desk once: takes up complaints that it has not seen, and goes on with the others. Of five one is answered late
     * and one is forgotten. Gives how many of its events the hub accepted so far.
     *
     * @param looksOfADay how many looks a working day has
     */
    public int work(Set<String> numbers, int looksOfADay) throws InterruptedException {
        looks++;
        for (String number : numbers) {
            if (known.add(number)) {
                desk.put(number, plan(known.size(), looksOfADay));
            }
        }
        for (Map.Entry<String, Queue<Step>> one : desk.entrySet()) {
            Step next = one.getValue().peek();
            if (next != null && next.look() <= looks) {
                one.getValue().remove();
                say(one.getKey(), next.type());
            }
        }
        return accepted;
    }

    private Queue<Step> plan(int place, int day) {
        Queue<Step> steps = new ArrayDeque<>();
        int kind = place % KINDS;
        steps.add(new Step(looks + 1 + kind, "accepted"));
        if (kind != FORGOTTEN) {
            steps.add(new Step(looks + 2 + kind, CLASSIFIED));
            steps.add(new Step(looks + day / 2 + kind, "contacted"));
            int answer = kind == LATE ? day * DAYS_LATE : day * (kind + 1);
            steps.add(new Step(looks + answer, "replied"));
            steps.add(new Step(looks + answer + 2, "closed"));
        }
        return steps;
    }

    /** What the office finds a complaint to be about; the same number is about the same. */
    private static String about(String number) {
        String matter = MATTERS.get(Math.floorMod(number.hashCode(), MATTERS.size()));
        return ",\"classification\":{\"type\":\"complaint\"," + matter + ",\"severity\":"
                + Math.floorMod(number.hashCode(), 3) + "}";
    }

    private void say(String number, String type) throws InterruptedException {
        String event = "{\"eventId\":\"" + number + "-" + type + "\",\"type\":\"" + type + "\",\"occurredAt\":\""
                + Instant.now() + "\",\"receiptNumber\":\"" + number + "\""
                + (type.equals(CLASSIFIED) ? about(number) : "")
                + "}";
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

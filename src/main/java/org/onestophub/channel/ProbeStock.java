package org.onestophub.channel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** How much lies at a source and for how long, without a name. */
final class ProbeStock {

    /** Counting further costs time and says nothing more. */
    private static final int MOST = 10_000;

    private int count;
    private Instant oldest;

    /** A name that this hub never takes for an input; {@code .tmp} first, then renamed. */
    static String probeName() {
        return "hub-probe-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** One more item; false if enough were counted. */
    boolean add(Instant since) {
        count++;
        if (since != null && (oldest == null || since.isBefore(oldest))) {
            oldest = since;
        }
        return count < MOST;
    }

    Map<String, String> facts(Clock clock) {
        String items = count < MOST ? Integer.toString(count) : MOST + " or more";
        if (oldest == null) {
            return Map.of("items", items);
        }
        long age = Math.max(0, Duration.between(oldest, clock.instant()).toSeconds());
        return Map.of("items", items, "oldestAgeSeconds", Long.toString(age));
    }
}

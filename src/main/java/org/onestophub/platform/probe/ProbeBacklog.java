package org.onestophub.platform.probe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many items wait at a source and for how long, without their names. */
public final class ProbeBacklog {

    /** Counting further costs time and says nothing more. */
    private static final int MOST = 10_000;

    private int count;
    private @Nullable Instant oldest;

    /**
     * One more item; false if enough were counted.
     * @param since when it came, null if the source does not say
     */
    public boolean add(@Nullable Instant since) {
        count++;
        if (since != null && (oldest == null || since.isBefore(oldest))) {
            oldest = since;
        }
        return count < MOST;
    }

    /** What was counted. */
    public Map<String, String> facts(Clock clock) {
        String items = count < MOST ? Integer.toString(count) : MOST + " or more";
        if (oldest == null) {
            return Map.of("items", items);
        }
        long age = Math.max(0, Duration.between(oldest, clock.instant()).toSeconds());
        return Map.of("items", items, "oldestAgeSeconds", Long.toString(age));
    }
}

package org.onestophub.intake.source;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.onestophub.complaint.GrowingPause;

/**
 * Spaces the attempts at a file that could not be taken: 5 s, 10 s, 20 s … up to 5 min, for ever. So a store that is
 * down is not hammered, and a file that cannot be fetched does not keep the others waiting.
 */
public final class FileRetries {

    public static final GrowingPause PAUSE = new GrowingPause(Duration.ofSeconds(5), Duration.ofMinutes(5));

    /** Files remembered; the oldest is forgotten first and is then merely tried earlier. */
    private static final int MOST = 10_000;

    private final Clock clock;
    private final Map<String, Attempt> attempts = new LinkedHashMap<>();

    /** Attempts timed by {@code clock}. */
    public FileRetries(Clock clock) {
        this.clock = clock;
    }

    /** True if the file may be tried now. */
    public boolean isDue(String name) {
        Attempt last = attempts.get(name);
        Instant now = clock.instant();
        // a clock that was set back makes every attempt due
        return last == null || now.isBefore(last.at) || !now.isBefore(last.at.plus(PAUSE.after(last.count)));
    }

    /** The file is tried now; unless {@link #succeeded} follows, it waits. Gives the number of the attempt, from 1. */
    public int begin(String name) {
        Attempt last = attempts.remove(name);
        int count = last == null ? 1 : last.count + 1;
        attempts.put(name, new Attempt(count, clock.instant()));
        if (attempts.size() > MOST) {
            attempts.remove(attempts.keySet().iterator().next());
        }
        return count;
    }

    /** The file was taken. */
    public void succeeded(String name) {
        attempts.remove(name);
    }

    private record Attempt(int count, Instant at) {}
}

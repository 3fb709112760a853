package org.onestophub.intake.source.file;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Decides when a file that another machine writes is complete: its size and modification time were the same in at least
 * {@code observations} looks, and for at least {@code quiet} by the hub's own clock. The writer's clock is never
 * trusted: an upload may keep an old modification time. An empty file waits
 * {@value #EMPTY_FACTOR} times as many looks, because writers create first and fill later.
 */
public final class FileCompleteness {

    /** Files watched at a time, about 2 MB; more have to wait until some of these are taken. */
    static final int MOST_WATCHED = 10_000;

    /** Looks an empty file waits for, as a multiple of the others. */
    static final int EMPTY_FACTOR = 5;

    private final Clock clock;
    private final int observations;
    private final Duration quiet;
    private final Map<String, Sight> sights = new HashMap<>();
    private long round;

    /**
     * @param observations equal looks needed, at least 1; 1 with no quiet time suits senders that rename when complete
     * @param quiet time without change, zero or more
     */
    public FileCompleteness(Clock clock, int observations, Duration quiet) {
        this.clock = clock;
        this.observations = Math.max(1, observations);
        this.quiet = quiet;
    }

    /** A new look at the folder begins; files that the last whole look did not see are forgotten. */
    public void nextRound() {
        for (Iterator<Sight> all = sights.values().iterator(); all.hasNext(); ) {
            if (all.next().round < round - 1) {
                all.remove();
            }
        }
        round++;
    }

    /** True if the file, as seen in this look, is complete. Call it once a look for each file. */
    public boolean isComplete(String name, long sizeBytes, long modifiedMillis) {
        Instant now = clock.instant();
        Sight before = sights.get(name);
        if (before == null && sights.size() >= MOST_WATCHED) {
            return false;
        }
        // if the clock was set back, the quiet time begins anew
        Sight sight = before != null && before.isSame(sizeBytes, modifiedMillis) && !now.isBefore(before.since)
                ? before
                : new Sight(sizeBytes, modifiedMillis, now);
        sight.looks++;
        sight.round = round;
        sights.put(name, sight);
        return isSettled(sight, now);
    }

    /** The file was taken; another one under its name starts from the beginning. */
    public void forget(String name) {
        sights.remove(name);
    }

    private boolean isSettled(Sight sight, Instant now) {
        int needed = sight.sizeBytes == 0 ? observations * EMPTY_FACTOR : observations;
        return sight.looks >= needed && !now.isBefore(sight.since.plus(quiet));
    }

    private static final class Sight {
        private final long sizeBytes;
        private final long modifiedMillis;
        private final Instant since;
        private int looks;
        private long round;

        Sight(long sizeBytes, long modifiedMillis, Instant since) {
            this.sizeBytes = sizeBytes;
            this.modifiedMillis = modifiedMillis;
            this.since = since;
        }

        boolean isSame(long size, long modified) {
            return sizeBytes == size && modifiedMillis == modified;
        }
    }
}

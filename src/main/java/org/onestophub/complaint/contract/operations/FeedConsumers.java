package org.onestophub.complaint.contract.operations;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who reads the district's feed, and how far behind they are. */
public interface FeedConsumers {

    /**
     * One consumer.
     *
     * @param key name of its API key
     * @param profile the form in which it gets complaints
     * @param position number of the last event it confirmed, 0 if none
     * @param lagEvents events of the feed after that
     * @param lagSeconds age of the oldest of them, 0 if there is none
     * @param acknowledgedAt when it last confirmed a position, UTC, null if it never did
     * @param seenAt when it last asked for anything, UTC, null if it never did
     */
    record Consumer(
            String key,
            String profile,
            long position,
            long lagEvents,
            long lagSeconds,
            @Nullable Instant acknowledgedAt,
            @Nullable Instant seenAt) {}

    /** All keys that may read the feed, ordered by name. */
    List<Consumer> consumers();
}

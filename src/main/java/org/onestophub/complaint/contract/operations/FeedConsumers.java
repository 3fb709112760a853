package org.onestophub.complaint.contract.operations;

import java.time.Instant;
import java.util.List;

/** Who reads the district's feed, and how far behind they are. */
public interface FeedConsumers {

    /**
     * One consumer.
     *
     * @param key name of its API key
     * @param profile the form in which it gets complaints
     * @param position number of the last event it says it has kept, 0 before
     * @param lagEvents events of the feed behind that
     * @param lagSeconds age of the oldest of them, 0 if there is none
     * @param acknowledgedAt when it last said so, UTC, null before
     * @param seenAt when it last asked for anything, UTC, null if it never did
     */
    record Consumer(
            String key,
            String profile,
            long position,
            long lagEvents,
            long lagSeconds,
            Instant acknowledgedAt,
            Instant seenAt) {}

    /** All keys that may read the feed, ordered by name. */
    List<Consumer> consumers();
}

package org.onestophub.complaint.contract.operations;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events that readers of the district's feed rejected. */
public interface FeedRejects {

    /**
     * One rejected event.
     *
     * @param key name of the reader's API key
     * @param event id of the event it was about
     * @param sequence the event's number in the feed
     * @param code the reader's own, empty if it gave none
     * @param reason the reader's words; may hold personal data
     * @param settledAt when an operator settled it, null while it is open
     * @param settledBy name of that operator's key, null while it is open
     * @param settlement what was done about it, null while it is open
     */
    record Reject(
            long id,
            Instant at,
            String key,
            long complaintId,
            String complaint,
            String event,
            long sequence,
            String code,
            String reason,
            @Nullable Instant settledAt,
            @Nullable String settledBy,
            @Nullable String settlement) {}

    /** How many rejects of a key are open. */
    long open(String key);

    /**
     * Rejects ordered by id, those above {@code after}.
     * @param key only of this key, null for all
     * @param institutions whose complaints; empty for all
     * @param settled those that are settled, instead of those that are open
     */
    List<Reject> list(@Nullable String key, List<String> institutions, boolean settled, long after, int limit);

    /**
     * Settles a reject with a note of what was done.
     * @throws org.onestophub.problem.ProblemException AC-103 if it is not open
     */
    void settle(long id, String settlement, String by);
}

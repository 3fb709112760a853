package org.onestophub.complaint.contract.operations;

import java.time.Instant;
import java.util.List;

/** What readers of the district's feed said they could not take. */
public interface FeedRejects {

    /**
     * One such word.
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
            Instant settledAt,
            String settledBy,
            String settlement) {}

    /** How many of a key nobody has settled. */
    long open(String key);

    /**
     * Rejects in their order, those behind {@code after}.
     * @param key only of this key, null for all
     * @param settled those that are settled, instead of those that are open
     */
    List<Reject> list(String key, boolean settled, long after, int limit);

    /**
     * Says what was done about one.
     * @throws org.onestophub.problem.ProblemException AC-103 if it is not open
     */
    void settle(long id, String settlement, String by);
}

package org.onestophub.complaint.contract;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Complaint;
import org.onestophub.complaint.Lane;

/**
 * The table {@code work}: what workers have yet to do. Rooms add, postpone and end work here and nowhere else; claiming it
 * is the ledger's own. Only the group commit of RECEIVE adds work by itself, as a part of its one statement.
 *
 * <p>Every method is one statement within the caller's transaction, or a commit of its own where the caller has none.
 * {@code lane} is the word of a {@link Lane}, {@code ref} a receipt, or what {@link Lane#OF_CASES} say. Calls
 * for work that is gone have no effect: a worker whose lease ran out may call late.
 */
public interface WorkQueue {

    /** Those of {@code refs} whose work is there, in any of the lanes; it stays locked until the transaction ends. */
    List<Long> lockAll(List<String> lanes, Collection<Long> refs);

    /** How often the work was claimed so far, by its ref; work that is gone is absent. */
    Map<Long, Integer> attempts(List<String> lanes, Collection<Long> refs);

    /** Adds work that may be claimed from {@code dueAt} on, unless it waits in that lane already. */
    void add(String lane, long ref, Instant dueAt);

    /** Adds such work for all of {@code refs}. */
    void addAll(String lane, Collection<Long> refs, Instant dueAt);

    /**
     * Lets the work of each of these refs be due at its time, whatever it was before, and removes its lease, so that a worker
     * that has it now does not end it; see {@link #endLeased}. Work without a time (null) is ended.
     */
    void schedule(String lane, Map<Long, @Nullable Instant> dueAt);

    /** {@link #schedule} with one time for all. */
    default void scheduleAll(String lane, Collection<Long> refs, Instant dueAt) {
        Map<Long, @Nullable Instant> times = new HashMap<>();
        refs.forEach(ref -> times.put(ref, dueAt));
        schedule(lane, times);
    }

    /**
     * Adds work in the lane {@code context} for each complaint with one of these open claims. Where such work waits already
     * it is due again and loses its lease, so that a worker looking at the moment does not end it; see {@link #endLeased}.
     */
    void addForClaims(Collection<OpenClaim> claims, Instant dueAt);

    /** Moves the work to another lane, free to be claimed from {@code dueAt} on, with no attempt counted. */
    void move(String lane, String toLane, long ref, Instant dueAt);

    /** Gives the work back until {@code dueAt}; that is no failed attempt, so the count starts again. */
    void postpone(String lane, long ref, Instant dueAt);

    /** Gives work back after a failed attempt, each until the time given for it; the attempts stay counted. */
    void retry(List<String> lanes, Map<Long, Instant> dueAt);

    /** Removes leases, so that the work is claimed again at once and no earlier worker can end it. */
    void release(String lane, Collection<Long> refs);

    /** Ends the work in any of the lanes. */
    void end(List<String> lanes, long ref);

    /** Ends the work of all of {@code refs}. */
    default void endAll(String lane, Collection<Long> refs) {
        endAll(List.of(lane), refs);
    }

    /** Ends the work of all of {@code refs} in any of the lanes. */
    void endAll(List<String> lanes, Collection<Long> refs);

    /** Ends the work of all of {@code refs} whose lease was not removed meanwhile. */
    void endLeased(String lane, Collection<Long> refs);

    /**
     * A claim of a complaint whose patient is not found yet.
     *
     * @param kind as in {@link Complaint.Claim}
     * @param value as in {@link Complaint.Claim}
     */
    record OpenClaim(String kind, String value) {}
}

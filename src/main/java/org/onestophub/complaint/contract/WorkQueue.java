package org.onestophub.complaint.contract;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.onestophub.complaint.Complaint;
import org.onestophub.complaint.Lane;

/**
 * The table {@code work}: what workers have yet to do. Rooms add, postpone and end work here and nowhere else; claiming it
 * is the ledger's own. Only the group commit of RECEIVE adds work by itself, as a part of its one statement.
 *
 * <p>Every method is one statement within the caller's transaction, or a commit of its own where the caller has none.
 * {@code lane} is the word of a {@link Lane}, {@code ref} a receipt, or a complaint in the lane {@code context}. Calls
 * for work that is gone have no effect: a worker whose lease ran out may call late.
 */
public interface WorkQueue {

    /** True if the work is there, in any of the lanes; it stays locked until the transaction ends. */
    boolean lock(List<String> lanes, long ref);

    /** How often the work was claimed so far; 0 if it is gone. */
    int attempts(List<String> lanes, long ref);

    /** Adds work that may be claimed from {@code dueAt} on, unless it waits in that lane already. */
    void add(String lane, long ref, Instant dueAt);

    /**
     * Adds work in the lane {@code context} for each complaint with one of these open claims. Where such work waits already
     * it is due again and loses its lease, so that a worker looking at the moment does not end it; see {@link #endLeased}.
     */
    void addForClaims(Collection<OpenClaim> claims, Instant dueAt);

    /** Moves the work to another lane, free to be claimed from {@code dueAt} on, with no attempt counted. */
    void move(String lane, String toLane, long ref, Instant dueAt);

    /** Gives the work back until {@code dueAt}; that is no failed attempt, so the count starts again. */
    void postpone(String lane, long ref, Instant dueAt);

    /** Gives the work back until {@code dueAt} after a failed attempt; the attempts stay counted. */
    void retry(List<String> lanes, long ref, Instant dueAt);

    /** Removes the lease, so that the work is claimed again at once and no earlier worker can end it. */
    void release(String lane, long ref);

    /** Ends the work in any of the lanes. */
    void end(List<String> lanes, long ref);

    /** Ends the work of all of {@code refs}. */
    void endAll(String lane, Collection<Long> refs);

    /** Ends the work unless its lease was removed meanwhile. */
    void endLeased(String lane, long ref);

    /**
     * A claim of a complaint whose patient is not found yet.
     *
     * @param kind as in {@link Complaint.Claim}
     * @param value as in {@link Complaint.Claim}
     */
    record OpenClaim(String kind, String value) {}
}

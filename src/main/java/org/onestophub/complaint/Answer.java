package org.onestophub.complaint;

import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;

/**
 * What is answered to a sender once RECEIVE has committed, or could not.
 *
 * @param kind what happened
 * @param receiptId the receipt, 0 if nothing was kept
 * @param number the receipt's number, empty if it has none
 * @param problem the reason when refused or unavailable; of an input that is kept, what it waits for; otherwise null
 * @param field the field at fault, or empty
 */
public record Answer(
        Kind kind, long receiptId, String number, @Nullable Problem problem, String field) {

    /** The four answers. */
    public enum Kind {
        /** Durable now. */
        KEPT,
        /** Was durable before; only the count of arrivals changed. */
        REPEATED,
        /** Kept for evidence, not processed. */
        REFUSED,
        /** Not kept; the sender must repeat. */
        UNAVAILABLE
    }

    /**
     * The problem of an input that was refused or could not be kept.
     * @throws IllegalStateException if it was kept
     */
    public Problem reason() {
        if (problem == null) {
            throw new IllegalStateException("an input that was kept has no problem");
        }
        return problem;
    }

    /** Nothing was kept, because of {@code problem}; the sender must repeat. */
    public static Answer unavailable(Problem problem) {
        return new Answer(Kind.UNAVAILABLE, 0, "", problem, "");
    }
}

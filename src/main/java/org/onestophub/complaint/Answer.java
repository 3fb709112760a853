package org.onestophub.complaint;

import java.util.List;
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
 * @param notes what a trial found in the input: what it is refused for, or what is worth knowing though it was taken
 */
public record Answer(
        Kind kind, long receiptId, String number, @Nullable Problem problem, String field, List<Note> notes) {

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
     * One thing found in an input.
     *
     * @param code of the problem
     * @param field of the canonical form, or of the input; empty for the input as a whole
     * @param senderField name of the field in the sender's own words; empty if the mapping names none
     */
    public record Note(String code, String field, String senderField) {}

    /** An answer without notes. */
    public Answer(Kind kind, long receiptId, String number, @Nullable Problem problem, String field) {
        this(kind, receiptId, number, problem, field, List.of());
    }

    /** The same with notes. */
    public Answer noting(List<Note> found) {
        return new Answer(kind, receiptId, number, problem, field, List.copyOf(found));
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

package org.onestophub.loop.status;

import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;

/**
 * The case that a merge names.
 *
 * @param id its id; null if there is none to merge into
 * @param number its number
 * @param refusal why the case cannot be merged into it; null if it can
 */
record MergeTarget(
        @Nullable Long id,
        @Nullable String number,
        @Nullable Problem refusal) {

    /** Not looked up, as where only the course of events matters. */
    static final MergeTarget NONE = new MergeTarget(null, null, null);

    static MergeTarget refused(Problem why) {
        return new MergeTarget(null, null, why);
    }
}

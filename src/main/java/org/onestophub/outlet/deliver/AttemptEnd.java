package org.onestophub.outlet.deliver;

import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.ShortText;
import org.onestophub.problem.Problem;

/**
 * How an attempt ended.
 *
 * @param problem what went wrong, null if it was handed over
 * @param status what the destination answered in short, or empty
 * @param response the text of its answer, or empty
 * @param payloadSha256 digest of the bytes handed over, null if the sink did not give it
 */
record AttemptEnd(@Nullable Problem problem, String status, String response, byte @Nullable [] payloadSha256) {

    /** Longest text of an answer kept, in characters: enough to read the reason, and bounded. */
    static final int RESPONSE_CHARS = 4_000;
    /** Longest status; the longest known is an SMTP reply. */
    private static final int STATUS_CHARS = 200;

    /** Status and response are null where the destination gave none; they are shortened to their bounds. */
    AttemptEnd(
            @Nullable Problem problem,
            @Nullable String status,
            @Nullable String response,
            byte @Nullable [] payloadSha256) {
        this.problem = problem;
        this.status = bounded(status, STATUS_CHARS);
        this.response = bounded(response, RESPONSE_CHARS);
        this.payloadSha256 = payloadSha256;
    }

    static AttemptEnd sent() {
        return new AttemptEnd(null, "", "", null);
    }

    static AttemptEnd of(Problem problem) {
        return new AttemptEnd(problem, "", "", null);
    }

    /** First digit of the code: 1 the datum, 2 our configuration, 3 the outside, 9 a fault of the hub; 0 if it went well. */
    int digit() {
        return problem == null ? 0 : problem.code().charAt(3) - '0';
    }

    /** True if it says that the destination is not reachable or not well. */
    boolean isFailureOfDestination() {
        return problem == Problem.DESTINATION_UNREACHABLE
                || problem == Problem.DESTINATION_BUSY
                || problem == Problem.OUTCOME_UNKNOWN;
    }

    /** True if the destination answered, with yes or no. */
    boolean isAnswer() {
        return digit() <= 1;
    }

    private static String bounded(@Nullable String text, int chars) {
        return text == null ? "" : ShortText.storable(text, chars);
    }
}

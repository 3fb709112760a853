package org.onestophub.outlet.deliver;

import org.onestophub.complaint.ShortText;
import org.onestophub.problem.Problem;

/**
 * How an attempt ended.
 *
 * @param problem what went wrong, null if it was handed over
 * @param status what the destination answered in short, or empty
 * @param response the text of its answer, or empty
 * @param payloadSha256 digest of the bytes handed over, null if nobody told
 */
record AttemptEnd(Problem problem, String status, String response, byte[] payloadSha256) {

    /** Longest text of an answer kept: enough to read the reason, too little for a stranger's flood. */
    static final int RESPONSE_CHARS = 4_000;
    /** Longest status; the longest known is an SMTP reply. */
    private static final int STATUS_CHARS = 200;

    AttemptEnd {
        status = bounded(status, STATUS_CHARS);
        response = bounded(response, RESPONSE_CHARS);
    }

    static AttemptEnd sent() {
        return new AttemptEnd(null, "", "", null);
    }

    static AttemptEnd of(Problem problem) {
        return new AttemptEnd(problem, "", "", null);
    }

    /** Who acts: 1 nobody by itself, 2 ours, 3 the outside, 9 a fault of the hub; 0 if it went well. */
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

    private static String bounded(String text, int chars) {
        return text == null ? "" : ShortText.storable(text, chars);
    }
}

package org.onestophub.outlet.deliver;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Shipment;
import org.onestophub.complaint.ShortText;
import org.onestophub.problem.Problem;

/**
 * How an attempt ended.
 *
 * @param problem what went wrong, null if it was handed over
 * @param status what the destination answered in short, or empty
 * @param response the text of its answer, or empty
 * @param payloadSha256 digest of the bytes handed over, null if it is not known
 * @param retryAfter how long the destination asks to be left alone, zero to {@link Shipment#LONGEST_RETRY_AFTER}
 * @param skipped why nothing was to be sent, one word; empty if something was
 */
record AttemptEnd(
        @Nullable Problem problem,
        String status,
        String response,
        byte @Nullable [] payloadSha256,
        Duration retryAfter,
        String skipped) {

    /** Longest text of an answer kept: enough to read the reason, too little for a stranger's flood. */
    static final int RESPONSE_CHARS = 4_000;
    /** Longest status; the longest known is an SMTP reply. */
    private static final int STATUS_CHARS = 200;

    AttemptEnd {
        status = bounded(status, STATUS_CHARS);
        response = bounded(response, RESPONSE_CHARS);
        retryAfter = bounded(retryAfter);
    }

    /** One at which something was to be sent. */
    AttemptEnd(
            @Nullable Problem problem,
            String status,
            String response,
            byte @Nullable [] payloadSha256,
            Duration retryAfter) {
        this(problem, status, response, payloadSha256, retryAfter, "");
    }

    /** One of a destination that asks for no pause. */
    AttemptEnd(@Nullable Problem problem, String status, String response, byte @Nullable [] payloadSha256) {
        this(problem, status, response, payloadSha256, Duration.ZERO);
    }

    static AttemptEnd sent() {
        return new AttemptEnd(null, "", "", null);
    }

    static AttemptEnd of(Problem problem) {
        return new AttemptEnd(problem, "", "", null);
    }

    /** Nothing was to be sent. */
    static AttemptEnd skipped(String reason) {
        return new AttemptEnd(null, "", "", null, Duration.ZERO, reason);
    }

    /** True if nothing was to be sent. */
    boolean isSkipped() {
        return !skipped.isEmpty();
    }

    /** Who acts: 1 nobody by itself, 2 ours, 3 the outside, 9 a fault of the hub; 0 if it went well. */
    int digit() {
        return problem == null ? 0 : problem.code().charAt(3) - '0';
    }

    /** True if it says that the destination is not reachable or not well. */
    boolean isFailureOfDestination() {
        return digit() == 3 && problem != Problem.BROKER_UNAVAILABLE;
    }

    /** True if the destination answered, with yes or no. */
    boolean isAnswer() {
        return digit() <= 1;
    }

    private static Duration bounded(Duration pause) {
        if (pause == null || pause.isNegative()) {
            return Duration.ZERO;
        }
        return pause.compareTo(Shipment.LONGEST_RETRY_AFTER) > 0 ? Shipment.LONGEST_RETRY_AFTER : pause;
    }

    private static String bounded(String text, int chars) {
        return text == null ? "" : ShortText.storable(text, chars);
    }
}

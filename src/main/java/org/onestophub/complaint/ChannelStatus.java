package org.onestophub.complaint;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * How a channel is.
 *
 * @param name the route's id without {@code in-}
 * @param enabled whether the settings want it to run
 * @param state {@code running}, {@code stopped} or {@code broken}
 * @param reason why it does not run: a problem's code, for files with name and line; empty if it runs
 * @param lastSuccessAt when an input last came through, null if never
 * @param lastErrorAt when something last failed, null if never
 * @param lastErrorCode code of that failure, empty if none
 * @param lastLookAt when the source was last looked at without a fault, null if never or if it is one that calls us
 * @param failuresInRow failures since the last success
 * @param failingSince when the first of these was, null if there is none
 * @param expectedBy when the next input must have come, null if nothing is expected
 * @param silent true if it has not come by then
 * @param health in one word: {@code off}, {@code broken}, {@code stopped}, {@code without-success} (it runs, and what it
 *     does fails), {@code silent}, {@code untried} (it runs and nothing was ever seen of it) or {@code ok}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChannelStatus(
        String name,
        boolean enabled,
        String state,
        String reason,
        Instant lastSuccessAt,
        Instant lastErrorAt,
        String lastErrorCode,
        Instant lastLookAt,
        int failuresInRow,
        Instant failingSince,
        Instant expectedBy,
        boolean silent,
        String health) {

    /** A channel of which nothing is expected and nothing else is known. */
    public ChannelStatus(
            String name,
            boolean enabled,
            String state,
            String reason,
            Instant lastSuccessAt,
            Instant lastErrorAt,
            String lastErrorCode) {
        this(name, enabled, state, reason, lastSuccessAt, lastErrorAt, lastErrorCode, null, 0, null, null, false,
                healthOf(enabled, state, false, false, lastSuccessAt != null));
    }

    /** The one word, from what there is to say. */
    public static String healthOf(boolean enabled, String state, boolean failing, boolean silent, boolean seen) {
        if (!enabled) {
            return "off";
        }
        if (!"running".equals(state)) {
            return state;
        }
        if (failing) {
            return "without-success";
        }
        return silent ? "silent" : seen ? "ok" : "untried";
    }
}

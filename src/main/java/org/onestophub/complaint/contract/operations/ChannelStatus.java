package org.onestophub.complaint.contract.operations;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * How a channel is.
 *
 * @param name the route's id without {@code in-}
 * @param enabled whether the settings want it to run
 * @param state {@code running}, {@code stopped} or {@code broken}
 * @param reason why it does not run: a problem's code, for files with name and line; {@code stopped by} and the
 *     name of a key, if a person stopped it. If it runs: empty, or what is wrong
 *     with its files while the last good version runs in their place
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
 * @param digest digest of what it runs by: route, connectors, mapping, code lists; empty if it does not run
 * @param edited true if the files say something else than what runs
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
        String health,
        String digest,
        boolean edited) {

    /** Of a channel of which nothing is expected and whose files nobody has compared. */
    public ChannelStatus(
            String name,
            boolean enabled,
            String state,
            String reason,
            Instant lastSuccessAt,
            Instant lastErrorAt,
            String lastErrorCode) {
        this(
                name,
                enabled,
                state,
                reason,
                lastSuccessAt,
                lastErrorAt,
                lastErrorCode,
                null,
                0,
                null,
                null,
                false,
                healthOf(enabled, state, false, false, lastSuccessAt != null),
                "",
                false);
    }

    /** The same with what it runs by. */
    public ChannelStatus running(String newDigest, boolean isEdited) {
        return new ChannelStatus(
                name,
                enabled,
                state,
                reason,
                lastSuccessAt,
                lastErrorAt,
                lastErrorCode,
                lastLookAt,
                failuresInRow,
                failingSince,
                expectedBy,
                silent,
                health,
                newDigest,
                isEdited);
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

    /** True if somebody must look at its files: it is broken, or runs the last good version in their place. */
    @JsonIgnore
    public boolean isDegraded() {
        return "broken".equals(state) || "running".equals(state) && !reason.isEmpty();
    }
}

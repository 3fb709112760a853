package org.onestophub.complaint.contract.operations;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a channel is.
 *
 * @param name the route's id without {@code in-}
 * @param enabled whether the settings want it to run
 * @param state {@code running}, {@code stopped} or {@code broken}
 * @param reason why it does not run: a problem's code, for files with name and line. If it runs: empty, or what is wrong
 *     with its files while the last good version runs in their place
 * @param lastSuccessAt when an input last came through, null if never
 * @param lastErrorAt when something last failed, null if never
 * @param lastErrorCode code of that failure, empty if none
 * @param lastLookAt when the source was last looked at without a fault, null if never or if the source calls the hub
 * @param failuresInRow failures since the last success
 * @param failingSince when the first of these was, null if there is none
 * @param expectedBy when the next input is due, null if nothing is expected
 * @param silent true if it has not come by then
 * @param health in one word: {@code off}, {@code broken}, {@code stopped}, {@code without-success} (it runs, but
 *     fails), {@code silent}, {@code untried} (it runs, and nothing has come yet) or {@code ok}
 * @param digest digest of what it runs: route, connectors, mapping, code lists; empty if it does not run
 * @param edited true if the files differ from what runs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChannelStatus(
        String name,
        boolean enabled,
        String state,
        String reason,
        @Nullable Instant lastSuccessAt,
        @Nullable Instant lastErrorAt,
        String lastErrorCode,
        @Nullable Instant lastLookAt,
        int failuresInRow,
        @Nullable Instant failingSince,
        @Nullable Instant expectedBy,
        boolean silent,
        String health,
        String digest,
        boolean edited) {

    /** The status of a channel without expected inputs, before its files are compared. */
    public ChannelStatus(
            String name,
            boolean enabled,
            String state,
            String reason,
            @Nullable Instant lastSuccessAt,
            @Nullable Instant lastErrorAt,
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

    /** The same with the digest of what it runs. */
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

    /** The health in one word, see {@link #health}. */
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

    /** True if its files need attention: it is broken, or runs the last good version instead. */
    @JsonIgnore
    public boolean isDegraded() {
        return "broken".equals(state) || "running".equals(state) && !reason.isEmpty();
    }
}

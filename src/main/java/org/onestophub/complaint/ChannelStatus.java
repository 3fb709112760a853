package org.onestophub.complaint;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

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
        String digest,
        boolean edited) {

    /** Of a channel whose files nobody has compared. */
    public ChannelStatus(
            String name,
            boolean enabled,
            String state,
            String reason,
            Instant lastSuccessAt,
            Instant lastErrorAt,
            String lastErrorCode) {
        this(name, enabled, state, reason, lastSuccessAt, lastErrorAt, lastErrorCode, "", false);
    }

    /** The same with what it runs by. */
    public ChannelStatus running(String newDigest, boolean isEdited) {
        return new ChannelStatus(
                name, enabled, state, reason, lastSuccessAt, lastErrorAt, lastErrorCode, newDigest, isEdited);
    }

    /** True if somebody must look at its files: it is broken, or runs the last good version in their place. */
    @JsonIgnore
    public boolean isDegraded() {
        return "broken".equals(state) || "running".equals(state) && !reason.isEmpty();
    }
}

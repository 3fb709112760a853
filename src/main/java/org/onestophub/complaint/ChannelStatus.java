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
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChannelStatus(
        String name,
        boolean enabled,
        String state,
        String reason,
        Instant lastSuccessAt,
        Instant lastErrorAt,
        String lastErrorCode) {}

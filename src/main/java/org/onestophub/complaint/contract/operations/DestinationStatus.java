package org.onestophub.complaint.contract.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a destination is.
 *
 * @param name the route's id without {@code out-}
 * @param enabled whether the settings want it to be fed
 * @param state {@code running}, {@code paused}, {@code stopped} or {@code broken}
 * @param reason why it is broken, a problem's code with file and line; who paused it; else empty
 * @param breaker {@code closed}, {@code open} or {@code half-open}
 * @param failuresInRow failures in a row to reach it
 * @param waiting deliveries that wait
 * @param oldestWaitingSince since when the oldest of them waits, absent if none
 * @param nextRetryAt when something is tried next, absent if nothing is put off
 * @param inAttempt deliveries being handed over now
 * @param unknown deliveries of which a person must decide whether they arrived
 * @param dead deliveries that are not tried again by themselves
 * @param sentToday deliveries handed over since midnight in the hospital's zone
 * @param lastSuccessAt when something was last handed over, absent if never
 * @param lastErrorAt when an attempt last failed, absent if never
 * @param lastErrorCode code of that failure, absent if none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DestinationStatus(
        String name,
        boolean enabled,
        String state,
        String reason,
        String breaker,
        int failuresInRow,
        long waiting,
        @Nullable Instant oldestWaitingSince,
        @Nullable Instant nextRetryAt,
        long inAttempt,
        long unknown,
        long dead,
        long sentToday,
        @Nullable Instant lastSuccessAt,
        @Nullable Instant lastErrorAt,
        @Nullable String lastErrorCode) {}

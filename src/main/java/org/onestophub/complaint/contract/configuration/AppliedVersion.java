package org.onestophub.complaint.contract.configuration;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line in the history of applied versions.
 *
 * @param id grows with time
 * @param at when it began
 * @param endedAt when it ended, null if it never did
 * @param keyName name of the key that asked; {@code start} for a start of the hub
 * @param name stem of the route
 * @param before digest of what ran
 * @param after digest of what was to run
 * @param tree digest of the whole configuration it was taken from
 * @param result {@code applied}, {@code removed}, {@code put-back}, {@code blocked}; {@code broken}: neither version came
 *     up; {@code begun}: under way; {@code unknown}: the hub died meanwhile, and the next line says what it started with
 * @param code why it was put back or blocked, or is broken; empty otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AppliedVersion(
        long id,
        Instant at,
        @Nullable Instant endedAt,
        String keyName,
        String name,
        String before,
        String after,
        String tree,
        String result,
        String code) {}

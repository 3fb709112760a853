package org.onestophub.complaint.contract.operations;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to send again. All conditions given must hold; without any, nothing is sent.
 *
 * @param complaints numbers of complaints; null or empty: any
 * @param from only events recorded then or later, null: any
 * @param to only events recorded before, null: any
 * @param code only what is dead at {@code source} with this code, null: any
 * @param source destination to whose dead deliveries {@code code} refers; null: the one it is sent to
 * @param limit at most so many events, oldest first
 */
public record ResendOrder(
        @Nullable List<String> complaints,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String code,
        @Nullable String source,
        int limit) {

    /** True if it names no condition. */
    public boolean isUnbounded() {
        return (complaints == null || complaints.isEmpty()) && from == null && to == null && code == null;
    }
}

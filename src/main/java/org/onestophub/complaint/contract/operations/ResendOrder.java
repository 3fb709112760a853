package org.onestophub.complaint.contract.operations;

import java.time.Instant;
import java.util.List;

/**
 * What to send again. All conditions given must hold; without any, nothing is sent.
 *
 * @param complaints numbers of complaints; null or empty: any
 * @param from only events recorded then or later, null: any
 * @param to only events recorded before, null: any
 * @param code only what lies dead at {@code source} with this code, null: any
 * @param source destination whose dead deliveries {@code code} speaks of; null: the one it is sent to
 * @param limit at most so many events, oldest first
 */
public record ResendOrder(List<String> complaints, Instant from, Instant to, String code, String source, int limit) {

    /** True if it names no condition. */
    public boolean isUnbounded() {
        return (complaints == null || complaints.isEmpty()) && from == null && to == null && code == null;
    }
}

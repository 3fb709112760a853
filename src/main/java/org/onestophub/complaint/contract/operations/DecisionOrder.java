package org.onestophub.complaint.contract.operations;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries whose outcome is unknown are settled, and how. All conditions given must hold; without any, all are
 * settled up to the limit.
 *
 * @param arrived true: the destination has them; false: they are sent again under the same id
 * @param complaints numbers of complaints; null or empty: any
 * @param from only those whose last attempt began then or later, null: any
 * @param to only those whose last attempt began before, null: any
 * @param limit at most so many shipments, oldest first
 */
public record DecisionOrder(
        boolean arrived,
        @Nullable List<String> complaints,
        @Nullable Instant from,
        @Nullable Instant to,
        int limit) {}

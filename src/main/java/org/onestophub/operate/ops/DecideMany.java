package org.onestophub.operate.ops;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.onestophub.complaint.contract.operations.DecisionOrder;
import org.onestophub.operate.ops.query.RequestParameters;

/**
 * What is known now of deliveries whose outcome is unknown.
 *
 * @param outcome what is known
 * @param complaints numbers of complaints
 * @param from earliest last attempt
 * @param to latest last attempt
 * @param limit most shipments
 */
@Schema(name = "DecideMany", description = "All conditions given must hold; without any, all are settled.")
record DecideMany(
        @Schema(
                description = "arrived: the destination has them; again: send them again under the same id.",
                allowableValues = {"arrived", "again"})
        String outcome,

        @Schema(description = "Numbers of complaints, at most 1000.")
        List<String> complaints,

        @Schema(description = "Earliest begin of the last attempt, ISO 8601 UTC, inclusive.")
        Instant from,

        @Schema(description = "Latest begin of the last attempt, ISO 8601 UTC, exclusive.")
        Instant to,

        @Schema(description = "At most so many shipments, oldest first; 1 to 10000, default 100.")
        Integer limit) {

    private static final List<String> OUTCOMES = List.of("arrived", "again");

    DecisionOrder checked() {
        RequestParameters.require(outcome != null && OUTCOMES.contains(outcome), "outcome", outcome);
        return new DecisionOrder(
                "arrived".equals(outcome),
                DestinationsController.numbers(complaints),
                RequestParameters.time(from, "from"),
                RequestParameters.time(to, "to"),
                RequestParameters.limit(
                        limit == null ? DestinationsController.DEFAULT_RESEND : limit,
                        DestinationsController.MAX_RESEND));
    }
}

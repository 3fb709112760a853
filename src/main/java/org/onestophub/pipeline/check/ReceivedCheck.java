package org.onestophub.pipeline.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.onestophub.problem.Problem;

/**
 * When the hospital received a complaint, which starts legal clocks: no time, one before 1900 or one in the future stops
 * the complaint, so that the person who entered it corrects it. A time long ago is a finding.
 */
final class ReceivedCheck {

    private static final String FIELD = "/receivedAt";
    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");

    /** Clocks of machines in one hospital differ by some minutes; such a time counts as the arrival. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    /** Longer than any entry waits on a desk; source: complaints are to be registered at once. */
    private static final Duration FAR_BACK = Duration.ofDays(30);

    private ReceivedCheck() {}

    /** What stops the complaint: CK-102, CK-106 or CK-110. */
    static Optional<Problem> apply(ComplaintDraft draft, Instant arrivedAt) {
        if (draft.at(FIELD).isMissingNode()) {
            return Optional.empty();
        }
        Instant stated;
        try {
            stated = Instant.parse(draft.at(FIELD).asText());
        } catch (DateTimeException e) {
            return Optional.of(Problem.FIELD_INVALID);
        }
        if (stated.isAfter(arrivedAt.plus(SKEW))) {
            return Optional.of(Problem.RECEIVED_IN_FUTURE);
        }
        if (stated.isBefore(FIRST)) {
            return Optional.of(Problem.DATE_IMPLAUSIBLE);
        }
        if (stated.isBefore(arrivedAt.minus(FAR_BACK))) {
            draft.note(Problem.RECEIVED_LONG_AGO, FIELD);
        }
        put(draft, stated.isAfter(arrivedAt) ? arrivedAt : stated);
        return Optional.empty();
    }

    private static void put(ComplaintDraft draft, Instant at) {
        draft.document().put("receivedAt", at.toString());
        if (draft.at("/arrivals/0") instanceof ObjectNode arrival) {
            arrival.put("receivedAt", at.toString());
        }
    }
}

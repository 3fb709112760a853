package org.onestophub.pipeline.read.calls;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * One row of a call.
 *
 * @param layout the columns of its row
 * @param cells the row, one character per byte
 * @param receiptId the receipt by which the row came first
 * @param isRepaired true if quotes inside a cell were not written as CSV demands
 */
record CallLeg(CdrLayout layout, String[] cells, long receiptId, boolean isRepaired) {

    /** Legs by their start; of one start in the order in which they came. Those without a start are last. */
    static final Comparator<CallLeg> BY_START = Comparator.comparing(
                    (CallLeg leg) -> leg.time("start").orElse(Instant.MAX))
            .thenComparingLong(CallLeg::receiptId);

    /** Text of the column that has this role, empty if there is none. */
    String role(String role) {
        return layout.role(cells, role);
    }

    /** The instant of this role, empty if it is not given and does not follow from the others. */
    Optional<Instant> time(String role) {
        return layout.time(cells, role);
    }

    /** Seconds of this role, empty if they are not given. */
    Optional<Long> seconds(String role) {
        return layout.seconds(cells, role);
    }

    /** True if a person answered this leg. */
    boolean isAnswered() {
        return layout.isAnswered(cells);
    }

    /** True if the row by itself shows a call on a complaint line. */
    boolean isComplaintLine() {
        return layout.isComplaintLine(cells);
    }
}

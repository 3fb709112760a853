package org.onestophub.outlet.deliver;

import java.time.Duration;
import org.onestophub.problem.Problem;

/** What becomes of a shipment after an attempt. */
enum AttemptVerdict {
    /** The destination has it. */
    SENT("sent"),
    /** It is tried again later. */
    RETRY("waiting"),
    /** Nobody knows whether the destination has it; a person decides. */
    UNKNOWN("unknown"),
    /** It is not tried again. */
    DEAD("dead"),
    /** Its items travel on one by one, so that the bad one does not take the others along. */
    SPLIT("split");

    /** A fault of the hub may be a passing one, but not for ever. */
    static final int MOST_FAULTS = 3;

    private final String state;

    AttemptVerdict(String state) {
        this.state = state;
    }

    /** State of the shipment in the database. */
    String state() {
        return state;
    }

    /**
     * The verdict.
     *
     * @param items how many items the shipment has
     * @param failures failed attempts, this one included
     * @param faults how many of them were faults of the hub
     * @param age time since the first attempt
     */
    static AttemptVerdict of(
            AttemptEnd ending, DeliverySettings settings, int items, int failures, int faults, Duration age) {
        return switch (ending.digit()) {
            case 0 -> SENT;
            case 3 ->
                ending.problem() == Problem.OUTCOME_UNKNOWN && !settings.idempotent()
                        ? UNKNOWN
                        : isOver(settings, failures, age) ? DEAD : RETRY;
            case 9 -> faults < MOST_FAULTS ? RETRY : givenUp(items);
            default -> givenUp(items);
        };
    }

    private static boolean isOver(DeliverySettings settings, int failures, Duration age) {
        return settings.maxAttempts() > 0 && failures >= settings.maxAttempts()
                || age.compareTo(settings.giveUpAfter()) >= 0;
    }

    private static AttemptVerdict givenUp(int items) {
        return items > 1 ? SPLIT : DEAD;
    }
}

package org.onestophub.loop.duty;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The end of a limit.
 *
 * @param at the instant before which the duty must be met; null while a pause lasts that has no end yet
 * @param day the last day of the limit in the hospital's zone; null together with {@code at}
 * @param provisional true if a year was counted that the calendar does not list
 */
record Due(@Nullable Instant at, @Nullable LocalDate day, boolean provisional) {

    static Due unknown(boolean provisional) {
        return new Due(null, null, provisional);
    }
}

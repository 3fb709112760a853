package org.onestophub.loop.duty;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When the next input of a channel is due.
 *
 * @param every longest time between two inputs, null: no such bound
 * @param by local time by which an input is due on each working day, null: no such bound
 * @param always true: {@code every} counts all hours and not only working hours
 */
record ChannelExpectation(
        @Nullable Duration every, @Nullable LocalTime by, boolean always) {

    static final ChannelExpectation NONE = new ChannelExpectation(null, null, false);

    /** The earlier of the two bounds after an input at {@code last}; empty if nothing is expected. */
    Optional<Instant> after(Instant last, WorkingHours hours) {
        Instant next = every == null ? null : always ? last.plus(every) : hours.plus(last, every);
        Instant daily = by == null ? null : hours.nextDay(last, by);
        if (next == null || daily != null && daily.isBefore(next)) {
            return Optional.ofNullable(daily);
        }
        return Optional.of(next);
    }
}

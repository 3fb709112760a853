package org.onestophub.loop.duty;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When to warn of a due date: after a part of the time ({@code 80%}), or some time before the end ({@code 1 working-day}:
 * at the opening of the working day before the last one; {@code 2 hours}).
 *
 * @param percent 1–99, 0 if {@code before} is set
 * @param before null if {@code percent} is set; working days, calendar days, hours or minutes
 */
record WarningTime(int percent, @Nullable Limit before) {

    private static final Pattern PERCENT = Pattern.compile("([1-9]\\d?)%");

    /** The warning in the words of a rule file; empty if it is none. */
    static Optional<WarningTime> of(String text) {
        Matcher part = PERCENT.matcher(text.strip());
        if (part.matches()) {
            return Optional.of(new WarningTime(Integer.parseInt(part.group(1)), null));
        }
        return Limit.of(text)
                .filter(limit -> limit.unit() != LimitUnit.YEARS && limit.unit() != LimitUnit.WORKING_HOURS)
                .map(limit -> new WarningTime(0, limit));
    }

    /** When to warn of a duty that ends at {@code due}, on the last day {@code day}. */
    Instant at(Instant start, Instant due, LocalDate day, DueDates dates) {
        if (before == null) {
            return start.plus(Duration.between(start, due).dividedBy(100).multipliedBy(percent));
        }
        return switch (before.unit()) {
            case HOURS, MINUTES -> due.minus(before.unit().of(before.amount()));
            case WORKING_DAYS -> dates.workedBefore(day, before.amount());
            default -> dates.openingOf(day.minusDays(before.amount()));
        };
    }
}

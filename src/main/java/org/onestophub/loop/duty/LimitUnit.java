package org.onestophub.loop.duty;

import java.time.Duration;

/** What a {@link Limit} counts. */
enum LimitUnit {
    /** Working days of the calendar; the day of the start is not counted. */
    WORKING_DAYS("working-day", 400),
    /** All days; the day of the start is not counted, and the last one is moved to a working day. */
    CALENDAR_DAYS("calendar-day", 4000),
    /** Years by the calendar, 29 February to 28 February; the last day is moved to a working day. */
    YEARS("year", 50),
    /** Hours between opening and closing of working days. */
    WORKING_HOURS("working-hour", 2000),
    /** Hours by the clock; they begin at once. */
    HOURS("hour", 9000),
    /** Minutes by the clock; they begin at once. */
    MINUTES("minute", 10_000);

    private final String word;
    private final int most;

    LimitUnit(String word, int most) {
        this.word = word;
        this.most = most;
    }

    /** The word in a file, without the plural {@code s}. */
    String word() {
        return word;
    }

    /** The largest amount; a larger one is a typing error. */
    int most() {
        return most;
    }

    /** The time of that many hours or minutes; no days have a length of their own. */
    Duration of(int amount) {
        return this == MINUTES ? Duration.ofMinutes(amount) : Duration.ofHours(amount);
    }

    /** True if it counts days, not hours or minutes. */
    boolean isOfDays() {
        return this == WORKING_DAYS || this == CALENDAR_DAYS || this == YEARS;
    }
}

package org.onestophub.loop.duty;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Counts working hours: those between opening and closing of working days, in the hospital's zone. */
record WorkingHours(WorkingCalendar calendar, ZoneId zone, LocalTime opens, LocalTime closes) {

    /** The instant at which so much working time has passed since {@code start}. */
    Instant plus(Instant start, Duration worked) {
        ZonedDateTime at = start.atZone(zone);
        LocalDate day = at.toLocalDate();
        if (!calendar.isWorked(day) || !at.toLocalTime().isBefore(closes)) {
            day = calendar.nextWorked(day);
            at = day.atTime(opens).atZone(zone);
        }
        if (at.toLocalTime().isBefore(opens)) {
            at = day.atTime(opens).atZone(zone);
        }
        Duration left = worked;
        Duration today = Duration.between(at, day.atTime(closes).atZone(zone));
        while (left.compareTo(today) > 0) {
            left = left.minus(today);
            day = calendar.nextWorked(day);
            at = day.atTime(opens).atZone(zone);
            today = Duration.between(at, day.atTime(closes).atZone(zone));
        }
        return at.plus(left).toInstant();
    }

    /** The working time from {@code from} to {@code to}; none if that is earlier. */
    Duration between(Instant from, Instant to) {
        Duration worked = Duration.ZERO;
        if (!from.isBefore(to)) {
            return worked;
        }
        LocalDate last = to.atZone(zone).toLocalDate();
        for (LocalDate day = from.atZone(zone).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            Instant begin = later(from, day.atTime(opens).atZone(zone).toInstant());
            Instant end = day.atTime(closes).atZone(zone).toInstant();
            end = end.isBefore(to) ? end : to;
            if (calendar.isWorked(day) && begin.isBefore(end)) {
                worked = worked.plus(Duration.between(begin, end));
            }
        }
        return worked;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    /** The time {@code by} on the first working day after the day of {@code last}. */
    Instant nextDay(Instant last, LocalTime by) {
        LocalDate day = calendar.nextWorked(last.atZone(zone).toLocalDate());
        return day.atTime(by).atZone(zone).toInstant();
    }
}

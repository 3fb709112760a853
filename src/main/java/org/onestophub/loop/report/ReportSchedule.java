package org.onestophub.loop.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.onestophub.loop.report.Period.Length;

/**
 * When a report is made by itself, and where it goes.
 *
 * @param name of the schedule
 * @param report name of the report
 * @param length of the periods
 * @param months how many months after the first one that follows a period, 0 to 11; -1: in the last month of the period itself,
 *     so the report is about what is known of it
 * @param day of that month, 1 to 28
 * @param hour of that day in China, 0 to 23
 * @param since what was due before this day in China is not made
 * @param institutions unified social credit codes; {@code own} is the hub's own, {@code all} everyone that the hub names
 * @param languages {@code zh} and {@code en}
 * @param forms which forms are made
 * @param destinations where each form goes in each language; none: it is only made
 */
record ReportSchedule(
        String name,
        String report,
        Length length,
        int months,
        int day,
        int hour,
        LocalDate since,
        List<String> institutions,
        List<String> languages,
        List<String> forms,
        List<String> destinations) {

    static final String OWN = "own";
    static final String ALL = "all";

    /** Most periods that a hub makes up for after it was down; more is a clock that is wrong. */
    static final int MOST_PERIODS = 24;

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    /** When the report of a period is due. */
    Instant dueOf(Period period) {
        return dayOf(period).atTime(hour, 0).atZone(CHINA).toInstant();
    }

    private LocalDate dayOf(Period period) {
        return period.end().plusMonths(months).withDayOfMonth(day);
    }

    /** The last periods that are due, oldest first. */
    List<Period> due(Instant now) {
        List<Period> due = new ArrayList<>();
        for (Period one = running(now); due.size() < MOST_PERIODS && !dayOf(one).isBefore(since); one = one.before()) {
            if (!dueOf(one).isAfter(now)) {
                due.add(0, one);
            }
        }
        return due;
    }

    /** When the next report is due. */
    Instant next(Instant now) {
        Period following = new Period(running(now).end(), length.months);
        Instant next = dueOf(running(now)).isAfter(now) ? dueOf(running(now)) : dueOf(following);
        for (Period one = running(now); dueOf(one).isAfter(now) && !dayOf(one).isBefore(since); one = one.before()) {
            next = dueOf(one);
        }
        return next;
    }

    /** The period that is not over. */
    private Period running(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, CHINA);
        int month = (today.getMonthValue() - 1) / length.months * length.months + 1;
        return new Period(LocalDate.of(today.getYear(), month, 1), length.months);
    }
}

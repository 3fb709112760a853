package org.onestophub.loop.duty;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which days are working days: Monday to Friday, except for the days off and the make-up working days that a calendar
 * lists. In a year that is not in the calendar only the day of the week counts.
 */
public final class WorkingCalendar {

    private final Map<LocalDate, Boolean> workedByDate;
    private final Set<Year> years;

    /** @param workedByDate true: a working weekend day; false: a day off */
    WorkingCalendar(Map<LocalDate, Boolean> workedByDate) {
        this.workedByDate = Map.copyOf(workedByDate);
        this.years = workedByDate.keySet().stream().map(Year::from).collect(Collectors.toSet());
    }

    /** The days that the calendar lists, in order, as text; changes with any of them. */
    String days() {
        return new TreeMap<>(workedByDate).toString();
    }

    /** True if it is a working day. */
    public boolean isWorked(LocalDate day) {
        return workedByDate.getOrDefault(day, isWeekday(day));
    }

    static boolean isWeekday(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    /** The first working day after {@code day}. */
    public LocalDate nextWorked(LocalDate day) {
        LocalDate next = day.plusDays(1);
        while (!isWorked(next)) {
            next = next.plusDays(1);
        }
        return next;
    }

    /** True if the calendar lists the days of that year. */
    public boolean knows(Year year) {
        return years.contains(year);
    }
}

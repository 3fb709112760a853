package org.onestophub.complaint;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * Until when something has to be done, as people read it. A duty of whole days ends when the next day begins; who reads that time
 * would take the next day for the last one. So it is 24:00 of the last day.
 */
public final class DueTime {

    private static final Pattern MIDNIGHT = Pattern.compile("00:00(?=(?::00)?$)");

    private DueTime() {}

    /** The last day of it. */
    public static LocalDate dayOf(ZonedDateTime due) {
        return isEndOfDay(due) ? due.toLocalDate().minusDays(1) : due.toLocalDate();
    }

    /** The time in that form, which ends with hours and minutes, or seconds too. */
    public static String text(ZonedDateTime due, DateTimeFormatter form) {
        return isEndOfDay(due)
                ? MIDNIGHT.matcher(form.format(due.minusDays(1))).replaceFirst("24:00")
                : form.format(due);
    }

    private static boolean isEndOfDay(ZonedDateTime due) {
        return due.toLocalTime().equals(LocalTime.MIDNIGHT);
    }
}

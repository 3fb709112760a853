package org.onestophub.complaint;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** The week of a day by ISO 8601, such as {@code 2026-W47}: what readers outside the hospital get in place of days. */
public final class IsoWeek {

    private IsoWeek() {}

    /** The week that the day is in, from Monday on. */
    public static String of(LocalDate day) {
        return String.format(
                Locale.ROOT,
                "%04d-W%02d",
                day.get(IsoFields.WEEK_BASED_YEAR),
                day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }
}

package org.onestophub.loop.warning;

import java.time.LocalDate;
import java.util.List;

/**
 * Something unusual that holds at the moment.
 *
 * @param subject the code that was looked at, the number of the case, or empty for all cases of the institution
 * @param count how many cases there are; of a comparison those that make the share
 * @param of how many cases were compared, else the same as {@code count}
 * @param expected how many were to be expected, rounded to two digits; 0 if the rule says nothing of it
 * @param limit from which count on it is unusual
 * @param from first day that was looked at
 * @param to last day that was looked at
 * @param numbers numbers of the newest of the cases, {@link #MOST_NUMBERS} at most
 */
record UnusualCount(
        WarningRule rule,
        String institution,
        String institutionName,
        String subject,
        long count,
        long of,
        double expected,
        long limit,
        LocalDate from,
        LocalDate to,
        List<String> numbers) {

    /** Cases that a warning names. */
    static final int MOST_NUMBERS = 50;
}

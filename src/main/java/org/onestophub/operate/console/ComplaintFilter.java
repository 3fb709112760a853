package org.onestophub.operate.console;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onestophub.operate.ops.query.ComplaintSearch;
import org.onestophub.operate.ops.query.RequestParameters;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * What a person may fill in above the list of complaints; empty fields do not matter. The address shows all of it, so Back finds
 * it again.
 *
 * @param days so many days back from today, today included, 1–366; with {@code from} the later of the two counts
 * @param from first day of arrival, in the hub's zone
 * @param to last day of arrival, likewise
 */
record ComplaintFilter(
        @Nullable String number,
        @Nullable String channel,
        @Nullable String state,
        @Nullable String category,
        @Nullable String department,
        @Nullable String lead,
        @Nullable String flag,
        @Nullable String institution,
        @Nullable String due,
        @Nullable String days,
        @Nullable String from,
        @Nullable String to,
        @Nullable String text) {

    /** Days back that the page offers. */
    static final List<Integer> DAYS = List.of(1, 7, 30, 90);

    /** What a person may keep: words and a number name a complaint or a person. */
    static final List<String> KEPT = List.of(
            "channel", "state", "category", "department", "lead", "flag", "institution", "due", "days", "from", "to");

    private static final int MOST_DAYS = 366;

    /** What was kept. */
    static ComplaintFilter of(Map<String, String> kept) {
        return new ComplaintFilter(
                null,
                kept.get("channel"),
                kept.get("state"),
                kept.get("category"),
                kept.get("department"),
                kept.get("lead"),
                kept.get("flag"),
                kept.get("institution"),
                kept.get("due"),
                kept.get("days"),
                kept.get("from"),
                kept.get("to"),
                null);
    }

    /** True if nothing is filled in. */
    public boolean isEmpty() {
        return Stream.of(
                        number,
                        channel,
                        state,
                        category,
                        department,
                        lead,
                        flag,
                        institution,
                        due,
                        days,
                        from,
                        to,
                        text)
                .allMatch(value -> RequestParameters.given(value) == null);
    }

    /**
     * What is searched for.
     * @throws ProblemException AC-104 for a day or a number of days that is none; the other values are not looked at
     */
    ComplaintSearch search(Instant now, ZoneId zone, @Nullable String cursor) {
        LocalDate last = RequestParameters.day(to, "to");
        LocalDate first = RequestParameters.day(from, "from");
        LocalDate back = back(days, LocalDate.ofInstant(now, zone));
        return new ComplaintSearch(
                RequestParameters.given(number),
                RequestParameters.given(channel),
                RequestParameters.given(state),
                RequestParameters.given(category),
                RequestParameters.given(department),
                RequestParameters.given(lead),
                RequestParameters.given(flag),
                RequestParameters.given(institution),
                RequestParameters.given(due),
                beginOf(first == null || back != null && back.isAfter(first) ? back : first, zone),
                // the last day is looked at too
                beginOf(last == null ? null : last.plusDays(1), zone),
                RequestParameters.given(text),
                cursor,
                null);
    }

    /** The first of so many days back from today; null if none are given, AC-104 if it is no such number. */
    static @Nullable LocalDate back(@Nullable String days, LocalDate today) {
        String count = RequestParameters.given(days);
        if (count == null) {
            return null;
        }
        int number = count.matches("[0-9]{1,3}") ? Integer.parseInt(count) : 0;
        if (number < 1 || number > MOST_DAYS) {
            throw new ProblemException(Problem.REQUEST_INVALID, "days");
        }
        return today.minusDays(number - 1L);
    }

    static @Nullable Instant beginOf(@Nullable LocalDate day, ZoneId zone) {
        return day == null ? null : day.atStartOfDay(zone).toInstant();
    }
}

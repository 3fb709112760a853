package org.onestophub.pipeline.read.hl7;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates and times as hospital systems write them: {@code yyyyMMdd[HH[mm[ss[.f]]]][±zzzz]}, and with hyphens, slashes,
 * dots, colons or Chinese signs and digits left out ({@code 1980-1-1 0:00:00}). Times without an offset are local to the given zone.
 */
final class Hl7Time {

    private static final Pattern FORM = Pattern.compile(
            "(?<year>\\d{4})(?:(?<m>\\d{2})(?<d>\\d{2})|[-/.年](?<month>\\d{1,2})[-/.月](?<day>\\d{1,2})日?)"
                    + "(?:[ T]{0,3}(?:(?<h>\\d{2})(?:(?<min>\\d{2})(?:(?<s>\\d{2})(?:\\.\\d{1,9})?)?)?"
                    + "|(?<hour>\\d{1,2}):(?<minute>\\d{1,2})(?::(?<second>\\d{1,2})(?:\\.\\d{1,9})?)?))?"
                    + "\\s?(?<offset>[+-]\\d{2}:?\\d{2}|Z)?");
    private static final int LONGEST = 40;
    private static final int FIRST_YEAR = 1850;
    private static final int LAST_YEAR = 2200;

    private Hl7Time() {}

    /** The date, if the text is one between 1850 and 2200; a time behind it is ignored. */
    static Optional<LocalDate> date(String text) {
        return matched(text).flatMap(Hl7Time::dateOf);
    }

    /** The instant, if the text is one between 1850 and 2200; a date alone is its first moment. */
    static Optional<Instant> instant(String text, ZoneId zone) {
        return matched(text).flatMap(form -> instantOf(form, zone));
    }

    private static Optional<Matcher> matched(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(text);
        return form.matches() ? Optional.of(form) : Optional.empty();
    }

    private static Optional<LocalDate> dateOf(Matcher form) {
        int year = Integer.parseInt(form.group("year"));
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(year, number(form, "m", "month"), number(form, "d", "day")));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instantOf(Matcher form, ZoneId zone) {
        Optional<LocalDate> date = dateOf(form);
        if (date.isEmpty()) {
            return Optional.empty();
        }
        try {
            LocalDateTime time = date.get()
                    .atTime(number(form, "h", "hour"), number(form, "min", "minute"), number(form, "s", "second"));
            String offset = form.group("offset");
            return Optional.of(
                    time.atZone(offset == null ? zone : ZoneOffset.of(offset)).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A part of the form, which stands in one of two groups; 0 if in neither. */
    private static int number(Matcher form, String compact, String separated) {
        String digits = form.group(compact) == null ? form.group(separated) : form.group(compact);
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}

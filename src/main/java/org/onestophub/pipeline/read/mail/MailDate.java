package org.onestophub.pipeline.read.mail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onestophub.complaint.ShortText;

/** The Date header of a mail (RFC 5322) as an instant, whole seconds. */
final class MailDate {

    private static final Pattern DATE = Pattern.compile(
            "(\\d{1,2})[ -]([A-Za-z]{3})[a-z]{0,6}[ -](\\d{4}|\\d{2})\\s+(\\d{1,2}):(\\d{2})(?::(\\d{2}))?\\s*"
                    + "([+-]\\d{4}|[A-Za-z]{1,5})");

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    /** Names that RFC 5322 §4.3 defines, except CST: in China it means +0800, in the standard -0600. */
    private static final Map<String, String> ZONES = Map.of(
            "UT", "Z", "GMT", "Z", "UTC", "Z", "Z", "Z", "EST", "-0500", "EDT", "-0400", "PST", "-0800", "PDT",
            "-0700");

    /** Bound of the header. */
    private static final int CHARS_MAX = 200;

    private MailDate() {}

    /** The instant, empty if the text is not a date or its zone is ambiguous. */
    static Optional<Instant> of(String text) {
        Matcher date = DATE.matcher(ShortText.of(text, CHARS_MAX));
        int month = date.find() ? MONTHS.indexOf(date.group(2).toLowerCase(Locale.ROOT)) + 1 : 0;
        if (month == 0) {
            return Optional.empty();
        }
        String zone = date.group(7);
        String offset = ZONES.getOrDefault(zone.toUpperCase(Locale.ROOT), zone);
        if (Character.isLetter(offset.charAt(0)) && !offset.equals("Z")) {
            return Optional.empty();
        }
        try {
            int year = Integer.parseInt(date.group(3));
            LocalDateTime local = LocalDateTime.of(
                    year < 50 ? year + 2000 : year < 100 ? year + 1900 : year,
                    month,
                    Integer.parseInt(date.group(1)),
                    Integer.parseInt(date.group(4)),
                    Integer.parseInt(date.group(5)),
                    date.group(6) == null ? 0 : Math.min(59, Integer.parseInt(date.group(6))));
            return Optional.of(local.toInstant(ZoneOffset.of(offset)));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }
}

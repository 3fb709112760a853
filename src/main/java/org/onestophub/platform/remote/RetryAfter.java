package org.onestophub.platform.remote;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.onestophub.complaint.Shipment;

/** The pause that a receiver asks for with {@code Retry-After}: seconds or a date. Source: RFC 9110, 10.2.3 and 5.6.7. */
public final class RetryAfter {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,400}");
    /** Nine digits are thirty years. */
    private static final int MOST_DIGITS = 9;

    /** The form of today, and the two that a recipient must still read. */
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern("EEEE, dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, 2000)
                    .appendPattern(" HH:mm:ss zzz")
                    .toFormatter(Locale.ENGLISH),
            new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern("EEE MMM ppd HH:mm:ss yyyy")
                    .toFormatter(Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC));

    private RetryAfter() {}

    /**
     * The pause from now on; zero if none is asked for or it cannot be read, at most {@link Shipment#LONGEST_RETRY_AFTER}.
     * A date counts from the {@code Date} of the same answer, because the receiver's clock may be wrong.
     */
    public static Duration of(HttpHeaders headers, Instant now) {
        String asked = headers.firstValue("Retry-After").orElse("").strip();
        if (SECONDS.matcher(asked).matches()) {
            return bounded(secondsOf(asked));
        }
        Instant from = headers.firstValue("Date").flatMap(RetryAfter::dateOf).orElse(now);
        return dateOf(asked)
                .map(until -> bounded(Duration.between(from, until)))
                .orElse(Duration.ZERO);
    }

    private static Duration secondsOf(String digits) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() > MOST_DIGITS
                ? Shipment.LONGEST_RETRY_AFTER
                : Duration.ofSeconds(Long.parseLong(significant));
    }

    private static Duration bounded(Duration asked) {
        if (asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.compareTo(Shipment.LONGEST_RETRY_AFTER) > 0 ? Shipment.LONGEST_RETRY_AFTER : asked;
    }

    /** A date of HTTP, in any of the three forms; empty if it is none. */
    public static Optional<Instant> dateOf(String text) {
        for (DateTimeFormatter form : DATES) {
            try {
                return Optional.of(ZonedDateTime.parse(text.strip(), form).toInstant());
            } catch (DateTimeException e) {
                // one of the other forms, or none
            }
        }
        return Optional.empty();
    }
}

package org.onestophub.pipeline.read.calls;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Times as a telephone system writes them. A local time that a clock change skips is moved forward, one that it repeats
 * is taken as the first of the two.
 *
 * @param form how they are written, null for seconds since 1970 UTC
 * @param zone of local times
 */
record CdrTime(@Nullable DateTimeFormatter form, ZoneId zone) {

    private static final String EPOCH = "epoch";

    /** Year 9999; a larger number is no time. */
    private static final long MOST_EPOCH = 253_402_300_799L;

    /**
     * Times in the pattern {@code format}, or {@code epoch}.
     * @throws IllegalArgumentException if it is no pattern
     */
    static CdrTime of(String format, ZoneId zone) {
        return new CdrTime(
                format.equals(EPOCH)
                        ? null
                        : DateTimeFormatter.ofPattern(format.replace('y', 'u')).withResolverStyle(ResolverStyle.STRICT),
                zone);
    }

    /** The instant, empty if the text is empty, 0, or not in the form. */
    Optional<Instant> instant(String text) {
        if (text.isEmpty() || text.equals("0")) {
            return Optional.empty();
        }
        try {
            if (form != null) {
                return Optional.of(LocalDateTime.parse(text, form).atZone(zone).toInstant());
            }
            long seconds = Long.parseLong(text);
            return seconds > 0 && seconds <= MOST_EPOCH
                    ? Optional.of(Instant.ofEpochSecond(seconds))
                    : Optional.empty();
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}

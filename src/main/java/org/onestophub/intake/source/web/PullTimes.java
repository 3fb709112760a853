package org.onestophub.intake.source.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Times as a platform wants them, in whole seconds. */
final class PullTimes {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final String format;
    private final ZoneId zone;

    /** @param format {@code local}, {@code iso}, {@code epoch-seconds} or {@code epoch-millis} */
    PullTimes(String format, ZoneId zone) {
        this.format = format;
        this.zone = zone;
    }

    /** A text, or a number of seconds or milliseconds since 1970. */
    Object written(Instant time) {
        Instant whole = time.truncatedTo(ChronoUnit.SECONDS);
        return switch (format) {
            case "iso" -> whole.toString();
            case "epoch-seconds" -> whole.getEpochSecond();
            case "epoch-millis" -> whole.toEpochMilli();
            default -> LOCAL.format(whole.atZone(zone));
        };
    }

    /** A kept position; empty if there is none or it is of another kind. */
    Optional<Instant> instant(String position) {
        try {
            return position.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(position));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

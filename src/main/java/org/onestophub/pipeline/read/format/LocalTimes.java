package org.onestophub.pipeline.read.format;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Converts times of senders to instants. Without an offset they are local times of the hub's zone. Beside the agreed
 * patterns it reads ISO-8601 and the serial numbers of spreadsheets (days since 1899-12-30), which exports of hotline
 * platforms mix in (source: domain notes, export of a city bureau).
 */
public final class LocalTimes {

    private static final LocalDate SPREADSHEET_ORIGIN = LocalDate.of(1899, 12, 30);
    /** 1954 to 2119; smaller and larger numbers are no dates. */
    private static final Pattern SERIAL = Pattern.compile("[2-7][0-9]{4}(?:\\.[0-9]{1,12})?");

    private static final BigDecimal SECONDS_A_DAY = BigDecimal.valueOf(86_400);
    private static final int MAX_LENGTH = 40;
    private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);

    private final ZoneId zone;

    /** Times without an offset are local to that zone. */
    public LocalTimes(ZoneId zone) {
        this.zone = zone;
    }

    /** The instant; empty if the text is no time. Whole seconds; a day without a time is its beginning. */
    public Optional<Instant> instant(String text, List<DateTimeFormatter> patterns) {
        return instant(text, patterns, false);
    }

    /**
     * The same.
     *
     * @param isEnd true of a time until which something may be done: a day without a time is its last second. Source: Civil Code
     *     of China, article 203
     */
    public Optional<Instant> instant(String text, List<DateTimeFormatter> patterns, boolean isEnd) {
        LocalTime ofADay = isEnd ? LAST_SECOND : LocalTime.MIDNIGHT;
        String trimmed = text.strip();
        if (trimmed.isEmpty() || trimmed.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        if (SERIAL.matcher(trimmed).matches()) {
            return Optional.of(serial(new BigDecimal(trimmed), ofADay));
        }
        return iso(trimmed)
                .or(() -> patterns.stream()
                        .map(pattern -> local(trimmed, pattern, ofADay))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private Instant serial(BigDecimal days, LocalTime ofADay) {
        long whole = days.longValue();
        BigDecimal rest = days.subtract(BigDecimal.valueOf(whole)).multiply(SECONDS_A_DAY);
        // fractions of a second come from a spreadsheet's arithmetic
        long seconds = rest.add(new BigDecimal("0.5")).longValue();
        LocalDate day = SPREADSHEET_ORIGIN.plusDays(whole);
        LocalDateTime local =
                seconds == 0 ? day.atTime(ofADay) : day.atStartOfDay().plusSeconds(seconds);
        return local.atZone(zone).toInstant();
    }

    private Optional<Instant> iso(String text) {
        // most senders write a blank there; an exception for each would cost more than all the rest
        if (text.indexOf('T') != "yyyy-MM-dd".length()) {
            return Optional.empty();
        }
        try {
            TemporalAccessor time =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return Optional.of(
                            time instanceof OffsetDateTime offset
                                    ? offset.toInstant()
                                    : ((LocalDateTime) time).atZone(zone).toInstant())
                    .map(LocalTimes::wholeSeconds);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<Instant> local(String text, DateTimeFormatter pattern, LocalTime ofADay) {
        try {
            TemporalAccessor time = pattern.parseBest(text, LocalDateTime::from, LocalDate::from);
            LocalDateTime local = time instanceof LocalDate day ? day.atTime(ofADay) : (LocalDateTime) time;
            return Optional.of(wholeSeconds(local.atZone(zone).toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant wholeSeconds(Instant instant) {
        return Instant.ofEpochSecond(instant.getEpochSecond());
    }
}

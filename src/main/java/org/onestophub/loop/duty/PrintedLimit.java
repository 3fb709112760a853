package org.onestophub.loop.duty;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an order says about its own end: a date ({@code 2026-11-27}), a time, or a limit ({@code 5WD}, {@code 5个工作日},
 * {@code 24小时}; a number alone counts what the rule counts).
 *
 * @param day the last day, null if it is something else
 * @param at the end, null if it is something else
 * @param limit null if it is something else
 * @param isReadable false if there is a text that is none of them
 */
record PrintedLimit(
        @Nullable LocalDate day,
        @Nullable Instant at,
        @Nullable Limit limit,
        boolean isReadable) {

    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,3})\\s*(个?工作日|WD|wd|个?小时|h|H|天|日|d|D|)");
    private static final int MOST_CHARS = 40;

    /** An end that an event names. */
    static PrintedLimit at(Instant end) {
        return new PrintedLimit(null, end, null, true);
    }

    /** What stands first in these fields; empty if nothing stands there. */
    static Optional<PrintedLimit> in(JsonNode complaint, List<JsonPointer> fields, LimitUnit unit, ZoneId zone) {
        for (JsonPointer field : fields) {
            JsonNode value = complaint.at(field);
            if (value.isValueNode() && !value.asText().isBlank() && !value.isNull()) {
                return Optional.of(of(value.asText().strip(), unit, zone));
            }
        }
        return Optional.empty();
    }

    private static PrintedLimit of(String text, LimitUnit unit, ZoneId zone) {
        Matcher amount = AMOUNT.matcher(text);
        if (amount.matches()) {
            LimitUnit counted = switch (amount.group(2)) {
                case "" -> unit;
                case "个工作日", "工作日", "WD", "wd" -> LimitUnit.WORKING_DAYS;
                case "天", "日", "d", "D" -> LimitUnit.CALENDAR_DAYS;
                default -> LimitUnit.HOURS;
            };
            return new PrintedLimit(null, null, new Limit(Integer.parseInt(amount.group(1)), counted), true);
        }
        if (text.length() <= MOST_CHARS) {
            try {
                return ofTime(text.replace(' ', 'T').replace('/', '-'), zone);
            } catch (DateTimeException e) {
                // not readable, which its finding says
            }
        }
        return new PrintedLimit(null, null, null, false);
    }

    private static PrintedLimit ofTime(String text, ZoneId zone) {
        if (!text.contains("T")) {
            return new PrintedLimit(LocalDate.parse(text), null, null, true);
        }
        boolean hasOffset = text.matches(".*T.*(Z|[+-]\\d\\d:?\\d\\d)");
        Instant at = hasOffset
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).atZone(zone).toInstant();
        return new PrintedLimit(null, at, null, true);
    }
}

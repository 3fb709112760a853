package org.onestophub.pipeline.read.feed;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates of feeds as instants: RFC 822 and ISO 8601 as the specifications demand, and as feeds write them. A time without
 * a zone is local time of the hospital; so is CST where the hospital is in Asia. Whole seconds.
 */
final class FeedDates {

    private static final int MAX_LENGTH = 80;
    private static final String TIME =
            "(?<hour>[0-9]{1,2})[:时点](?<minute>[0-9]{1,2})(?:[:分](?<second>[0-9]{1,2})?秒?(?:[.,][0-9]{1,9})?)?";
    private static final String ZONE = "(?<zone>.{0,30}?)";

    /** 2026-11-29T10:00:00+08:00, 2026/11/29 10:00, 2026年11月29日 10时00分. */
    private static final Pattern ISO =
            Pattern.compile("(?<year>[0-9]{4})[-/.年](?<month>[0-9]{1,2})[-/.月](?<day>[0-9]{1,2})日?" + "(?:(?:T| *)"
                    + TIME + " *" + ZONE + ")?");
    /** Sun, 29 Nov 26 10:00:00 +0800. */
    private static final Pattern RFC_822 = Pattern.compile(
            "(?:[^0-9]{1,12}[, ] *)?(?<day>[0-9]{1,2})[ -](?<month>[A-Za-z]{3,9}\\.?|[0-9]{1,2}月)[ -](?<year>[0-9]{4}|[0-9]{2})"
                    + "(?: +" + TIME + " *" + ZONE + ")?");
    /** Sun Nov 29 10:00:00 CST 2026. */
    private static final Pattern ASCTIME = Pattern.compile(
            "[A-Za-z]{3,9},? (?<month>[A-Za-z]{3,9}) (?<day>[0-9]{1,2}) " + TIME + " *" + ZONE + " +(?<year>[0-9]{4})");
    /** Sun Nov 29 2026 10:00:00 GMT+0800. */
    private static final Pattern SCRIPT = Pattern.compile(
            "[A-Za-z]{3,9},? (?<month>[A-Za-z]{3,9}) (?<day>[0-9]{1,2}),? (?<year>[0-9]{4}) " + TIME + " *" + ZONE);

    private static final List<Pattern> FORMS = List.of(ISO, RFC_822, ASCTIME, SCRIPT);
    private static final Pattern EPOCH = Pattern.compile("[0-9]{10}(?:[0-9]{3})?");
    private static final Pattern OFFSET =
            Pattern.compile("(?:GMT|UTC|UT)? *([+-])([0-9]{1,2}):?([0-9]{2})?(?: *\\(.*)?", Pattern.CASE_INSENSITIVE);

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static final Map<String, Integer> ZONES = Map.ofEntries(
            Map.entry("Z", 0),
            Map.entry("UT", 0),
            Map.entry("UTC", 0),
            Map.entry("GMT", 0),
            Map.entry("HKT", 8),
            Map.entry("BJT", 8),
            Map.entry("北京时间", 8),
            Map.entry("中国标准时间", 8),
            Map.entry("JST", 9),
            Map.entry("CET", 1),
            Map.entry("CEST", 2),
            Map.entry("EST", -5),
            Map.entry("EDT", -4),
            Map.entry("CST", -6),
            Map.entry("CDT", -5),
            Map.entry("MST", -7),
            Map.entry("MDT", -6),
            Map.entry("PST", -8),
            Map.entry("PDT", -7));

    private final ZoneId hospital;

    FeedDates(ZoneId hospital) {
        this.hospital = hospital;
    }

    /** The instant; empty if the text is no time. */
    Optional<Instant> instant(String text) {
        String plain = text.strip().replaceAll("[\\s\\u00a0\\u3000]+", " ");
        if (plain.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        if (EPOCH.matcher(plain).matches()) {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(plain.substring(0, 10))));
        }
        for (Pattern form : FORMS) {
            Matcher found = form.matcher(plain);
            if (found.matches()) {
                return instant(found);
            }
        }
        return Optional.empty();
    }

    private Optional<Instant> instant(Matcher found) {
        int month = monthOf(found.group("month"));
        ZoneId zone = zoneOf(found.group("zone"));
        if (month == 0 || zone == null) {
            return Optional.empty();
        }
        int second = number(found.group("second"));
        int hour = number(found.group("hour"));
        try {
            // second 60 is a leap second, and hour 24 the end of the day
            LocalDateTime local = LocalDateTime.of(
                            yearOf(found.group("year")),
                            month,
                            number(found.group("day")),
                            hour == 24 ? 0 : hour,
                            number(found.group("minute")),
                            second == 60 ? 59 : second)
                    .plusDays(hour == 24 ? 1 : 0);
            return Optional.of(local.atZone(zone).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(@Nullable String text) {
        return text == null ? 0 : Integer.parseInt(text);
    }

    /** Two digits mean 1950 to 2049. Source: RFC 2822. */
    private static int yearOf(String text) {
        int year = Integer.parseInt(text);
        return text.length() > 2 ? year : year < 50 ? 2000 + year : 1900 + year;
    }

    private static int monthOf(String text) {
        if (Character.isDigit(text.charAt(0))) {
            return Integer.parseInt(text.replace("月", ""));
        }
        return MONTHS.indexOf(text.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
    }

    @SuppressWarnings("NullAway") // no zone known by that name
    private @Nullable ZoneId zoneOf(@Nullable String text) {
        String name = text == null ? "" : text.strip();
        if (name.isEmpty() || name.equals("-0000")) {
            return name.isEmpty() ? hospital : ZoneOffset.UTC;
        }
        Matcher offset = OFFSET.matcher(name);
        if (offset.matches()) {
            int minutes = number(offset.group(2)) * 60 + number(offset.group(3));
            return minutes > 18 * 60
                    ? null
                    : ZoneOffset.ofTotalSeconds((offset.group(1).equals("-") ? -minutes : minutes) * 60);
        }
        String known = name.replaceFirst(" *\\(.*", "").toUpperCase(Locale.ROOT);
        if (known.equals("CST") && hospital.getId().startsWith("Asia/")) {
            return hospital;
        }
        Integer hours = ZONES.get(known);
        return hours == null ? null : ZoneOffset.ofHours(hours);
    }
}

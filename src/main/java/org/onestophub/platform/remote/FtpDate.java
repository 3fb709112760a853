package org.onestophub.platform.remote;

import java.text.DateFormatSymbols;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The date in a line of an FTP listing: day first or month first or year first, months as numbers or as words of many
 * languages, years of two or four digits or none. In the zone of this machine, as listings name none.
 */
final class FtpDate {

    private static final String MONTH = "(?:\\d{1,2}\\s?[月월]|[\\p{L}\\p{M}]{1,12}\\.?-?\\d{0,2})";
    private static final String DAY = "\\d{1,2}\\s?[日일.,]?";
    private static final String TIME =
            "(?:上午|下午|오전|오후)?\\s?\\d{1,2}[:.hH时]\\d{2}(?:[:.]\\d{2}(?:[.,]\\d{1,9})?)?\\s?(?:[AaPp][Mm])?(?:\\s[+-]\\d{4})?";
    private static final String YEAR = "(?:\\d{4}|\\d{2}(?=\\s))\\s?[年년]?";
    private static final String NUMBERS =
            "\\d{1,4}\\s?[-/.年년]\\s?\\d{1,2}\\s?[-/.月월]\\s?\\d{1,4}\\s?[日일.]?(?:,?\\s+" + TIME + ")?";

    /** How such a date looks, as one group of a pattern; it ends before the blank in front of the name. */
    static final String FORM = "(" + NUMBERS
            + "|" + MONTH + "\\s{0,4}" + DAY + "\\s+(?:" + TIME + "|" + YEAR + ")"
            + "|" + DAY + "\\s*" + MONTH + "\\s+(?:" + TIME + "|" + YEAR + "))";

    private static final Pattern CLOCK_TIME =
            Pattern.compile("(上午|下午|오전|오후)?\\s?(\\d{1,2})[:hH时](\\d{2})(?:[:.](\\d{2}))?\\S*\\s?([AaPp])?");
    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}]*");
    private static final Pattern MONTH_NUMBER = Pattern.compile("(\\d{1,2})\\s?[月월]");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final int CENTURY = 2000;
    private static final Map<String, Integer> MONTHS = months();

    private FtpDate() {}

    /** The date, empty if it is in no form known here. */
    static Optional<ZonedDateTime> read(String text, Clock clock) {
        try {
            LocalTime time = LocalTime.MIDNIGHT;
            boolean hasTime = false;
            String days = text;
            Matcher clockTime = CLOCK_TIME.matcher(text);
            if (clockTime.find()) {
                time = timeOf(clockTime);
                hasTime = true;
                days = text.substring(0, clockTime.start());
            }
            int month = monthOf(days);
            Matcher numbers =
                    NUMBER.matcher(month > 0 ? MONTH_NUMBER.matcher(days).replaceFirst(" ") : days);
            int[] found = new int[3];
            int count = 0;
            while (count < found.length && numbers.find()) {
                found[count++] = Integer.parseInt(numbers.group());
            }
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault());
            LocalDate day = month > 0 ? worded(month, found, count, today) : numbered(found, count);
            LocalDateTime at = day.atTime(time);
            if (month > 0 && count == 1 && hasTime && day.isAfter(today.plusDays(1))) {
                at = at.minusYears(1);
            }
            return Optional.of(at.atZone(ZoneId.systemDefault()));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static LocalTime timeOf(Matcher clockTime) {
        int hour = Integer.parseInt(clockTime.group(2));
        String half = clockTime.group(5) == null ? clockTime.group(1) : clockTime.group(5);
        boolean isLate = half != null && "下午오후pP".contains(half);
        if (half != null) {
            hour = hour % 12 + (isLate ? 12 : 0);
        }
        int second = clockTime.group(4) == null ? 0 : Integer.parseInt(clockTime.group(4));
        return LocalTime.of(hour, Integer.parseInt(clockTime.group(3)), second);
    }

    private static int monthOf(String days) {
        Matcher number = MONTH_NUMBER.matcher(days);
        if (number.find()) {
            return Integer.parseInt(number.group(1));
        }
        Matcher word = WORD.matcher(days);
        while (word.find()) {
            Integer month = MONTHS.get(word.group().toLowerCase(Locale.ROOT));
            if (month != null) {
                return month;
            }
        }
        return 0;
    }

    private static LocalDate worded(int month, int[] found, int count, LocalDate today) {
        if (count == 0) {
            throw new DateTimeException("no day");
        }
        if (count == 1) {
            return LocalDate.of(today.getYear(), month, found[0]);
        }
        return found[0] > 31
                ? LocalDate.of(yearOf(found[0]), month, found[1])
                : LocalDate.of(yearOf(found[1]), month, found[0]);
    }

    private static LocalDate numbered(int[] found, int count) {
        if (count < found.length) {
            throw new DateTimeException("no date");
        }
        if (found[0] > 31) {
            return LocalDate.of(yearOf(found[0]), found[1], found[2]);
        }
        if (found[2] > 31 || found[0] <= 12) {
            boolean isDayFirst = found[0] > 12;
            return LocalDate.of(yearOf(found[2]), isDayFirst ? found[1] : found[0], isDayFirst ? found[0] : found[1]);
        }
        // 28-11-26 and 26-11-28 look alike; days come first more often
        return LocalDate.of(yearOf(found[2]), found[1], found[0]);
    }

    private static int yearOf(int year) {
        return year < 100 ? CENTURY + year : year;
    }

    private static Map<String, Integer> months() {
        Map<String, Integer> months = new HashMap<>();
        // languages earlier in the list keep a word that others use for another month
        for (String language :
                "en zh de fr es it pt nl sv da nb fi pl cs sk hu ro bg ru uk el tr vi id ms ja ko".split(" ")) {
            Locale locale = Locale.forLanguageTag(language);
            for (Month month : Month.values()) {
                for (TextStyle style : TextStyle.values()) {
                    if (style != TextStyle.NARROW && style != TextStyle.NARROW_STANDALONE) {
                        add(months, month.getDisplayName(style, locale), month.getValue());
                    }
                }
                add(months, new DateFormatSymbols(locale).getShortMonths()[month.getValue() - 1], month.getValue());
            }
        }
        // ls of German, French and Austrian systems
        Map.of("mrz", 3, "mär", 3, "jän", 1, "jänn", 1, "okt", 10, "dez", 12, "fév", 2, "déc", 12, "aoû", 8)
                .forEach((word, month) -> add(months, word, month));
        return Map.copyOf(months);
    }

    private static void add(Map<String, Integer> months, String name, int month) {
        Matcher word = WORD.matcher(name.toLowerCase(Locale.ROOT));
        if (word.find()) {
            months.putIfAbsent(word.group(), month);
        }
    }
}

package org.onestophub.pipeline.read.sheet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Numbers of spreadsheets as people see them. A spreadsheet keeps 15 digits of a number; times are days since the end of
 * 1899, or since 1904 in files of old Macintosh programs. Source: ECMA-376 part 1, 18.8.30 and 18.17.4.
 */
final class CellNumber {

    private static final int DIGITS = 15;
    private static final BigDecimal LOSES_DIGITS = BigDecimal.TEN.pow(DIGITS);
    private static final int MAX_SCALE = 400;

    /** 1954 to 2119: other numbers without the format of a time count something else. */
    private static final BigDecimal FIRST_DAY = BigDecimal.valueOf(20_000);

    private static final BigDecimal LAST_DAY = BigDecimal.valueOf(80_000);

    /** Days between the two origins. */
    private static final BigDecimal DAYS_TO_1904 = BigDecimal.valueOf(1_462);

    /** 9999-12-31. */
    private static final BigDecimal END = BigDecimal.valueOf(2_958_466);

    /** The first system takes 1900 for a leap year. */
    private static final int NO_DAY = 60;

    private static final LocalDate ORIGIN = LocalDate.of(1899, 12, 30);
    private static final BigDecimal SECONDS_A_DAY = BigDecimal.valueOf(86_400);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd");
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    /** What of a format is no sign of a time: quoted and escaped text, colours, currencies, conditions. */
    private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\*.|\\[(?![hHmMsS]+\\])[^\\]]*\\]");

    private static final Pattern TIME_SIGN = Pattern.compile("[ymdhsYMDHS年月日时]");
    private static final Pattern ZEROS = Pattern.compile("0{2,40}");

    /** Formats that have a number instead of a text. Those from 27 mean dates in Chinese, Japanese and Korean. */
    private static final Set<Integer> TIME_FORMATS = IntStream.of(
                    14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52,
                    53, 54, 55, 56, 57, 58)
            .boxed()
            .collect(Collectors.toUnmodifiableSet());

    private CellNumber() {}

    /** True if cells of the format with that number hold times. */
    static boolean isTimeFormat(int number) {
        return TIME_FORMATS.contains(number);
    }

    /** True if cells of that format hold times. */
    static boolean isTimeFormat(String format) {
        String positive = format.split(";", -1)[0];
        return TIME_SIGN.matcher(LITERAL.matcher(positive).replaceAll("")).find();
    }

    /**
     * The cell of that number.
     * @param isTime true if its format is that of a time
     * @param format its format, empty if it does not matter
     */
    static SheetCell of(BigDecimal value, boolean isTime, String format, boolean is1904, boolean isFormula) {
        if (Math.abs((long) value.scale()) > MAX_SCALE || value.precision() > MAX_SCALE) {
            return new SheetCell(SheetCell.Kind.LOST_DIGITS, value.toString(), "", isFormula);
        }
        if (isTime) {
            Optional<String> time = time(value, is1904);
            if (time.isPresent()) {
                return new SheetCell(SheetCell.Kind.TIME, time.get(), time.get(), isFormula);
            }
        }
        if (value.abs().compareTo(LOSES_DIGITS) >= 0) {
            return new SheetCell(
                    SheetCell.Kind.LOST_DIGITS, value.stripTrailingZeros().toPlainString(), "", isFormula);
        }
        // 0.1 + 0.2 is 0.30000000000000004 in the file and 0.3 for people
        BigDecimal shown = value.round(new MathContext(DIGITS, RoundingMode.HALF_UP));
        String text = shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
        if (ZEROS.matcher(format).matches() && shown.signum() >= 0 && text.indexOf('.') < 0) {
            text = "0".repeat(Math.max(0, format.length() - text.length())) + text;
        }
        BigDecimal days = is1904 ? value.add(DAYS_TO_1904) : value;
        boolean mayBeTime = days.compareTo(FIRST_DAY) >= 0 && days.compareTo(LAST_DAY) < 0;
        return new SheetCell(
                SheetCell.Kind.NUMBER, text, mayBeTime ? time(value, is1904).orElse("") : "", isFormula);
    }

    /** The local time that so many days are; a time of day alone below one day. Rounded to seconds. */
    static Optional<String> time(BigDecimal value, boolean is1904) {
        BigDecimal days = is1904 ? value.add(DAYS_TO_1904) : value;
        if (value.signum() < 0 || days.compareTo(END) >= 0) {
            return Optional.empty();
        }
        long seconds =
                value.multiply(SECONDS_A_DAY).setScale(0, RoundingMode.HALF_UP).longValueExact();
        long whole = seconds / SECONDS_A_DAY.longValue();
        long rest = seconds % SECONDS_A_DAY.longValue();
        if (whole == 0) {
            return Optional.of(LocalDate.EPOCH.atStartOfDay().plusSeconds(rest).format(TIME));
        }
        long since = is1904 ? whole + DAYS_TO_1904.longValue() : whole < NO_DAY ? whole + 1 : whole;
        if (!is1904 && whole == NO_DAY) {
            return Optional.empty();
        }
        LocalDateTime time = ORIGIN.plusDays(since).atStartOfDay().plusSeconds(rest);
        return Optional.of(time.format(rest == 0 ? DATE : DATE_TIME));
    }
}

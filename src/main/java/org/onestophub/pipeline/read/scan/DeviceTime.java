package org.onestophub.pipeline.read.scan;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time in a file name written by a scanner. Device clocks are often wrong, so it is only information and no legal period
 * begins with it. Source: manuals of the devices, see each pattern.
 */
final class DeviceTime {

    // impossible dates show that the digits are not a date
    private static final int FIRST_YEAR = 2000;

    private static final List<NamePattern> PATTERNS = List.of(
            // Konica bizhub: mode S, F or P, device name up to 10, yyMMddHHmm, serial of 2, _page
            new NamePattern("[SFP].{0,10}?([0-9]{10})[0-9]{2}_[0-9]{1,4}\\.[A-Za-z]{3,4}", "uuMMddHHmm"),
            // Panasonic: date of 14 as prefix, mode letter, serial of 5
            new NamePattern("([0-9]{14})-[A-Z]-[0-9]{5}\\.[A-Za-z]{3,4}", "uuuuMMddHHmmss"),
            // HP: suffix of 14 before the extension, month first
            new NamePattern(".{0,100}?([0-9]{14})\\.[A-Za-z]{3,4}", "MMdduuuuHHmmss"));

    private DeviceTime() {}

    private record NamePattern(Pattern pattern, DateTimeFormatter format) {
        NamePattern(String pattern, String format) {
            this(
                    Pattern.compile(pattern),
                    DateTimeFormatter.ofPattern(format, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT));
        }
    }

    /** Local time of the device in {@code fileName}, without zone because the device has none; empty if none is known. */
    static Optional<LocalDateTime> in(String fileName) {
        for (NamePattern name : PATTERNS) {
            Matcher matcher = name.pattern().matcher(fileName);
            if (matcher.matches()) {
                return parsed(matcher.group(1), name.format());
            }
        }
        return Optional.empty();
    }

    private static Optional<LocalDateTime> parsed(String digits, DateTimeFormatter format) {
        try {
            return Optional.of(LocalDateTime.parse(digits, format)).filter(time -> time.getYear() >= FIRST_YEAR);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

package org.onestophub.operate.config;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onestophub.operate.config.file.YamlFile;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/**
 * What a setting may be, in the words of JSON schema that Kamelets use: {@code type}, {@code format}, {@code minimum},
 * {@code maximum}, {@code minLength}, {@code maxLength}, {@code pattern} and {@code enum}. The formats are {@code size} with
 * bounds in bytes, {@code duration} with bounds in seconds, {@code time}, {@code charset}, {@code host} and
 * {@code password}.
 *
 * @param minimum least number, bytes or seconds; null if there is no bound
 * @param maximum most of them; null if there is no bound
 * @param choices the words of which it is one; empty if it is free
 */
record SettingType(
        String type,
        String format,
        @Nullable Long minimum,
        @Nullable Long maximum,
        int minLength,
        int maxLength,
        String pattern,
        List<String> choices) {

    /** Text of which nothing else is known. */
    static final SettingType TEXT = new SettingType("string", "", null, null, 0, 1000, "", List.of());

    /** Where the schema says nothing. */
    private static final int MOST_CHARS = 10_000;

    /** The words that Spring takes for a boolean. */
    private static final Map<String, String> BOOLEANS = Map.of(
            "true", "true", "on", "true", "yes", "true", "1", "true", "false", "false", "off", "false", "no", "false",
            "0", "false");

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern HOST = Pattern.compile(
            "(?=.{1,255}$)[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?");
    private static final Pattern DIGITS_AND_DOTS = Pattern.compile("[0-9.]+");
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f]*:[0-9A-Fa-f:.]{1,45}]");

    /** The type that the object at the path has; of what says nothing, bounded text. */
    static SettingType of(YamlFile file, Object... path) {
        Map<String, String> words = file.keysAt(path).stream()
                .collect(Collectors.toMap(YamlFile.Value::key, YamlFile.Value::text, (first, second) -> first));
        Object[] choices = java.util.Arrays.copyOf(path, path.length + 1);
        choices[path.length] = "enum";
        return new SettingType(
                words.getOrDefault("type", "string"),
                words.getOrDefault("format", ""),
                numberOf(words.get("minimum")),
                numberOf(words.get("maximum")),
                lengthOf(words.get("minLength"), 0),
                lengthOf(words.get("maxLength"), MOST_CHARS),
                words.getOrDefault("pattern", ""),
                file.listAt(choices));
    }

    private static @Nullable Long numberOf(@Nullable String word) {
        return word != null && NUMBER.matcher(word).matches() ? Long.valueOf(word) : null;
    }

    private static int lengthOf(@Nullable String word, int otherwise) {
        Long number = numberOf(word);
        return number == null ? otherwise : Math.toIntExact(Math.min(number, 1_000_000));
    }

    boolean isBoolean() {
        return type.equals("boolean");
    }

    /** True if the value must not be shown. */
    boolean isSecret() {
        return format.equals("password");
    }

    /** True if the schema bounds every value, which each setting of the product does. */
    boolean isBounded() {
        return switch (type) {
            case "boolean" -> true;
            case "integer" -> minimum != null && maximum != null;
            default ->
                !choices.isEmpty()
                        || format.equals("time")
                        || (format.equals("size") || format.equals("duration")
                                ? minimum != null && maximum != null
                                : maxLength < MOST_CHARS || !pattern.isEmpty() || minLength > 0);
        };
    }

    /** {@code true} or {@code false} for the words that mean them; empty if it is none of them. */
    static Optional<String> booleanOf(String value) {
        return Optional.ofNullable(BOOLEANS.get(value.toLowerCase(Locale.ROOT)));
    }

    /** Whether a setting may have that value. */
    boolean takes(String value) {
        return switch (type) {
            case "boolean" -> booleanOf(value).isPresent();
            case "integer" -> NUMBER.matcher(value).matches() && isWithin(Long.parseLong(value));
            default -> isPlain(value) && takesText(value);
        };
    }

    private boolean takesText(String value) {
        if (!choices.isEmpty()) {
            return choices.contains(value);
        }
        return isOfFormat(value) && (pattern.isEmpty() || Pattern.matches(pattern, value));
    }

    private boolean isOfFormat(String value) {
        return switch (format) {
            case "size" -> isSize(value);
            case "duration" -> isDuration(value);
            case "time" -> isTime(value);
            case "charset" -> isCharset(value);
            case "host" -> isHost(value);
            default -> true;
        };
    }

    /** Braces would be read as a placeholder of Camel, where a value passes through it; a secret never does. */
    private boolean isPlain(String value) {
        return value.length() >= minLength
                && value.length() <= maxLength
                && value.chars().noneMatch(Character::isISOControl)
                && (isSecret() || !value.contains("{{") && !value.contains("}}"));
    }

    private boolean isWithin(long number) {
        return (minimum == null || number >= minimum) && (maximum == null || number <= maximum);
    }

    private boolean isSize(String value) {
        try {
            return !value.isEmpty() && isWithin(DataSize.parse(value).toBytes());
        } catch (IllegalArgumentException | ArithmeticException e) {
            return false;
        }
    }

    private boolean isDuration(String value) {
        try {
            Duration duration = DurationStyle.detectAndParse(value);
            boolean isLongEnough = minimum == null || duration.compareTo(Duration.ofSeconds(minimum)) >= 0;
            return isLongEnough && (maximum == null || duration.compareTo(Duration.ofSeconds(maximum)) <= 0);
        } catch (IllegalArgumentException | ArithmeticException e) {
            return false;
        }
    }

    private static boolean isTime(String value) {
        try {
            LocalTime.parse(value);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isCharset(String value) {
        try {
            return Charset.isSupported(value);
        } catch (IllegalCharsetNameException e) {
            return false;
        }
    }

    private static boolean isHost(String value) {
        if (DIGITS_AND_DOTS.matcher(value).matches()) {
            return IPV4.matcher(value).matches();
        }
        return HOST.matcher(value).matches() || IPV6.matcher(value).matches();
    }

    /** What it may be, in words. */
    String expectation() {
        return switch (type) {
            case "boolean" -> "true or false";
            case "integer" -> "whole number" + range(String.valueOf(minimum), String.valueOf(maximum));
            default -> textExpectation();
        };
    }

    private String textExpectation() {
        if (!choices.isEmpty()) {
            return "one of " + String.join(", ", choices);
        }
        return switch (format) {
            case "size" -> "size" + range(sizeText(minimum), sizeText(maximum));
            case "duration" -> "duration" + range(timeText(minimum), timeText(maximum));
            case "time" -> "time of day such as 17:30";
            case "charset" -> "name of a character set";
            case "host" -> "host name or address; IPv6 in brackets";
            default ->
                pattern.isEmpty()
                        ? "text of " + minLength + " to " + maxLength + " characters"
                        : "text of the form " + pattern;
        };
    }

    private String range(String least, String most) {
        if (minimum == null && maximum == null) {
            return "";
        }
        return minimum == null
                ? " up to " + most
                : maximum == null ? " not below " + least : " " + least + " to " + most;
    }

    private static String sizeText(@Nullable Long bytes) {
        if (bytes == null) {
            return "";
        }
        DataSize size = DataSize.ofBytes(bytes);
        if (bytes > 0 && bytes % (1L << 30) == 0) {
            return size.toGigabytes() + "GB";
        }
        return bytes > 0 && bytes % (1L << 20) == 0
                ? size.toMegabytes() + "MB"
                : bytes > 0 && bytes % 1024 == 0 ? size.toKilobytes() + "KB" : bytes + "B";
    }

    private static String timeText(@Nullable Long seconds) {
        if (seconds == null) {
            return "";
        }
        return seconds > 0 && seconds % 86_400 == 0
                ? seconds / 86_400 + "d"
                : seconds > 0 && seconds % 3_600 == 0 ? seconds / 3_600 + "h" : seconds + "s";
    }
}

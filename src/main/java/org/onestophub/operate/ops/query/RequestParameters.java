package org.onestophub.operate.ops.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.lang.Contract;

/** Parameters of requests, checked. Each method gives its value back or throws AC-104 with the parameter's name. */
public final class RequestParameters {

    /** Most rows in one page. */
    public static final int MAX_LIMIT = 200;

    private static final int MAX_NUMBER = 40;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
    private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern CODE = Pattern.compile("[A-Z]{2}-[0-9]{3}");
    private static final Pattern PART = Pattern.compile("[0-9]{1,4}(\\.[0-9]{1,4}){0,15}");

    private RequestParameters() {}

    /** A page size from 1 to {@code max}, else AC-104. */
    public static int limit(int limit, int max) {
        return require(limit >= 1 && limit <= max, "limit", limit);
    }

    /** A position in a list: where a page begins or the last one ended. */
    public static long position(long value, String name) {
        return require(value >= 0, name, value);
    }

    /** One of the words that the description of the parameter lists, or null. */
    @Contract("_, !null, _ -> !null")
    public static @Nullable String oneOf(List<String> words, @Nullable String value, String name) {
        return require(value == null || words.contains(value), name, value);
    }

    /** A name of lower-case letters, digits and hyphens, 64 characters at most, or null. */
    @Contract("!null, _ -> !null")
    public static @Nullable String word(@Nullable String value, String name) {
        return require(value == null || WORD.matcher(value).matches(), name, value);
    }

    /** An error code such as {@code RC-101}, or null. */
    @Contract("!null -> !null")
    public static @Nullable String code(@Nullable String value) {
        return require(value == null || CODE.matcher(value).matches(), "code", value);
    }

    /** The number of a part as IMAP writes it, such as {@code 1.2}. */
    public static String part(String value) {
        return require(PART.matcher(value).matches(), "part", value);
    }

    /** Text of {@code min} to {@code max} characters without control characters, or null. */
    @Contract("!null, _, _, _ -> !null")
    public static @Nullable String text(@Nullable String value, String name, int min, int max) {
        boolean fits = value == null
                || value.length() >= min
                        && value.length() <= max
                        && value.chars().noneMatch(Character::isISOControl);
        return require(fits, name, value);
    }

    /** A time that the ledger's calendar has, or null. */
    @Contract("!null, _ -> !null")
    public static @Nullable Instant time(@Nullable Instant value, String name) {
        return require(value == null || !value.isBefore(EARLIEST) && value.isBefore(LATEST), name, value);
    }

    /** What a field of a form holds, without space around it; null if it was left empty. */
    public static @Nullable String given(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** A day as a field of a form gives it ({@code 2026-12-31}), null if it was left empty. */
    public static @Nullable LocalDate day(@Nullable String value, String name) {
        String day = given(value);
        try {
            return day == null ? null : LocalDate.parse(day);
        } catch (DateTimeParseException e) {
            throw new ProblemException(Problem.REQUEST_INVALID, name);
        }
    }

    /** The number of a complaint in the form in which the ledger has it; AC-104 if it is missing or cannot be one. */
    public static String number(@Nullable String value, String name) {
        return needed(value, name, MAX_NUMBER).strip().toUpperCase(Locale.ROOT);
    }

    /** As {@link #text}, and it must be there. */
    public static String needed(@Nullable String value, String name, int max) {
        if (value == null || value.isBlank()) {
            throw new ProblemException(Problem.REQUEST_INVALID, name);
        }
        return text(value, name, 1, max);
    }

    /** Gives the value back, or refuses the request by the name of the parameter. */
    @Contract("_, _, !null -> !null")
    public static <T> @Nullable T require(boolean fits, String name, @Nullable T value) {
        if (!fits) {
            throw new ProblemException(Problem.REQUEST_INVALID, name);
        }
        return value;
    }
}

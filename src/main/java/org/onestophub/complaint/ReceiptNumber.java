package org.onestophub.complaint;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The number people read out on the phone: {@code yyMMdd-NNNNNNN-C}, the day of arrival in the hub's zone, a sequence
 * of seven digits or more, and a check character by ISO 7064 MOD 11-2 (0–9 or X, as on identity cards). It finds every
 * single wrong digit and every exchange of neighbours.
 */
public final class ReceiptNumber {

    private static final int DAY_DIGITS = 6;
    private static final int MIN_SEQUENCE_DIGITS = 7;
    private static final long MAX_SEQUENCE = 999_999_999_999L;
    /** Longest text accepted; leaves room for typed blanks and dashes. */
    private static final int MAX_TYPED = 64;

    private static final Pattern FORM = Pattern.compile("[0-9]{6}-[0-9]{7,12}-[0-9X]");
    private static final Pattern BARE = Pattern.compile("[0-9]{13,18}[0-9X]");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Pd}\u2212_./·]+");

    private ReceiptNumber() {}

    /**
     * The number for the {@code sequence}-th receipt of a day.
     * @param day day of arrival, 2000–2099, in the hub's zone
     * @param sequence 0–999,999,999,999; shorter ones are filled with zeros to seven digits
     */
    public static String of(LocalDate day, long sequence) {
        if (sequence < 0 || sequence > MAX_SEQUENCE || day.getYear() < 2000 || day.getYear() > 2099) {
            throw new IllegalArgumentException("no receipt number for this day or sequence");
        }
        String date =
                padded((day.getYear() % 100 * 100 + day.getMonthValue()) * 100L + day.getDayOfMonth(), DAY_DIGITS);
        String count = padded(sequence, MIN_SEQUENCE_DIGITS);
        return date + "-" + count + "-" + checkCharacter(date + count);
    }

    private static String padded(long number, int digits) {
        String shortest = Long.toString(number);
        return "0".repeat(Math.max(0, digits - shortest.length())) + shortest;
    }

    /** True if the text has the exact form, a real date and a check character that fits. */
    public static boolean isValid(@Nullable String number) {
        if (number == null || !FORM.matcher(number).matches() || !hasRealDate(number)) {
            return false;
        }
        String digits = number.substring(0, number.length() - 2).replace("-", "");
        return checkCharacter(digits) == number.charAt(number.length() - 1);
    }

    /**
     * The number typed with blanks, other or no hyphens, a small x or full-width digits; empty if that is no valid
     * number, or null.
     */
    public static Optional<String> normalise(@Nullable String typed) {
        if (typed == null || typed.length() > MAX_TYPED) {
            return Optional.empty();
        }
        String narrow = Normalizer.normalize(typed, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        String bare = SEPARATORS.matcher(narrow).replaceAll("");
        if (!BARE.matcher(bare).matches()) {
            return Optional.empty();
        }
        int last = bare.length() - 1;
        String number =
                bare.substring(0, DAY_DIGITS) + "-" + bare.substring(DAY_DIGITS, last) + "-" + bare.charAt(last);
        return Optional.of(number).filter(ReceiptNumber::isValid);
    }

    private static boolean hasRealDate(String number) {
        try {
            LocalDate.of(
                    2000 + Integer.parseInt(number, 0, 2, 10),
                    Integer.parseInt(number, 2, 4, 10),
                    Integer.parseInt(number, 4, 6, 10));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** ISO 7064 MOD 11-2: the character that makes the weighted sum 1 modulo 11. */
    private static char checkCharacter(String digits) {
        assert digits.length() >= DAY_DIGITS + MIN_SEQUENCE_DIGITS;
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum = (sum + digits.charAt(i) - '0') * 2 % 11;
        }
        int check = (12 - sum) % 11;
        return check == 10 ? 'X' : (char) ('0' + check);
    }
}

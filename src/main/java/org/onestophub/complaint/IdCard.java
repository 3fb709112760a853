package org.onestophub.complaint;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Numbers of resident identity cards: 18 characters with a check character by ISO 7064 MOD 11-2, or the 15 digits of cards
 * issued before 1999, which have none. The first six digits are not compared with the list of divisions, because cards keep
 * the code of a division that no longer exists. Source: GB 11643-1999.
 */
public final class IdCard {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";
    private static final Pattern FORM = Pattern.compile("[1-9][0-9]{16}[0-9X]");
    private static final Pattern OLD_FORM = Pattern.compile("[1-9][0-9]{14}");
    private static final int FIRST_YEAR = 1850;

    private IdCard() {}

    /** The number without blanks and hyphens, in half-width characters, with a capital X. */
    public static String normal(String text) {
        String narrow = Normalizer.normalize(text, Normalizer.Form.NFKC);
        return narrow.replaceAll("[\\s\\p{Pd}]+", "").toUpperCase(Locale.ROOT);
    }

    /** {@code valid}, {@code invalid}, or {@code unknown} for an old card with a possible date, which has no check character. */
    public static String verdict(String text) {
        String number = normal(text);
        if (FORM.matcher(number).matches()) {
            boolean sound = hasRealDate(number.substring(6, 14)) && checkOf(number) == number.charAt(17);
            return sound ? "valid" : "invalid";
        }
        boolean old = OLD_FORM.matcher(number).matches() && hasRealDate("19" + number.substring(6, 12));
        return old ? "unknown" : "invalid";
    }

    /** True for 18 characters with a possible date of birth and the right check character. */
    public static boolean isValid(String text) {
        return verdict(text).equals("valid");
    }

    /** True for a number that has the form of a card, of 18 or of the old 15 characters, right or wrong. */
    public static boolean looksLikeOne(String text) {
        String number = normal(text);
        return FORM.matcher(number).matches() || OLD_FORM.matcher(number).matches();
    }

    private static char checkOf(String number) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (number.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECKS.charAt(sum % 11);
    }

    private static boolean hasRealDate(String day) {
        try {
            int year = Integer.parseInt(day, 0, 4, 10);
            LocalDate.of(year, Integer.parseInt(day, 4, 6, 10), Integer.parseInt(day, 6, 8, 10));
            return year >= FIRST_YEAR;
        } catch (DateTimeException e) {
            return false;
        }
    }
}

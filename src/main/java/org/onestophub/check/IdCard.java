package org.onestophub.check;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Identity card numbers by GB 11643: 18 characters with a check character by ISO 7064 MOD 11-2, or the 15 digits of
 * cards issued before 1999, which have none. The first six digits are not compared with the list of divisions, because
 * cards keep the code of a division that is long gone.
 */
final class IdCard {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";
    private static final Pattern NEW_FORM = Pattern.compile("[1-9][0-9]{16}[0-9X]");
    private static final Pattern OLD_FORM = Pattern.compile("[1-9][0-9]{14}");
    private static final int FIRST_YEAR = 1850;

    private IdCard() {}

    /** The number without blanks and hyphens, in half-width characters, with a capital X. */
    static String normalised(String number) {
        String narrow = Normalizer.normalize(number, Normalizer.Form.NFKC);
        return narrow.replaceAll("[\\s\\p{Pd}]+", "").toUpperCase(Locale.ROOT);
    }

    /** {@code valid}, {@code invalid}, or {@code unknown} for an old card, which has nothing to check but its date. */
    static String verdict(String normalised) {
        if (NEW_FORM.matcher(normalised).matches()) {
            boolean sound = hasRealDate(normalised.substring(6, 14)) && checkOf(normalised) == normalised.charAt(17);
            return sound ? "valid" : "invalid";
        }
        boolean old = OLD_FORM.matcher(normalised).matches() && hasRealDate("19" + normalised.substring(6, 12));
        return old ? "unknown" : "invalid";
    }

    /** True if it has the 18 characters of a card, right or wrong. */
    static boolean hasForm(String normalised) {
        return NEW_FORM.matcher(normalised).matches();
    }

    private static char checkOf(String number) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (number.charAt(i) - '0');
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

package org.onestophub.complaint;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers of resident identity cards. Source: GB 11643-1999. */
public final class IdCard {

    private static final Pattern FORM = Pattern.compile("[1-9]\\d{16}[\\dX]");
    private static final Pattern OLD_FORM = Pattern.compile("[1-9]\\d{14}");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK = "10X98765432";

    private IdCard() {}

    /** The number without blanks and with a capital X. */
    public static String normal(String text) {
        return text.strip().replace(" ", "").toUpperCase(Locale.ROOT);
    }

    /** True for 18 characters with a possible date of birth and the right check character. */
    public static boolean isValid(String text) {
        String number = normal(text);
        return FORM.matcher(number).matches() && hasDate(number) && CHECK.charAt(sum(number) % 11) == number.charAt(17);
    }

    /** True for a number that has the form of a card, of 18 or of the old 15 characters, right or wrong. */
    public static boolean looksLikeOne(String text) {
        String number = normal(text);
        return FORM.matcher(number).matches() || OLD_FORM.matcher(number).matches();
    }

    private static int sum(String number) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (number.charAt(i) - '0');
        }
        return sum;
    }

    private static boolean hasDate(String number) {
        try {
            LocalDate.of(
                    Integer.parseInt(number.substring(6, 10)),
                    Integer.parseInt(number.substring(10, 12)),
                    Integer.parseInt(number.substring(12, 14)));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}

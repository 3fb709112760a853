package org.onestophub.pipeline.check;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Unified social credit codes by GB 32100-2015: 18 of {@code 0-9A-Z} without I O S V Z, the last a check character
 * modulo 31. Codes that break the rule have been issued, so a wrong one becomes a finding and is never refused.
 */
final class CreditCode {

    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    private static final Pattern FORM = Pattern.compile("[0-9A-HJ-NPQRTUWXY]{18}");

    private CreditCode() {}

    /** The code without blanks and hyphens, in half-width capitals. */
    static String normalised(String code) {
        String narrow = Normalizer.normalize(code, Normalizer.Form.NFKC);
        return narrow.replaceAll("[\\s\\p{Pd}]+", "").toUpperCase(Locale.ROOT);
    }

    /** {@code valid} or {@code invalid}. */
    static String verdict(String normalised) {
        if (!FORM.matcher(normalised).matches()) {
            return "invalid";
        }
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * ALPHABET.indexOf(normalised.charAt(i));
        }
        char check = ALPHABET.charAt((31 - sum % 31) % 31);
        return check == normalised.charAt(17) ? "valid" : "invalid";
    }
}

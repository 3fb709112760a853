package org.onestophub.read;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers in free text that may say who writes or about whom. Conservative: what is found here becomes a claim, and a
 * wrong claim costs more than a missing one.
 */
final class FoundNumbers {

    /** Mainland mobile, with or without country code and separators. */
    private static final Pattern PHONE =
            Pattern.compile("(?<![\\dA-Za-z+-])(?:(?:\\+|00)?86[- ]?)?1[3-9]\\d[- ]?\\d{4}[- ]?\\d{4}(?![\\dA-Za-z-])");

    private static final Pattern ID_CARD = Pattern.compile("(?<![0-9A-Za-z])\\d{17}[0-9Xx](?![0-9A-Za-z])");

    private static final Pattern HOSPITAL_NUMBER =
            Pattern.compile("(住院号|就诊号|门诊号|病历号)(?:码)?\\s{0,3}[:：]?\\s{0,3}([A-Za-z0-9-]{4,20})(?![A-Za-z0-9-])");

    private static final int FOUND_MAX = 20;

    /** Weights of GB 11643-1999. */
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    private static final String CHECKS = "10X98765432";

    private FoundNumbers() {}

    /**
     * A number as it stands in the text.
     *
     * @param kind phone, id-card, visit-number or patient-number
     * @param value as written
     */
    record Found(String kind, String value) {}

    /** The numbers in the text, without repetitions, at most twenty. */
    static List<Found> in(String text) {
        List<Found> found = new ArrayList<>();
        Matcher id = ID_CARD.matcher(text);
        while (id.find() && found.size() < FOUND_MAX) {
            if (isIdCard(id.group())) {
                add(found, "id-card", id.group());
            }
        }
        Matcher number = HOSPITAL_NUMBER.matcher(text);
        while (number.find() && found.size() < FOUND_MAX) {
            boolean visit = number.group(1).equals("住院号") || number.group(1).equals("就诊号");
            add(found, visit ? "visit-number" : "patient-number", number.group(2));
        }
        Matcher phone = PHONE.matcher(text);
        while (phone.find() && found.size() < FOUND_MAX) {
            add(found, "phone", phone.group());
        }
        return List.copyOf(found);
    }

    private static void add(List<Found> found, String kind, String value) {
        Found one = new Found(kind, value);
        if (!found.contains(one)) {
            found.add(one);
        }
    }

    private static boolean isIdCard(String number) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (number.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECKS.charAt(sum % 11) == Character.toUpperCase(number.charAt(17));
    }
}

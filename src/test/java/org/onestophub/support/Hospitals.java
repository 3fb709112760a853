package org.onestophub.support;

import java.util.List;
import java.util.stream.IntStream;

/** Sixty made-up institutions of a district, by their unified social credit codes, each with a valid check character. */
public final class Hospitals {

    private static final String SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int WEIGHT = 3;

    private Hospitals() {}

    /** The codes, in the order of their numbers. */
    public static List<String> codes() {
        return IntStream.range(0, 60).mapToObj(Hospitals::code).toList();
    }

    /** The code of the hospital of that number, from 0 to 59. */
    public static String code(int number) {
        String code = "12350200%09d".formatted(700_000_000 + number);
        int sum = 0;
        int weight = 1;
        for (int place = 0; place < code.length(); place++) {
            sum += SIGNS.indexOf(code.charAt(place)) * weight;
            weight = weight * WEIGHT % SIGNS.length();
        }
        return code + SIGNS.charAt((SIGNS.length() - sum % SIGNS.length()) % SIGNS.length());
    }

    /** Name of the key that is bound to it. */
    public static String key(int number) {
        return "test-hospital-%02d".formatted(number);
    }
}

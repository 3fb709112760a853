package org.onestophub.complaint;

/** Texts of bounded length. Lengths are chars of Java; no text is cut inside a surrogate pair. */
public final class ShortText {

    /** Replaces a char that is no valid character. */
    private static final int REPLACEMENT = 0xFFFD;

    private ShortText() {}

    /** The text, or its beginning if it is longer than {@code most}. */
    public static String of(String text, int most) {
        return text.length() <= most ? text : text.substring(0, end(text, most));
    }

    /** The text, or its beginning and {@code mark} behind it, together at most {@code most} long. */
    public static String of(String text, int most, String mark) {
        return text.length() <= most ? text : of(text, most - mark.length()) + mark;
    }

    /** {@link #of(String, int)} in a form that PostgreSQL accepts: without NUL and without half a surrogate pair. */
    public static String storable(String text, int most) {
        String cut = of(text, most);
        if (isWhole(cut)) {
            return cut;
        }
        StringBuilder clean = new StringBuilder(cut.length());
        cut.codePoints()
                .map(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? REPLACEMENT : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static int end(String text, int most) {
        return most > 0 && Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    }

    private static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }
}

package org.onestophub.read;

import java.text.Normalizer;

/** Text as it may stand in a view: NFC, line feeds and tabs but no other control characters, of bounded length. */
final class ScanText {

    /** More marks on one letter are no writing; normalising an endless run of them costs quadratic time. */
    private static final int MAX_MARKS = 32;

    private ScanText() {}

    /** {@code text} in that form, stripped; halves of characters are left out. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        String lines = text.replace("\r\n", "\n").replace('\r', '\n');
        int marks = 0;
        int c;
        for (int i = 0; i < lines.length(); i += Character.charCount(c)) {
            c = lines.codePointAt(i);
            marks = isMark(c) ? marks + 1 : 0;
            if (marks <= MAX_MARKS && isShown(c)) {
                clean.appendCodePoint(c);
            }
        }
        return Normalizer.normalize(clean, Normalizer.Form.NFC).strip();
    }

    /** The first {@code max} UTF-16 units of {@code text}, one less rather than half a character. */
    static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
    }

    /** {@code text} on one line. */
    static String line(String text) {
        return clean(text).replace('\n', ' ').replace('\t', ' ');
    }

    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private static boolean isShown(int codePoint) {
        boolean isHalf = Character.getType(codePoint) == Character.SURROGATE;
        return codePoint == '\n' || codePoint == '\t' || !(isHalf || Character.isISOControl(codePoint));
    }
}

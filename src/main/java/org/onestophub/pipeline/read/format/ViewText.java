package org.onestophub.pipeline.read.format;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.onestophub.complaint.ShortText;

/** Text as it stands in a view: NFC, lines ended by \n, no control characters but \n and \t, bounded. */
public final class ViewText {

    /** Characters below it never combine, so text of only such characters is in NFC: most cells of most files. */
    private static final int FIRST_MARK = 0x300;

    /** No script has more marks on one letter; sorting a long run of them costs quadratic time. */
    private static final int MARKS_MAX = 32;

    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0\\u3000]+");

    private ViewText() {}

    /** The text of several lines without blanks around it, however long. */
    public static String clean(String text) {
        return block(text, Integer.MAX_VALUE).strip();
    }

    /** The text of several lines, at most {@code maxChars} long. */
    public static String block(String text, int maxChars) {
        if (text.length() <= maxChars && isPlain(text)) {
            return ShortText.of(normal(text), maxChars);
        }
        StringBuilder clean = new StringBuilder(Math.min(text.length(), maxChars));
        // a carriage return alone ends a line too: old Macintosh mailers
        String lines = text.replace("\r\n", "\n").replace('\r', '\n');
        for (int i = 0; i < lines.length() && clean.length() < maxChars; i++) {
            if (isShown(lines, i)) {
                clean.append(lines.charAt(i));
            }
        }
        return ShortText.of(normal(clean), maxChars);
    }

    /** The text in NFC; of stacked marks only as many are kept as scripts use. */
    public static String normal(CharSequence text) {
        int first = 0;
        while (first < text.length() && text.charAt(first) < FIRST_MARK) {
            first++;
        }
        if (first == text.length()) {
            return text.toString();
        }
        StringBuilder sparse = new StringBuilder(text.length());
        int marks = 0;
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = Character.codePointAt(text, i);
            marks = isMark(c) ? marks + 1 : 0;
            if (marks <= MARKS_MAX) {
                sparse.appendCodePoint(c);
            }
        }
        return Normalizer.normalize(sparse, Normalizer.Form.NFC);
    }

    /** The text as one line without blanks at its ends, at most {@code maxChars} long. */
    public static String line(String text, int maxChars) {
        // cut before the costly steps too, with room for blanks that fold together
        String bounded = ShortText.of(text, 4 * maxChars);
        return ShortText.of(
                BLANKS.matcher(block(bounded, 4 * maxChars)).replaceAll(" ").strip(), maxChars);
    }

    /** True if all of it is shown as it stands: almost every value of every input. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || Character.isSurrogate(c) || !isShown(text, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private static boolean isShown(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        }
        return c == '\n' || c == '\t' || !Character.isISOControl(c) && c != '\uFEFF';
    }
}

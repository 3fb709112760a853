package org.onestophub.operate.console;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Content;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Bytes of a stranger as a page can show them. Text is escaped by the template, and characters that would turn or hide other
 * text are made visible; everything else is hex.
 *
 * @param text as text, null if it is none
 * @param cut true if the text is longer
 * @param hex the first bytes as hex, sixteen a line
 * @param size all bytes
 */
record Preview(@Nullable String text, boolean cut, String hex, long size) {

    private static final int MAX_TEXT = 100_000;
    private static final int MAX_HEX = 2048;
    private static final int HEX_LINE = 16;

    static Preview of(Content content, Optional<String> text) {
        String shown = text.map(Preview::visible).orElse(null);
        boolean cut = shown != null && shown.length() > MAX_TEXT;
        return new Preview(
                cut && shown != null ? shown.substring(0, MAX_TEXT) : shown, cut, hexOf(content), content.size());
    }

    /** Control characters and those that change the direction of text, by their number. */
    static String visible(String text) {
        StringBuilder visible = new StringBuilder(Math.min(text.length(), MAX_TEXT + 1));
        for (int i = 0; i < text.length() && visible.length() <= MAX_TEXT; i++) {
            char c = text.charAt(i);
            if (isHidden(c)) {
                visible.append("[U+")
                        .append(HexFormat.of().withUpperCase().toHexDigits(c))
                        .append(']');
            } else {
                visible.append(c);
            }
        }
        return visible.toString();
    }

    private static boolean isHidden(char c) {
        boolean control = Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t';
        boolean turns =
                c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069' || c == '\u200E' || c == '\u200F';
        return control || turns || c == '\u200B' || c == '\u061C' || c == '\uFEFF';
    }

    private static String hexOf(Content content) {
        byte[] first;
        try (InputStream in = content.open()) {
            first = in.readNBytes(MAX_HEX);
        } catch (IOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        }
        StringBuilder lines = new StringBuilder();
        HexFormat hex = HexFormat.ofDelimiter(" ");
        for (int at = 0; at < first.length; at += HEX_LINE) {
            int end = Math.min(at + HEX_LINE, first.length);
            lines.append(String.format("%06x  %-48s ", at, hex.formatHex(first, at, end)));
            for (int i = at; i < end; i++) {
                lines.append(first[i] >= ' ' && first[i] < 127 ? (char) first[i] : '.');
            }
            lines.append('\n');
        }
        return lines.toString();
    }
}

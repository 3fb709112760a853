package org.onestophub.pipeline.read.hl7;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onestophub.pipeline.read.format.ViewText;

/** Texts inside HL7 fields: escapes, and characters that the hub can store. */
public final class Hl7Text {

    private static final Pattern HEX = Pattern.compile("X([0-9A-Fa-f]{2}){1,50}");
    /** No escape of the standard is longer; a single escape character in free text must not hide the rest. */
    private static final int MAX_ESCAPE = 102;

    private Hl7Text() {}

    /**
     * The text with {@code \F\ \S\ \T\ \R\ \E\} and {@code \Xdd…\} (ASCII bytes) replaced; formatting such as
     * {@code \.br\} becomes a blank, highlighting {@code \H\ \N\} nothing. Anything else stays as it is.
     */
    static String unescape(String text, char escape, Function<Character, String> literal) {
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int end = text.charAt(at) == escape ? text.indexOf(escape, at + 1) : -1;
            String meaning = end < 0 || end - at > MAX_ESCAPE ? null : meaning(text.substring(at + 1, end), literal);
            if (meaning == null) {
                out.append(text.charAt(at++));
                continue;
            }
            out.append(meaning);
            at = end + 1;
        }
        return out.toString();
    }

    /** NFC, without control characters, lone surrogates and surrounding blanks: storable anywhere, and JSON-safe. */
    public static String clean(String text) {
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean unfit = Character.isISOControl(c) || isLone(text, i);
            if (unfit) {
                out = out == null ? new StringBuilder(text) : out;
                out.setCharAt(i, ' ');
            }
        }
        return ViewText.normal(out == null ? text : out).strip();
    }

    private static boolean isLone(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    private static @Nullable String meaning(String code, Function<Character, String> literal) {
        if (code.length() == 1 && "FSTRE".contains(code)) {
            return literal.apply(code.charAt(0));
        }
        if ("H".equals(code) || "N".equals(code)) {
            return "";
        }
        if (code.startsWith(".")) {
            return " ";
        }
        if (HEX.matcher(code).matches()) {
            return new String(HexFormat.of().parseHex(code.substring(1)), StandardCharsets.ISO_8859_1);
        }
        return null;
    }
}

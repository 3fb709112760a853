package org.onestophub.pipeline.read.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.onestophub.pipeline.read.format.MimeText;

/**
 * A header value with parameters, such as Content-Type: RFC 2231 with its continuations, encoded words in quotes, raw
 * 8-bit text, missing quotes. Total.
 *
 * @param value the text before the first semicolon, in lower case
 * @param parameters decoded values by name in lower case; the first of a name counts
 */
record MimeParameters(String value, Map<String, String> parameters) {

    /** Bound for hostile headers. */
    private static final int PARAMETERS_MAX = 200;

    /** The header value with its parameters; {@code header} is unfolded text. */
    static MimeParameters of(String header) {
        Map<String, String> plain = new LinkedHashMap<>();
        Map<String, TreeMap<Integer, Piece>> extended = new LinkedHashMap<>();
        int at = endOfItem(header, 0);
        String value = header.substring(0, at).trim().toLowerCase(Locale.ROOT);
        for (int n = 0; at < header.length() && n < PARAMETERS_MAX; n++) {
            int end = endOfItem(header, at + 1);
            take(header.substring(at + 1, end), plain, extended);
            at = end;
        }
        Map<String, String> all = new LinkedHashMap<>();
        extended.forEach((name, pieces) -> all.put(name, joined(pieces)));
        plain.forEach(
                (name, text) -> all.putIfAbsent(name, HeaderText.words(text).text()));
        return new MimeParameters(value, Map.copyOf(all));
    }

    /** The parameter's value, empty if it is missing. */
    String get(String name) {
        return parameters.getOrDefault(name, "");
    }

    private record Piece(String text, boolean percent) {}

    private static void take(String item, Map<String, String> plain, Map<String, TreeMap<Integer, Piece>> extended) {
        int equals = item.indexOf('=');
        if (equals <= 0) {
            return;
        }
        String name = item.substring(0, equals).trim().toLowerCase(Locale.ROOT);
        String value = unquoted(item.substring(equals + 1).trim());
        int star = name.indexOf('*');
        if (star < 0) {
            plain.putIfAbsent(name, value);
            return;
        }
        boolean percent = name.endsWith("*");
        String number = name.substring(star + 1, Math.max(star + 1, percent ? name.length() - 1 : name.length()));
        if (number.length() > 3 || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return;
        }
        extended.computeIfAbsent(name.substring(0, star), key -> new TreeMap<>())
                .putIfAbsent(number.isEmpty() ? 0 : Integer.parseInt(number), new Piece(value, percent));
    }

    /** Continuations are joined as bytes first: a character may be split over two of them. */
    private static String joined(TreeMap<Integer, Piece> pieces) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String charset = "";
        boolean first = true;
        for (Piece piece : pieces.values()) {
            String text = piece.text;
            int language = first && piece.percent ? text.indexOf('\'') : -1;
            int content = language < 0 ? -1 : text.indexOf('\'', language + 1);
            if (content >= 0) {
                charset = text.substring(0, language);
                text = text.substring(content + 1);
            }
            bytes.writeBytes(piece.percent ? unescaped(text) : text.getBytes(StandardCharsets.UTF_8));
            first = false;
        }
        return HeaderText.words(
                        MimeText.decode(bytes.toByteArray(), charset, false).text())
                .text();
    }

    private static byte[] unescaped(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            int value = text.charAt(i) == '%' && i + 2 < text.length() ? HeaderText.hex(text, i + 1) : -1;
            if (value >= 0) {
                out.write(value);
                i += 2;
            } else {
                int character = text.codePointAt(i);
                out.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(character) - 1;
            }
        }
        return out.toByteArray();
    }

    private static int endOfItem(String header, int from) {
        boolean quoted = false;
        for (int i = from; i < header.length(); i++) {
            char c = header.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ';' && !quoted) {
                return i;
            }
        }
        return header.length();
    }

    private static String unquoted(String value) {
        if (value.length() < 2 || value.charAt(0) != '"') {
            return value;
        }
        StringBuilder out = new StringBuilder(value.length());
        for (int i = 1; i < value.length() && value.charAt(i) != '"'; i++) {
            boolean escape = value.charAt(i) == '\\'
                    && i + 1 < value.length()
                    && (value.charAt(i + 1) == '"' || value.charAt(i + 1) == '\\');
            out.append(value.charAt(escape ? ++i : i));
        }
        return out.toString();
    }
}

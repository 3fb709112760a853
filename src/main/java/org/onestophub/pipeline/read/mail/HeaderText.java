package org.onestophub.pipeline.read.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.onestophub.pipeline.read.format.MimeText;

/**
 * The text of a mail header: raw 8-bit bytes by detection, encoded words (RFC 2047) by what they declare. More is
 * accepted than the standard allows: blanks inside an encoded word, a word inside quotes, a character split over two
 * words of the same character set.
 */
final class HeaderText {

    private HeaderText() {}

    /** The unfolded text of raw header bytes; encoded words are not decoded. */
    static MimeText.Decoded raw(byte[] bytes) {
        MimeText.Decoded decoded = MimeText.detect(bytes, false);
        return new MimeText.Decoded(
                decoded.text()
                        .replaceAll("\r?\n(?=[ \t])", "")
                        .replaceAll("[\r\n]+", " ")
                        .trim(),
                decoded.doubtful());
    }

    /** The text with its encoded words decoded. */
    static MimeText.Decoded words(String text) {
        StringBuilder out = new StringBuilder();
        Run run = new Run();
        int at = 0;
        while (at < text.length()) {
            int start = text.indexOf("=?", at);
            Word word = start < 0 ? null : Word.at(text, start);
            int literalEnd = start < 0 ? text.length() : word == null ? start + 2 : start;
            String literal = text.substring(at, literalEnd);
            // blanks between two encoded words are part of the folding, not of the text
            if (word == null || !run.isOpen() || !literal.isBlank()) {
                run.flush(out);
                out.append(literal);
            }
            at = literalEnd;
            if (word != null) {
                run.add(word, out);
                at = word.end;
            }
        }
        run.flush(out);
        return new MimeText.Decoded(out.toString(), run.doubtful);
    }

    /** The text of raw header bytes with encoded words decoded. */
    static MimeText.Decoded of(byte[] bytes) {
        MimeText.Decoded unfolded = raw(bytes);
        MimeText.Decoded decoded = words(unfolded.text());
        return new MimeText.Decoded(decoded.text(), unfolded.doubtful() || decoded.doubtful());
    }

    /** Bytes of adjacent encoded words of one character set, decoded together. */
    private static final class Run {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private String charset = "";
        private boolean open;
        private boolean doubtful;

        boolean isOpen() {
            return open;
        }

        void add(Word word, StringBuilder out) {
            if (open && !word.charset.equalsIgnoreCase(charset)) {
                flush(out);
            }
            charset = word.charset;
            open = true;
            bytes.writeBytes(word.bytes);
        }

        void flush(StringBuilder out) {
            if (!open) {
                return;
            }
            MimeText.Decoded decoded = MimeText.decode(bytes.toByteArray(), charset, false);
            doubtful |= decoded.doubtful();
            out.append(decoded.text());
            bytes.reset();
            open = false;
        }
    }

    /** One encoded word: {@code =?charset?B|Q?text?=}. */
    private record Word(String charset, byte[] bytes, int end) {

        /** Bound of the name of a character set. */
        private static final int CHARSET_CHARS_MAX = 60;

        /** RFC 2047 allows 75; real mailers put a whole subject into one word. Bounds the search for its end. */
        private static final int WORD_CHARS_MAX = 4096;

        /** The word that starts at {@code start}, null if there is none. */
        static @Nullable Word at(String whole, int start) {
            String text = whole.substring(start, Math.min(whole.length(), start + WORD_CHARS_MAX));
            int charsetEnd = text.indexOf('?', 2);
            if (charsetEnd < 0
                    || charsetEnd > CHARSET_CHARS_MAX
                    || charsetEnd + 2 >= text.length()
                    || text.charAt(charsetEnd + 2) != '?') {
                return null;
            }
            int end = text.indexOf("?=", charsetEnd + 3);
            char form = Character.toUpperCase(text.charAt(charsetEnd + 1));
            if (end < 0 || form != 'B' && form != 'Q') {
                return null;
            }
            String charset = text.substring(2, charsetEnd).toLowerCase(Locale.ROOT);
            int language = charset.indexOf('*');
            String inner = text.substring(charsetEnd + 3, end);
            return new Word(
                    language < 0 ? charset : charset.substring(0, language),
                    form == 'B' ? base64(inner) : quoted(inner),
                    start + end + 2);
        }

        private static byte[] base64(String inner) {
            StringBuilder clean = new StringBuilder(inner.length());
            for (char c : inner.toCharArray()) {
                if (c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/') {
                    clean.append(c);
                }
            }
            if (clean.length() % 4 == 1) {
                clean.setLength(clean.length() - 1);
            }
            return Base64.getDecoder().decode(clean.toString());
        }

        private static byte[] quoted(String inner) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(inner.length());
            for (int i = 0; i < inner.length(); i++) {
                char c = inner.charAt(i);
                int value = c == '=' && i + 2 < inner.length() ? hex(inner, i + 1) : -1;
                if (value >= 0) {
                    out.write(value);
                    i += 2;
                } else if (c == '_') {
                    out.write(' ');
                } else if (c < 0x80) {
                    out.write(c);
                } else {
                    int character = inner.codePointAt(i);
                    out.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
                    i += Character.charCount(character) - 1;
                }
            }
            return out.toByteArray();
        }
    }

    /** The value of two hex digits, -1 if they are not hex. */
    static int hex(String text, int at) {
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}

package org.onestophub.intake.source.mllp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The header of an HL7 message as bytes, enough to answer it: nothing is decoded, so an answer that repeats these bytes is
 * in the sender's character set whatever that is. Total: any bytes give a header, if need be an empty one.
 */
final class Hl7Header {

    /** A header line is some 150 bytes; one that goes on longer is not looked at to its end. */
    private static final int MAX_LINE = 2_000;

    private static final int MAX_FIELDS = 25;
    private static final byte[] NONE = {};
    private static final String DEFAULT_ENCODING = "^~\\&";

    private final List<byte[]> fields;
    private final char bar;

    private Hl7Header(List<byte[]> fields, char bar) {
        this.fields = fields;
        this.bar = bar;
    }

    /** The header of the first message in the bytes; an empty one if there is none. */
    static Hl7Header of(byte[] bytes) {
        int start = startOf(bytes);
        if (start < 0 || start + 3 >= bytes.length || !isSeparator(bytes[start + 3])) {
            return new Hl7Header(List.of(), '|');
        }
        int end = start;
        while (end < bytes.length && end - start < MAX_LINE && bytes[end] != '\r' && bytes[end] != '\n') {
            end++;
        }
        return new Hl7Header(split(bytes, start, end), (char) bytes[start + 3]);
    }

    /** True if the bytes were a message or a batch envelope, after blanks and a byte order mark. */
    boolean isHl7() {
        return !fields.isEmpty();
    }

    /** MSH-{@code number}, counted as in the standard (MSH-2 is the encoding characters); no bytes if absent. */
    byte[] field(int number) {
        int index = number - 1;
        return index > 0 && index < fields.size() ? fields.get(index) : NONE;
    }

    /** The same as text, for people: other bytes than ASCII only if they are UTF-8. */
    String text(int number) {
        byte[] bytes = field(number);
        if (isAscii(bytes, 0, bytes.length)) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        return isUtf8(bytes, 0, bytes.length)
                ? new String(bytes, StandardCharsets.UTF_8)
                : new String(bytes, StandardCharsets.US_ASCII);
    }

    char bar() {
        return bar;
    }

    /** Encoding characters as sent, else the standard's. */
    byte[] encoding() {
        byte[] own = field(2);
        return own.length == 0 ? DEFAULT_ENCODING.getBytes(StandardCharsets.US_ASCII) : own;
    }

    /** A component of a field as text, from 1; empty if absent. */
    String component(int field, int number) {
        char separator = (char) (encoding()[0] & 0xFF);
        String text = text(field);
        int from = 0;
        for (int passed = 1; passed < number; passed++) {
            int at = text.indexOf(separator, from);
            if (at < 0) {
                return "";
            }
            from = at + 1;
        }
        int end = text.indexOf(separator, from);
        return text.substring(from, end < 0 ? text.length() : end);
    }

    private static int startOf(byte[] bytes) {
        int at = 0;
        if (bytes.length > 2 && (bytes[0] & 0xFF) == 0xEF && (bytes[1] & 0xFF) == 0xBB && (bytes[2] & 0xFF) == 0xBF) {
            at = 3;
        }
        while (at < bytes.length && bytes[at] >= 0 && bytes[at] <= ' ') {
            at++;
        }
        if (matches(bytes, at, "MSH")) {
            return at;
        }
        if (!matches(bytes, at, "FHS") && !matches(bytes, at, "BHS")) {
            return -1;
        }
        for (int i = at; i + 3 < Math.min(bytes.length, at + 2 * MAX_LINE); i++) {
            if ((bytes[i] == '\r' || bytes[i] == '\n') && matches(bytes, i + 1, "MSH")) {
                return i + 1;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] bytes, int at, String word) {
        return at + 3 <= bytes.length
                && upper(bytes[at]) == word.charAt(0)
                && upper(bytes[at + 1]) == word.charAt(1)
                && upper(bytes[at + 2]) == word.charAt(2);
    }

    /** Some senders write the names of segments in lower case. */
    private static int upper(byte b) {
        return b >= 'a' && b <= 'z' ? b - 'a' + 'A' : b;
    }

    private static boolean isSeparator(byte b) {
        return b > ' ' && b < 0x7F && !Character.isLetterOrDigit(b);
    }

    /** Fields of the line. In GBK the second byte of a character may be the separator, in UTF-8 never. */
    private static List<byte[]> split(byte[] bytes, int start, int end) {
        boolean isDoubleByte = !isUtf8(bytes, start, end) && !isLatin(bytes, start, end);
        byte bar = bytes[start + 3];
        List<byte[]> fields = new ArrayList<>();
        int from = start;
        for (int i = start; i < end && fields.size() < MAX_FIELDS; i++) {
            if (bytes[i] == bar) {
                fields.add(java.util.Arrays.copyOfRange(bytes, from, i));
                from = i + 1;
            } else if (isDoubleByte && bytes[i] < 0) {
                i++;
            }
        }
        fields.add(java.util.Arrays.copyOfRange(bytes, from, end));
        return fields;
    }

    /** Nearly every header; no decoder is needed to see it. */
    private static boolean isAscii(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUtf8(byte[] bytes, int start, int end) {
        if (isAscii(bytes, start, end)) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, end - start));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean isLatin(byte[] bytes, int start, int end) {
        Charset latin = StandardCharsets.ISO_8859_1;
        return new String(bytes, start, end - start, latin).contains("8859/");
    }
}

package org.onestophub.pipeline.read.hl7;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Divides a frame or file into its messages before they are decoded: each message has its own character set, and a
 * message that cannot be read does not stop its neighbours. Neither GB18030 nor UTF-8 uses the bytes of letters and line
 * ends after a line end inside a character.
 */
final class Hl7Frames {

    /** A segment of a message; segments of an envelope only surround messages. */
    private static final Pattern SEGMENT =
            Pattern.compile("(?:\\A|[\r\n])[\\x00-\\x20&&[^\r\n]]*+(?:\u00EF\u00BB\u00BF)?"
                    + "(?!(?i:FHS|BHS|BTS|FTS))[A-Za-z][A-Za-z0-9]{2}\\|");

    private Hl7Frames() {}

    /** Where a header is: the first byte of its line, and of itself. */
    private record Start(int line, int header) {}

    /**
     * The messages; all bytes as one if they have no header at the beginning of a line, or are UTF-16. Segments that stand
     * before the first header are a message of their own, which nobody can read: it must not get lost.
     */
    static List<byte[]> of(byte[] bytes) {
        List<Start> starts = startsIn(bytes);
        if (starts.isEmpty()) {
            return List.of(bytes);
        }
        int first = starts.get(0).line();
        boolean isHeadless = SEGMENT.matcher(new String(bytes, 0, first, StandardCharsets.ISO_8859_1))
                .find();
        if (starts.size() == 1 && !isHeadless) {
            return List.of(bytes);
        }
        List<byte[]> messages = new ArrayList<>(starts.size());
        if (isHeadless) {
            messages.add(Arrays.copyOf(bytes, first));
        }
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1).line() : bytes.length;
            messages.add(Arrays.copyOfRange(bytes, starts.get(i).header(), end));
        }
        return messages;
    }

    /** Position of the first header at the beginning of a line, -1 if there is none. */
    static int headerIn(byte[] bytes) {
        List<Start> starts = startsIn(bytes);
        return starts.isEmpty() ? -1 : starts.get(0).header();
    }

    private static List<Start> startsIn(byte[] bytes) {
        List<Start> starts = new ArrayList<>();
        int line = 0;
        while (line < bytes.length && !isUtf16(bytes)) {
            int at = line;
            // blanks, the mark of MLLP and that of UTF-8 may stand before a header
            while (at < bytes.length && bytes[at] != '\r' && bytes[at] != '\n' && markAt(bytes, at) > 0) {
                at += markAt(bytes, at);
            }
            if (isHeader(bytes, at)) {
                starts.add(new Start(line, at));
            }
            while (at < bytes.length && bytes[at] != '\r' && bytes[at] != '\n') {
                at++;
            }
            line = at + 1;
        }
        return starts;
    }

    /** Bytes of the blank, control character or byte order mark there, 0 if it is none. */
    private static int markAt(byte[] bytes, int at) {
        if (bytes[at] >= 0 && bytes[at] <= ' ') {
            return 1;
        }
        boolean isMark = at + 2 < bytes.length
                && bytes[at] == (byte) 0xEF
                && bytes[at + 1] == (byte) 0xBB
                && bytes[at + 2] == (byte) 0xBF;
        return isMark ? 3 : 0;
    }

    private static boolean isHeader(byte[] bytes, int at) {
        return at + 3 < bytes.length
                && Character.toUpperCase(bytes[at]) == 'M'
                && Character.toUpperCase(bytes[at + 1]) == 'S'
                && Character.toUpperCase(bytes[at + 2]) == 'H'
                && bytes[at + 3] > ' '
                && !Character.isLetterOrDigit(bytes[at + 3]);
    }

    /** True for the mark of UTF-16, or half of an ASCII character in it. */
    private static boolean isUtf16(byte[] bytes) {
        if (bytes.length < 2) {
            return false;
        }
        boolean isMarked = bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF
                || bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE;
        return isMarked || bytes[0] == 0 || bytes[1] == 0;
    }
}

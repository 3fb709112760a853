package org.onestophub.pipeline.read.hl7;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Divides a frame or file into its messages before they are decoded: each message has its own character set, and a
 * message that cannot be read does not stop its neighbours. Neither GB18030 nor UTF-8 uses the bytes of letters and line
 * ends after a line end inside a character.
 */
final class Hl7Frames {

    private Hl7Frames() {}

    /** The messages; all bytes as one if they have no header at the beginning of a line, or are UTF-16. */
    static List<byte[]> of(byte[] bytes) {
        List<Integer> starts = new ArrayList<>();
        if (!isUtf16(bytes)) {
            boolean atLineStart = true;
            for (int i = 0; i < bytes.length; i++) {
                if (atLineStart && isHeader(bytes, i)) {
                    starts.add(i);
                }
                // blanks and the mark of MLLP may stand before a header
                atLineStart = bytes[i] == '\r' || bytes[i] == '\n' || atLineStart && bytes[i] >= 0 && bytes[i] <= ' ';
            }
        }
        if (starts.size() < 2) {
            return List.of(bytes);
        }
        List<byte[]> messages = new ArrayList<>(starts.size());
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1) : bytes.length;
            messages.add(Arrays.copyOfRange(bytes, starts.get(i), end));
        }
        return messages;
    }

    private static boolean isHeader(byte[] bytes, int at) {
        return at + 3 < bytes.length
                && Character.toUpperCase(bytes[at]) == 'M'
                && Character.toUpperCase(bytes[at + 1]) == 'S'
                && Character.toUpperCase(bytes[at + 2]) == 'H'
                && bytes[at + 3] > ' '
                && !Character.isLetterOrDigit(bytes[at + 3]);
    }

    private static boolean isUtf16(byte[] bytes) {
        return bytes.length > 1
                && ((bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xff) == 0xff
                        || (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe
                        || bytes[0] == 0
                        || bytes[1] == 0);
    }
}

package org.onestophub.pipeline.read.format;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What bytes without a declared character set most likely are, where several sets accept them. Every answer needs more than
 * one character that speaks for it; in doubt there is none.
 */
final class ByteEvidence {

    private static final int LOOK_BYTES = 64 * 1024;

    private ByteEvidence() {}

    /**
     * True of a Western language in Latin-1: every byte above ASCII is a letter or a mark of such a language, they stand
     * alone or in twos, and within words of ASCII letters.
     */
    static boolean isLatin(byte[] bytes) {
        int runs = 0;
        int within = 0;
        int end = Math.min(bytes.length, LOOK_BYTES);
        for (int i = 0; i < end; i++) {
            if (bytes[i] >= 0) {
                continue;
            }
            int start = i;
            while (i < end && bytes[i] < 0) {
                if (!isLatin(bytes, i)) {
                    return false;
                }
                i++;
            }
            if (i - start > 2) {
                return false;
            }
            runs++;
            within += start > 0 && isLetter(bytes[start - 1]) || i < end && isLetter(bytes[i]) ? 1 : 0;
        }
        return runs > 0 && within >= runs * 0.7;
    }

    /** A small letter; a capital one before a small one of ASCII; a mark between words. */
    private static boolean isLatin(byte[] bytes, int at) {
        int b = bytes[at] & 0xFF;
        int next = at + 1 < bytes.length ? bytes[at + 1] : 0;
        boolean begins = at == 0 || !isLetter(bytes[at - 1]);
        boolean capital = b >= 0xC0 && b <= 0xDE && b != 0xD7 && begins && next >= 'a' && next <= 'z';
        boolean mark = b == 0xA0 || b == 0xAB || b == 0xBB || b == 0xA1 || b == 0xBF || b == 0x80;
        return b >= 0xDF && b != 0xF7 || capital || mark;
    }

    private static boolean isLetter(int b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z';
    }

    /**
     * True of text in HZ that does not say so: seven bits, and whole characters of two bytes between its marks. Source:
     * RFC 1843.
     */
    static boolean isHz(byte[] bytes) {
        int pairs = 0;
        boolean chinese = false;
        int end = Math.min(bytes.length, LOOK_BYTES);
        for (int i = 0; i + 1 < end; i++) {
            int next = bytes[i + 1];
            if (bytes[i] < 0) {
                return false;
            }
            if (bytes[i] == '~' && (next == '{' || next == '}')) {
                if (chinese == (next == '{')) {
                    return false;
                }
                chinese = next == '{';
                i++;
            } else if (chinese) {
                // a common Hanzi, or a mark of the rows before them
                boolean common = bytes[i] >= 0x30 && bytes[i] <= 0x77 || bytes[i] == 0x21 || bytes[i] == 0x23;
                if (!common || next < 0x21 || next > 0x7E) {
                    return false;
                }
                pairs++;
                i++;
            }
        }
        return pairs >= 2 && !chinese;
    }

    /** UTF-16 without a mark: every other byte is zero in Western text. */
    static Optional<Charset> utf16Of(byte[] bytes) {
        int[] zeros = zeros(bytes);
        int pairs = Math.min(bytes.length, LOOK_BYTES) / 2;
        if (pairs < 4) {
            return Optional.empty();
        }
        if (zeros[0] > pairs * 0.7 && zeros[1] == 0) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        return zeros[1] > pairs * 0.7 && zeros[0] == 0 ? Optional.of(StandardCharsets.UTF_16LE) : Optional.empty();
    }

    /** The order of bytes that a text of UTF-16 without a mark has; as claimed if nothing speaks for the other. */
    static Charset orderOf(byte[] bytes, Charset claimed) {
        int big = plausible(bytes, 0);
        int little = plausible(bytes, 1);
        if (big == little) {
            return claimed;
        }
        return big > little ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    }

    /** Units whose high byte says ASCII, Chinese punctuation or a common Hanzi. */
    private static int plausible(byte[] bytes, int high) {
        int found = 0;
        for (int i = 0; i + 1 < Math.min(bytes.length, LOOK_BYTES); i += 2) {
            int top = bytes[i + high] & 0xFF;
            int low = bytes[i + 1 - high] & 0xFF;
            boolean ascii = top == 0 && (low >= ' ' && low < 0x7F || low == '\n' || low == '\r' || low == '\t');
            found += ascii || top >= 0x4E && top <= 0x9F || top == 0x30 || top == 0xFF ? 1 : 0;
        }
        return found;
    }

    private static int[] zeros(byte[] bytes) {
        int[] zeros = new int[2];
        for (int i = 0; i < Math.min(bytes.length, LOOK_BYTES); i++) {
            zeros[i & 1] += bytes[i] == 0 ? 1 : 0;
        }
        return zeros;
    }
}

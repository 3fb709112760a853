package org.onestophub.pipeline.read.format;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Two old seven-bit forms of Chinese text that Java has no character set for: HZ (RFC 1843) and UTF-7 (RFC 2152). */
final class SevenBitText {

    private SevenBitText() {}

    /** The text of HZ bytes; what is not HZ stays as it is. */
    static String fromHz(byte[] bytes) {
        ByteArrayOutputStream gb = new ByteArrayOutputStream(bytes.length);
        boolean chinese = false;
        for (int i = 0; i < bytes.length; i++) {
            int next = i + 1 < bytes.length ? bytes[i + 1] : 0;
            if (chinese && isLead(bytes[i]) && isTrail(next)) {
                // the second byte may be a tilde, and no escape begins with it
                gb.write(bytes[i] | 0x80);
                gb.write(next | 0x80);
                i++;
            } else if (bytes[i] == '~' && (next == '{' || next == '}' || next == '~' || next == '\n')) {
                chinese = next == '{' || chinese && next == '~';
                if (next == '~') {
                    gb.write('~');
                }
                i++;
            } else {
                gb.write(chinese && bytes[i] > ' ' ? bytes[i] | 0x80 : bytes[i]);
            }
        }
        return new String(gb.toByteArray(), MimeText.GB18030);
    }

    /** First byte of a character, RFC 1843 section 1. */
    private static boolean isLead(int b) {
        return b >= 0x21 && b <= 0x77;
    }

    private static boolean isTrail(int b) {
        return b >= 0x21 && b <= 0x7E;
    }

    /** The text of UTF-7 bytes; a broken run stays as it is. */
    static String fromUtf7(byte[] bytes) {
        String ascii = new String(bytes, StandardCharsets.ISO_8859_1);
        StringBuilder text = new StringBuilder(ascii.length());
        int i = 0;
        while (i < ascii.length()) {
            if (ascii.charAt(i) != '+') {
                text.append(ascii.charAt(i++));
                continue;
            }
            int end = i + 1;
            while (end < ascii.length() && isBase64(ascii.charAt(end))) {
                end++;
            }
            text.append(end == i + 1 ? "+" : utf16Of(ascii.substring(i + 1, end)));
            i = end < ascii.length() && ascii.charAt(end) == '-' ? end + 1 : end;
        }
        return text.toString();
    }

    private static String utf16Of(String run) {
        // one left-over sextet carries no byte and Java's decoder refuses it
        String whole = run.length() % 4 == 1 ? run.substring(0, run.length() - 1) : run;
        byte[] units = Base64.getDecoder().decode(whole);
        return new String(units, 0, units.length & ~1, StandardCharsets.UTF_16BE);
    }

    private static boolean isBase64(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/';
    }
}

package org.onestophub.pipeline.read.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files that stand uuencoded in a text, in the old form or in base64. Source: POSIX, utility uuencode.
 *
 * @param rest the text without them
 * @param files the files, in their order
 */
record UuText(byte[] rest, List<File> files) {

    private static final Pattern BEGIN = Pattern.compile("begin(-base64)? [0-7]{3,4} ([^\\r\\n]{1,200})\\r?");

    private static final String BASE64_END = "====";

    private static final int FILES_MAX = 100;

    /** A file with the name it was given; {@code whole} is false if its end is missing. */
    record File(String name, byte[] bytes, boolean whole) {}

    /** What stands in the bytes of a text. */
    static UuText of(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!text.startsWith("begin") && !text.contains("\nbegin")) {
            return new UuText(bytes, List.of());
        }
        List<File> files = new ArrayList<>();
        StringBuilder rest = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = endOfLine(text, at);
            Matcher begin = BEGIN.matcher(text.substring(at, Math.min(end, at + 300)));
            int next = files.size() < FILES_MAX && begin.matches()
                    ? file(text, Math.min(text.length(), end + 1), begin, files)
                    : -1;
            if (next < 0) {
                next = Math.min(text.length(), end + 1);
                rest.append(text, at, next);
            }
            at = next;
        }
        return new UuText(rest.toString().getBytes(StandardCharsets.ISO_8859_1), files);
    }

    /** Adds the file whose lines start there; returns where the text goes on, -1 if there is no line of a file. */
    private static int file(String text, int start, Matcher begin, List<File> files) {
        boolean base64 = begin.group(1) != null;
        String name = begin.group(2).strip();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = start;
        boolean any = false;
        while (at < text.length()) {
            int end = endOfLine(text, at);
            String line = text.substring(at, end).stripTrailing();
            int next = Math.min(text.length(), end + 1);
            if (line.equals(base64 ? BASE64_END : "end")) {
                files.add(new File(name, out.toByteArray(), true));
                return next;
            }
            if (base64 ? !decodeBase64(line, out) : !decode(line, out)) {
                break;
            }
            any |= !line.isEmpty();
            at = next;
        }
        // words may look like base64, so without its end it is no file
        if (!any || base64) {
            return -1;
        }
        files.add(new File(name, out.toByteArray(), false));
        return at;
    }

    private static boolean decodeBase64(String line, ByteArrayOutputStream out) {
        try {
            out.writeBytes(Base64.getDecoder().decode(line.getBytes(StandardCharsets.ISO_8859_1)));
            return true;
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    /** Adds the bytes of a line; false if it is none of a file. */
    private static boolean decode(String line, ByteArrayOutputStream out) {
        if (line.isEmpty()) {
            return true;
        }
        int length = line.charAt(0) - ' ' & 0x3F;
        int sextets = (length * 4 + 2) / 3;
        // blanks at the end of a line are lost on the way
        if (line.charAt(0) > '`' || line.length() - 1 > sextets + 4 || length > 45 && line.length() < sextets / 2) {
            return false;
        }
        int bits = 0;
        int count = 0;
        int written = 0;
        for (int i = 1; written < length; i++) {
            char c = i < line.length() ? line.charAt(i) : ' ';
            if (c < ' ' || c > '`') {
                return false;
            }
            bits = (bits << 6 | c - ' ' & 0x3F) & 0xFFFF;
            count += 6;
            if (count >= 8) {
                count -= 8;
                out.write(bits >> count & 0xFF);
                written++;
            }
        }
        return true;
    }

    private static int endOfLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }
}

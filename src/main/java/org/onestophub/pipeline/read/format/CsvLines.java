package org.onestophub.pipeline.read.format;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of a file with one character per byte, without line ends and without the zero bytes that a power cut leaves. */
final class CsvLines implements Closeable {

    /** Bytes of one line; exchanges write a few hundred. The rest of a longer line is skipped. */
    static final int MOST_BYTES = 2 * 1024 * 1024;

    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;

    CsvLines(InputStream in) {
        this.in = in;
    }

    /** A line; {@code terminated} if a line end followed. */
    record Line(String text, int quotes, boolean terminated, boolean overlong) {

        /** True if every quote opened in the line is closed in it. */
        boolean isBalanced() {
            return (quotes & 1) == 0;
        }
    }

    /** The next line, null at the end. */
    @Nullable
    Line next() throws IOException {
        ByteArrayOutputStream spill = null;
        int quotes = 0;
        boolean zeros = false;
        boolean overlong = false;
        while (true) {
            if (from == to && !fill()) {
                return spill == null
                        ? null
                        : line(spill.toByteArray(), 0, spill.size(), quotes, zeros, false, overlong);
            }
            int start = from;
            int end = start;
            while (end < to && buffer[end] != '\n') {
                quotes += buffer[end] == '"' ? 1 : 0;
                zeros |= buffer[end] == 0;
                end++;
            }
            boolean found = end < to;
            from = found ? end + 1 : end;
            if (found && spill == null) {
                return line(buffer, start, end - start, quotes, zeros, true, false);
            }
            spill = spill == null ? new ByteArrayOutputStream() : spill;
            int room = Math.min(end - start, MOST_BYTES - spill.size());
            overlong |= room < end - start;
            spill.write(buffer, start, room);
            if (found) {
                return line(spill.toByteArray(), 0, spill.size(), quotes, zeros, true, overlong);
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, in.read(buffer));
        return to > 0;
    }

    private static Line line(
            byte[] bytes, int start, int length, int quotes, boolean zeros, boolean terminated, boolean overlong) {
        int shown = length > 0 && bytes[start + length - 1] == '\r' ? length - 1 : length;
        String text = new String(bytes, start, shown, StandardCharsets.ISO_8859_1);
        return new Line(zeros ? text.replace("\0", "") : text, overlong ? 0 : quotes, terminated, overlong);
    }
}

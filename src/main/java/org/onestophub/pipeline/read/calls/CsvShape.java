package org.onestophub.pipeline.read.calls;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import org.onestophub.complaint.Content;
import org.onestophub.pipeline.read.format.TextBytes;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Whether bytes can be a CSV file at all. */
final class CsvShape {

    private static final int SAMPLE = 8 * 1024;
    private static final byte[] UTF8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private CsvShape() {}

    /**
     * Looks at the first 8 KiB.
     * @throws ProblemException RD-108 if empty, RD-102 if UTF-16, RD-106 if it is no text
     */
    static void check(Content content) {
        byte[] start = startOf(content);
        if (start.length == 0) {
            throw new ProblemException(Problem.EMPTY);
        }
        if (start.length > 1 && (startsWith(start, 0xff, 0xfe) || startsWith(start, 0xfe, 0xff))) {
            throw new ProblemException(Problem.CHARSET_UNREADABLE);
        }
        if (!TextBytes.isText(start)) {
            throw new ProblemException(Problem.TYPE_UNSUPPORTED);
        }
    }

    /** The same stream without a UTF-8 byte order mark. */
    static InputStream withoutMark(InputStream in) throws IOException {
        PushbackInputStream start = new PushbackInputStream(in, UTF8_MARK.length);
        byte[] first = start.readNBytes(UTF8_MARK.length);
        if (!Arrays.equals(first, UTF8_MARK)) {
            start.unread(first);
        }
        return start;
    }

    private static boolean startsWith(byte[] start, int first, int second) {
        return (start[0] & 0xff) == first && (start[1] & 0xff) == second;
    }

    private static byte[] startOf(Content content) {
        try (InputStream in = content.open()) {
            return in.readNBytes(SAMPLE);
        } catch (IOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        }
    }
}

package org.onestophub.pipeline.read.calls;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.onestophub.complaint.Content;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Files that logrotate has compressed with gzip, unpacked while they are read. Other files stay as they are. */
final class UnpackedContent {

    /** A year of a large hospital has some 10 GB; a file of a day or a week is far below this bound. */
    private static final long MOST_BYTES = 4L * 1024 * 1024 * 1024;

    private static final int BUFFER = 64 * 1024;

    private UnpackedContent() {}

    /**
     * The content, unpacked if it is gzip. Reading it raises RD-103 where the gzip data is damaged or cut off, and RD-107
     * beyond 4 GiB.
     */
    static Content of(Content content) {
        return isGzip(content) ? new Content.Streamed(content.size(), () -> unpacked(content)) : content;
    }

    /** The bytes, of gzip the first {@code most} unpacked ones. */
    static byte[] bytes(Content content, int most) {
        if (!isGzip(content)) {
            return content.bytes(Long.MAX_VALUE);
        }
        try (InputStream in = unpacked(content)) {
            return in.readNBytes(most);
        } catch (IOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        }
    }

    private static boolean isGzip(Content content) {
        try (InputStream in = content.open()) {
            return in.read() == 0x1f && in.read() == 0x8b;
        } catch (IOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        }
    }

    private static InputStream unpacked(Content content) {
        InputStream packed = content.open();
        try {
            return new Bounded(new GZIPInputStream(packed, BUFFER));
        } catch (IOException e) {
            try {
                packed.close();
            } catch (IOException closing) {
                // what counts is that the data is damaged
            }
            throw new ProblemException(Problem.CORRUPT, "gzip");
        }
    }

    private static final class Bounded extends FilterInputStream {

        private long read;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            try {
                int count = super.read(into, from, length);
                read += Math.max(0, count);
                if (read > MOST_BYTES) {
                    throw new ProblemException(Problem.BOUNDS_EXCEEDED, "size");
                }
                return count;
            } catch (EOFException | ZipException e) {
                throw new ProblemException(Problem.CORRUPT, "gzip");
            }
        }
    }
}

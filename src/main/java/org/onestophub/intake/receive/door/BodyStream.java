package org.onestophub.intake.receive.door;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** The rest of a request's body, counted and timed. A slow sender is cut off at the deadline. */
final class BodyStream {

    private static final int BUFFER_BYTES = 16 * 1024;
    /** Stands for a size that the head does not name; a part of source keys. */
    private static final String UNKNOWN_SIZE = "untold";

    private final HttpServletRequest request;
    private final Clock clock;
    private final Instant deadline;
    private final BodyMemory.Share share;
    private byte[] buffer = {};
    private long count;
    private boolean broken;

    BodyStream(HttpServletRequest request, Clock clock, Duration patience, BodyMemory.Share share) {
        this.request = request;
        this.clock = clock;
        this.deadline = clock.instant().plus(patience);
        this.share = share;
    }

    /**
     * Reads on into the buffer. Returns the number of bytes, below 0 at the end; {@link #isBroken} says whether it was the
     * true end or a break. Bytes that came with the break are still returned.
     */
    int next() {
        if (broken) {
            return -1;
        }
        try {
            InputStream in = request.getInputStream();
            int n = buffer.length == 0 ? firstOf(in) : in.read(buffer);
            count += Math.max(n, 0);
            broken = n >= 0 && clock.instant().isAfter(deadline);
            return n;
        } catch (IOException e) {
            broken = true;
            return -1;
        }
    }

    /** The sender was too slow, the connection broke, or it was no body. */
    boolean isBroken() {
        return broken;
    }

    /**
     * Does nothing unless the body broke before its first byte: then there is nothing to keep.
     * @throws ProblemException AC-108 then
     */
    void failIfNothingCame() {
        if (broken && count == 0) {
            throw new ProblemException(Problem.BODY_INCOMPLETE);
        }
    }

    /** This body refused, with the size that its head names. */
    PushedBody.Cut cut(Problem problem, String field) {
        long declared = request.getContentLengthLong();
        return new PushedBody.Cut(problem, field, declared < 0 ? UNKNOWN_SIZE : Long.toString(declared));
    }

    byte[] buffer() {
        return buffer;
    }

    long count() {
        return count;
    }

    /** Waits for the first byte before there is a buffer, which is no larger than what is promised. */
    private int firstOf(InputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return -1;
        }
        long promised = request.getContentLengthLong();
        int room = promised > 0 && promised < BUFFER_BYTES ? (int) promised : BUFFER_BYTES;
        share.take(room);
        buffer = new byte[room];
        buffer[0] = (byte) first;
        return 1;
    }
}

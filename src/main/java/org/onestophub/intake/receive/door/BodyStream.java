package org.onestophub.intake.receive.door;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** What is still to come of a body, counted and timed. A sender that drips is cut off at the deadline. */
final class BodyStream {

    private static final int BUFFER_BYTES = 16 * 1024;
    private static final String UNTOLD = "untold";

    private final HttpServletRequest request;
    private final Clock clock;
    private final Instant deadline;
    private final BodyMemory.Share share;
    private byte[] buffer;
    private long count;
    private boolean broken;

    BodyStream(HttpServletRequest request, Clock clock, Duration patience, BodyMemory.Share share) {
        this.request = request;
        this.clock = clock;
        this.deadline = clock.instant().plus(patience);
        this.share = share;
    }

    /**
     * Reads on into the buffer; how many bytes, below 0 at the end, which {@link #isBroken} tells from a break. What came with
     * the break itself is still given.
     */
    int next() {
        if (broken) {
            return -1;
        }
        try {
            InputStream in = request.getInputStream();
            int n = buffer == null ? firstOf(in) : in.read(buffer);
            count += Math.max(n, 0);
            broken = n >= 0 && clock.instant().isAfter(deadline);
            return n;
        } catch (IOException e) {
            broken = true;
            return -1;
        }
    }

    /** The sender paused or dripped too long, the connection broke, or it was no body. */
    boolean isBroken() {
        return broken;
    }

    /** Of what broke before its first byte there is nothing to keep. */
    void mustHaveBrought() {
        if (broken && count == 0) {
            throw new ProblemException(Problem.BODY_INCOMPLETE);
        }
    }

    /** This body refused, with the size that its head tells. */
    PushedBody.Cut cut(Problem problem, String field) {
        long told = request.getContentLengthLong();
        return new PushedBody.Cut(problem, field, told < 0 ? UNTOLD : Long.toString(told));
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

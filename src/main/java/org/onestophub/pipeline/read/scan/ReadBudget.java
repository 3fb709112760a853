package org.onestophub.pipeline.read.scan;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** What reading one document may still cost: time, unpacked bytes, drawing operators. For one thread, except ending it. */
final class ReadBudget {

    private final Clock clock;
    private final Duration limit;
    private final Instant end;
    private volatile boolean ended;
    private long bytes;
    private long operators;

    ReadBudget(Clock clock, Duration limit) {
        this.clock = clock;
        this.limit = limit;
        this.end = clock.instant().plus(limit);
    }

    /** Ends the work at its next check; may be called by another thread. */
    void end() {
        ended = true;
    }

    /**
     * Goes on only while there is time.
     * @throws ProblemException RD-107 if the time is over
     */
    void checkTime() {
        if (ended || clock.instant().isAfter(end)) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "time");
        }
    }

    /**
     * Time for work that a letter can do without: ends when a quarter of the whole is left, so that what follows it
     * never fails for want of time.
     */
    Duration spareTime() {
        Duration left = Duration.between(clock.instant(), end.minus(limit.dividedBy(4)));
        return ended || left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * Accounts for {@code count} more unpacked bytes.
     * @throws ProblemException RD-107 if time or bytes are over
     */
    void unpacked(long count) {
        bytes += count;
        if (bytes > ScanBounds.MAX_UNPACKED_BYTES) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "unpacked");
        }
        checkTime();
    }

    /**
     * Accounts for one more PDF operator.
     * @throws ProblemException RD-107 if time or operators are over
     */
    void operator() {
        operators++;
        if (operators > ScanBounds.MAX_PDF_OPERATORS) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "operators");
        }
        checkTime();
    }
}

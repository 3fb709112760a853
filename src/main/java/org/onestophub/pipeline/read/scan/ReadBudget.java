package org.onestophub.pipeline.read.scan;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** The time left for reading one letter. */
final class ReadBudget {

    private final Clock clock;
    private final Duration limit;
    private final Instant end;

    ReadBudget(Clock clock, Duration limit) {
        this.clock = clock;
        this.limit = limit;
        this.end = clock.instant().plus(limit);
    }

    /**
     * Goes on only while there is time.
     * @throws ProblemException RD-107 if the time is over
     */
    void checkTime() {
        if (clock.instant().isAfter(end)) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "time");
        }
    }

    /**
     * Time for work that a letter can do without: ends when a quarter of the whole is left, so that the work after it
     * has enough time.
     */
    Duration spareTime() {
        Duration left = Duration.between(clock.instant(), end.minus(limit.dividedBy(4)));
        return left.isNegative() ? Duration.ZERO : left;
    }
}

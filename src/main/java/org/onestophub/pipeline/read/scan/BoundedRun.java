package org.onestophub.pipeline.read.scan;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Lets a few letters be read at the same time; others wait, but not longer than one letter may take. */
final class BoundedRun {

    private final Clock clock;
    private final Duration limit;
    private final Semaphore places;

    BoundedRun(Clock clock, Duration limit, int parallel) {
        this.clock = clock;
        this.limit = limit;
        this.places = new Semaphore(parallel, true);
    }

    /** Work on a letter that may wait for a process. */
    @FunctionalInterface
    interface Work<T> {
        T within(ReadBudget budget) throws InterruptedException;
    }

    /**
     * The result of {@code work}.
     * @throws ProblemException RD-302 if no place becomes free in the time of one letter, or if the thread is interrupted
     */
    <T> T run(Work<T> work) {
        try {
            if (!places.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ProblemException(Problem.READER_BUSY);
            }
            try {
                return work.within(new ReadBudget(clock, limit));
            } finally {
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.READER_BUSY);
        }
    }
}

package org.onestophub.pipeline.read.scan;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Runs work on hostile documents in threads of its own, a few at a time, and never waits longer than the limit. Work
 * ends itself at its next look at the {@link ReadBudget}; work stuck inside a library keeps its place until it ends,
 * so stuck documents can never use more than the places there are.
 */
final class BoundedRun {

    /** The same for every document, whoever calls: nesting then fails at the same depth everywhere. */
    private static final long STACK_BYTES = 2L << 20;
    /** Lets the work end by itself, with its own reason, before the caller gives up waiting. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Clock clock;
    private final Duration limit;
    private final Semaphore places;

    BoundedRun(Clock clock, Duration limit, int parallel) {
        this.clock = clock;
        this.limit = limit;
        this.places = new Semaphore(parallel, true);
    }

    /**
     * What {@code work} gives.
     * @throws ProblemException RD-107 if it takes too long, RD-302 if no place becomes free in that time
     */
    <T> T run(Function<ReadBudget, T> work) {
        try {
            if (!places.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ProblemException(Problem.READER_BUSY);
            }
            return runHere(work);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.READER_BUSY);
        }
    }

    private <T> T runHere(Function<ReadBudget, T> work) throws InterruptedException {
        ReadBudget budget = new ReadBudget(clock, limit);
        FutureTask<T> task = new FutureTask<>(() -> work.apply(budget));
        start(() -> {
            try {
                task.run();
            } finally {
                places.release();
            }
        });
        try {
            return task.get(limit.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "time");
        } catch (ExecutionException e) {
            throw problemOf(e.getCause());
        } finally {
            budget.end();
            task.cancel(true);
        }
    }

    private void start(Runnable work) {
        Thread thread = new Thread(null, work, "hub-read-scan", STACK_BYTES);
        thread.setDaemon(true);
        // ImageIO finds its plug-ins by the context class loader; a pool's thread may not carry ours
        thread.setContextClassLoader(BoundedRun.class.getClassLoader());
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            // no thread to be had: the place must not be lost
            places.release();
            throw new ProblemException(Problem.READER_BUSY);
        }
    }

    private static ProblemException problemOf(Throwable thrown) {
        return thrown instanceof ProblemException problem ? problem : new ProblemException(Problem.READ_FAULT);
    }
}

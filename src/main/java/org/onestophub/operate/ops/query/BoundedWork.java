package org.onestophub.operate.ops.query;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * Runs what operators ask for and nobody can foresee the length of, such as a mapping that is being written. Few at a
 * time, never waiting for long; work that does not end keeps its place until it does, so it can never take more than
 * the places there are, and the intake never waits for it.
 */
@Component
public class BoundedWork {

    /** A mapping under test and a comparison beside it; the intake needs the processors more. */
    private static final int PLACES = 2;

    private static final long WAIT_SECONDS = 5;
    private static final long LIMIT_SECONDS = 30;
    /** A JSLT program that recurses fails at the same depth for every caller. */
    private static final long STACK_BYTES = 2L << 20;

    private final Semaphore places = new Semaphore(PLACES, true);

    /**
     * What {@code work} gives.
     * @throws ProblemException AC-301 if no place becomes free, RD-107 if it takes longer than 30 s
     */
    public <T> T run(Supplier<T> work) {
        return run(work, WAIT_SECONDS, LIMIT_SECONDS);
    }

    <T> T run(Supplier<T> work, long waitSeconds, long limitSeconds) {
        try {
            if (!places.tryAcquire(waitSeconds, TimeUnit.SECONDS)) {
                throw new ProblemException(Problem.WORK_BUSY);
            }
            return runHere(work, limitSeconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.WORK_BUSY);
        }
    }

    private <T> T runHere(Supplier<T> work, long limitSeconds) throws InterruptedException {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        task.run();
                    } finally {
                        places.release();
                    }
                },
                "hub-ops-work",
                STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limitSeconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "time");
        } catch (ExecutionException e) {
            // named problems go on as they are; anything else loses its message, which may quote
            throw e.getCause() instanceof ProblemException known ? known : new ProblemException(Problem.ACCESS_FAULT);
        }
    }
}

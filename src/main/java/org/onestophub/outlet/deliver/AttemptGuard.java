package org.onestophub.outlet.deliver;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.onestophub.problem.Problem;

/**
 * Runs one attempt after another and waits for each no longer than its time-out. A sink that hangs in spite of being
 * interrupted keeps its thread; no other attempt begins on it, so a destination can waste one thread a worker and no more.
 */
final class AttemptGuard implements AutoCloseable {

    private final ExecutorService runner;
    private final AtomicBoolean isBusy = new AtomicBoolean();

    AttemptGuard(String name) {
        this.runner = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, name);
            // one that hangs must not keep the hub from ending
            thread.setDaemon(true);
            return thread;
        });
    }

    /** False while an attempt that was given up still runs. */
    boolean isFree() {
        return !isBusy.get();
    }

    /** How the attempt ended; what it throws is judged, what takes too long is unknown. */
    AttemptEnd run(Callable<AttemptEnd> attempt, Duration timeout) {
        isBusy.set(true);
        // by the thread that begins it, or by the caller who gives it up before
        AtomicBoolean isTaken = new AtomicBoolean();
        Future<AttemptEnd> running = runner.submit(() -> {
            if (!isTaken.compareAndSet(false, true)) {
                return null;
            }
            try {
                return attempt.call();
            } finally {
                isBusy.set(false);
            }
        });
        try {
            return running.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            return AttemptEnd.of(SinkFaults.of(e.getCause()).problem());
        } catch (TimeoutException e) {
            giveUp(running, isTaken);
            return AttemptEnd.of(Problem.OUTCOME_UNKNOWN);
        } catch (InterruptedException e) {
            giveUp(running, isTaken);
            Thread.currentThread().interrupt();
            return AttemptEnd.of(Problem.OUTCOME_UNKNOWN);
        }
    }

    /** An attempt that never began frees the guard here. */
    private void giveUp(Future<AttemptEnd> running, AtomicBoolean isTaken) {
        running.cancel(true);
        if (isTaken.compareAndSet(false, true)) {
            isBusy.set(false);
        }
    }

    @Override
    public void close() {
        runner.shutdownNow();
    }
}

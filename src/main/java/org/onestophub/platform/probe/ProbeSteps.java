package org.onestophub.platform.probe;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.configuration.ConnectionStep;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** The steps of one test: each is timed and bounded, and after one that failed the others are skipped. */
public final class ProbeSteps {

    static final Duration STEP = Duration.ofSeconds(10);
    static final Duration ALL = Duration.ofSeconds(30);

    private final ExecutorService threads;
    private final Duration longest;
    private final long end = System.nanoTime() + ALL.toNanos();
    private final List<ConnectionStep> steps = new ArrayList<>();
    private boolean isOver;

    /** Steps made in these threads. */
    public ProbeSteps(ExecutorService threads) {
        this(threads, STEP);
    }

    /** As above with another bound for a step. */
    public ProbeSteps(ExecutorService threads, Duration longest) {
        this.threads = threads;
        this.longest = longest;
    }

    /** What a step does; gives what it saw, or throws what is wrong. */
    @FunctionalInterface
    public interface Act {
        /** Makes it. */
        Map<String, String> make() throws Exception;
    }

    /**
     * Makes the next step, unless one before it failed.
     * @param otherwise the problem where the act fails with anything but a {@link ProblemException}
     */
    public void step(String name, Problem otherwise, Act act) {
        step(name, otherwise, act, Map::of);
    }

    /** As above; {@code seen} is shown also where the act failed. */
    public void step(String name, Problem otherwise, Act act, Supplier<Map<String, String>> seen) {
        if (isOver) {
            steps.add(new ConnectionStep(name, "skipped", 0, null, null, null, Map.of()));
            return;
        }
        long begin = System.nanoTime();
        try {
            Map<String, String> facts = inTime(act::make, Math.min(longest.toNanos(), end - begin));
            steps.add(new ConnectionStep(name, "ok", millisSince(begin), null, null, null, facts));
        } catch (ProblemException e) {
            fail(name, begin, e.problem(), seen.get());
        } catch (TimeoutException e) {
            fail(name, begin, Problem.SERVER_SILENT, seen.get());
        } catch (ExecutionException e) {
            fail(name, begin, problemOf(e.getCause(), otherwise), seen.get());
        }
    }

    /** A step that cannot be made here, and need not be. */
    public void skip(String name, String reason) {
        steps.add(new ConnectionStep(name, "skipped", 0, null, null, null, Map.of("reason", reason)));
    }

    /**
     * What an earlier step has made: a step runs only if those before it went well.
     * @throws IllegalStateException if no earlier step made it
     */
    public static <T> T made(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("no earlier step made it");
        }
        return part;
    }

    /** True while no step failed. */
    public boolean isOk() {
        return !isOver;
    }

    /** All that were made or skipped. */
    public List<ConnectionStep> steps() {
        return List.copyOf(steps);
    }

    private void fail(String name, long begin, Problem problem, Map<String, String> facts) {
        isOver = true;
        steps.add(new ConnectionStep(
                name, "failed", millisSince(begin), problem.code(), problem.meaning(), problem.remedy(), facts));
    }

    /** In a thread of its own: the name resolver, for example, has no time-out. */
    private <T> T inTime(Callable<T> act, long nanos) throws ExecutionException, TimeoutException {
        Future<T> made = threads.submit(act);
        try {
            return made.get(Math.max(nanos, 1), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            made.cancel(true);
            throw e;
        } catch (InterruptedException e) {
            made.cancel(true);
            Thread.currentThread().interrupt();
            throw new TimeoutException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProblemException known) {
                throw known;
            }
            throw e;
        }
    }

    private static long millisSince(long begin) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    /** What a library's exception means; its text may quote anything and is not looked at. */
    private static Problem problemOf(@Nullable Throwable fault, Problem otherwise) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return Problem.NAME_UNKNOWN;
            }
            if (cause instanceof SocketTimeoutException) {
                return Problem.SERVER_SILENT;
            }
            if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
                return Problem.PORT_CLOSED;
            }
        }
        return otherwise;
    }
}

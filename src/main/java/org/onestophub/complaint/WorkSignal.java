package org.onestophub.complaint;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Wakes the workers of a lane when there is work, and slows them down while senders wait. A signal carries no data; a worker
 * that misses one finds the work by polling.
 */
@Component
public class WorkSignal {

    /** In a rush every worker still takes a piece of work this often, so that a lasting rush does not stop it. */
    private static final long COURTESY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** Between two group commits hardly any sender waits; that is not the end of a rush. */
    private static final long RUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final int processors = Runtime.getRuntime().availableProcessors();
    private final AtomicInteger senders = new AtomicInteger();
    /** True in a sender's thread that is counted already: its input is checked and then written while it waits once. */
    private final ThreadLocal<Boolean> served = ThreadLocal.withInitial(() -> false);

    private final Map<String, Semaphore> lanes = new ConcurrentHashMap<>();
    private volatile long crowdedAt = System.nanoTime() - RUSH_NANOS;

    /** There is new work in the lane. */
    public void wake(String lane) {
        Semaphore signals = of(lane);
        if (signals.availablePermits() == 0) {
            signals.release();
        }
    }

    /** Waits for a signal, at most {@code millis} milliseconds. */
    public void await(String lane, long millis) throws InterruptedException {
        Semaphore signals = of(lane);
        if (signals.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            // one query answers all earlier signals; a worker that finds plenty of work wakes the next one
            signals.drainPermits();
        }
    }

    /** Runs {@code work} while a sender waits for it; calls may be nested. See {@link #giveWay}. */
    public <T> T serve(Supplier<T> work) {
        if (served.get()) {
            return work.get();
        }
        served.set(true);
        if (senders.incrementAndGet() > processors) {
            crowdedAt = System.nanoTime();
        }
        try {
            return work.get();
        } finally {
            senders.decrementAndGet();
            served.set(false);
        }
    }

    /**
     * Waits a moment while more senders wait than there are processors, or did just now. Inputs already kept are safe and
     * can wait; a sender without an answer sends again.
     */
    public void giveWay() {
        if (System.nanoTime() - crowdedAt < RUSH_NANOS) {
            LockSupport.parkNanos(COURTESY_NANOS);
        }
    }

    /** How many senders wait now, for the check of their input or for its commit. */
    public int waiting() {
        return senders.get();
    }

    private Semaphore of(String lane) {
        return lanes.computeIfAbsent(lane, name -> new Semaphore(0));
    }
}

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
 * A tap on the shoulder for the workers of a lane, and the word that they are in the way. It carries nothing; whoever
 * misses a tap finds the work by polling.
 */
@Component
public class WorkSignal {

    /** In a rush every worker still takes a piece this often, so a rush that never ends stops nobody. */
    private static final long COURTESY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** Between two groups that are committed hardly anybody waits; that is not the end of a rush. */
    private static final long RUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final int processors = Runtime.getRuntime().availableProcessors();
    private final AtomicInteger senders = new AtomicInteger();
    /** A sender's thread that is counted already: an input is judged, and then written, for one who waits for both. */
    private final ThreadLocal<Boolean> served = ThreadLocal.withInitial(() -> false);

    private final Map<String, Semaphore> lanes = new ConcurrentHashMap<>();
    private volatile long crowdedAt = System.nanoTime() - RUSH_NANOS;

    /** There is new work in the lane. */
    public void wake(String lane) {
        Semaphore taps = of(lane);
        if (taps.availablePermits() == 0) {
            taps.release();
        }
    }

    /** Waits for a tap, at most so many milliseconds. */
    public void await(String lane, long millis) throws InterruptedException {
        Semaphore taps = of(lane);
        if (taps.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            // one look at the ledger answers all taps before it; a worker that finds plenty taps the next one
            taps.drainPermits();
        }
    }

    /** Does what a sender waits for, within which it may be called again; see {@link #giveWay}. */
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
     * Waits a moment while more senders wait, or did just now, than there are processors. What is kept already is safe and
     * can wait; a sender who hears nothing sends again.
     */
    public void giveWay() {
        if (System.nanoTime() - crowdedAt < RUSH_NANOS) {
            LockSupport.parkNanos(COURTESY_NANOS);
        }
    }

    /** How many senders wait now, for the judgement of their input or for its commit. */
    public int waiting() {
        return senders.get();
    }

    private Semaphore of(String lane) {
        return lanes.computeIfAbsent(lane, name -> new Semaphore(0));
    }
}

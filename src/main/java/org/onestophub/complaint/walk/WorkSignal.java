package org.onestophub.complaint.walk;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Wakes the workers of a lane when there is work, and slows them down while senders wait. A signal carries no data; a worker
 * that misses one finds the work by polling.
 */
@Component
public class WorkSignal {

    /** Longest rest after one piece of work, whatever the share and however long the piece took. */
    static final Duration LONGEST_REST = Duration.ofSeconds(2);
    /** Between two group commits hardly any sender waits; that is not the end of a rush. */
    static final Duration RUSH = Duration.ofMillis(20);

    private static final int PERCENT = 100;
    private static final int USUAL_PERCENT = 30;

    private final int rushPercent;
    private final int processors;
    private final LongSupplier nanos;
    private final LongSupplier processorNanos;
    private final LongConsumer rest;
    private final AtomicInteger senders = new AtomicInteger();
    /** True in a sender's thread that is counted already: its input is checked and then written while it waits once. */
    private final ThreadLocal<Boolean> served = ThreadLocal.withInitial(() -> false);

    private final ThreadLocal<Turn> turns = ThreadLocal.withInitial(Turn::new);
    private final Map<String, Semaphore> lanes = new ConcurrentHashMap<>();
    private volatile long crowdedAt;

    /** With the share of {@code properties}, on this machine. */
    @Autowired
    public WorkSignal(RushProperties properties) {
        this(
                properties.rushPercent(),
                Runtime.getRuntime().availableProcessors(),
                System::nanoTime,
                processorTime(),
                LockSupport::parkNanos);
    }

    /** With the default share. */
    public WorkSignal() {
        this(new RushProperties(USUAL_PERCENT));
    }

    /**
     * With a clock of nanoseconds, and a way to let nanoseconds pass.
     *
     * @param rushPercent see {@link RushProperties}
     * @param processors senders that may wait without being a rush
     * @param processorNanos processor time of the calling thread
     */
    WorkSignal(int rushPercent, int processors, LongSupplier nanos, LongSupplier processorNanos, LongConsumer rest) {
        this.rushPercent = rushPercent;
        this.processors = processors;
        this.nanos = nanos;
        this.processorNanos = processorNanos;
        this.rest = rest;
        this.crowdedAt = nanos.getAsLong() - RUSH.toNanos();
    }

    /** Every JVM that the hub runs on measures it; another one would give the time of the clock. */
    private static LongSupplier processorTime() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() ? threads::getCurrentThreadCpuTime : System::nanoTime;
    }

    /** There is new work in the lane. */
    public void wake(String lane) {
        Semaphore signals = of(lane);
        if (signals.availablePermits() == 0) {
            signals.release();
        }
    }

    /** Waits for a signal, at most {@code millis} milliseconds. A worker that waits has rested. */
    public void await(String lane, long millis) throws InterruptedException {
        Turn own = turns.get();
        own.endWork(nanos.getAsLong());
        Semaphore signals = of(lane);
        if (signals.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            // one query answers all earlier signals; a worker that finds plenty of work wakes the next one
            signals.drainPermits();
        }
        own.endRest(nanos.getAsLong());
    }

    /** Runs {@code work} while a sender waits for it; calls may be nested. See {@link #giveWay}. */
    public <T> T serve(Supplier<T> work) {
        if (served.get()) {
            return work.get();
        }
        served.set(true);
        if (senders.incrementAndGet() > processors) {
            crowdedAt = nanos.getAsLong();
        }
        try {
            return work.get();
        } finally {
            senders.decrementAndGet();
            served.set(false);
        }
    }

    /**
     * Called by a worker between two pieces of work, single ones or lists. In a rush, while more senders wait than there are
     * processors or did just now, it rests until the processor time of its work since the last call is no more than
     * {@code hub.ledger.rush-percent} of its time; two seconds at most. Inputs already kept are safe and can wait; a sender without an answer sends again.
     * Returns at once when the rush ends, and when the worker is interrupted.
     */
    public void giveWay() {
        Turn own = turns.get();
        long now = nanos.getAsLong();
        own.endWork(now);
        while (isRush(now) && own.owed > 0 && !Thread.currentThread().isInterrupted()) {
            // in parts, as the rush may end
            rest.accept(Math.min(own.owed, RUSH.toNanos()));
            now = nanos.getAsLong();
            own.endRest(now);
        }
        own.beginWork(now);
    }

    /** How many senders wait now, for the check of their input or for its commit. */
    public int waiting() {
        return senders.get();
    }

    private boolean isRush(long now) {
        return now - crowdedAt < RUSH.toNanos();
    }

    private Semaphore of(String lane) {
        return lanes.computeIfAbsent(lane, name -> new Semaphore(0));
    }

    /** One worker's account of work and rest, in nanoseconds; used by its own thread alone. */
    private final class Turn {

        private boolean isWorking;
        private long since;
        private long processorSince;
        private long owed;

        void beginWork(long now) {
            // what was worked outside of a rush, or before its end, is owed to nobody
            owed = 0;
            isWorking = true;
            since = now;
            processorSince = processorNanos.getAsLong();
        }

        void endWork(long now) {
            if (isWorking) {
                // in a rush a thread mostly waits for a processor, and while it does, the senders have it
                long worked = Math.min(processorNanos.getAsLong() - processorSince, LONGEST_REST.toNanos());
                owed = Math.min(LONGEST_REST.toNanos(), owed + worked * (PERCENT - rushPercent) / rushPercent);
            }
            isWorking = false;
            since = now;
        }

        void endRest(long now) {
            owed -= now - since;
            since = now;
        }
    }
}

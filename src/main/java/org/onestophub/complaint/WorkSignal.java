package org.onestophub.complaint;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** A tap on the shoulder for the workers of a lane. It carries nothing; whoever misses it finds the work by polling. */
@Component
public class WorkSignal {

    private final Map<String, Semaphore> lanes = new ConcurrentHashMap<>();

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

    private Semaphore of(String lane) {
        return lanes.computeIfAbsent(lane, name -> new Semaphore(0));
    }
}

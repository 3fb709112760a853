package org.onestophub.intake.receive;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.onestophub.complaint.walk.WorkSignal;

/**
 * A bounded queue whose takers get groups. A commit costs nearly the same for one and for many, so a group waits a moment
 * for inputs that are about to join.
 */
final class GroupQueue<T> {

    private static final long GATHER_NANOS = TimeUnit.MICROSECONDS.toNanos(1500);
    private static final long GLANCE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private final BlockingQueue<T> queue;
    private final int groupSize;
    private final WorkSignal signal;
    private final AtomicInteger taken = new AtomicInteger();

    GroupQueue(int maxWaiting, int groupSize, WorkSignal signal) {
        this.queue = new ArrayBlockingQueue<>(maxWaiting);
        this.groupSize = groupSize;
        this.signal = signal;
    }

    /** False if the queue is full. */
    boolean offer(T one) {
        return queue.offer(one);
    }

    /** Takes one back that is in no group yet. */
    void remove(T one) {
        queue.remove(one);
    }

    /** Waits for a group. One taker gathers at a time, so that two do not share between them what one commit could take. */
    synchronized List<T> next() throws InterruptedException {
        List<T> group = new ArrayList<>(groupSize);
        group.add(queue.take());
        long end = System.nanoTime() + GATHER_NANOS;
        while (onTheirWay() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(GLANCE_NANOS);
        }
        queue.drainTo(group, groupSize - 1);
        taken.addAndGet(group.size());
        return group;
    }

    /** Senders who are still being judged; the first of the group has left the queue already. */
    private int onTheirWay() {
        return signal.waiting() - taken.get() - queue.size() - 1;
    }

    /** The group has its answers. */
    void done(List<T> group) {
        taken.addAndGet(-group.size());
    }

    /** Those that are in no group. */
    List<T> left() {
        return List.copyOf(queue);
    }
}

package org.onestophub.platform.ledger;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.onestophub.complaint.Walk;

/**
 * Walks claimed together, given out in lists that are bounded in bytes and time. Each iterator gives the next list: what goes on
 * together through the rooms. A list is short if walking its members takes long, so that what is ready waits for no slow one;
 * what is left comes in the next list. An input that is large or that failed before is a list of its own.
 */
final class ClaimedWalks implements Iterable<Walk> {

    /** Bytes of all inputs of a list. READ makes a multiple of them. */
    private static final long MOST_BYTES = 4L << 20;

    /** A larger input is walked alone. */
    private static final long LARGE_BYTES = 256L << 10;

    /** From its first member on, a list takes up no more members after this time. */
    private static final long GATHERING_NANOS = Duration.ofMillis(200).toNanos();

    private final Deque<Claimed> left;

    /** Walks in the order in which they came. */
    ClaimedWalks(List<Claimed> claimed) {
        left = new ArrayDeque<>(claimed);
    }

    /**
     * A walk that begins.
     *
     * @param isAlone true if it goes on in no company: it failed before, and might spoil a list
     */
    record Claimed(Walk walk, boolean isAlone) {

        private long bytes() {
            return walk.receipt().content().size();
        }

        private boolean isListOfItsOwn() {
            return isAlone || bytes() > LARGE_BYTES;
        }
    }

    boolean isEmpty() {
        return left.isEmpty();
    }

    /** Walks that have not been given out. */
    int size() {
        return left.size();
    }

    /** Takes out all that were not given out; ids of their receipts. */
    List<Long> takeLeft() {
        List<Long> receipts =
                left.stream().map(one -> one.walk().receipt().id()).toList();
        left.clear();
        return receipts;
    }

    @Override
    public Iterator<Walk> iterator() {
        return new NextList();
    }

    private final class NextList implements Iterator<Walk> {
        private long begunAt;
        private long bytes;
        private int given;
        private boolean isFull;

        @Override
        public boolean hasNext() {
            Claimed next = left.peek();
            if (next == null || isFull) {
                return false;
            }
            if (given > 0) {
                isFull = next.isListOfItsOwn()
                        || bytes + next.bytes() > MOST_BYTES
                        || System.nanoTime() - begunAt > GATHERING_NANOS;
            }
            return !isFull;
        }

        @Override
        public Walk next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Claimed next = left.remove();
            if (given++ == 0) {
                begunAt = System.nanoTime();
            }
            bytes += next.bytes();
            isFull = next.isListOfItsOwn();
            return next.walk();
        }
    }
}

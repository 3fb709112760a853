package org.onestophub.platform.ledger;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.LongSupplier;
import org.onestophub.complaint.walk.GivenWalks;
import org.onestophub.complaint.walk.Walk;

/**
 * Walks claimed together, given out in lists that are bounded in bytes and time. Each iterator gives the next list: what goes on
 * together through the rooms. A list is short if walking its members takes long, so that what is ready waits for no slow one;
 * what is left comes in the next list. An input that is large or that failed before is a list of its own.
 */
final class ClaimedWalks implements Iterable<Walk>, GivenWalks {

    /** Bytes of all inputs of a list. READ makes a multiple of them. */
    private static final long MOST_BYTES = 4L << 20;

    /** A larger input is walked alone. */
    private static final long LARGE_BYTES = 256L << 10;

    /** From its first member on, a list takes up no more members after this time. */
    private static final long GATHERING_NANOS = Duration.ofMillis(200).toNanos();

    private final Deque<Claimed> left;
    private final List<Walk> given = new ArrayList<>();

    private final LongSupplier nanos;

    /** Walks in the order in which they came. */
    ClaimedWalks(List<Claimed> claimed) {
        this(claimed, System::nanoTime);
    }

    /** The same by another clock, in nanoseconds. */
    ClaimedWalks(List<Claimed> claimed, LongSupplier nanos) {
        this.left = new ArrayDeque<>(claimed);
        this.nanos = nanos;
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
    public List<Walk> given() {
        return List.copyOf(given);
    }

    @Override
    public Iterator<Walk> iterator() {
        given.clear();
        return new NextList();
    }

    private final class NextList implements Iterator<Walk> {
        private long begunAt;
        private long bytes;
        private boolean isPromised;
        private boolean isFull;

        /** A caller that got true from {@code hasNext} gets that walk, also after a long time. */
        @Override
        public boolean hasNext() {
            Claimed next = left.peek();
            if (isPromised || next == null || isFull) {
                return isPromised;
            }
            if (!given.isEmpty()) {
                isFull = next.isListOfItsOwn()
                        || bytes + next.bytes() > MOST_BYTES
                        || nanos.getAsLong() - begunAt > GATHERING_NANOS;
            }
            isPromised = !isFull;
            return isPromised;
        }

        @Override
        public Walk next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Claimed next = left.remove();
            if (given.isEmpty()) {
                begunAt = nanos.getAsLong();
            }
            isPromised = false;
            given.add(next.walk());
            bytes += next.bytes();
            isFull = next.isListOfItsOwn();
            return next.walk();
        }
    }
}

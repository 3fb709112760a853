package org.onestophub.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Senders that each wait for their answer before they send again. */
final class ClosedLoop {

    /** One sender; {@link #send} returns when the answer was good. */
    interface Sender extends AutoCloseable {

        void send(long number) throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Makes the sender of a thread. */
    interface Senders {
        Sender connect(int index) throws IOException;
    }

    /**
     * What came of it. Times in milliseconds.
     *
     * @param count answers within the measured time
     * @param seconds length of the measured time
     */
    record Result(long count, double seconds, double p50, double p99) {

        double rate() {
            return count / seconds;
        }
    }

    private ClosedLoop() {}

    /** Runs {@code connections} senders for so long and counts every answer; numbers begin at {@code first}. */
    static Result run(int connections, int seconds, long first, Senders senders) throws IOException {
        List<long[]> times = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        AtomicReference<IOException> fault = new AtomicReference<>();
        long begin = System.nanoTime();
        long end = begin + TimeUnit.SECONDS.toNanos(seconds);
        for (int i = 0; i < connections; i++) {
            int index = i;
            Thread thread = new Thread(
                    () -> {
                        try (Sender sender = senders.connect(index)) {
                            long[] mine = loop(sender, first + index * 100_000_000L, end);
                            synchronized (times) {
                                times.add(mine);
                            }
                        } catch (IOException e) {
                            fault.set(e);
                        }
                    },
                    "sender-" + i);
            threads.add(thread);
            thread.start();
        }
        join(threads);
        if (fault.get() != null) {
            throw fault.get();
        }
        double took = (System.nanoTime() - begin) / 1e9;
        long[] all = times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Result(all.length, took, at(all, 0.50), at(all, 0.99));
    }

    private static long[] loop(Sender sender, long first, long end) throws IOException {
        long[] times = new long[1 << 16];
        int count = 0;
        for (long before = System.nanoTime(); before < end; count++) {
            sender.send(first + count);
            long after = System.nanoTime();
            if (count == times.length) {
                times = Arrays.copyOf(times, count * 2);
            }
            times[count] = after - before;
            before = after;
        }
        return Arrays.copyOf(times, count);
    }

    static void join(List<Thread> threads) {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The value of nanoseconds, sorted, that a share of them does not exceed, in milliseconds. */
    static double at(long[] sorted, double share) {
        return sorted.length == 0
                ? 0
                : sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))] / 1e6;
    }
}

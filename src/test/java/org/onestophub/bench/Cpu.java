package org.onestophub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.onestophub.complaint.Digest;

/** Processor time and memory of processes, as Linux keeps them under {@code /proc}. */
final class Cpu {

    /** The kernel counts in hundredths of a second wherever Java runs. */
    private static final double TICKS_A_SECOND = 100.0;
    /** Fields of {@code /proc/<pid>/stat} after the name in brackets: user, system, and the same of ended children. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;
    private static final int ENDED_USER = 13;
    private static final int ENDED_SYSTEM = 14;

    private static final long YARDSTICK_NANOS = 1_000_000_000L;
    private static final int BLOCK = 1 << 20;

    private Cpu() {}

    /**
     * Megabytes a second that all processors together bring through SHA-256, taken over a second in which nothing else
     * should run: what machines, and hours on a shared machine, differ by.
     */
    static long yardstick() {
        int processors = Runtime.getRuntime().availableProcessors();
        hashedFor(YARDSTICK_NANOS / 2);
        long bytes = IntStream.range(0, processors)
                .mapToObj(one -> CompletableFuture.supplyAsync(
                        () -> hashedFor(YARDSTICK_NANOS), task -> new Thread(task).start()))
                .toList()
                .stream()
                .mapToLong(CompletableFuture::join)
                .sum();
        return bytes * 1000 / YARDSTICK_NANOS;
    }

    private static long hashedFor(long nanos) {
        byte[] block = new byte[BLOCK];
        long bytes = 0;
        for (long end = System.nanoTime() + nanos; System.nanoTime() < end; bytes += BLOCK) {
            Digest.raw(block);
        }
        return bytes;
    }

    /** Seconds of processor time of one process. */
    static double ofProcess(long pid) throws IOException {
        List<String> stat = stat(pid);
        return stat.isEmpty() ? 0 : (ticks(stat, USER) + ticks(stat, SYSTEM)) / TICKS_A_SECOND;
    }

    /** Seconds of a process, of its children, and of those of its children that ended. */
    static double ofFamily(long pid) throws IOException {
        List<String> stat = stat(pid);
        double seconds = ofProcess(pid);
        if (!stat.isEmpty()) {
            seconds += (ticks(stat, ENDED_USER) + ticks(stat, ENDED_SYSTEM)) / TICKS_A_SECOND;
        }
        for (long child : children(pid)) {
            seconds += ofProcess(child);
        }
        return seconds;
    }

    /** Resident memory of one process, MiB. */
    static long residentMiB(long pid) throws IOException {
        return kib(Path.of("/proc/" + pid + "/status"), "VmRSS:") / 1024;
    }

    /** Memory of a process and its children, MiB; what they share is counted once. */
    static long familyMiB(long pid) throws IOException {
        long kib = kib(Path.of("/proc/" + pid + "/smaps_rollup"), "Pss:");
        for (long child : children(pid)) {
            kib += kib(Path.of("/proc/" + child + "/smaps_rollup"), "Pss:");
        }
        return kib / 1024;
    }

    /** The first number of {@code /proc/loadavg}. */
    static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    }

    private static List<Long> children(long pid) {
        try (Stream<ProcessHandle> children = ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children)) {
            return children.map(ProcessHandle::pid).toList();
        }
    }

    private static List<String> stat(long pid) throws IOException {
        try {
            String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return List.of(line.substring(line.lastIndexOf(')') + 2).split(" "));
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static long ticks(List<String> stat, int field) {
        return Long.parseLong(stat.get(field));
    }

    private static long kib(Path file, String name) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                    .findFirst()
                    .orElse(0);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}

package org.onestophub.pipeline.read.calls;

import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Counts distinct keys in 8 to 16 bytes each: a file's other calls are counted, never held. Two keys with one 64-bit
 * hash count as one, which for a million calls happens once in 30 million files.
 */
final class DistinctKeyCount {

    /** Calls in one file; a large hospital has 50,000 rows a day. At most 128 MB at the bound. */
    private static final int MOST = 4_000_000;

    private static final int FIRST_SIZE = 1 << 12;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private long[] slots = new long[FIRST_SIZE];
    private int count;

    /**
     * Adds a key.
     * @throws ProblemException RD-107 if there are more than 4 million
     */
    void add(String key) {
        if (count >= MOST) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "calls");
        }
        if (put(slots, hash(key))) {
            count++;
        }
        if (count * 2 > slots.length) {
            long[] larger = new long[slots.length * 2];
            for (long slot : slots) {
                if (slot != 0) {
                    put(larger, slot);
                }
            }
            slots = larger;
        }
    }

    int count() {
        return count;
    }

    private static boolean put(long[] into, long hash) {
        int at = (int) (hash ^ (hash >>> 32)) & (into.length - 1);
        while (into[at] != 0) {
            if (into[at] == hash) {
                return false;
            }
            at = (at + 1) & (into.length - 1);
        }
        into[at] = hash;
        return true;
    }

    private static long hash(String key) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * FNV_PRIME;
        }
        hash ^= hash >>> 32;
        return hash == 0 ? 1 : hash;
    }
}

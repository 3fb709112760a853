package org.onestophub.loop.warning;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * How probable a count is. The usual rate is not known but estimated from a count of its own, and that uncertainty is part of
 * the result: the predictive distribution of a Poisson process (negative binomial, with Jeffreys' prior).
 */
final class RareChance {

    /** Half a case: Jeffreys' prior of a rate. */
    private static final double PRIOR = 0.5;

    private static final int MOST = 1_000_000;

    private RareChance() {}

    /**
     * The probability of {@code count} cases or more.
     *
     * @param count 0 or more
     * @param time how long they took to come, in any unit
     * @param before how many came before
     * @param timeBefore in how long, in the same unit
     */
    static double ofAtLeast(long count, double time, long before, double timeBefore) {
        return count <= 0 ? 1 : RegularizedBeta.value(time / (time + timeBefore), (double) count, before + PRIOR);
    }

    /** The smallest count that is less probable than {@code chance}. */
    static long limit(double chance, double time, long before, double timeBefore) {
        long low = 0;
        long high = 1;
        while (high < MOST && ofAtLeast(high, time, before, timeBefore) > chance) {
            low = high;
            high *= 2;
        }
        while (high - low > 1) {
            long middle = (low + high) / 2;
            if (ofAtLeast(middle, time, before, timeBefore) > chance) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** The probability that {@code part} or more of {@code of} cases are of a kind that has the given share elsewhere. */
    static double ofShare(long part, long of, double share) {
        if (part <= 0) {
            return 1;
        }
        return part > of ? 0 : RegularizedBeta.value(share, (double) part, of - part + 1.0);
    }
}

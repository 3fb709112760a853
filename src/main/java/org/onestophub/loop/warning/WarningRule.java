package org.onestophub.loop.warning;

import org.jspecify.annotations.Nullable;
import org.onestophub.loop.fact.FactFilter;

/**
 * When somebody is warned. Every institution is looked at by itself.
 *
 * @param counts which cases are meant
 * @param by the field whose values are looked at one by one; empty: all cases together
 * @param isTop true if codes are counted under the top of their tree, such as {@code A1} under {@code A}
 * @param test what has to be unusual
 * @param responsible code of list {@code duty-role}
 * @param answerDays within how many working days it has to be answered; 0: an answer is not asked for
 * @param isOff true if the rule is not used
 */
record WarningRule(
        String id,
        String nameZh,
        String nameEn,
        String basis,
        FactFilter counts,
        String by,
        boolean isTop,
        Test test,
        String responsible,
        int answerDays,
        boolean isOff) {

    /** What has to be unusual. */
    sealed interface Test permits Spike, Cluster, Threshold, EachCase, Compared {

        /** How many days up to today it looks at. */
        int days();
    }

    /**
     * More cases in the week or month that runs than can be expected: a c-chart whose limit is that of the exact distribution,
     * because three sigma are wrong for small counts.
     *
     * @param isMonthly true: calendar months, else weeks from Monday
     * @param baseline how many periods before tell what is usual; 4–104
     * @param chance how probable it may be that a usual period warns; 0 to 0.05
     * @param atLeast fewer cases never warn
     */
    record Spike(boolean isMonthly, int baseline, double chance, int atLeast) implements Test {

        @Override
        public int days() {
            return (baseline + 1) * (isMonthly ? 31 : 7) + 7;
        }
    }

    /**
     * Rare cases that follow each other too soon: a g-chart (days between cases), looked at over several cases.
     *
     * @param events how many cases that follow each other are looked at; 2–10
     * @param baselineDays how many days before tell what is usual; 60–730
     * @param chance as in {@link Spike}
     */
    record Cluster(int events, int baselineDays, double chance) implements Test {

        @Override
        public int days() {
            return baselineDays;
        }
    }

    /** At least so many cases within so many days, today included. */
    record Threshold(int within, int atLeast) implements Test {

        @Override
        public int days() {
            return within;
        }
    }

    /** Every single case, if it came within so many days. */
    record EachCase(int within) implements Test {

        @Override
        public int days() {
            return within;
        }
    }

    /**
     * A share that differs from that of the district's other institutions.
     *
     * @param part which of the cases make the share
     * @param isHigher true if a high share is bad
     * @param within over how many days
     * @param atLeast with fewer cases nothing is compared
     * @param chance how probable such a difference may be if the institution is like the others
     */
    record Compared(FactFilter part, boolean isHigher, int within, int atLeast, double chance) implements Test {

        @Override
        public int days() {
            return within;
        }
    }

    /** The days that have to be known, at least one. */
    int days() {
        return Math.max(1, test.days());
    }

    /** The comparison with others, if that is the test. */
    @Nullable
    Compared compared() {
        return test instanceof Compared compared ? compared : null;
    }
}

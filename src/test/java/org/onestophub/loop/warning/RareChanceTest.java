package org.onestophub.loop.warning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RareChanceTest {

    @Test
    void manyPeriodsOfAKnownRateGiveThePoissonTail() {
        // P(X >= 7) of a Poisson distribution with mean 2 is 0.004534; 10,000 weeks with 20,000 cases know the mean
        // well
        assertThat(RareChance.ofAtLeast(7, 1, 20_000, 10_000)).isCloseTo(0.004534, within(0.00002));
        // P(X >= 1) with mean 0.5 is 1 - e^-0.5
        assertThat(RareChance.ofAtLeast(1, 1, 5_000, 10_000)).isCloseTo(1 - Math.exp(-0.5), within(0.0002));
    }

    @Test
    void fewPeriodsLeaveMoreRoomThanMany() {
        assertThat(RareChance.ofAtLeast(10, 1, 16, 8)).isGreaterThan(RareChance.ofAtLeast(10, 1, 2_000, 1_000));
        assertThat(RareChance.limit(0.00001, 1, 16, 8)).isGreaterThan(RareChance.limit(0.00001, 1, 2_000, 1_000));
    }

    @Test
    void limitIsTheFirstCountThatIsLessProbable() {
        for (int before : new int[] {0, 1, 13, 52, 5_200}) {
            long limit = RareChance.limit(0.001, 1, before, 26);
            assertThat(RareChance.ofAtLeast(limit, 1, before, 26)).isLessThanOrEqualTo(0.001);
            assertThat(RareChance.ofAtLeast(limit - 1, 1, before, 26)).isGreaterThan(0.001);
        }
    }

    @Test
    void nothingIsCertainAndSoIsAShareOfNone() {
        assertThat(RareChance.ofAtLeast(0, 1, 5, 26)).isEqualTo(1);
        assertThat(RareChance.ofShare(0, 10, 0.2)).isEqualTo(1);
        assertThat(RareChance.ofShare(11, 10, 0.2)).isZero();
    }

    @Test
    void shareIsTheBinomialTail() {
        // P(X >= 3) of 5 with probability 0.5 is one half
        assertThat(RareChance.ofShare(3, 5, 0.5)).isCloseTo(0.5, within(1e-9));
        assertThat(RareChance.ofShare(5, 5, 0.1)).isCloseTo(0.00001, within(1e-12));
    }
}

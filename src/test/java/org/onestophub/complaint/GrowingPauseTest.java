package org.onestophub.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrowingPauseTest {

    private final GrowingPause pause = new GrowingPause(Duration.ofSeconds(2), Duration.ofMinutes(15));

    @Test
    void boundDoublesUpToTheLongestPause() {
        assertThat(IntStream.of(1, 2, 3, 9, 10, 1_000, Integer.MAX_VALUE).mapToObj(pause::after))
                .containsExactly(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(512),
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(15));
    }

    @Test
    void firstPauseIsNeverLongerThanTheLongest() {
        assertThat(new GrowingPause(Duration.ofMinutes(2), Duration.ofMinutes(1)).after(1))
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(pause.after(0)).isEqualTo(pause.after(1));
    }

    @Test
    void drawnPauseLiesAnywhereBetweenNothingAndTheBound() {
        Random random = new Random(7);
        List<Long> pauses = IntStream.range(0, 2_000)
                .mapToObj(i -> pause.drawn(3, random).toMillis())
                .toList();

        assertThat(pauses).allMatch(drawn -> drawn >= 0 && drawn <= 8_000);
        assertThat(pauses).anyMatch(drawn -> drawn < 400).anyMatch(drawn -> drawn > 7_600);
    }

    @Test
    void stepsEndWithTheLongestPause() {
        assertThat(new GrowingPause(Duration.ofMinutes(1), Duration.ofHours(1)).steps())
                .extracting(Duration::toMinutes)
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L);
        assertThat(new GrowingPause(Duration.ofSeconds(1), Duration.ofSeconds(1)).steps())
                .containsExactly(Duration.ofSeconds(1));
    }
}

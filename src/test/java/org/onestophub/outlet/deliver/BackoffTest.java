package org.onestophub.outlet.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final DeliverySettings settings = DeliveryRig.settings("oa").made();

    @Test
    void boundDoublesUpToTheLongestPause() {
        assertThat(IntStream.of(1, 2, 3, 9, 10, 1_000).mapToObj(settings::pauseAfter))
                .containsExactly(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(512),
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(15));
    }

    @Test
    void pauseLiesAnywhereBetweenNothingAndTheBound() {
        Backoff backoff = new Backoff(new Random(7));
        List<Long> pauses = IntStream.range(0, 2_000)
                .mapToObj(i -> backoff.after(3, settings).toMillis())
                .toList();

        assertThat(pauses).allMatch(pause -> pause >= 0 && pause <= 8_000);
        assertThat(pauses).anyMatch(pause -> pause < 400).anyMatch(pause -> pause > 7_600);
    }
}

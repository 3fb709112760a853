package org.onestophub.outlet.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeliverySettingsTest {

    @Test
    void pauseOfADestinationDoublesUpToItsLongest() {
        DeliverySettings settings = DeliveryRig.settings("oa").made();

        assertThat(IntStream.of(1, 2, 3, 9, 10, 1_000).mapToObj(settings.pause()::after))
                .containsExactly(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(512),
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(15));
    }
}

package org.onestophub.outlet.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private static final Instant NOW = Instant.parse("2026-11-02T00:00:00Z");

    private final DeliverySettings settings =
            DeliveryRig.settings("oa").breakerFailures(3).made();

    @Test
    void failuresInARowOpenItAndAnAnswerInBetweenDoesNot() {
        CircuitBreaker twice = CircuitBreaker.NEW.failed(NOW, settings).failed(NOW, settings);
        assertThat(twice.state()).isEqualTo(CircuitBreaker.State.CLOSED);
        assertThat(twice.reached().failed(NOW, settings).failed(NOW, settings).state())
                .isEqualTo(CircuitBreaker.State.CLOSED);

        CircuitBreaker open = twice.failed(NOW, settings);
        assertThat(open.state()).isEqualTo(CircuitBreaker.State.OPEN);
        assertThat(open.admits(NOW.plusSeconds(29), false)).isFalse();
        assertThat(open.admits(NOW.plusSeconds(30), false)).isTrue();
        assertThat(open.admits(NOW.plusSeconds(30), true))
                .as("another attempt is under way")
                .isFalse();
    }

    @Test
    void failedTryOpensItForTwiceAsLongUpToTheLongestPauseAndSuccessForgetsAll() {
        CircuitBreaker breaker = opened();
        Instant at = NOW;
        for (int seconds : new int[] {30, 60, 120, 240, 480, 900, 900}) {
            assertThat(Duration.between(at, breaker.openUntil())).isEqualTo(Duration.ofSeconds(seconds));
            at = breaker.openUntil();
            breaker = breaker.tried();
            assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.HALF_OPEN);
            assertThat(breaker.admits(at, true))
                    .as("one tries, the others wait")
                    .isFalse();
            breaker = breaker.failed(at, settings);
        }
        assertThat(breaker.tried().reached()).isEqualTo(CircuitBreaker.NEW);
    }

    @Test
    void attemptThatSetOutBeforeItOpenedDoesNotMoveTheEndOfThePause() {
        assertThat(opened().failed(NOW.plusSeconds(20), settings).openUntil()).isEqualTo(opened().openUntil());
    }

    @Test
    void operatorMayShortenThePause() {
        assertThat(opened().hurried(NOW).admits(NOW, false)).isTrue();
        assertThat(CircuitBreaker.NEW.hurried(NOW)).isEqualTo(CircuitBreaker.NEW);
    }

    private CircuitBreaker opened() {
        return CircuitBreaker.NEW.failed(NOW, settings).failed(NOW, settings).failed(NOW, settings);
    }
}

package org.onestophub.outlet.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.onestophub.problem.Problem;

class AttemptGuardTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final AttemptGuard guard = new AttemptGuard("guard-under-test");

    @AfterEach
    void close() {
        guard.close();
    }

    @Test
    void attemptIsGivenBackAndWhatItThrowsIsJudged() {
        assertThat(guard.run(AttemptEnd::sent, LONG)).isEqualTo(AttemptEnd.sent());
        assertThat(guard.run(
                                () -> {
                                    throw new IOException();
                                },
                                LONG)
                        .problem())
                .isEqualTo(Problem.OUTCOME_UNKNOWN);
        assertThat(guard.isFree()).isTrue();
    }

    @Test
    void attemptThatHangsIsUnknownAndKeepsItsThreadUntilItEnds() {
        CountDownLatch hanging = new CountDownLatch(1);
        AttemptEnd ending = guard.run(
                () -> {
                    boolean isOver = false;
                    while (!isOver) {
                        try {
                            hanging.await();
                            isOver = true;
                        } catch (InterruptedException e) {
                            // deaf to it, as some libraries are
                        }
                    }
                    return AttemptEnd.sent();
                },
                Duration.ofSeconds(1));

        assertThat(ending.problem()).isEqualTo(Problem.OUTCOME_UNKNOWN);
        assertThat(guard.isFree()).isFalse();
        hanging.countDown();
        await().until(guard::isFree);
        assertThat(guard.run(AttemptEnd::sent, LONG)).isEqualTo(AttemptEnd.sent());
    }

    @Test
    void attemptGivenUpBeforeItBeganLeavesNothingBusy() {
        for (int attempt = 0; attempt < 300; attempt++) {
            guard.run(AttemptEnd::sent, Duration.ZERO);
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(guard::isFree);
        }
    }
}

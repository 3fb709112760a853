package org.onestophub.pipeline.read.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

class BoundedRunTest {

    @Test
    void workGivesItsResult() {
        assertThat(run(Duration.ofMinutes(1)).<String>run(budget -> "text")).isEqualTo("text");
    }

    @Test
    void noOneWaitsForAPlaceForEver() throws InterruptedException {
        BoundedRun run = run(Duration.ofMillis(10));
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch ends = new CountDownLatch(1);
        Thread first = new Thread(() -> run.run(budget -> {
            started.countDown();
            ends.await();
            return "late";
        }));
        first.start();
        started.await();

        assertThatThrownBy(() -> run.run(budget -> "text")).hasMessage("RD-302");

        ends.countDown();
        first.join();
        assertThat(run.<String>run(budget -> "text")).isEqualTo("text");
    }

    @Test
    void placeIsFreeAgainAfterAProblemAndAfterAFault() {
        BoundedRun run = run(Duration.ofMillis(10));

        assertThatThrownBy(() -> run.run(budget -> {
                    throw new ProblemException(Problem.CORRUPT);
                }))
                .hasMessage("RD-103");
        assertThatThrownBy(() -> run.run(budget -> {
                    throw new IllegalStateException("a fault");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(run.<String>run(budget -> "text")).isEqualTo("text");
    }

    @Test
    void interruptedWorkIsBusyAndTheThreadStaysInterrupted() {
        assertThatThrownBy(() -> run(Duration.ofMinutes(1)).run(budget -> {
                    throw new InterruptedException();
                }))
                .hasMessage("RD-302");
        assertThat(Thread.interrupted()).isTrue();
    }

    private static BoundedRun run(Duration limit) {
        return new BoundedRun(Clock.systemUTC(), limit, 1);
    }
}

package org.onestophub.pipeline.read.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BoundedRunTest {

    @Test
    void workGivesItsResult() {
        assertThat(run(Duration.ofMinutes(1)).<String>run(budget -> "text")).isEqualTo("text");
    }

    @Test
    void faultNobodyForesawIsAFaultOfTheReader() {
        assertThatThrownBy(() -> run(Duration.ofMinutes(1)).run(budget -> {
                    throw new IllegalStateException("测试甲");
                }))
                .hasMessage("RD-901")
                .hasNoCause();
    }

    @Test
    void workStuckInALibraryKeepsItsPlaceAndNoOneWaitsForEver() throws InterruptedException {
        BoundedRun run = run(Duration.ofMillis(10));
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Thread first = new Thread(() -> assertThatThrownBy(() -> run.run(budget -> stuck(started, never))));
        first.start();
        started.await();

        assertThatThrownBy(() -> run.run(budget -> "text")).hasMessage("RD-302");

        never.countDown();
        first.join();
        assertThat(run(Duration.ofMinutes(1)).<String>run(budget -> "text")).isEqualTo("text");
    }

    private static String stuck(CountDownLatch started, CountDownLatch never) {
        started.countDown();
        while (never.getCount() > 0) {
            try {
                never.await();
            } catch (InterruptedException e) {
                // a library that does not care
                Thread.onSpinWait();
            }
        }
        return "late";
    }

    private static BoundedRun run(Duration limit) {
        return new BoundedRun(Clock.systemUTC(), limit, 1);
    }
}

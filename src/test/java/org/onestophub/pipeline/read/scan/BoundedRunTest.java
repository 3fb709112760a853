package org.onestophub.pipeline.read.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

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
    void problemOfTheWorkIsTheProblemOfTheReader() {
        assertThatThrownBy(() -> run(Duration.ofMinutes(1)).run(budget -> {
                    throw new ProblemException(Problem.CORRUPT, "page");
                }))
                .hasMessage("RD-103 page");
    }

    @Test
    void budgetEndsWithTheWork() {
        ReadBudget budget = run(Duration.ofMinutes(1)).run(given -> given);

        assertThatThrownBy(budget::checkTime).hasMessage("RD-107 time");
    }

    @Test
    void workStuckInALibraryKeepsItsPlaceAndNoOneWaitsForEver() throws InterruptedException {
        BoundedRun run = run(Duration.ofMillis(10));
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        FutureTask<String> first = new FutureTask<>(() -> run.run(budget -> stuck(started, never)));
        new Thread(first).start();
        started.await();

        assertThatThrownBy(() -> run.run(budget -> "text")).hasMessage("RD-302");

        assertThatThrownBy(first::get).cause().hasMessage("RD-107 time");
        never.countDown();
        await().untilAsserted(
                        () -> assertThat(run.<String>run(budget -> "text")).isEqualTo("text"));
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

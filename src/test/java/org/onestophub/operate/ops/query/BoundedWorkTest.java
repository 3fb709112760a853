package org.onestophub.operate.ops.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

class BoundedWorkTest {

    private final BoundedWork work = new BoundedWork();
    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void workGivesItsResultAndItsProblem() {
        assertThat(work.<Integer>run(() -> 5)).isEqualTo(5);
        assertProblem(
                () -> work.run(() -> {
                    throw new ProblemException(Problem.EMPTY);
                }),
                Problem.EMPTY);
        assertProblem(
                () -> work.run(() -> {
                    throw new IllegalStateException("测试甲");
                }),
                Problem.ACCESS_FAULT);
    }

    @Test
    void workThatDoesNotEndKeepsItsPlaceAndNobodyWaitsForIt() {
        assertProblem(() -> work.run(stuck(), 1, 1), Problem.BOUNDS_EXCEEDED);
        assertProblem(() -> work.run(stuck(), 1, 1), Problem.BOUNDS_EXCEEDED);
        assertProblem(() -> work.run(() -> 5, 0, 1), Problem.WORK_BUSY);
        end.countDown();
        assertThat(work.<Integer>run(() -> 5, 10, 10)).isEqualTo(5);
    }

    private Supplier<Integer> stuck() {
        return () -> {
            while (true) {
                try {
                    end.await();
                    return 0;
                } catch (InterruptedException e) {
                    // a regular expression that runs for ever does not listen either
                }
            }
        };
    }

    private static void assertProblem(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Problem problem) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }
}

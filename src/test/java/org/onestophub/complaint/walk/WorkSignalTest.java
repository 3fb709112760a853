package org.onestophub.complaint.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Workers and senders share time. The clock moves only when somebody works or rests. */
class WorkSignalTest {

    private static final int PERCENT = 30;
    private static final Duration LIST = Duration.ofMillis(400);
    private static final Duration ITEM = Duration.ofMillis(3);

    private long now = 1;
    private long rested;
    /** Time in which the worker had no processor. */
    private long waited;
    /** When the senders stop. */
    private long rushUntil = Long.MAX_VALUE;

    private final WorkSignal signal = new WorkSignal(PERCENT, 0, () -> now, () -> now - rested - waited, this::rest);

    @Test
    void workerThatNobodyWaitsForNeverRests() {
        rushUntil = 0;

        work(LIST, 10);

        assertThat(rested).isZero();
    }

    @Test
    void workerOfSingleItemsKeepsItsShareOfTheRush() {
        work(ITEM, 1_000);

        assertThat(shareOfWork(ITEM.multipliedBy(1_000))).isCloseTo(PERCENT, within(1.0));
    }

    @Test
    void workerOfListsKeepsTheSameShare() {
        work(LIST, 20);

        assertThat(shareOfWork(LIST.multipliedBy(20))).isCloseTo(PERCENT, within(2.0));
    }

    @Test
    void timeInWhichAWorkerHasNoProcessorCostsNoRest() {
        signal.giveWay();
        now += LIST.multipliedBy(6).toNanos();
        waited += LIST.multipliedBy(5).toNanos();
        push();

        signal.giveWay();

        assertThat(rested).isCloseTo(LIST.toNanos() * (100 - PERCENT) / PERCENT, within(WorkSignal.RUSH.toNanos()));
    }

    @Test
    void firstPieceOfARushIsTakenWithoutRest() {
        push();

        signal.giveWay();

        assertThat(rested).isZero();
    }

    @Test
    void restEndsWithTheRush() {
        work(LIST, 1);
        rushUntil = now + Duration.ofMillis(10).toNanos();

        signal.giveWay();

        assertThat(Duration.ofNanos(rested)).isBetween(Duration.ofMillis(10), Duration.ofMillis(50));
        long before = rested;
        work(LIST, 10);
        assertThat(rested).as("while nobody waits").isEqualTo(before);
    }

    @Test
    void pieceOfMinutesCostsNoMoreThanTheLongestRest() {
        work(Duration.ofMinutes(5), 2);

        assertThat(Duration.ofNanos(rested)).isEqualTo(WorkSignal.LONGEST_REST);
    }

    @Test
    void whatWasWorkedBeforeTheRushIsRestedForNoLongerThanOnePiece() {
        rushUntil = 0;
        work(LIST, 50);
        rushUntil = Long.MAX_VALUE;
        push();

        signal.giveWay();

        assertThat(Duration.ofNanos(rested)).isLessThan(LIST.multipliedBy(3));
    }

    @Test
    void workerWithTheWholeShareNeverRests() {
        WorkSignal whole = new WorkSignal(100, 0, () -> now, () -> now - rested - waited, this::rest);
        whole.giveWay();
        now += LIST.toNanos();
        whole.serve(() -> true);

        whole.giveWay();

        assertThat(rested).isZero();
    }

    @Test
    void interruptedWorkerDoesNotRest() {
        work(LIST, 1);
        Thread.currentThread().interrupt();

        signal.giveWay();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(rested).isZero();
    }

    @Test
    void waitingForWorkIsRestToo() throws InterruptedException {
        signal.giveWay();
        now += ITEM.toNanos();
        push();
        signal.await("lane", 0);

        signal.giveWay();
        long first = rested;
        signal.await("lane", 0);
        now += Duration.ofSeconds(1).toNanos();
        push();
        signal.giveWay();

        assertThat(first).as("what the item cost").isPositive();
        assertThat(rested).isEqualTo(first);
    }

    /** Works through {@code pieces} as the ledger's workers do; senders push all the while. */
    private void work(Duration piece, int pieces) {
        for (int i = 0; i < pieces; i++) {
            signal.giveWay();
            now += piece.toNanos();
            push();
        }
    }

    private void rest(long nanos) {
        now += nanos;
        rested += nanos;
        push();
    }

    private void push() {
        if (now < rushUntil) {
            signal.serve(() -> true);
        }
    }

    private double shareOfWork(Duration worked) {
        return 100.0 * worked.toNanos() / (worked.toNanos() + rested);
    }
}

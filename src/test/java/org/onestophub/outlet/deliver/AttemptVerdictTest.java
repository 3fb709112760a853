package org.onestophub.outlet.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

class AttemptVerdictTest {

    private final DeliverySettings once = DeliveryRig.settings("oa").made();
    private final DeliverySettings idempotent =
            DeliveryRig.settings("oa").idempotent().made();

    @ParameterizedTest
    @CsvSource({
        "DESTINATION_REFUSED,DEAD,SPLIT,DEAD",
        "OUTBOUND_FAILED,DEAD,SPLIT,DEAD",
        "MAPPING_UNKNOWN,DEAD,SPLIT,DEAD",
        "DESTINATION_UNREACHABLE,RETRY,RETRY,RETRY",
        "DESTINATION_BUSY,RETRY,RETRY,RETRY",
        "OUTCOME_UNKNOWN,UNKNOWN,UNKNOWN,RETRY",
        "DELIVER_FAULT,RETRY,RETRY,RETRY"
    })
    void problemDecides(Problem problem, AttemptVerdict alone, AttemptVerdict inBatch, AttemptVerdict whereIdempotent) {
        AttemptEnd ending = AttemptEnd.of(problem);

        assertThat(AttemptVerdict.of(ending, once, 1, 1, 1, Duration.ZERO)).isEqualTo(alone);
        assertThat(AttemptVerdict.of(ending, once, 5, 1, 1, Duration.ZERO)).isEqualTo(inBatch);
        assertThat(AttemptVerdict.of(ending, idempotent, 1, 1, 1, Duration.ZERO))
                .isEqualTo(whereIdempotent);
    }

    @Test
    void faultOfTheHubIsNotTriedForEver() {
        AttemptEnd fault = AttemptEnd.of(Problem.DELIVER_FAULT);

        assertThat(AttemptVerdict.of(fault, once, 1, 3, 3, Duration.ZERO)).isEqualTo(AttemptVerdict.DEAD);
        assertThat(AttemptVerdict.of(fault, once, 2, 3, 3, Duration.ZERO)).isEqualTo(AttemptVerdict.SPLIT);
        assertThat(AttemptVerdict.of(fault, once, 1, 20, 1, Duration.ofDays(9))).isEqualTo(AttemptVerdict.RETRY);
    }

    @Test
    void failuresAreGivenUpByNumberOrAge() {
        AttemptEnd busy = AttemptEnd.of(Problem.DESTINATION_BUSY);
        DeliverySettings three = DeliveryRig.settings("oa").maxAttempts(3).made();

        assertThat(AttemptVerdict.of(busy, three, 1, 2, 0, Duration.ZERO)).isEqualTo(AttemptVerdict.RETRY);
        assertThat(AttemptVerdict.of(busy, three, 1, 3, 0, Duration.ZERO)).isEqualTo(AttemptVerdict.DEAD);
        assertThat(AttemptVerdict.of(busy, once, 1, 900, 0, Duration.ofHours(71)))
                .isEqualTo(AttemptVerdict.RETRY);
        assertThat(AttemptVerdict.of(busy, once, 1, 1, 0, Duration.ofHours(72))).isEqualTo(AttemptVerdict.DEAD);
    }

    @Test
    void onlyWhatTellsOfTheDestinationTellsTheBreaker() {
        assertThat(AttemptEnd.of(Problem.DESTINATION_REFUSED)).returns(true, AttemptEnd::isAnswer);
        assertThat(AttemptEnd.sent()).returns(true, AttemptEnd::isAnswer);
        assertThat(AttemptEnd.of(Problem.OUTBOUND_FAILED))
                .returns(false, AttemptEnd::isAnswer)
                .returns(false, AttemptEnd::isFailureOfDestination);
        assertThat(AttemptEnd.of(Problem.DELIVER_FAULT)).returns(false, AttemptEnd::isFailureOfDestination);
        assertThat(AttemptEnd.of(Problem.OUTCOME_UNKNOWN)).returns(true, AttemptEnd::isFailureOfDestination);
    }

    @Test
    void answerOfADestinationIsKeptWithinBounds() {
        AttemptEnd ending = new AttemptEnd(null, "x".repeat(300), "\u0000\ud800" + "词".repeat(5_000), null);

        assertThat(ending.status()).hasSize(200);
        assertThat(ending.response()).hasSize(4_000).startsWith("\ufffd\ufffd词");
    }

    @Test
    void exceptionOfASinkIsJudgedByWhatItSaysOfTheDatum() {
        assertThat(judged(new IllegalStateException(new ConnectException())))
                .isEqualTo(Problem.DESTINATION_UNREACHABLE);
        assertThat(judged(new IllegalStateException(new SocketTimeoutException())))
                .isEqualTo(Problem.OUTCOME_UNKNOWN);
        assertThat(judged(new IllegalStateException())).isEqualTo(Problem.DELIVER_FAULT);
        assertThat(judged(new RuntimeException(new ProblemException(Problem.DESTINATION_REFUSED))))
                .isEqualTo(Problem.DESTINATION_REFUSED);
    }

    private static Problem judged(Exception fault) {
        return SinkFaults.of(fault).problem();
    }
}

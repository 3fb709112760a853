package org.onestophub.outlet.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onestophub.problem.Problem;

class AttemptEndTest {

    @Test
    void statusAndResponseAreBounded() {
        AttemptEnd most = new AttemptEnd(null, "s".repeat(200), "r".repeat(4_000), null);
        AttemptEnd more = new AttemptEnd(null, "s".repeat(201), "r".repeat(4_001), null);

        assertThat(most.status()).hasSize(200);
        assertThat(most.response()).hasSize(4_000);
        assertThat(more).isEqualTo(most);
        assertThat(new AttemptEnd(null, null, null, null)).isEqualTo(AttemptEnd.sent());
    }

    @Test
    void whatTheDatabaseDoesNotTakeIsReplacedAndNoPairIsCut() {
        assertThat(new AttemptEnd(null, "a\0b\uD800c\uDFFFd\uE000𠮷", "", null).status())
                .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uE000𠮷");
        assertThat(new AttemptEnd(null, "s".repeat(199) + "𠮷", "", null).status())
                .isEqualTo("s".repeat(199));
    }

    @Test
    void digitSaysWhoActs() {
        assertThat(AttemptEnd.sent().digit()).isZero();
        assertThat(AttemptEnd.of(Problem.DESTINATION_REFUSED).digit()).isEqualTo(1);
        assertThat(AttemptEnd.of(Problem.DESTINATION_BUSY).digit()).isEqualTo(3);
        assertThat(AttemptEnd.of(Problem.DELIVER_FAULT).digit()).isEqualTo(9);
        assertThat(AttemptEnd.of(Problem.DELIVER_FAULT).isAnswer()).isFalse();
        assertThat(AttemptEnd.of(Problem.OUTCOME_UNKNOWN).isFailureOfDestination())
                .isTrue();
        assertThat(AttemptEnd.of(Problem.ANSWER_NEGATIVE).isFailureOfDestination())
                .isTrue();
        assertThat(AttemptEnd.of(Problem.DESTINATION_REFUSED).isFailureOfDestination())
                .isFalse();
        assertThat(AttemptEnd.of(Problem.BROKER_UNAVAILABLE).isFailureOfDestination())
                .isFalse();
    }
}

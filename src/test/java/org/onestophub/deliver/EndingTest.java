package org.onestophub.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onestophub.problem.Problem;

class EndingTest {

    @Test
    void statusAndResponseAreBounded() {
        Ending most = new Ending(null, "s".repeat(200), "r".repeat(4_000), null);
        Ending more = new Ending(null, "s".repeat(201), "r".repeat(4_001), null);

        assertThat(most.status()).hasSize(200);
        assertThat(most.response()).hasSize(4_000);
        assertThat(more).isEqualTo(most);
        assertThat(new Ending(null, null, null, null)).isEqualTo(Ending.sent());
    }

    @Test
    void whatTheDatabaseDoesNotTakeIsReplaced() {
        assertThat(new Ending(null, "a\0b\uD800c\uDFFFd\uE000𠮷", "", null).status())
                .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uE000𠮷");
        assertThat(new Ending(null, "s".repeat(199) + "𠮷", "", null).status()).isEqualTo("s".repeat(199) + "\uFFFD");
    }

    @Test
    void digitSaysWhoActs() {
        assertThat(Ending.sent().digit()).isZero();
        assertThat(Ending.of(Problem.DESTINATION_REFUSED).digit()).isEqualTo(1);
        assertThat(Ending.of(Problem.DESTINATION_BUSY).digit()).isEqualTo(3);
        assertThat(Ending.of(Problem.DELIVER_FAULT).digit()).isEqualTo(9);
        assertThat(Ending.of(Problem.DELIVER_FAULT).isAnswer()).isFalse();
        assertThat(Ending.of(Problem.OUTCOME_UNKNOWN).isFailureOfDestination()).isTrue();
        assertThat(Ending.of(Problem.DESTINATION_REFUSED).isFailureOfDestination())
                .isFalse();
    }
}

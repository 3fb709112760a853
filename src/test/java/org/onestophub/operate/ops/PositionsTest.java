package org.onestophub.operate.ops;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.onestophub.problem.ProblemException;

/** Positions in lists that cannot be are refused before anybody is asked. */
class PositionsTest {

    @Test
    void positionBelowZeroIsRefusedInEveryList() {
        refused(() -> new RejectsController(null, null, null).list(null, false, -1, 50, null), "cursor");
        refused(() -> new ConfigController(null).history(-1L, 50), "before");
        refused(() -> new DestinationsController(null, null).deliveries("oa-webhook", null, null, -1L, 50), "cursor");
    }

    @Test
    void stateThatNoDeliveryHasIsRefused() {
        refused(() -> new DestinationsController(null, null).deliveries("oa-webhook", "lost", null, null, 50), "state");
    }

    private static void refused(ThrowingCallable ask, String parameter) {
        assertThatThrownBy(ask).isInstanceOf(ProblemException.class).hasMessage("AC-104 " + parameter);
    }
}

package org.onestophub.platform.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

class ProbeFileTest {

    private final ProbeFile probe = new ProbeFile();

    @Test
    void bytesThatComeBackAsTheyWereAreGood() {
        probe.check(probe.bytes());
    }

    @Test
    void anyOtherBytesAreAFault() {
        byte[] changed = probe.bytes();
        changed[changed.length - 1]++;

        for (byte[] back : new byte[][] {changed, new byte[0], new byte[changed.length - 1]}) {
            assertThatThrownBy(() -> probe.check(back))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.BYTES_CHANGED));
        }
    }
}

package org.onestophub;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.onestophub.problem.ProblemException;

class FileHandlesTest {

    @Test
    void limitBelowWhatTheHubNeedsIsAFaultWithBothNumbers() {
        FileHandles.check(FileHandles.LEAST);

        assertThatThrownBy(() -> FileHandles.check(FileHandles.LEAST - 1))
                .isInstanceOf(ProblemException.class)
                .hasMessage("CH-211 ulimit -n: 1023 of at least 1024");
    }
}

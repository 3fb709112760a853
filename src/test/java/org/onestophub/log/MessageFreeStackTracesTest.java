package org.onestophub.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class MessageFreeStackTracesTest {

    @Test
    void classesAndFramesAreToldButNoMessageNotOfCausesNorOfSuppressed() throws IOException {
        IllegalStateException fault = new IllegalStateException(
                "测试甲 13800000001", new IOException("/inbox/测试甲.pdf", new IllegalArgumentException("13800000001")));
        fault.addSuppressed(new IllegalStateException("also 测试甲"));
        StringBuilder trace = new StringBuilder();
        new MessageFreeStackTraces().printStackTrace(fault, trace);

        assertThat(trace)
                .contains(
                        "java.lang.IllegalArgumentException",
                        "Wrapped by: java.io.IOException",
                        "Wrapped by: java.lang.IllegalStateException",
                        "Suppressed: java.lang.IllegalStateException",
                        "MessageFreeStackTracesTest.java");
        assertThat(trace).doesNotContain("测试甲", "13800000001", "inbox", "also");
    }
}

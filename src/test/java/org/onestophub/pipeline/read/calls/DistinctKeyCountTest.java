package org.onestophub.pipeline.read.calls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Counting of the keys of a file. */
class DistinctKeyCountTest {

    @Test
    void keysAreCountedOnceHoweverMany() {
        DistinctKeyCount keys = new DistinctKeyCount();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 20_000; i++) {
                keys.add("1789693323." + i);
            }
        }

        assertThat(keys.count()).isEqualTo(20_000);
    }
}

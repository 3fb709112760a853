package org.onestophub.pipeline.read.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.pipeline.read.calls.CellText;
import org.onestophub.pipeline.read.hl7.Hl7Text;

class ViewTextTest {

    /** Sorting a run of marks is quadratic; bounded it takes milliseconds. */
    private static final Duration HANGING = Duration.ofSeconds(20);

    /** Marks of two classes, so that they have to be sorted; the second pair lies outside the basic plane. */
    @ParameterizedTest
    @ValueSource(strings = {"\u0315\u0300", "\uD834\uDD6D\uD834\uDD65", "\u0315\u0300\u0007"})
    @Tag("slow")
    void marksUponMarksEndSomewhere(String marks) {
        String run = "a" + marks.repeat(500_000);

        assertTimeoutPreemptively(HANGING, () -> {
            assertThat(ViewText.clean(run).codePoints().count()).isBetween(2L, 33L);
            assertThat(Hl7Text.clean(run).codePoints().count()).isLessThan(2_000_000);
            assertThat(CellText.clean(run).codePoints().count()).isLessThanOrEqualTo(4_000);
        });
    }

    @Test
    void marksOfRealWritingStay() {
        assertThat(ViewText.clean("u\u0308\u030c")).isEqualTo("\u01da");
        assertThat(ViewText.clean("\u0e01\u0e35\u0e48")).isEqualTo("\u0e01\u0e35\u0e48");
    }
}

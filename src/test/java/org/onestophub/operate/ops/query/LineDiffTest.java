package org.onestophub.operate.ops.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineDiffTest {

    @Test
    void changedLinesStandBetweenTheirNeighbours() {
        LineDiff.Lines diff = LineDiff.of("a\nb\nc\nd\ne\nf", "a\nb\nc\nX\ne\nf");

        assertThat(diff.lines())
                .containsExactly(
                        "--- original", "+++ edited", "@@ -1,6 +1,6 @@", " a", " b", " c", "-d", "+X", " e", " f");
        assertThat(diff.isCut()).isFalse();
    }

    @Test
    void nothingChangedIsNoDifference() {
        assertThat(LineDiff.of("a\r\nb", "a\nb").lines()).isEmpty();
    }

    @Test
    void longLinesAndManyLinesAreCut() {
        String many = IntStream.range(0, 30_000).mapToObj(i -> "row " + i).collect(Collectors.joining("\n"));

        LineDiff.Lines diff = LineDiff.of("x".repeat(5_000) + "\n" + many, "y");

        assertThat(diff.isCut()).isTrue();
        assertThat(diff.lines()).hasSize(2_000).allMatch(line -> line.length() <= 4_001);
    }

    @Test
    void textsWithNothingInCommonAreComparedInTime() {
        String ours = IntStream.range(0, 10_000).mapToObj(i -> "a" + i).collect(Collectors.joining("\n"));
        String theirs = IntStream.range(0, 10_000).mapToObj(i -> "b" + i).collect(Collectors.joining("\n"));

        assertThat(LineDiff.of(ours, theirs).isCut()).isTrue();
    }
}

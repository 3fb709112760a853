package org.onestophub.pipeline.read.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.onestophub.pipeline.read.format.CsvLines.Line;

/** Lines of files. */
class CsvLinesTest {

    @Test
    void linesEndWithLineFeedOrWithTheFile() throws IOException {
        assertThat(lines("a\r\n\nb\"c\"\r\nd\""))
                .containsExactly(
                        new Line("a", 0, true, false),
                        new Line("", 0, true, false),
                        new Line("b\"c\"", 2, true, false),
                        new Line("d\"", 1, false, false));
        assertThat(lines("")).isEmpty();
        assertThat(lines("\r")).containsExactly(new Line("", 0, false, false));
    }

    @Test
    void lineIsBalancedIfEveryQuoteIsClosed() throws IOException {
        assertThat(lines("a\n\"b\n\"c\"\n")).extracting(Line::isBalanced).containsExactly(true, false, true);
    }

    @Test
    void zeroBytesAreLeftOut() throws IOException {
        assertThat(lines("\0a\0b\0\nc")).extracting(Line::text).containsExactly("ab", "c");
    }

    @Test
    void linesLongerThanTheBufferAreWhole() throws IOException {
        String longer = "x\"".repeat(50_000);

        assertThat(lines("a\n" + longer + "\r\n" + longer))
                .containsExactly(
                        new Line("a", 0, true, false),
                        new Line(longer, 50_000, true, false),
                        new Line(longer, 50_000, false, false));
    }

    @Test
    void lineAboveTwoMegabytesIsCutAndTold() throws IOException {
        String most = "x".repeat(CsvLines.MOST_BYTES);

        List<Line> lines = lines(most + "\n" + most + "y\"\nb\n" + most + "y");

        assertThat(lines).hasSize(4);
        assertThat(lines).extracting(Line::overlong).containsExactly(false, true, false, true);
        assertThat(lines).extracting(Line::terminated).containsExactly(true, true, true, false);
        assertThat(lines.get(1).text()).isEqualTo(most);
        assertThat(lines.get(1).quotes()).as("nothing is known of the rest").isZero();
        assertThat(lines.get(2).text()).isEqualTo("b");
    }

    private static List<Line> lines(String text) throws IOException {
        List<Line> all = new ArrayList<>();
        try (CsvLines lines = new CsvLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)))) {
            for (Line line = lines.next(); line != null; line = lines.next()) {
                all.add(line);
            }
        }
        return all;
    }
}

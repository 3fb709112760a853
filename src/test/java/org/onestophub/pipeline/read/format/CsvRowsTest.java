package org.onestophub.pipeline.read.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the rows of a CSV file begin and end, also where its quotes are broken. */
class CsvRowsTest {

    @Test
    void linesAreRowsWithTheirNumbersAndBlankLinesCount() {
        assertThat(rows("a,b\n\n  \r\nc\r\n\"d,\"\"e\",f", 0)).containsExactly("1:a|b", "4:c", "5:d,\"e|f open");
        assertThat(rows("", 0)).isEmpty();
        assertThat(rows("\n \n", 0)).isEmpty();
    }

    @Test
    void quotedCellMayHaveAsManyLinesAsAllowed() {
        assertThat(rows("a,\"b\nc\nd\",e\nf\n", 0)).containsExactly("1:a|b\nc\nd|e", "2:f");
        assertThat(rowsOf("a,\"b\nc\nd\",e\nf\n", 0, 2)).containsExactly("1:a|b\nc\nd|e", "2:f");
        assertThat(rowsOf("a,\"b\nc\nd\",e\nf\n", 0, 1)).startsWith("1:none a,\"b", "2:c");
    }

    @Test
    void quoteThatIsNeverClosedCostsItsLineOnly() {
        assertThat(rows("a,\"b\nc,d\ne,f", 0)).containsExactly("1:none a,\"b", "2:c|d", "3:e|f open");
        assertThat(rows("a,\"b", 0)).containsExactly("1:none a,\"b open");
    }

    @Test
    void twoRowsWithAnOpenQuoteAreTwoAndCostNoOther() {
        assertThat(rows("a,\"b\nc,d\ne,\"f\ng,h\n", 0))
                .containsExactly("1:none a,\"b", "2:c|d", "3:none e,\"f", "4:g|h");
        assertThat(rows("a,\"b\nc,\"d\ne,\"f\n", 2)).containsExactly("1:none a,\"b", "2:none c,\"d", "3:none e,\"f");
    }

    @Test
    void rowThatHasTheExpectedWidthEndsAnOpenQuote() {
        assertThat(rows("a,\"b\nc,d\ne,\"f\ng,h\n", 2))
                .containsExactly("1:none a,\"b", "2:c|d", "3:none e,\"f", "4:g|h");
        assertThat(rows("a,\"b\nc,d,e\nf\",g\n", 3)).containsExactly("1:none a,\"b", "2:c|d|e", "3:none f\",g");
    }

    @Test
    void bareQuotesAreReadWhereTheRowHasTheExpectedWidth() {
        assertThat(rows("\"a\"b\",c\n\"d\",e\n", 2)).containsExactly("1:a\"b|c repaired", "2:d|e");
        assertThat(rows("x,\"a\"b\",c\"\n", 2)).hasSize(1);
    }

    @Test
    void rowThatIsShownAgainIsTheSame() throws IOException {
        try (CsvRows rows = open("a\nb\n", 0)) {
            assertThat(rows.next()).isTrue();
            rows.again();
            assertThat(rows.next()).isTrue();
            assertThat(rows.cells()).containsExactly("a");
            assertThat(rows.next()).isTrue();
            assertThat(rows.cells()).containsExactly("b");
            assertThat(rows.next()).isFalse();
            rows.again();
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void lineBeyondTheBoundCannotBeRead() {
        String longest = "x".repeat(CsvLines.MOST_BYTES);

        assertThat(rows(longest + "\na\n", 1)).containsExactly("1:" + longest, "2:a");
        assertThat(rows(longest + "y\na\n", 1)).hasSize(2).last().isEqualTo("2:a");
        assertThat(rows(longest + "y\na\n", 1).get(0)).startsWith("1:none x");
    }

    private static List<String> rows(String text, int width) {
        return rowsOf(text, width, 50);
    }

    private static List<String> rowsOf(String text, int width, int mostLines) {
        List<String> found = new ArrayList<>();
        try (CsvRows rows = open(text, mostLines)) {
            if (width > 0) {
                rows.expect(new CsvRows.Shape() {
                    @Override
                    public boolean hasWidth(int cells) {
                        return cells == width;
                    }

                    @Override
                    public boolean isReadable(String[] row) {
                        return row.length == width;
                    }
                });
            }
            while (rows.next()) {
                String[] cells = rows.cells();
                found.add(rows.number() + ":"
                        + (cells == null ? "none " + rows.text() : String.join("|", cells))
                        + (rows.isRepaired() ? " repaired" : "")
                        + (rows.isTerminated() ? "" : " open"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static CsvRows open(String text, int mostLines) {
        return new CsvRows(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)), ',', mostLines);
    }
}

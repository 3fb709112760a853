package org.onestophub.pipeline.read.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a CSV file one after the other, in memory bounded by one row. A file cut off in the middle of a row, as a
 * crashed exchange leaves it, costs that row only: an open quote ends where a line is a complete row by itself.
 *
 * <p>Cells are ISO-8859-1 here, one character per byte: neither UTF-8 nor GB18030 uses the bytes of quote, comma or line
 * end inside other characters, so rows are found without knowing the character set; who reads them decodes later.
 */
public final class CsvRows implements Closeable {

    private final CsvLines lines;
    private final CsvReaderBuilder parser;
    private final Deque<CsvLines.Line> waiting = new ArrayDeque<>();
    private final char delimiter;
    private final int mostLines;
    private Shape shape = Shape.UNKNOWN;
    private String text = "";
    private String @Nullable [] cells;
    private boolean terminated;
    private boolean repaired;
    private boolean repeat;
    private int number;

    /**
     * The rows of that stream.
     * @param mostLines lines that a quoted cell may have besides its first; what is longer is taken for an open quote
     */
    public CsvRows(InputStream in, char delimiter, int mostLines) {
        this.mostLines = mostLines;
        this.lines = new CsvLines(in);
        this.delimiter = delimiter;
        this.parser = de.siegmar.fastcsv.reader.CsvReader.builder().fieldSeparator(delimiter);
    }

    /** What a whole row looks like. */
    public interface Shape {

        /** Nothing is known of the rows, as before the header. */
        Shape UNKNOWN = new Shape() {
            @Override
            public boolean hasWidth(int cells) {
                return false;
            }

            @Override
            public boolean isReadable(String[] row) {
                return false;
            }
        };

        /** True if a row may have so many cells. */
        boolean hasWidth(int cells);

        /** True if the cells look as those of a row must. */
        boolean isReadable(String[] row);
    }

    /** What rows look like; helps to find the next row after a broken one, and to read one with bare quotes. */
    public void expect(Shape expected) {
        this.shape = expected;
    }

    /** The next row is this one again, read as {@link #expect} says. */
    public void again() {
        repeat = true;
    }

    /** Moves to the next row; false at the end. Empty lines are no rows. */
    public boolean next() throws IOException {
        if (repeat) {
            repeat = false;
            return !text.isEmpty();
        }
        CsvLines.Line line = nextLine();
        number++;
        while (line != null && line.text().isBlank() && !line.overlong()) {
            line = nextLine();
            number++;
        }
        if (line == null) {
            text = "";
            return false;
        }
        terminated = line.terminated();
        text = line.text();
        cells = line.isBalanced() ? parse(line) : null;
        repaired = false;
        if (cells == null || !shape.isReadable(cells)) {
            String[] loose = line.overlong() || text.indexOf('"') < 0 ? null : LooseCells.of(text, delimiter);
            if (loose != null && shape.isReadable(loose)) {
                cells = loose;
                repaired = true;
            } else if (!line.isBalanced()) {
                cells = joined(line);
            }
        }
        return true;
    }

    /** The number of the row, from 1; blank lines count, a cell of several lines does not. */
    public int number() {
        return number;
    }

    /** The first line of the row. */
    public String text() {
        return text;
    }

    /** True if the row was read though its quotes are not as CSV demands. */
    public boolean isRepaired() {
        return repaired;
    }

    /** The row's cells, null if the row cannot be read. */
    public String @Nullable [] cells() {
        return cells;
    }

    /** False if the file ends within the row or directly after it, without a line end. */
    public boolean isTerminated() {
        return terminated;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private String @Nullable [] joined(CsvLines.Line first) throws IOException {
        List<CsvLines.Line> taken = new ArrayList<>();
        StringBuilder joined = new StringBuilder(first.text());
        while (taken.size() < mostLines && joined.length() < CsvLines.MOST_BYTES) {
            CsvLines.Line line = nextLine();
            if (line == null) {
                break;
            }
            taken.add(line);
            if (line.isBalanced()) {
                String[] alone = parse(line);
                if (alone != null && shape.hasWidth(alone.length)) {
                    break;
                }
            }
            joined.append('\n').append(line.text());
            if (!line.isBalanced()) {
                String[] whole = parse(joined.toString());
                if (whole == null) {
                    // two broken rows, not one
                    break;
                }
                terminated = line.terminated();
                return whole;
            }
        }
        for (int i = taken.size() - 1; i >= 0; i--) {
            waiting.addFirst(taken.get(i));
        }
        return null;
    }

    private CsvLines.@Nullable Line nextLine() throws IOException {
        return waiting.isEmpty() ? lines.next() : waiting.pollFirst();
    }

    private String @Nullable [] parse(CsvLines.Line line) {
        return line.overlong() ? null : parse(line.text());
    }

    private String @Nullable [] parse(String record) {
        try {
            return parser.ofSingleCsvRecord(StringArrayHandler.of(), record);
        } catch (CsvParseException e) {
            return null;
        }
    }
}

package org.onestophub.pipeline.read.sheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onestophub.pipeline.read.format.CsvRows;
import org.onestophub.pipeline.read.format.MimeText;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * A table in a text file, with commas, tabs, semicolons or bars between its cells, in UTF-8, UTF-16 or GB18030. A row that
 * cannot be taken apart, or has other columns than the table, costs that row only.
 */
final class TextBook implements SheetBook {

    /** The text is held several times over while it is read. */
    static final int MOST_BYTES = 16 * 1024 * 1024;

    /** Lines in a cell: a description of a matter has some dozens. */
    private static final int MOST_LINES = 200;

    private static final String DELIMITERS = ",\t;|";

    /** Rows looked at to find what is between the cells. */
    private static final int LOOKED_AT = 30;

    /** What Excel writes and reads before the first row. */
    private static final Pattern HINT = Pattern.compile("\\A\"?sep=([,;|\\t])\"?\\r?\\n");

    /** A cell that a spreadsheet shall take as text: {@code ="0123"}. */
    private static final Pattern AS_TEXT = Pattern.compile("=\"(.*)\"", Pattern.DOTALL);

    private static final int BEGINNING = 20_000;
    private static final Pattern CELL_ENDS = Pattern.compile("[,;|\\t\\r\\n\"]");
    private static final Charset GB18030 = Charset.forName("GB18030");

    private final String text;
    private final Predicate<String> isHeader;

    /** @param isHeader true of a text that is the name of a known column */
    TextBook(byte[] file, Predicate<String> isHeader) {
        this.isHeader = isHeader;
        String decoded = decoded(file);
        this.text = decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
    }

    /**
     * The text in the character set in which it has the names of columns. Where a byte is damaged, its row has U+FFFD;
     * damaged UTF-8 can look like sound GB18030.
     */
    private String decoded(byte[] file) {
        String found = MimeText.detect(file, false).text();
        String best = found;
        long most = names(found);
        for (Charset charset : List.of(StandardCharsets.UTF_8, GB18030)) {
            String other = most == 0 || found.indexOf('\uFFFD') >= 0 ? new String(file, charset) : found;
            long names = names(other);
            if (names > most) {
                most = names;
                best = other;
            }
        }
        return best;
    }

    private long names(String decoded) {
        String beginning = decoded.substring(0, Math.min(decoded.length(), BEGINNING));
        return CELL_ENDS
                .splitAsStream(beginning)
                .filter(cell -> CellWords.isSaid(cell) && isHeader.test(cell))
                .count();
    }

    @Override
    public void walk(Visitor visitor) {
        visitor.sheet("", false);
        Matcher hint = HINT.matcher(text);
        boolean isHinted = hint.find();
        String table = isHinted ? text.substring(hint.end()) : text;
        // a carriage return alone ends a row of old programs
        String lines = table.indexOf('\n') < 0 ? table.replace('\r', '\n') : table;
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        try {
            walk(bytes, isHinted ? hint.group(1).charAt(0) : delimiterOf(bytes), isHinted ? 1 : 0, visitor);
        } catch (IOException e) {
            throw new ProblemException(Problem.CORRUPT, "text");
        }
    }

    private static void walk(byte[] bytes, char delimiter, int rowsBefore, Visitor visitor) throws IOException {
        try (CsvRows rows = new CsvRows(new ByteArrayInputStream(bytes), delimiter, MOST_LINES)) {
            boolean isTold = false;
            while (rows.next()) {
                int number = rows.number() + rowsBefore;
                String[] cells = rows.cells();
                if (cells == null) {
                    visitor.unreadable(number, utf8(rows.text()));
                } else {
                    show(cells, number, rows.isRepaired(), visitor);
                }
                if (!isTold && visitor.width() > 0) {
                    isTold = true;
                    rows.expect(shape(visitor.width()));
                }
            }
        }
    }

    private static CsvRows.Shape shape(int width) {
        return new CsvRows.Shape() {
            @Override
            public boolean hasWidth(int cells) {
                return cells == width;
            }

            @Override
            public boolean isReadable(String[] row) {
                return row.length == width;
            }
        };
    }

    private static void show(String[] raw, int number, boolean isRepaired, Visitor visitor) {
        TreeMap<Integer, SheetCell> cells = new TreeMap<>();
        for (int i = 0; i < raw.length; i++) {
            String cell = utf8(raw[i]);
            Matcher asText = AS_TEXT.matcher(cell.strip());
            String said = asText.matches() ? asText.group(1) : cell;
            if (CellWords.isSaid(said)) {
                cells.put(i, SheetCell.text(said, false));
            }
        }
        if (!cells.isEmpty()) {
            visitor.row(new SheetRow(number, false, isRepaired, raw.length, cells));
        }
    }

    /** What is between the cells of the row that has the most names of columns. */
    private char delimiterOf(byte[] bytes) throws IOException {
        char best = DELIMITERS.charAt(0);
        long most = 0;
        for (char delimiter : DELIMITERS.toCharArray()) {
            try (CsvRows rows = new CsvRows(new ByteArrayInputStream(bytes), delimiter, MOST_LINES)) {
                for (int i = 0; i < LOOKED_AT && rows.next(); i++) {
                    String[] cells = rows.cells();
                    long names = cells == null
                            ? 0
                            : Arrays.stream(cells)
                                    .map(TextBook::utf8)
                                    .filter(isHeader)
                                    .count();
                    if (names > most) {
                        most = names;
                        best = delimiter;
                    }
                }
            }
        }
        return best;
    }

    private static String utf8(String cell) {
        return new String(cell.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}

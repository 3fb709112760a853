package org.onestophub.pipeline.read.sheet;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** One sheet of a workbook, row by row. Rows and cells without a number follow the one before. */
final class XlsxSheet implements XmlPart.Handler {

    /** Numbers of rows and columns of the largest sheet there is. */
    private static final int MOST_ROWS = 1_048_576;

    private static final int MOST_COLUMNS = 16_384;

    private static final int MOST_VALUE = XlsxText.MOST_CHARS;
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9.]{1,60}([eE][+-]?[0-9]{1,4})?");
    private static final int LETTERS = 26;

    private final XlsxFormats formats;
    private final XlsxStrings strings;
    private final boolean is1904;
    private final SheetBook.Visitor visitor;
    private final StringBuilder value = new StringBuilder();
    private TreeMap<Integer, SheetCell> cells = new TreeMap<>();
    private int row;
    private boolean isRowHidden;
    private int column;
    private String type = "";
    private @Nullable String style;
    private boolean isFormula;
    private boolean isValue;
    private @Nullable XlsxText inline;

    XlsxSheet(XlsxFormats formats, XlsxStrings strings, boolean is1904, SheetBook.Visitor visitor) {
        this.formats = formats;
        this.strings = strings;
        this.is1904 = is1904;
        this.visitor = visitor;
    }

    @Override
    public void begin(String name, XmlPart.Attributes attributes) {
        if (inline != null) {
            inline.begin(name);
            return;
        }
        switch (name) {
            case "row" -> {
                int number = XlsxFormats.number(attributes.of("r"));
                row = bounded(number > 0 ? number : row + 1, MOST_ROWS);
                isRowHidden = XlsxBook.isTrue(attributes.of("hidden"));
                cells = new TreeMap<>();
                column = -1;
            }
            case "c" -> {
                int number = columnOf(attributes.of("r"));
                column = bounded(number >= 0 ? number : column + 1, MOST_COLUMNS - 1);
                type = Optional.ofNullable(attributes.of("t")).orElse("n");
                style = attributes.of("s");
                isFormula = false;
                value.setLength(0);
            }
            case "f" -> isFormula = true;
            case "v" -> isValue = true;
            case "is" -> inline = new XlsxText();
            default -> {}
        }
    }

    @Override
    public void text(String text) {
        if (inline != null) {
            inline.add(text);
        } else if (isValue) {
            if (value.length() + text.length() > MOST_VALUE) {
                throw new ProblemException(Problem.BOUNDS_EXCEEDED, "cell");
            }
            value.append(text);
        }
    }

    @Override
    public void end(String name) {
        if (inline != null) {
            inline.end(name);
        }
        switch (name) {
            case "is" -> {
                if (inline != null) {
                    value.append(inline);
                    inline = null;
                }
            }
            case "v" -> isValue = false;
            case "c" -> endCell();
            case "row" -> {
                if (!cells.isEmpty()) {
                    visitor.row(new SheetRow(row, isRowHidden, false, 0, cells));
                    cells = new TreeMap<>();
                }
            }
            default -> {}
        }
    }

    private void endCell() {
        String raw = value.toString();
        if (raw.isEmpty()) {
            if (isFormula && !type.equals("str")) {
                cells.put(column, SheetCell.noValue());
            }
            return;
        }
        SheetCell cell = cellOf(raw);
        if (cell.kind() != SheetCell.Kind.TEXT || CellWords.isSaid(cell.text())) {
            cells.put(column, cell);
        }
    }

    private SheetCell cellOf(String raw) {
        return switch (type) {
            case "s" ->
                strings.of(raw).map(text -> SheetCell.text(text, isFormula)).orElseGet(SheetCell::noValue);
            case "inlineStr" -> SheetCell.text(raw, isFormula);
            case "str" -> SheetCell.text(XlsxText.unescaped(raw), isFormula);
            case "b" ->
                SheetCell.text(raw.strip().equals("1") || raw.strip().equals("true") ? "TRUE" : "FALSE", isFormula);
            case "e" -> SheetCell.noValue();
            case "d" -> new SheetCell(SheetCell.Kind.TIME, raw.strip(), raw.strip(), isFormula);
            default -> number(raw.strip());
        };
    }

    private SheetCell number(String raw) {
        // some libraries leave the type of a text out
        if (!NUMBER.matcher(raw).matches()) {
            return SheetCell.text(raw, isFormula);
        }
        try {
            return CellNumber.of(new BigDecimal(raw), formats.isTime(style), formats.of(style), is1904, isFormula);
        } catch (NumberFormatException e) {
            return SheetCell.text(raw, isFormula);
        }
    }

    private static int bounded(int number, int most) {
        if (number > most) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "rows");
        }
        return number;
    }

    /** Column from 0 of a reference such as {@code AB12}, -1 if it is none. */
    private static int columnOf(@Nullable String reference) {
        int column = 0;
        for (int i = 0; reference != null && i < reference.length() && i < 4; i++) {
            char c = reference.charAt(i);
            if (c < 'A' || c > 'Z') {
                break;
            }
            column = column * LETTERS + c - 'A' + 1;
        }
        return column - 1;
    }
}

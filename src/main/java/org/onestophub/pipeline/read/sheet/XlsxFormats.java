package org.onestophub.pipeline.read.sheet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** The formats of the cells of a workbook. */
final class XlsxFormats implements XmlPart.Handler {

    /** Excel allows 65,490. */
    private static final int MOST = 100_000;

    private static final int MOST_CHARS = 300;

    private final Map<Integer, String> own = new HashMap<>();
    private final List<Integer> styles = new ArrayList<>();
    private boolean inCells;

    @Override
    public void begin(String name, XmlPart.Attributes attributes) {
        if (name.equals("numFmt")) {
            String format = attributes.of("formatCode");
            if (format != null && format.length() <= MOST_CHARS) {
                own.put(number(attributes.of("numFmtId")), format);
            }
            demand(own.size() <= MOST);
        } else if (name.equals("cellXfs")) {
            inCells = true;
        } else if (name.equals("xf") && inCells) {
            styles.add(number(attributes.of("numFmtId")));
            demand(styles.size() <= MOST);
        }
    }

    @Override
    public void end(String name) {
        if (name.equals("cellXfs")) {
            inCells = false;
        }
    }

    /** True if cells of that style hold times. */
    boolean isTime(@Nullable String style) {
        int format = formatOf(style);
        return own.containsKey(format)
                ? CellNumber.isTimeFormat(own.getOrDefault(format, ""))
                : CellNumber.isTimeFormat(format);
    }

    /** The format of that style where the workbook has one of its own, else empty. */
    String of(@Nullable String style) {
        return own.getOrDefault(formatOf(style), "");
    }

    private int formatOf(@Nullable String style) {
        int index = style == null ? 0 : number(style);
        return index >= 0 && index < styles.size() ? styles.get(index) : 0;
    }

    /** A small whole number, -1 if the text is none. */
    static int number(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    }

    private static void demand(boolean holds) {
        if (!holds) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "formats");
        }
    }
}

package org.onestophub.pipeline.read.format;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cells of a line whose writer does not double the quotes inside a text, as in {@code "Li "Lao" Wu"}: a quoted cell ends
 * at the first quote with a separator or the end of the line behind it.
 */
final class LooseCells {

    private LooseCells() {}

    /** The cells, null if a quoted cell does not end in this line. */
    static String @Nullable [] of(String line, char delimiter) {
        List<String> cells = new ArrayList<>();
        int from = 0;
        while (true) {
            boolean quoted = from < line.length() && line.charAt(from) == '"';
            int end = quoted ? closing(line, from, delimiter) : line.indexOf(delimiter, from);
            if (quoted && end < 0) {
                return null;
            }
            end = end < 0 ? line.length() : end;
            String cell = quoted ? line.substring(from + 1, end).replace("\"\"", "\"") : line.substring(from, end);
            cells.add(cell);
            int next = quoted ? end + 1 : end;
            if (next >= line.length()) {
                return cells.toArray(String[]::new);
            }
            from = next + 1;
        }
    }

    private static int closing(String line, int from, char delimiter) {
        int at = line.indexOf('"', from + 1);
        while (at >= 0 && at + 1 < line.length() && line.charAt(at + 1) != delimiter) {
            at = line.indexOf('"', at + 1);
        }
        return at;
    }
}

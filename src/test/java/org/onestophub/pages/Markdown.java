package org.onestophub.pages;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Text as table cells of a page. */
final class Markdown {

    private Markdown() {}

    /** A row of a table, with its line end. */
    static String row(String... cells) {
        return Arrays.stream(cells)
                .map(cell -> cell.replaceAll("\\s+", " ").replace("|", "\\|").strip())
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** Javadoc as prose: code marks turned, first letter large. */
    static String prose(String javadoc) {
        String text = javadoc.replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\{@link #?([^}]*)}", "`$1`")
                .strip();
        return text.isEmpty() ? "" : text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
    }

    /** A value as code; a dash for none. */
    static String code(String value) {
        if (value == null) {
            return "–";
        }
        return value.isEmpty() ? "empty" : "`" + value + "`";
    }
}

package org.onestophub.operate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The terminal. What comes from a hub or a file may hold anything, so control characters, which a terminal would obey,
 * are shown as {@code ?}, and lines and tables are bounded.
 */
public final class Terminal {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_CELL = 120;
    private static final int LONGEST_LINE = 4_000;
    private static final int MOST_ROWS = 2_000;

    private final PrintWriter out;
    private final boolean asJson;

    Terminal(PrintWriter out, boolean asJson) {
        this.out = out;
        this.asJson = asJson;
    }

    /** True if machines read what is printed. */
    public boolean isJson() {
        return asJson;
    }

    /** One value, complete; characters beyond ASCII that steer a terminal are escaped. */
    public void json(JsonNode value) {
        try {
            String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
            StringBuilder safe = new StringBuilder(text.length());
            text.codePoints().forEach(c -> {
                if (isSafe(c) || c == '\n' || c == '\r') {
                    safe.appendCodePoint(c);
                } else {
                    Character.toString(c).chars().forEach(unit -> safe.append(String.format("\\u%04x", unit)));
                }
            });
            out.println(safe);
            out.flush();
        } catch (JsonProcessingException e) {
            throw new CommandFailed("The answer cannot be shown as JSON.", "应答无法显示为 JSON。");
        }
    }

    /** What a command did: the answer to machines, one line to people. */
    public void done(JsonNode answer, String text) {
        if (asJson) {
            json(answer);
        } else {
            line(text);
        }
    }

    /** A line for people; its end is cut off if it is very long. */
    public void line(String text) {
        out.println(shown(text, LONGEST_LINE));
        out.flush();
    }

    /** Rows under a head, columns as wide as they need to be. */
    void table(List<String> head, List<List<String>> rows) {
        List<List<String>> lines = new ArrayList<>(List.of(head));
        rows.stream()
                .limit(MOST_ROWS)
                .map(row -> row.stream().map(cell -> shown(cell, LONGEST_CELL)).toList())
                .forEach(lines::add);
        int[] widths = new int[head.size()];
        lines.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        for (List<String> row : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                text.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            out.println(text.toString().stripTrailing());
        }
        if (rows.size() > MOST_ROWS) {
            out.println("… " + (rows.size() - MOST_ROWS) + " more; --json shows all");
        }
        out.flush();
    }

    /** A table of some fields of each object in a list; a dot steps into an object. */
    void table(JsonNode list, String... fields) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode item : list) {
            List<String> row = new ArrayList<>();
            for (String field : fields) {
                row.add(item.at("/" + field.replace('.', '/')).asText(""));
            }
            rows.add(row);
        }
        table(List.of(fields), rows);
    }

    static String shown(String text, int longest) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().limit(longest).forEach(c -> safe.appendCodePoint(isSafe(c) || c == '\t' ? c : '?'));
        return text.length() > longest ? safe + "…" : safe.toString();
    }

    /** Neither a control character nor one that turns the direction of what follows. */
    private static boolean isSafe(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.SURROGATE
                && type != Character.UNASSIGNED;
    }
}

package org.onestophub.complaint;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows that one statement writes, as one SQL array a column. So the text of a statement is the same for any number of rows,
 * and PostgreSQL plans it once.
 */
public final class Columns {

    private final String[] names;
    private final List<@Nullable Object[]> rows = new ArrayList<>();

    /** Columns with these parameter names. */
    public Columns(String... names) {
        this.names = names;
    }

    /** One more row; a value for each column: text, number, boolean, bytes or null. */
    public void row(@Nullable Object... values) {
        if (values.length != names.length) {
            throw new IllegalArgumentException("a value for each column");
        }
        rows.add(values);
    }

    /** True if there is no row. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** How many rows there are. */
    public int size() {
        return rows.size();
    }

    /** The statement with all columns as its parameters. */
    public JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement) {
        JdbcClient.StatementSpec bound = statement;
        for (int column = 0; column < names.length; column++) {
            bound = bound.param(names[column], array(column));
        }
        return bound;
    }

    /** Texts as the value of one column, to be cast to {@code text[]}: an array of arrays would have to be rectangular. */
    public static String arrayOf(Collection<String> texts) {
        if (texts.isEmpty()) {
            return "{}";
        }
        StringBuilder array = new StringBuilder("{");
        for (String text : texts) {
            array.append(array.length() > 1 ? ",\"" : "\"");
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '"' || c == '\\') {
                    array.append('\\');
                }
                array.append(c);
            }
            array.append('"');
        }
        return array.append('}').toString();
    }

    private Object array(int column) {
        Class<?> type = String.class;
        for (@Nullable Object[] row : rows) {
            Object value = row[column];
            if (value != null) {
                type = value.getClass();
                break;
            }
        }
        Object array = Array.newInstance(type, rows.size());
        for (int i = 0; i < rows.size(); i++) {
            Array.set(array, i, rows.get(i)[column]);
        }
        return array;
    }
}

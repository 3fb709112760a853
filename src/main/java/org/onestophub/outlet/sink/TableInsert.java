package org.onestophub.outlet.sink;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** An insert into one table. Names are words, checked and quoted; values are bound. */
final class TableInsert {

    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");
    private static final Pattern TABLE = Pattern.compile("(" + WORD + "\\.)?" + WORD);
    private static final int MAX_COLUMNS = 200;
    /** Class 42 with a subclass of our own: the table lacks a unique index on the key. */
    private static final String NO_UNIQUE_KEY = "42HUB";

    private final SqlDialect dialect;
    private final String table;
    private final String keyColumn;
    private final List<String> columns;
    private final String sql;
    private volatile boolean isKeyUnique;

    /** CH-207 if a name is no plain word, or a column is named twice. */
    TableInsert(SqlDialect dialect, String table, String keyColumn, List<String> columns) {
        check("table", TABLE.matcher(table).matches());
        check("keyColumn", WORD.matcher(keyColumn).matches());
        check(
                "columns",
                columns.size() <= MAX_COLUMNS
                        && columns.stream().allMatch(name -> WORD.matcher(name).matches()));
        check("columns", new HashSet<>(columns).size() == columns.size() && !columns.contains(keyColumn));
        this.dialect = dialect;
        this.table = table;
        this.keyColumn = keyColumn;
        this.columns = columns;
        this.sql = Stream.concat(Stream.of(keyColumn), columns.stream())
                        .map(dialect::quoted)
                        .collect(Collectors.joining(", ", "insert into " + dialect.quoted(table) + " (", ")"))
                + " values (?" + ", ?".repeat(columns.size()) + ")" + dialect.ignoring(dialect.quoted(keyColumn));
    }

    /**
     * Inserts the rows, and leaves the commit to the caller. The key is the shipment's id; of several rows the second and
     * later ones have their place after it.
     * @throws ProblemException DL-201 if a row has a field that is no column
     */
    void write(Connection connection, String shipmentId, List<Map<String, Object>> rows, int seconds)
            throws SQLException {
        checkKey(connection);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(seconds);
            for (int i = 0; i < rows.size(); i++) {
                bind(statement, i == 0 ? shipmentId : shipmentId + "-" + (i + 1), rows.get(i));
                statement.executeUpdate();
            }
        }
    }

    /**
     * Inserts no row, and takes that back: the table, its columns, its key and the right to insert are there.
     * @throws SQLException what the database says otherwise
     */
    void writeNothing(Connection connection, int seconds) throws SQLException {
        checkKey(connection);
        String nothing = sql.replaceFirst(
                " values \\(.*?\\)",
                " select null" + ", null".repeat(columns.size()) + (dialect == SqlDialect.MARIADB ? " from dual" : "")
                        + " where 1 = 0");
        try (PreparedStatement statement = connection.prepareStatement(nothing)) {
            statement.setQueryTimeout(seconds);
            statement.executeUpdate();
        } finally {
            connection.rollback();
        }
    }

    private void bind(PreparedStatement statement, String key, Map<String, Object> row) throws SQLException {
        if (!columns.containsAll(row.keySet())) {
            throw new ProblemException(Problem.OUTBOUND_FAILED, "columns");
        }
        statement.setString(1, key);
        for (int i = 0; i < columns.size(); i++) {
            statement.setObject(i + 2, row.get(columns.get(i)));
        }
    }

    /** PostgreSQL refuses the statement by itself; MariaDB would insert a repetition as a second row. */
    private void checkKey(Connection connection) throws SQLException {
        if (dialect != SqlDialect.MARIADB || isKeyUnique) {
            return;
        }
        String[] name = table.split("\\.");
        try (PreparedStatement look = connection.prepareStatement("""
                select 1 from information_schema.statistics
                where table_schema = coalesce(?, database()) and table_name = ? and non_unique = 0
                group by index_name having count(*) = 1 and lower(max(column_name)) = lower(?)""")) {
            look.setString(1, name.length == 2 ? name[0] : null);
            look.setString(2, name[name.length - 1]);
            look.setString(3, keyColumn);
            try (ResultSet found = look.executeQuery()) {
                if (!found.next()) {
                    throw new SQLException("no unique key", NO_UNIQUE_KEY);
                }
            }
        }
        isKeyUnique = true;
    }

    private static void check(String parameter, boolean holds) {
        if (!holds) {
            throw new ProblemException(Problem.SETTING_INVALID, parameter);
        }
    }
}

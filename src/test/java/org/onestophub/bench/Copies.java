package org.onestophub.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A ledger with many complaints, made by SQL from one that the hub recorded itself. Columns that the statements do not name
 * are those of the pattern. Each has a number, a phone and words of its own.
 */
final class Copies {

    /** Ids of copies begin here, far above what the hub gives out meanwhile. */
    private static final long FIRST_ID = 1_000_000_000L;

    private Copies() {}

    /** Words that are in the copy of that number alone, in Chinese characters. */
    static String words(long n) {
        StringBuilder words = new StringBuilder("号码");
        for (char digit : Long.toString(n).toCharArray()) {
            words.append("甲乙丙丁戊己庚辛壬癸".charAt(digit - '0'));
        }
        return words.append("完").toString();
    }

    /** A copy of those there are; numbers one after the other are scattered over all of them. */
    static long scattered(long number, long complaints) {
        return 1 + number * 7919 % complaints;
    }

    /** The number of that copy. */
    static String number(long n) {
        return "COPY-" + n;
    }

    /** The phone of that copy. */
    static String phone(long n) {
        return String.format(Locale.ROOT, "139%08d", n);
    }

    /** Has the hub record one work order and copies it until there are {@code to} copies, {@code from} of which are there. */
    static void make(BenchedHub hub, Connection ledger, long from, long to) throws IOException, SQLException {
        make(hub, ledger, from, to, Map.of());
    }

    /** The same; {@code complaint} has expressions for columns of complaints, as {@link #copy} takes them. */
    static void make(BenchedHub hub, Connection ledger, long from, long to, Map<String, String> complaint)
            throws IOException, SQLException {
        if (from == 0) {
            try (PushLoad.Client client = new PushLoad.Client(hub.httpPort())) {
                client.send(1);
            }
            hub.await(ledger, "select count(*) from event where relayed_at is not null", 1);
        }
        String at = "p.received_at - n * interval '1 millisecond'";
        Map<String, String> ofComplaint = new HashMap<>(Map.of("received_at", at, "number", "'COPY-' || n"));
        ofComplaint.putAll(complaint);
        copy(ledger, "receipt", Map.of("received_at", at, "source_key", "'copy-' || n"), from, to);
        copy(ledger, "complaint", ofComplaint, from, to);
        copy(ledger, "complaint_revision", Map.of(), from, to);
        copy(ledger, "receipt_item", Map.of("complaint_id", "copied.id", "item_key", "'copy-' || n"), from, to);
        copy(
                ledger,
                "event",
                Map.of(
                        "complaint_id",
                        "copied.id",
                        "uid",
                        "gen_random_uuid()",
                        "feed_no",
                        "(select max(feed_no) from event) + n - " + from,
                        "batch_no",
                        "0"),
                from,
                to);
        analyze(ledger);
    }

    /**
     * Has the hub take up the words of all copies, so that they are found. It is not left to compare them with each other: all
     * are of one person, and that work would run beside what is measured.
     */
    static void index(BenchedHub hub, Connection ledger) throws SQLException {
        try (Statement statement = ledger.createStatement()) {
            statement.execute(
                    "insert into search_due (complaint_id, text) select id, number || ' 139'"
                            + " || lpad(split_part(number, '-', 2), 8, '0') || ' 测试甲 挂号窗口排队两小时无人管理 号码'"
                            + " || translate(split_part(number, '-', 2), '0123456789', '甲乙丙丁戊己庚辛壬癸') || '完'"
                            + " from complaint where number like 'COPY-%' and id not in (select complaint_id from complaint_search)");
        }
        hub.await(ledger, "select count(*) from search_due", 0);
        try (Statement statement = ledger.createStatement()) {
            statement.execute("delete from work where lane = 'links'");
        }
        hub.await(ledger, "select count(*) from work where lane = 'links'", 0);
        analyze(ledger);
    }

    /**
     * Copies the rows of a table that are about the first complaint. Its first column is the id; {@code values} are expressions
     * for columns in which copy {@code n} with the id {@code copied.id} differs from the row {@code p} that it is made of.
     */
    static void copy(Connection ledger, String table, Map<String, String> values, long from, long to)
            throws SQLException {
        try (Statement statement = ledger.createStatement()) {
            List<String> columns = written(statement, table);
            String id = columns.get(0);
            statement.execute(String.format(
                    Locale.ROOT,
                    "insert into %1$s (%2$s) overriding system value select %3$s"
                            + " from (select * from %1$s where %4$s = (select min(%4$s) from %1$s)) p,"
                            + " generate_series(%5$d, %6$d) n, lateral (select n + %7$d as id) copied",
                    table,
                    String.join(", ", columns),
                    columns.stream()
                            .map(column -> column.equals(id) ? "copied.id" : values.getOrDefault(column, "p." + column))
                            .collect(Collectors.joining(", ")),
                    id,
                    from + 1,
                    to,
                    FIRST_ID));
        }
    }

    static void analyze(Connection ledger) throws SQLException {
        try (Statement statement = ledger.createStatement()) {
            statement.execute("analyze");
        }
    }

    /** Its columns without those that the database computes. */
    private static List<String> written(Statement statement, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("select quote_ident(column_name) from information_schema.columns"
                + " where table_name = '" + table + "' and is_generated = 'NEVER' order by ordinal_position")) {
            while (rows.next()) {
                columns.add(rows.getString(1));
            }
        }
        return columns;
    }
}

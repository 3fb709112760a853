package org.onestophub.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
        if (from == 0) {
            try (PushLoad.Client client = new PushLoad.Client(hub.httpPort())) {
                client.send(1);
            }
            hub.await(ledger, "select count(*) from event where relayed_at is not null", 1);
        }
        String at = "'received_at', p.received_at - n * interval '1 millisecond'";
        try (Statement statement = ledger.createStatement()) {
            copy(statement, "receipt", at + ", 'id', copied.id, 'source_key', 'copy-' || n", from, to);
            copy(statement, "complaint", at + ", 'id', copied.id, 'number', 'COPY-' || n", from, to);
            statement.execute(
                    "insert into search_due (complaint_id, text) select id, number || ' 139'"
                            + " || lpad(split_part(number, '-', 2), 8, '0') || ' 测试甲 挂号窗口排队两小时无人管理 号码'"
                            + " || translate(split_part(number, '-', 2), '0123456789', '甲乙丙丁戊己庚辛壬癸') || '完'"
                            + " from complaint where number like 'COPY-%' and id not in (select complaint_id from complaint_search)");
            copy(statement, "complaint_revision", "'complaint_id', copied.id", from, to);
            copy(
                    statement,
                    "receipt_item",
                    "'receipt_id', copied.id, 'complaint_id', copied.id, 'item_key', 'copy-' || n",
                    from,
                    to);
            copy(
                    statement,
                    "event",
                    "'id', copied.id, 'complaint_id', copied.id, 'uid', gen_random_uuid(),"
                            + " 'feed_no', (select max(feed_no) from event) + n - " + from + ", 'batch_no', 0",
                    from,
                    to);
            hub.await(ledger, "select count(*) from search_due", 0);
            statement.execute("analyze");
        }
    }

    /** {@code values} are those in which a copy differs from the pattern {@code p}; {@code copied.id} is its id. */
    private static void copy(Statement statement, String table, String values, long from, long to) throws SQLException {
        List<String> columns = written(statement, table);
        statement.execute(String.format(
                Locale.ROOT,
                "insert into %1$s (%7$s) overriding system value select copy.%8$s from (select * from %1$s order by %2$s limit 1) p,"
                        + " generate_series(%3$d, %4$d) n, lateral (select n + %5$d as id) copied,"
                        + " lateral jsonb_populate_record(null::%1$s, to_jsonb(p) || jsonb_build_object(%6$s)) copy",
                table,
                List.of("receipt", "complaint", "event").contains(table) ? "id" : "1",
                from + 1,
                to,
                FIRST_ID,
                values,
                String.join(", ", columns),
                String.join(", copy.", columns)));
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

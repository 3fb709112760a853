package org.onestophub.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.function.LongFunction;

/** Operators' questions to a ledger with many complaints. */
final class SearchLoad {

    private static final String STORED = "select complaint_id from complaint_search where text ilike ? limit 50";

    private SearchLoad() {}

    /** Each question over {@code rows} complaints, over a tenth and over a hundredth of them. */
    static void measure(Table table, int seconds, int rows) throws IOException, SQLException {
        try (BenchedHub hub = BenchedHub.started();
                Connection ledger = hub.ledger()) {
            long there = 0;
            for (int part : new int[] {100, 10, 1}) {
                long complaints = Math.max(1, rows / part);
                Copies.make(hub, ledger, there, complaints);
                Copies.index(hub, ledger);
                there = complaints;
                String of = String.format(Locale.ROOT, ", %,d complaints", complaints);
                floor(table, hub, complaints, seconds, of);
                ask(table, hub, "number" + of, complaints, seconds, n -> "/complaints/" + Copies.number(n));
                ask(table, hub, "phone" + of, complaints, seconds, n -> text(Copies.phone(n)));
                ask(table, hub, "words of one" + of, complaints, seconds, n -> text(Copies.words(n)));
                ask(table, hub, "name of all" + of, complaints, seconds, n -> text("测试甲"));
                ask(table, hub, "two characters of all" + of, complaints, seconds, n -> text("窗口"));
                ask(table, hub, "words of all" + of, complaints, seconds, n -> text("排队两小时"));
            }
        }
    }

    private static String text(String words) {
        return "/receipts?text=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    private static void floor(Table table, BenchedHub hub, long complaints, int seconds, String of) throws IOException {
        ClosedLoop.Result result = ClosedLoop.run(1, seconds, 0, index -> new Stored(hub, complaints));
        table.row(
                "floor: PostgreSQL alone, words of one" + of,
                String.format(Locale.ROOT, "%,.0f/s", result.rate()),
                String.format(Locale.ROOT, "%.1f", result.p50()),
                String.format(Locale.ROOT, "%.1f", result.p99()),
                "",
                "");
    }

    private static void ask(
            Table table, BenchedHub hub, String what, long complaints, int seconds, LongFunction<String> question)
            throws IOException {
        double[] before = hub.cpu();
        ClosedLoop.Result result = ClosedLoop.run(1, seconds, 0, index -> new Operator(hub, complaints, question));
        table.rate("search: " + what, result, before, hub.cpu(), "");
    }

    private record Operator(BenchedHub hub, long complaints, LongFunction<String> question)
            implements ClosedLoop.Sender {

        @Override
        public void send(long number) throws IOException {
            HttpURLConnection asked = (HttpURLConnection) URI.create("http://127.0.0.1:" + hub.httpPort()
                            + "/api/ops/v1" + question.apply(Copies.scattered(number, complaints)))
                    .toURL()
                    .openConnection();
            asked.setRequestProperty("Authorization", "Bearer " + BenchedHub.KEY);
            try (InputStream answer = asked.getInputStream()) {
                if (answer.readAllBytes().length < 100) {
                    throw new IOException("nothing was found");
                }
            }
        }

        @Override
        public void close() {
            // connections are kept by the JVM
        }
    }

    /** The index alone. */
    private static final class Stored implements ClosedLoop.Sender {

        private final Connection connection;
        private final PreparedStatement search;
        private final long complaints;

        Stored(BenchedHub hub, long complaints) throws IOException {
            this.complaints = complaints;
            try {
                connection = hub.ledger();
                search = connection.prepareStatement(STORED);
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void send(long number) throws IOException {
            try {
                search.setString(1, "%" + Copies.words(Copies.scattered(number, complaints)) + "%");
                try (ResultSet found = search.executeQuery()) {
                    if (!found.next()) {
                        throw new IOException("nothing was found");
                    }
                }
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }
    }
}

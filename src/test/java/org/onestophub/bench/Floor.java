package org.onestophub.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What the same PostgreSQL takes from waiting senders with nothing of the hub in between: rows of one kilobyte, those
 * that wait at the same moment committed together by one writer.
 */
final class Floor {

    private static final int LIST = 200;
    private static final int WRITERS = 2;
    private static final String INSERT = "insert into bench_floor (raw) select * from unnest(?::bytea[])";

    private static final String CREATE =
            "create table bench_floor (id bigint generated always as identity primary key, raw bytea not null)";
    private static final String DROP = "drop table bench_floor";

    private record Row(byte[] bytes, CompletableFuture<Void> durable) {}

    private Floor() {}

    /** Rows a second. */
    static String rate(BenchedHub hub, int senders, int seconds) throws IOException, SQLException {
        return String.format(
                Locale.ROOT, "%,.0f/s", waiting(hub, senders, seconds).rate());
    }

    /** Rows a second and how long their senders waited. */
    static ClosedLoop.Result waiting(BenchedHub hub, int senders, int seconds) throws IOException, SQLException {
        try (Connection connection = hub.ledger()) {
            execute(connection, CREATE);
            BlockingQueue<Row> waiting = new LinkedBlockingQueue<>();
            Thread writer = new Thread(() -> write(connection, waiting), "floor-writer");
            writer.start();
            ClosedLoop.Result result = ClosedLoop.run(senders, seconds, 0, index -> new Waiter(waiting));
            writer.interrupt();
            ClosedLoop.join(List.of(writer));
            execute(connection, DROP);
            return result;
        }
    }

    /** Rows a second from two writers that commit lists of 200, as a recorder does that has enough to do. */
    static String lists(BenchedHub hub, int seconds) throws IOException, SQLException {
        try (Connection connection = hub.ledger()) {
            execute(connection, CREATE);
            ClosedLoop.Result result = ClosedLoop.run(WRITERS, seconds, 0, index -> new ListWriter(hub));
            execute(connection, DROP);
            return String.format(Locale.ROOT, "%,.0f/s", result.rate() * LIST);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Commits one list after another on a connection of its own. */
    private static final class ListWriter implements ClosedLoop.Sender {

        private final Connection connection;
        private final PreparedStatement insert;

        ListWriter(BenchedHub hub) throws IOException {
            try {
                connection = hub.ledger();
                insert = connection.prepareStatement(INSERT);
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void send(long number) throws IOException {
            byte[][] list = new byte[LIST][];
            Arrays.setAll(list, i -> MllpLoad.message(number * LIST + i));
            try {
                insert.setArray(1, connection.createArrayOf("bytea", list));
                insert.executeUpdate();
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

    private static void write(Connection connection, BlockingQueue<Row> waiting) {
        List<Row> group = new ArrayList<>();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            while (true) {
                group.add(waiting.take());
                waiting.drainTo(group);
                insert.setArray(
                        1,
                        connection.createArrayOf(
                                "bytea", group.stream().map(Row::bytes).toArray(byte[][]::new)));
                insert.executeUpdate();
                group.forEach(row -> row.durable().complete(null));
                group.clear();
            }
        } catch (InterruptedException e) {
            // the measurement is over
        } catch (SQLException e) {
            group.forEach(row -> row.durable().completeExceptionally(e));
        }
    }

    /** Hands one row over and waits. */
    private record Waiter(BlockingQueue<Row> waiting) implements ClosedLoop.Sender {

        @Override
        public void send(long number) {
            CompletableFuture<Void> durable = new CompletableFuture<>();
            waiting.add(new Row(MllpLoad.message(number), durable));
            durable.join();
        }

        @Override
        public void close() {
            // nothing of its own
        }
    }
}

package org.onestophub.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
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

    private static final String INSERT = "insert into bench_floor (raw) select * from unnest(?::bytea[])";

    private record Row(byte[] bytes, CompletableFuture<Void> durable) {}

    private Floor() {}

    /** Rows a second. */
    static String rate(BenchedHub hub, int senders, int seconds) throws IOException, SQLException {
        try (Connection connection = hub.ledger()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("create table bench_floor (id bigint generated always as identity primary key, "
                        + "raw bytea not null)");
            }
            BlockingQueue<Row> waiting = new LinkedBlockingQueue<>();
            Thread writer = new Thread(() -> write(connection, waiting), "floor-writer");
            writer.start();
            ClosedLoop.Result result = ClosedLoop.run(senders, seconds, 0, index -> new Waiter(waiting));
            writer.interrupt();
            join(writer);
            try (Statement statement = connection.createStatement()) {
                statement.execute("drop table bench_floor");
            }
            return String.format(Locale.ROOT, "%,.0f/s", result.rate());
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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

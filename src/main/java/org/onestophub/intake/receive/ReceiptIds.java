package org.onestophub.intake.receive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Gives out ids and running numbers of receipts, fetched from their sequences a block at a time. */
final class ReceiptIds {

    /** The sequence moves in steps of this size; the ids between are given out here. */
    private static final int ID_BLOCK = 1000;
    /** The database logs a sequence so many steps ahead, so a crash of it skips as many numbers as an end of the hub. */
    private static final int NUMBER_BLOCK = 32;
    /**
     * Fetched without waiting for the disk: no number leaves the hub before the commit of a receipt, which comes later in
     * the database's log and so makes the fetch durable too.
     */
    private static final String NUMBERS = """
            with unhurried as materialized (select set_config('synchronous_commit', 'off', true) as setting)
            select nextval('number_seq') from unhurried, generate_series(1, %d) where setting = 'off'""".formatted(NUMBER_BLOCK);

    private final Deque<Long> freeIds = new ArrayDeque<>();
    private final Deque<Long> freeNumbers = new ArrayDeque<>();

    synchronized long nextId(Connection connection) throws SQLException {
        if (freeIds.isEmpty()) {
            long first = fetch(connection, "select nextval('receipt_id_seq')").get(0);
            for (int i = 0; i < ID_BLOCK; i++) {
                freeIds.add(first + i);
            }
        }
        return freeIds.poll();
    }

    /** @param connection outside of a transaction, which would not wait for the disk either */
    synchronized long nextNumber(Connection connection) throws SQLException {
        if (freeNumbers.isEmpty()) {
            freeNumbers.addAll(fetch(connection, NUMBERS));
        }
        return freeNumbers.poll();
    }

    private static List<Long> fetch(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            List<Long> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getLong(1));
            }
            return values;
        }
    }
}

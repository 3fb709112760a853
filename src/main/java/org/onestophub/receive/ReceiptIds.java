package org.onestophub.receive;

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

    private final Deque<Long> freeIds = new ArrayDeque<>();
    private final Deque<Long> freeNumbers = new ArrayDeque<>();

    synchronized long nextId(Connection connection) throws SQLException {
        if (freeIds.isEmpty()) {
            long first = fetch(connection, "select nextval('receipt_id_seq')", 0).get(0);
            for (int i = 0; i < ID_BLOCK; i++) {
                freeIds.add(first + i);
            }
        }
        return freeIds.poll();
    }

    /** @param wanted so many will be asked for */
    synchronized long nextNumber(Connection connection, int wanted) throws SQLException {
        if (freeNumbers.isEmpty()) {
            freeNumbers.addAll(
                    fetch(connection, "select nextval('number_seq') from generate_series(1, ?)", Math.max(1, wanted)));
        }
        return freeNumbers.poll();
    }

    private static List<Long> fetch(Connection connection, String sql, int count) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (count > 0) {
                statement.setInt(1, count);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<Long> values = new ArrayList<>();
                while (rows.next()) {
                    values.add(rows.getLong(1));
                }
                return values;
            }
        }
    }
}

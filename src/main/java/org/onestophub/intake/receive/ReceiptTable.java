package org.onestophub.intake.receive;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.onestophub.HubProperties;
import org.onestophub.complaint.ErasedKey;
import org.onestophub.complaint.ReceiptNumber;
import org.springframework.stereotype.Component;

/**
 * The accepting side of the ledger. A whole group of inputs is one statement and so one commit: keys, receipts and the
 * work they cause. An input whose principal key is known is not inserted, nor are its other keys, which would point at
 * nothing; {@link #repeat} counts it. The keys of erased inputs stay as digests and are still recognised, so that a source
 * that repeats by itself does not bring them back.
 */
@Component
class ReceiptTable {

    private static final String INSERT = """
            with given as (
              select * from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[], ?::bigint[],
                ?::bytea[], ?::text[], ?::text[], ?::text[], ?::text[]) with ordinality
                as g(id, number, channel, mapping, source_key, sha256, size_bytes, raw, transport, code, field, lane, ord)),
            k as (
              insert into receipt_key (scope, key, receipt_id, sha256, last_at)
              select mapping, source_key, id, sha256, ? from given
              where case when (select exists (select from erasure)) then (select e.receipt_id from receipt_key e
                where e.scope = mapping and e.key = %s) is null
                else true end
              order by ord
              on conflict do nothing returning receipt_id),
            f as (select * from given where id in (select receipt_id from k)),
            others as (
              insert into receipt_key (scope, key, receipt_id, sha256, last_at)
              select scope, key, receipt_id, sha256, ? from unnest(?::text[], ?::text[], ?::bigint[], ?::bytea[])
                as o(scope, key, receipt_id, sha256)
              where receipt_id in (select receipt_id from k) order by key
              on conflict do nothing),
            r as (
              insert into receipt (id, received_at, number, channel, mapping, source_key, sha256, size_bytes, raw,
                transport, institution, state, outcome, code, field, finished_at)
              select id, ?, number, channel, mapping, source_key, sha256, size_bytes, raw, transport::jsonb,
                transport::jsonb ->> 'institution',
                case when code = '' then 'kept' else 'refused' end, case when code <> '' then 'refused' end,
                nullif(code, ''), nullif(field, ''), case when code <> '' then ?::timestamptz end
              from f),
            w as (
              insert into work (lane, ref, due_at) select lane, id, ? from f where code = '' order by ord)
            select id from f""".formatted(ErasedKey.sql("source_key"));

    private static final String REPEAT = """
            update receipt_key k set arrivals = arrivals + case when sha256 = ? then 1 else 0 end,
              last_at = case when sha256 = ? then ? else last_at end
            where scope = ? and key in (?, ?)
            returning receipt_id, sha256, k.key <> ? as erased,
              (select number from receipt r where r.id = k.receipt_id) as number,
              (select code from receipt r where r.id = k.receipt_id and r.state = 'refused') as code,
              (select field from receipt r where r.id = k.receipt_id) as field""";

    private final DataSource dataSource;
    private final Clock clock;
    private final HubProperties hub;
    private final ReceiptIds ids = new ReceiptIds();

    ReceiptTable(DataSource dataSource, Clock clock, HubProperties hub) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.hub = hub;
    }

    /** A receipt as the ledger has it; {@code refusedCode} is empty unless it was refused. */
    record Known(long id, String number, byte[] sha256, String refusedCode, String field, boolean isErased) {}

    /**
     * Commits the group. Gives the receipt made for each input, or null where its key was known.
     */
    List<@Nullable Known> insert(List<NewReceipt> group) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Instant now = clock.instant();
            List<Numbered> rows = number(connection, group, LocalDate.ofInstant(now, hub.zone()));
            // one order for all writers, or two groups with the same keys could wait for each other
            rows.sort(Comparator.comparing(row -> row.receipt().key()));
            Map<NewReceipt, Known> made = insert(connection, rows, now);
            return new ArrayList<>(group.stream().map(made::get).toList());
        }
    }

    /** The same for one input that bears the number of another, in the transaction of {@code connection}. */
    @Nullable
    Known insertCopy(Connection connection, NewReceipt copy, String number) throws SQLException {
        return insert(connection, List.of(new Numbered(ids.nextId(connection), number, copy)), clock.instant())
                .get(copy);
    }

    private Map<NewReceipt, Known> insert(Connection connection, List<Numbered> rows, Instant now) throws SQLException {
        Set<Long> inserted = execute(connection, rows, Timestamp.from(now));
        IdentityHashMap<NewReceipt, Known> made = new IdentityHashMap<>();
        for (Numbered row : rows) {
            if (inserted.contains(row.id())) {
                NewReceipt r = row.receipt();
                made.put(
                        r,
                        new Known(
                                row.id(),
                                row.number(),
                                r.sha256(),
                                r.refusal().code(),
                                r.refusal().field(),
                                false));
            }
        }
        return made;
    }

    /** Counts one more arrival under a key if it has the same bytes; null if the key is not known. */
    @Nullable
    Known repeat(String scope, String key, byte[] sha256) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(REPEAT)) {
            statement.setBytes(1, sha256);
            statement.setBytes(2, sha256);
            statement.setTimestamp(3, Timestamp.from(clock.instant()));
            statement.setString(4, scope);
            statement.setString(5, key);
            statement.setString(6, ErasedKey.of(key));
            statement.setString(7, key);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? new Known(
                                row.getLong(1),
                                text(row, 4),
                                row.getBytes(2),
                                text(row, 5),
                                text(row, 6),
                                row.getBoolean(3))
                        : null;
            }
        }
    }

    /** A blob that is not needed after all: retention deletes it unless another receipt needs it. */
    void forgetBlob(byte[] sha256) throws SQLException {
        update("insert into blob_unused (sha256) values (?) on conflict do nothing", sha256);
    }

    /** Adds another key to a known receipt. */
    void alias(String scope, String key, Known receipt) throws SQLException {
        update(
                "insert into receipt_key (scope, key, receipt_id, sha256, arrivals, last_at) "
                        + "values (?, ?, ?, ?, 0, ?) on conflict do nothing",
                scope,
                receipt.isErased() ? ErasedKey.of(key) : key,
                receipt.id(),
                receipt.sha256(),
                Timestamp.from(clock.instant()));
    }

    private void update(String sql, Object... values) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private static String text(ResultSet row, int column) throws SQLException {
        String value = row.getString(column);
        return value == null ? "" : value;
    }

    private record Numbered(long id, String number, NewReceipt receipt) {}

    private List<Numbered> number(Connection connection, List<NewReceipt> group, LocalDate today) throws SQLException {
        List<Numbered> rows = new ArrayList<>(group.size());
        synchronized (ids) {
            for (NewReceipt receipt : group) {
                String number = receipt.mapping().program().isEmpty()
                        ? ""
                        : ReceiptNumber.of(today, ids.nextNumber(connection));
                rows.add(new Numbered(ids.nextId(connection), number, receipt));
            }
        }
        return rows;
    }

    private Set<Long> execute(Connection connection, List<Numbered> rows, Timestamp now) throws SQLException {
        Columns others = new Columns(connection);
        Columns receipts = new Columns(connection);
        for (Numbered row : rows) {
            NewReceipt r = row.receipt();
            for (String key : r.otherKeys()) {
                others.row(r.mapping().name(), key, row.id(), r.sha256());
            }
            receipts.row(
                    row.id(),
                    row.number().isEmpty() ? null : row.number(),
                    r.channel(),
                    r.mapping().name(),
                    r.key(),
                    r.sha256(),
                    r.sizeBytes(),
                    r.raw(),
                    r.transportJson(),
                    r.refusal().code(),
                    r.refusal().field(),
                    r.mapping().lane());
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            int next = receipts.bind(
                    statement, 1, "bigint", "text", "text", "text", "text", "bytea", "bigint", "bytea", "text", "text",
                    "text", "text");
            statement.setTimestamp(next, now);
            statement.setTimestamp(next + 1, now);
            next = others.bind(statement, next + 2, "text", "text", "bigint", "bytea");
            statement.setTimestamp(next, now);
            statement.setTimestamp(next + 1, now);
            statement.setTimestamp(next + 2, now);
            Set<Long> inserted = new HashSet<>();
            try (ResultSet ids = statement.executeQuery()) {
                while (ids.next()) {
                    inserted.add(ids.getLong(1));
                }
            }
            return inserted;
        }
    }

    /** Rows turned into one SQL array a column. */
    private static final class Columns {
        private final Connection connection;
        private final List<Object[]> rows = new ArrayList<>();

        Columns(Connection connection) {
            this.connection = connection;
        }

        void row(@Nullable Object... values) {
            rows.add(values);
        }

        int bind(PreparedStatement statement, int first, String... types) throws SQLException {
            for (int column = 0; column < types.length; column++) {
                Object[] values = "bytea".equals(types[column]) ? new byte[rows.size()][] : new Object[rows.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = rows.get(i)[column];
                }
                Array array = connection.createArrayOf(types[column], values);
                statement.setArray(first + column, array);
            }
            return first + types.length;
        }
    }
}

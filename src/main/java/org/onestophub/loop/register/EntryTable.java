package org.onestophub.loop.register;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Columns;
import org.onestophub.complaint.JsonText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of entries. Every method works in the caller's transaction. */
@Component
class EntryTable {

    private static final int FETCH = 2_000;

    private static final String COLUMNS =
            "select id, institution, register, entry_key, revision, from_day, until_day, said,"
                    + " receipt_id, place, entered_at, replaced_at, confirmed_by from register_entry";

    private static final String STANDING = COLUMNS + """
             e where institution = :institution and replaced_at is null and exists (
              select from unnest(cast(:register as text[]), cast(:key as text[])) as a(register, entry_key)
              where a.register = e.register and a.entry_key = e.entry_key)
            order by id for update""";

    private static final String ENTER = """
            insert into register_entry (institution, register, entry_key, revision, from_day, until_day, said, receipt_id,
              confirmed_by, place, entered_at)
            select :institution, register, entry_key, revision, cast(from_day as date), cast(until_day as date),
              cast(said as jsonb), :receipt, :receipt, place, :now
            from unnest(cast(:register as text[]), cast(:key as text[]), cast(:revision as int[]), cast(:from as text[]),
              cast(:until as text[]), cast(:said as text[]), cast(:place as text[]))
              as n(register, entry_key, revision, from_day, until_day, said, place)""";

    private static final String LIST = COLUMNS + """
             where replaced_at is null and (cast(:register as text) is null or register = :register)
              and (:all or institution = any(:institutions)) and id < :before
              and (cast(:from as date) is null or until_day >= :from) and (cast(:until as date) is null or from_day <= :until)
            order by id desc limit :most""";

    private final JdbcClient jdbc;

    EntryTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A state of an entry.
     *
     * @param from first day that it is about, in China
     * @param until last day
     * @param said values by column
     * @param place where in its input it stood
     * @param replacedAt null: it stands
     * @param confirmedBy the latest input that said the same
     */
    record Row(
            long id,
            String institution,
            String register,
            String key,
            int revision,
            LocalDate from,
            LocalDate until,
            ObjectNode said,
            long receiptId,
            String place,
            Instant enteredAt,
            @Nullable Instant replacedAt,
            long confirmedBy) {}

    /** An entry by its register and key. */
    record Name(String register, String key) {}

    /** Those of these entries that stand; they stay locked until the transaction ends. */
    Map<Name, Row> standing(String institution, List<Name> names) {
        Map<Name, Row> rows = new HashMap<>();
        if (!names.isEmpty()) {
            Columns asked = new Columns("register", "key");
            names.forEach(name -> asked.row(name.register(), name.key()));
            asked.bind(jdbc.sql(STANDING))
                    .param("institution", institution)
                    .query((row, index) -> rowOf(row))
                    .list()
                    .forEach(row -> rows.put(new Name(row.register(), row.key()), row));
        }
        return rows;
    }

    /** Says of these rows that others stand in their place. */
    void replace(List<Long> ids, Instant now) {
        if (!ids.isEmpty()) {
            jdbc.sql("update register_entry set replaced_at = :now where id = any(:ids)")
                    .param("now", Timestamp.from(now))
                    .param("ids", ids.toArray(Long[]::new))
                    .update();
        }
    }

    /** Notes that a later input said the same. */
    void confirm(List<Long> ids, long receiptId) {
        if (!ids.isEmpty()) {
            jdbc.sql(
                            "update register_entry set confirmed_by = :receipt where id = any(:ids) and confirmed_by < :receipt")
                    .param("receipt", receiptId)
                    .param("ids", ids.toArray(Long[]::new))
                    .update();
        }
    }

    /** Adds states of entries, with the columns register, key, revision, from, until, said and place. */
    void enter(String institution, long receiptId, Columns rows, Instant now) {
        if (!rows.isEmpty()) {
            rows.bind(jdbc.sql(ENTER))
                    .param("institution", institution)
                    .param("receipt", receiptId)
                    .param("now", Timestamp.from(now))
                    .update();
        }
    }

    /** Entries that stand, newest first. */
    List<Row> list(
            @Nullable String register,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            List<String> institutions,
            long before,
            int most) {
        return jdbc.sql(LIST)
                .param("register", register)
                .param("from", from == null ? null : java.sql.Date.valueOf(from), java.sql.Types.DATE)
                .param("until", until == null ? null : java.sql.Date.valueOf(until), java.sql.Types.DATE)
                .param("all", institutions.isEmpty())
                .param("institutions", institutions.toArray(String[]::new))
                .param("before", before)
                .param("most", most)
                .query((row, index) -> rowOf(row))
                .list();
    }

    /** One state of an entry. */
    Optional<Row> row(long id) {
        return jdbc.sql(COLUMNS + " where id = :id")
                .param("id", id)
                .query((row, index) -> rowOf(row))
                .optional();
    }

    /** All states of an entry, newest first. */
    List<Row> history(Row one) {
        return jdbc.sql(COLUMNS
                        + " where institution = :institution and register = :register and entry_key = :key"
                        + " order by revision desc limit 200")
                .param("institution", one.institution())
                .param("register", one.register())
                .param("key", one.key())
                .query((row, index) -> rowOf(row))
                .list();
    }

    /** How many entries stand in each register, of these institutions; of all if none is given. */
    Map<String, Long> counts(List<String> institutions) {
        Map<String, Long> counts = new HashMap<>();
        jdbc.sql(
                        "select register, count(*) from register_entry where replaced_at is null"
                                + " and said->'void' is distinct from 'true' and (:all or institution = any(:institutions)) group by register")
                .param("all", institutions.isEmpty())
                .param("institutions", institutions.toArray(String[]::new))
                .query(row -> {
                    counts.put(row.getString(1), row.getLong(2));
                });
        return counts;
    }

    /** Gives every entry that stands and is about a day from {@code from} to before {@code end}; {@code institution} null: of all. */
    void read(@Nullable String institution, LocalDate from, LocalDate end, Consumer<Row> taker) {
        jdbc.sql(COLUMNS + " where replaced_at is null and from_day < :end and until_day >= :from"
                        + " and (cast(:institution as text) is null or institution = :institution) order by id")
                .param("institution", institution)
                .param("from", java.sql.Date.valueOf(from))
                .param("end", java.sql.Date.valueOf(end))
                .withFetchSize(FETCH)
                .query(row -> {
                    taker.accept(rowOf(row));
                });
    }

    /** Ids of receipts by the numbers that people read out; numbers that nothing has are absent. */
    Map<String, Long> receipts(List<String> numbers, Set<String> institutions, String own) {
        Map<String, Long> ids = new HashMap<>();
        if (!numbers.isEmpty()) {
            jdbc.sql("select number, id from receipt where number = any(:numbers)"
                            + " and coalesce(institution, :own) = any(:institutions)")
                    .param("own", own)
                    .param("institutions", institutions.toArray(String[]::new))
                    .param("numbers", numbers.toArray(String[]::new))
                    .query(row -> {
                        ids.put(row.getString(1), row.getLong(2));
                    });
        }
        return ids;
    }

    private static Row rowOf(ResultSet row) throws SQLException {
        Timestamp replaced = row.getTimestamp(12);
        return new Row(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getInt(5),
                row.getObject(6, LocalDate.class),
                row.getObject(7, LocalDate.class),
                JsonText.objectOf(row.getString(8)),
                row.getLong(9),
                row.getString(10),
                row.getTimestamp(11).toInstant(),
                replaced == null ? null : replaced.toInstant(),
                row.getLong(13));
    }
}

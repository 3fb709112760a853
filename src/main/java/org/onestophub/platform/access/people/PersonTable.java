package org.onestophub.platform.access.people;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.rights.People;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The accounts in the database. */
@Component
class PersonTable {

    private static final int MAX_LISTED = 1000;

    private final JdbcClient jdbc;

    PersonTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<PersonRow> named(String name) {
        return jdbc.sql("select * from person where name = :name")
                .param("name", name)
                .query((row, n) -> new PersonRow(
                        row.getString("name"),
                        row.getString("source"),
                        row.getString("password"),
                        row.getBoolean("must_change"),
                        words(row, "rights"),
                        wordsOrNull(row, "institutions"),
                        row.getBoolean("disabled"),
                        row.getLong("stamp")))
                .optional();
    }

    List<People.Person> list() {
        return jdbc.sql("select * from person order by name limit :max")
                .param("max", MAX_LISTED)
                .query((row, n) -> new People.Person(
                        row.getString("name"),
                        row.getString("source"),
                        row.getString("subject"),
                        words(row, "rights"),
                        wordsOrNull(row, "institutions"),
                        row.getBoolean("disabled"),
                        row.getBoolean("must_change"),
                        instantOrNull(row, "locked_until"),
                        row.getTimestamp("created_at").toInstant(),
                        instantOrNull(row, "last_login_at")))
                .list();
    }

    /** False if the name is taken. */
    boolean insert(String name, String hash, List<String> rights, List<String> institutions, String by, Instant now) {
        return jdbc.sql("""
                        insert into person (name, password, must_change, rights, institutions, created_at, created_by)
                        values (:name, :hash, true, cast(:rights as text[]), cast(:institutions as text[]), :now, :by)
                        on conflict (name) do nothing
                        """)
                        .param("name", name)
                        .param("hash", hash)
                        .param("rights", rights.toArray(String[]::new))
                        .param("institutions", institutions.isEmpty() ? null : institutions.toArray(String[]::new))
                        .param("now", Timestamp.from(now))
                        .param("by", by)
                        .update()
                == 1;
    }

    /**
     * Counts an attempt to log in before its password is looked at, so that attempts at the same moment are counted too.
     * False if the account is locked; the attempt that reaches {@code most} locks it until {@code until}.
     */
    boolean beginAttempt(String name, Instant now, int most, Instant until) {
        return jdbc.sql("""
                        update person set failures = failures + 1,
                          locked_until = case when failures + 1 >= :most then cast(:until as timestamptz) end
                        where name = :name and (locked_until is null or locked_until <= :now)
                        """)
                        .param("most", most)
                        .param("until", Timestamp.from(until))
                        .param("now", Timestamp.from(now))
                        .param("name", name)
                        .update()
                == 1;
    }

    /** The attempt was right: what was counted is forgotten. */
    void endAttempt(String name, Instant now) {
        jdbc.sql("update person set failures = 0, locked_until = null, last_login_at = :now where name = :name")
                .param("now", Timestamp.from(now))
                .param("name", name)
                .update();
    }

    /** After a lock has ended, counting begins anew. */
    void forgetOldLock(String name, Instant now) {
        jdbc.sql("update person set failures = 0, locked_until = null where name = :name and locked_until <= :now")
                .param("name", name)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** A new password set by another person; opens the account. False if there is none of that name. */
    boolean reset(String name, String hash) {
        return jdbc.sql("""
                        update person set password = :hash, must_change = true, disabled = false, failures = 0,
                          locked_until = null, stamp = stamp + 1 where name = :name
                        """).param("hash", hash).param("name", name).update() == 1;
    }

    /** The person's own new password. */
    void change(String name, String hash) {
        jdbc.sql("update person set password = :hash, must_change = false, stamp = stamp + 1 where name = :name")
                .param("hash", hash)
                .param("name", name)
                .update();
    }

    /** False if there is none of that name. */
    boolean disable(String name) {
        return jdbc.sql("update person set stamp = stamp + case when disabled then 0 else 1 end, disabled = true"
                                + " where name = :name")
                        .param("name", name)
                        .update()
                == 1;
    }

    /** Lets a person log in again. False if there is none of that name. */
    boolean enable(String name) {
        return jdbc.sql("update person set disabled = false, failures = 0, locked_until = null where name = :name")
                        .param("name", name)
                        .update()
                == 1;
    }

    /** Sessions from before end. False if there is none of that name. */
    boolean endSessions(String name) {
        return jdbc.sql("update person set stamp = stamp + 1 where name = :name")
                        .param("name", name)
                        .update()
                == 1;
    }

    private static List<String> words(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static @Nullable List<String> wordsOrNull(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? null : List.of((String[]) array.getArray());
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}

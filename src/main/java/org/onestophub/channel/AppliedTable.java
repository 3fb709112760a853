package org.onestophub.channel;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.onestophub.complaint.AppliedVersion;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The history of applied versions. */
@Component
class AppliedTable {

    /** In place of a key's name: nobody asked, the hub started. */
    static final String START = "start";

    private final JdbcClient jdbc;
    private final Clock clock;

    AppliedTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Written before anything is touched; gives the line's id. */
    long begin(String keyName, Stem stem, String before, String after, String tree) {
        return jdbc.sql(
                        """
                        insert into applied (at, key_name, name, before, after, tree)
                        values (:at, :key, :name, :before, :after, :tree) returning id""")
                .param("at", Timestamp.from(clock.instant()))
                .param("key", keyName)
                .param("name", stem.text())
                .param("before", before)
                .param("after", after)
                .param("tree", tree)
                .query(Long.class)
                .single();
    }

    void end(long id, String result, String code) {
        jdbc.sql("update applied set ended_at = :at, result = :result, code = :code where id = :id")
                .param("at", Timestamp.from(clock.instant()))
                .param("result", result)
                .param("code", code)
                .param("id", id)
                .update();
    }

    /** Digest by which a route ran last; empty if it never did. */
    String last(Stem stem) {
        Optional<String> last = jdbc.sql(
                        """
                        select after from applied where name = :name and result in ('applied', 'removed')
                        order by id desc limit 1""")
                .param("name", stem.text())
                .query(String.class)
                .optional();
        return last.orElse("");
    }

    List<AppliedVersion> history(long before, int limit) {
        return jdbc.sql("select * from applied where id < :before order by id desc limit :limit")
                .param("before", before)
                .param("limit", limit)
                .query((row, index) -> new AppliedVersion(
                        row.getLong("id"),
                        row.getTimestamp("at").toInstant(),
                        row.getTimestamp("ended_at") == null ? null : row.getTimestamp("ended_at").toInstant(),
                        row.getString("key_name"),
                        row.getString("name"),
                        row.getString("before"),
                        row.getString("after"),
                        row.getString("tree"),
                        row.getString("result"),
                        row.getString("code")))
                .list();
    }

    /** Code of a delivery that failed since, for which the configuration is to blame; empty if there is none. */
    String undeliveredSince(Stem stem, java.time.Instant since) {
        return jdbc.sql(
                        """
                        select last_error_code from destination
                        where name = :name and last_error_at >= :since and last_error_code like '__-2__'""")
                .param("name", stem.name())
                .param("since", Timestamp.from(since))
                .query(String.class)
                .optional()
                .orElse("");
    }

    /** Code of something held since, for which the configuration is to blame; empty if there is nothing. */
    String heldSince(Stem stem, java.time.Instant since) {
        return jdbc.sql(
                        """
                        select code from held where channel = :channel and held_at >= :since and code like '__-2__'
                        order by id limit 1""")
                .param("channel", stem.name())
                .param("since", Timestamp.from(since))
                .query(String.class)
                .optional()
                .orElse("");
    }
}

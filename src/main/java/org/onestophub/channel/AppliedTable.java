package org.onestophub.channel;

import jakarta.annotation.PreDestroy;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.onestophub.complaint.AppliedVersion;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.Problem;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The history of applied versions. */
@Component
class AppliedTable {

    /** In place of a key's name: nobody asked, the hub started. */
    static final String START = "start";

    private static final HubLog LOG = HubLog.of("channel");

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<Long, End> owed = new ConcurrentHashMap<>();

    private record End(String result, String code) {}

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

    /** The end of a line. */
    void end(long id, String result, String code) {
        jdbc.sql("update applied set ended_at = :at, result = :result, code = :code where id = :id")
                .param("at", Timestamp.from(clock.instant()))
                .param("result", result)
                .param("code", code)
                .param("id", id)
                .update();
        owed.remove(id);
    }

    /** The same, and later if the store cannot take it now. */
    void endOrOwe(long id, String result, String code) {
        owed.put(id, new End(result, code));
        writeOwed();
    }

    /** Every five seconds, and the last time when the hub stops. */
    @Scheduled(fixedDelay = 5_000)
    @PreDestroy
    void writeOwed() {
        try {
            owed.forEach((id, end) -> end(id, end.result(), end.code()));
        } catch (DataAccessException | TransactionException e) {
            LOG.look("history-waits", LogKey.CODE, Problem.STORE_UNAVAILABLE.code(), LogKey.COUNT, owed.size());
        }
    }

    /** Routes whose newest line has no end. */
    List<Stem> unended() {
        return jdbc.sql(
                        """
                        select name from applied line where result = 'begun'
                          and not exists (select from applied newer where newer.name = line.name and newer.id > line.id)""")
                .query(String.class)
                .list()
                .stream()
                .map(Stem::of)
                .toList();
    }

    /** Lines without an end become {@code unknown}. Another hub that lives, on the same database, writes its end over it. */
    void giveUp() {
        jdbc.sql("update applied set ended_at = :at, result = 'unknown' where result = 'begun'")
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    /** Digest by which a route ran last; empty if it never did, or does not run any more. */
    String last(Stem stem) {
        Optional<String> last = jdbc.sql(
                        """
                        select case result when 'broken' then '' else after end from applied
                        where name = :name and result in ('applied', 'removed', 'broken') order by id desc limit 1""")
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

package org.onestophub.operate.config;

import jakarta.annotation.PreDestroy;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.onestophub.complaint.contract.configuration.AppliedVersion;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.operate.config.file.RouteFileName;
import org.onestophub.platform.store.HubHome;
import org.onestophub.problem.Problem;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The history of the versions that this hub applied. Another hub on the same database has its own in the same table. */
@Component
class AppliedTable {

    /** In place of a key's name: nobody asked, the hub started. */
    static final String START = "start";

    private static final HubLog LOG = HubLog.of("channel");
    /** Lines without a name are of a time when a database had one hub. */
    private static final String OWN = " hub in (:hub, '')";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String hub;
    private final Map<Long, End> owed = new ConcurrentHashMap<>();

    private record End(String result, String code) {}

    @Autowired
    AppliedTable(JdbcClient jdbc, Clock clock, HubHome home) {
        this(jdbc, clock, home.name());
    }

    AppliedTable(JdbcClient jdbc, Clock clock, String hub) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.hub = hub;
    }

    /** Written before anything is touched; gives the line's id. */
    long begin(String keyName, RouteFileName stem, String before, String after, String tree) {
        return jdbc.sql("""
                        insert into applied (hub, at, key_name, name, before, after, tree)
                        values (:hub, :at, :key, :name, :before, :after, :tree) returning id""")
                .param("hub", hub)
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
            LOG.warn("history-waits", LogKey.CODE, Problem.STORE_UNAVAILABLE.code(), LogKey.COUNT, owed.size());
        }
    }

    /** Routes whose newest line has no end. */
    List<RouteFileName> unended() {
        return jdbc.sql("""
                        with own as (select id, name, result from applied where%s)
                        select name from own line where result = 'begun'
                          and not exists (select from own newer where newer.name = line.name and newer.id > line.id)""".formatted(OWN)).param("hub", hub).query(String.class).list().stream()
                .map(RouteFileName::of)
                .toList();
    }

    /** Lines without an end become {@code unknown}. */
    void giveUp() {
        jdbc.sql("update applied set ended_at = :at, result = 'unknown' where result = 'begun' and" + OWN)
                .param("hub", hub)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    /** Digest by which a route ran last; empty if it never did, or does not run any more. */
    String last(RouteFileName stem) {
        Optional<String> last = jdbc.sql("""
                        select case result when 'broken' then '' else after end from applied
                        where name = :name and result in ('applied', 'removed', 'broken') and%s
                        order by id desc limit 1""".formatted(OWN))
                .param("hub", hub)
                .param("name", stem.text())
                .query(String.class)
                .optional();
        return last.orElse("");
    }

    /** Lines of all hubs, newest first. */
    List<AppliedVersion> history(long before, int limit) {
        return jdbc.sql("select * from applied where id < :before order by id desc limit :limit")
                .param("before", before)
                .param("limit", limit)
                .query((row, index) -> new AppliedVersion(
                        row.getLong("id"),
                        row.getTimestamp("at").toInstant(),
                        row.getTimestamp("ended_at") == null
                                ? null
                                : row.getTimestamp("ended_at").toInstant(),
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
    String undeliveredSince(RouteFileName stem, java.time.Instant since) {
        return jdbc.sql("""
                        select last_error_code from destination
                        where name = :name and last_error_at >= :since and last_error_code like '__-2__'""")
                .param("name", stem.name())
                .param("since", Timestamp.from(since))
                .query(String.class)
                .optional()
                .orElse("");
    }

    /** Code of something held since, for which the configuration is to blame; empty if there is nothing. */
    String heldSince(RouteFileName stem, java.time.Instant since) {
        return jdbc.sql("""
                        select code from held where channel = :channel and held_at >= :since and code like '__-2__'
                        order by id limit 1""")
                .param("channel", stem.name())
                .param("since", Timestamp.from(since))
                .query(String.class)
                .optional()
                .orElse("");
    }
}

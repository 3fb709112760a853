package org.onestophub.outlet.district;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.onestophub.complaint.ComplaintKind;
import org.onestophub.complaint.EventTypes;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The feed in the ledger: events that have their number. Numbers are given by one writer at a time, without gaps, and
 * whole batches become visible at once, the later never before the earlier; so a reader of a number sees all below it.
 */
@Component
class FeedLedger {

    /** Rows fetched at a time; with the documents in them they stay small beside the heap. */
    private static final int FETCH = 100;
    /** Longest a page or a day may take; then RC-301. A snapshot has a bound of its own. */
    private static final int QUERY_SECONDS = 20;

    private static final String FROM = " from event e join complaint c on c.id = e.complaint_id"
            + " join revision_document r on r.complaint_id = e.complaint_id and r.revision = e.revision"
            + " left join complaint_fact f on :outcome and f.complaint_id = e.complaint_id";
    /** What is not about the complaint itself is seen by views of outcomes only, and of that what an outcome can change with. */
    private static final String ABOUT = "not %1$s.by_machine and (%1$s.about is null or :outcome and %1$s.type in ('"
            + EventTypes.STATUS + "', '" + EventTypes.DUTY_MET + "', '" + EventTypes.DUTY_OVERDUE + "'))";

    /**
     * Of matters of staff, internal safety reports and the discipline route nobody hears, but of their erasure who heard of them
     * before.
     */
    private static final String OPEN = " and (not c.discipline and c.kind = '" + ComplaintKind.PATIENT
            + "' or e.type = '" + EventTypes.ERASED + "')";

    private static final String WARNING = ":warnings and " + FeedRow.IS_WARNING;
    /** A warning stays with the institution it was raised for. */
    private static final String SEEN = " and (" + ABOUT.formatted("e") + " or " + WARNING + ")" + OPEN
            + " and (:all or case when " + FeedRow.IS_WARNING + " then e.about #>> '{warning,institution}'"
            + " else r.document #>> '{institution,uscc}' end = any(:institutions))";
    /** The same of an event about a complaint alone. */
    private static final String SEEN_EVENT = " and " + ABOUT + " and (:all or exists (select from revision_document s"
            + " where s.complaint_id = %1$s.complaint_id and s.revision = %1$s.revision"
            + " and s.document #>> '{institution,uscc}' = any(:institutions)))";
    /** No later event of the same subject up to a number, of those that this view sees. */
    private static final String LAST = "case when " + FeedRow.IS_WARNING + " then not exists (select from event later"
            + " join complaint c on c.id = later.complaint_id where later.type = '" + EventTypes.WARNING + "'"
            + " and later.about #>> '{warning,id}' = e.about #>> '{warning,id}'"
            + " and later.feed_no > e.feed_no and later.feed_no <= %1$s" + OPEN
            + ") else not exists (select from event later where later.complaint_id = e.complaint_id"
            + " and later.feed_no > e.feed_no and later.feed_no <= %1$s" + SEEN_EVENT.formatted("later") + ") end";

    private static final String CHANGES = "select " + FeedRow.COLUMNS + FROM
            + " where e.feed_no > :after and e.feed_no <= :last" + SEEN + " order by e.feed_no limit :limit";

    private static final String LATEST = "select " + FeedRow.COLUMNS
            + " from complaint c join lateral (select * from event seen where complaint_id = c.id and feed_no is not null"
            + SEEN_EVENT.formatted("seen") + " order by feed_no desc limit 1) e on true" + OPEN
            + " join revision_document r on r.complaint_id = e.complaint_id and r.revision = e.revision"
            + " left join complaint_fact f on :outcome and f.complaint_id = e.complaint_id";

    /** Of every warning the latest event. */
    private static final String LATEST_WARNINGS = "select distinct on (e.about #>> '{warning,id}') " + FeedRow.COLUMNS
            + FROM + " where e.feed_no is not null and " + FeedRow.IS_WARNING + SEEN
            + " order by e.about #>> '{warning,id}', e.feed_no desc";

    private static final String DAY = "select e.feed_no, e.uid, " + FeedRow.SUBJECT + ", " + FeedRow.IS_WARNING
            + " as is_warning, " + LAST.formatted(":last") + " as latest" + FROM
            + " where e.at >= :from and e.at < :to and e.feed_no <= :last" + SEEN
            + " order by e.feed_no";

    private static final String NUMBERED =
            "select e.id, e.uid, e.complaint_id, c.number" + FROM + " where e.feed_no is not null";
    /** Pages give all of a range that the key sees, a snapshot the latest as of its end. */
    private static final String GIVEN = " and exists (select from feed_given g where g.key_name = :key"
            + " and g.last_no >= e.feed_no and g.first_no <= e.feed_no and (g.kind <> 'snapshot' or "
            + LAST.formatted("g.last_no") + "))";

    /** Reads one row after the other, may stop early, and gives something. */
    interface Rows<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private final JdbcClient client;
    private final JdbcClient patient;

    FeedLedger(DataSource dataSource) {
        this.client = clientOf(dataSource, QUERY_SECONDS);
        this.patient = clientOf(dataSource, -1);
    }

    private static JdbcClient clientOf(DataSource dataSource, int seconds) {
        JdbcTemplate template = new JdbcTemplate(dataSource);
        template.setFetchSize(FETCH);
        template.setQueryTimeout(seconds);
        return JdbcClient.create(template);
    }

    JdbcClient.StatementSpec sql(String sql) {
        return client.sql(sql);
    }

    byte[] secret() {
        return client.sql("select secret from feed_identity")
                .query(byte[].class)
                .single();
    }

    /** The highest number there is, 0 before the first event. */
    long lastNumber() {
        return client.sql("select coalesce(max(feed_no), 0) from event")
                .query(Long.class)
                .single();
    }

    /** Events after a number up to another, in their order. */
    <T> T changes(FeedView view, long after, long last, int limit, Rows<T> reader) {
        return read(
                seen(client.sql(CHANGES), view)
                        .param("after", after)
                        .param("last", last)
                        .param("limit", limit),
                reader);
    }

    /** Of every complaint the latest event this view sees, in the caller's transaction. */
    <T> T latest(FeedView view, Rows<T> reader) {
        return read(seen(patient.sql(LATEST + " order by c.id"), view), reader);
    }

    /** Of every warning the latest event, as {@link #latest(FeedView, Rows)}. */
    <T> T latestWarnings(FeedView view, Rows<T> reader) {
        return read(seen(patient.sql(LATEST_WARNINGS), view), reader);
    }

    /** The latest event of the complaint of that number that this view sees. */
    Optional<FeedRow> latest(FeedView view, String number) {
        return seen(client.sql(LATEST + " where c.number = :number"), view)
                .param("number", number)
                .query((row, index) -> FeedRow.of(row))
                .optional();
    }

    /** The number of the complaint an event is about. */
    Optional<String> numberOf(UUID event) {
        return client.sql("select c.number from event e join complaint c on c.id = e.complaint_id where e.uid = :uid")
                .param("uid", event)
                .query(String.class)
                .optional();
    }

    /** The event of that name, if it was given to this key; of a complaint the latest that was. */
    Optional<GivenEvent> given(FeedView view, EventReference name) {
        String named = name.event() == null
                ? " and c.number = :name and not " + FeedRow.IS_WARNING
                : " and e.uid = cast(:name as uuid)";
        return seen(client.sql(NUMBERED + named + SEEN + GIVEN + " order by e.feed_no desc limit 1"), view)
                .param("key", view.key())
                .param(
                        "name",
                        name.event() == null ? name.number() : name.event().toString())
                .query((row, index) -> new GivenEvent(
                        row.getLong("id"), row.getString("uid"), row.getLong("complaint_id"), row.getString("number")))
                .optional();
    }

    /**
     * Number, id, subject and {@code latest} of the events of a time, in their order, as of the number {@code last}.
     * Latest is what no later event of the subject follows that this view sees; of others its reader cannot know.
     */
    <T> T between(FeedView view, Instant from, Instant to, long last, Rows<T> reader) {
        return read(
                seen(client.sql(DAY), view)
                        .param("from", Timestamp.from(from))
                        .param("to", Timestamp.from(to))
                        .param("last", last),
                reader);
    }

    private static JdbcClient.StatementSpec seen(JdbcClient.StatementSpec statement, FeedView view) {
        return statement
                .param("outcome", view.outcome())
                .param("warnings", view.warnings())
                .param("all", view.institutions().isEmpty())
                .param("institutions", view.institutions().toArray(String[]::new));
    }

    private static <T> T read(JdbcClient.StatementSpec statement, Rows<T> reader) {
        ResultSetExtractor<T> extractor = reader::read;
        return statement.query(extractor);
    }
}

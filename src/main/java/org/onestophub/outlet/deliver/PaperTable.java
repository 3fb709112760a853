package org.onestophub.outlet.deliver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.onestophub.complaint.Shipment;
import org.onestophub.complaint.contract.Papers;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Forms of reports as shipments. They have no deliveries, because they are about no complaint. */
@Component
class PaperTable implements Papers {

    /** Locked, so that two who ask at once make one shipment. */
    private static final String TAKES =
            "select count(*) from (select from destination where name = :destination and takes_papers and fed for update) d";

    private static final String KNOWN = "select shipment_id from report_paper where report_id = :report"
            + " and destination = :destination and language = :language and form = :form";

    private static final String MAKE = """
            with made as (
              insert into shipment (destination, made_at, due_at) values (:destination, :now, :now) returning id)
            insert into report_paper (shipment_id, destination, report_id, language, form, asked_by)
            select id, :destination, :report, :language, :form, :by from made""";

    /** Only what was given up, or whose outcome nobody knows: what is on its way goes on. */
    private static final String AGAIN = """
            update shipment set state = 'waiting', due_at = :now, failures = 0, tried_since = null
            where id = :id and state in ('dead', 'unknown')""";

    private static final String LIST = """
            select s.uid, p.destination, p.language, p.form, s.state, p.asked_by, s.made_at, s.attempts, a.started_at,
              a.ended_at, a.code, a.response_status, a.response, a.payload_sha256
            from report_paper p join shipment s on s.id = p.shipment_id
              left join delivery_attempt a on a.shipment_id = s.id and a.no = s.attempts
            where p.report_id = :report order by p.shipment_id desc""";

    private static final String ITEM = """
            select s.uid, s.made_at, p.report_id, p.language, p.form
            from report_paper p join shipment s on s.id = p.shipment_id where p.shipment_id = :shipment""";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PaperTable(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public Paper send(long report, String destination, String language, String form, String by) {
        return Objects.requireNonNull(
                transaction.execute(status -> sent(report, destination, language, form, by)), "a paper");
    }

    private Paper sent(long report, String destination, String language, String form, String by) {
        boolean takes = jdbc.sql(TAKES)
                        .param("destination", destination)
                        .query(Integer.class)
                        .single()
                > 0;
        if (!takes) {
            throw new ProblemException(Problem.NOT_FOUND, "destination");
        }
        Timestamp now = Timestamp.from(clock.instant());
        Optional<Long> known = jdbc.sql(KNOWN)
                .param("report", report)
                .param("destination", destination)
                .param("language", language)
                .param("form", form)
                .query(Long.class)
                .optional();
        if (known.isPresent()) {
            jdbc.sql(AGAIN).param("id", known.get()).param("now", now).update();
        } else {
            jdbc.sql(MAKE)
                    .param("destination", destination)
                    .param("now", now)
                    .param("report", report)
                    .param("language", language)
                    .param("form", form)
                    .param("by", by)
                    .update();
        }
        return of(report).stream()
                .filter(paper -> paper.destination().equals(destination)
                        && paper.language().equals(language)
                        && paper.form().equals(form))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public List<Paper> of(long report) {
        return jdbc.sql(LIST)
                .param("report", report)
                .query((row, index) -> paperOf(row))
                .list();
    }

    @Override
    public List<String> destinations() {
        return jdbc.sql("select name from destination where takes_papers and fed order by name")
                .query(String.class)
                .list();
    }

    private static Paper paperOf(ResultSet row) throws SQLException {
        byte[] sha256 = row.getBytes("payload_sha256");
        return new Paper(
                row.getString("uid"),
                row.getString("destination"),
                row.getString("language"),
                row.getString("form"),
                row.getString("state"),
                row.getString("asked_by"),
                row.getTimestamp("made_at").toInstant(),
                row.getInt("attempts"),
                DestinationTable.instant(row.getTimestamp("started_at")),
                DestinationTable.instant(row.getTimestamp("ended_at")),
                row.getString("code"),
                row.getString("response_status"),
                row.getString("response"),
                sha256 == null ? null : HexFormat.of().formatHex(sha256));
    }

    /** The one item of a shipment that is a form of a report; empty if the shipment is made of deliveries. */
    Optional<Shipment.Item> item(long shipment) {
        return jdbc.sql(ITEM)
                .param("shipment", shipment)
                .query((row, index) -> itemOf(row))
                .optional();
    }

    private static Shipment.Item itemOf(ResultSet row) throws SQLException {
        Instant at = row.getTimestamp("made_at").toInstant();
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0")
                .put("id", row.getString("uid"))
                .put("source", "onestop-hub")
                .put("type", TYPE)
                .put("time", at.toString());
        event.putObject("data")
                .put("report", row.getLong("report_id"))
                .put("language", row.getString("language"))
                .put("form", row.getString("form"));
        return new Shipment.Item(row.getString("uid"), event);
    }
}

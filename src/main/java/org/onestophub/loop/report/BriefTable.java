package org.onestophub.loop.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.contract.operations.Briefs.Answer;
import org.onestophub.complaint.contract.operations.Briefs.Row;
import org.onestophub.complaint.contract.operations.Briefs.Step;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which institution was given which report, and what it answered. */
@Component
class BriefTable {

    private static final String COLUMNS =
            "select b.id, b.report_id, r.name, r.period, b.institution, b.state, b.asked_at, b.asked_by, b.due_day"
                    + " from report_brief b join report_made r on r.id = b.report_id";

    private final JdbcClient jdbc;

    BriefTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Asks an institution; false if it was asked before. */
    boolean ask(long report, String institution, @Nullable LocalDate due, Instant at, String by) {
        return jdbc.sql("insert into report_brief (report_id, institution, asked_at, asked_by, due_day)"
                                + " values (:report, :institution, :at, :by, :due) on conflict do nothing")
                        .param("report", report)
                        .param("institution", institution)
                        .param("at", Timestamp.from(at))
                        .param("by", by)
                        .param("due", due == null ? null : Date.valueOf(due), Types.DATE)
                        .update()
                > 0;
    }

    List<Row> list(@Nullable Long report, List<String> institutions, long before, int most, LocalDate today) {
        return jdbc.sql(COLUMNS + " where b.id < :before and (cast(:report as bigint) is null or b.report_id = :report)"
                        + " and (:all or b.institution = any(:institutions)) order by b.id desc limit :most")
                .param("before", before)
                .param("report", report, Types.BIGINT)
                .param("all", institutions.isEmpty())
                .param("institutions", institutions.toArray(String[]::new))
                .param("most", most)
                .query((row, index) -> rowOf(row, today))
                .list();
    }

    /** How many are not answered; no more than {@code most} are counted. */
    long unanswered(List<String> institutions, int most) {
        return jdbc.sql("select count(*) from (select from report_brief where state <> 'answered'"
                        + " and (:all or institution = any(:institutions)) limit :most) as waiting")
                .param("all", institutions.isEmpty())
                .param("institutions", institutions.toArray(String[]::new))
                .param("most", most)
                .query(Long.class)
                .single();
    }

    Optional<Row> one(long id, LocalDate today) {
        return jdbc.sql(COLUMNS + " where b.id = :id")
                .param("id", id)
                .query((row, index) -> rowOf(row, today))
                .optional();
    }

    /** Waits until nobody else does something about it. */
    void lock(long id) {
        jdbc.sql("select id from report_brief where id = :id for update")
                .param("id", id)
                .query(Long.class)
                .optional();
    }

    List<Step> steps(long id) {
        return jdbc.sql("select at, by, type, answer from report_brief_step where brief_id = :id order by id")
                .param("id", id)
                .query((row, index) -> new Step(
                        row.getTimestamp("at").toInstant(),
                        row.getString("by"),
                        row.getString("type"),
                        answerOf(row.getString("answer"))))
                .list();
    }

    void add(long id, Step step) {
        jdbc.sql("insert into report_brief_step (brief_id, at, by, type, answer)"
                        + " values (:id, :at, :by, :type, cast(:answer as jsonb))")
                .param("id", id)
                .param("at", Timestamp.from(step.at()))
                .param("by", step.by())
                .param("type", step.type())
                .param("answer", step.answer() == null ? null : textOf(step.answer()), Types.VARCHAR)
                .update();
        jdbc.sql("update report_brief set state = :state where id = :id")
                .param("state", step.type())
                .param("id", id)
                .update();
    }

    private static Row rowOf(ResultSet row, LocalDate today) throws SQLException {
        LocalDate due = row.getObject("due_day", LocalDate.class);
        String state = row.getString("state");
        return new Row(
                row.getLong("id"),
                row.getLong("report_id"),
                row.getString("name"),
                row.getString("period"),
                row.getString("institution"),
                state,
                row.getTimestamp("asked_at").toInstant(),
                row.getString("asked_by"),
                due,
                due != null && !state.equals("answered") && today.isAfter(due));
    }

    private static String textOf(Answer answer) {
        try {
            return CanonicalJson.MAPPER.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer can be written as JSON");
        }
    }

    private static @Nullable Answer answerOf(@Nullable String text) {
        try {
            return text == null ? null : CanonicalJson.MAPPER.readValue(text, Answer.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ledger's own answer cannot be read");
        }
    }
}

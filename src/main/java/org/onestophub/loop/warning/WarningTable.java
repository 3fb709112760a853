package org.onestophub.loop.warning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.JsonText;
import org.onestophub.complaint.contract.operations.Warnings.Answer;
import org.onestophub.complaint.contract.operations.Warnings.Step;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The warnings and what was done about them. */
@Component
class WarningTable {

    private static final String RAISE = """
            insert into warning (rule, institution, institution_name, subject, state, raised_at, due_day, due_at, evidence)
            values (:rule, :institution, :name, :subject, 'raised', cast(:now as timestamptz), cast(:dueDay as date),
              cast(:dueAt as timestamptz), cast(:evidence as jsonb))
            on conflict (rule, institution, subject) where holds do update set evidence = excluded.evidence
            returning id, (xmax = 0) as is_new""";

    private final JdbcClient jdbc;

    WarningTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A row of the table. */
    record Kept(
            long id,
            String rule,
            String institution,
            String institutionName,
            String subject,
            String state,
            Instant raisedAt,
            @Nullable LocalDate dueDay,
            @Nullable Instant dueAt,
            boolean holds,
            JsonNode evidence) {}

    /** What was written of something found. */
    record Raised(long id, boolean isNew) {}

    /** Raises a warning, or renews the evidence of the one that holds. */
    Raised raise(UnusualCount found, Instant now, @Nullable LocalDate dueDay, @Nullable Instant dueAt) {
        return jdbc.sql(RAISE)
                .param("rule", found.rule().id())
                .param("institution", found.institution())
                .param("name", found.institutionName())
                .param("subject", found.subject())
                .param("now", now.toString())
                .param("dueDay", dueDay == null ? null : dueDay.toString())
                .param("dueAt", dueAt == null ? null : dueAt.toString())
                .param("evidence", JsonText.of(evidence(found)))
                .query((row, index) -> new Raised(row.getLong(1), row.getBoolean(2)))
                .single();
    }

    /** What all other warnings warned of is over; gives those of which it was not so before. */
    List<Kept> endOthers(Set<Long> held) {
        return jdbc.sql("update warning set holds = false where holds and not id = any(:held) returning *")
                .param("held", held.toArray(Long[]::new))
                .query((row, index) -> keptOf(row))
                .list();
    }

    private static ObjectNode evidence(UnusualCount found) {
        ObjectNode evidence = CanonicalJson.MAPPER.createObjectNode();
        boolean isOfCase = found.rule().test() instanceof WarningRule.EachCase;
        evidence.put("kind", isOfCase ? "complaint" : found.rule().by());
        evidence.put("count", found.count()).put("of", found.of());
        evidence.put("expected", found.expected()).put("limit", found.limit());
        evidence.put("from", found.from().toString()).put("to", found.to().toString());
        ArrayNode numbers = evidence.putArray("numbers");
        found.numbers().forEach(numbers::add);
        return evidence;
    }

    /** Warnings of institutions, newest first. */
    List<Kept> list(@Nullable String state, List<String> institutions, long before, int most) {
        return jdbc.sql(
                        "select * from warning where (cast(:state as text) is null or state = :state)"
                                + " and (:all or institution = any(:institutions)) and id < :before order by id desc limit :most")
                .param("state", state)
                .param("all", institutions.isEmpty())
                .param("institutions", institutions.toArray(String[]::new))
                .param("before", before)
                .param("most", most)
                .query((row, index) -> keptOf(row))
                .list();
    }

    /** One warning; {@code isLocking}: until the transaction ends nobody else changes it. */
    Optional<Kept> one(long id, boolean isLocking) {
        return jdbc.sql("select * from warning where id = :id" + (isLocking ? " for update" : ""))
                .param("id", id)
                .query((row, index) -> keptOf(row))
                .optional();
    }

    void move(long id, String state) {
        jdbc.sql("update warning set state = :state where id = :id")
                .param("state", state)
                .param("id", id)
                .update();
    }

    void add(long id, Step step) {
        ObjectNode content = CanonicalJson.MAPPER.createObjectNode();
        Answer answer = step.answer();
        if (answer != null) {
            content.put("hazard", answer.hazard()).put("measure", answer.measure());
            content.put("due", answer.due().toString());
            if (answer.proof() != null) {
                content.put("proof", answer.proof());
            }
        }
        if (step.note() != null) {
            content.put("note", step.note());
        }
        jdbc.sql("insert into warning_step (warning_id, at, by, type, content)"
                        + " values (:id, :at, :by, :type, cast(:content as jsonb))")
                .param("id", id)
                .param("at", Timestamp.from(step.at()))
                .param("by", step.by())
                .param("type", step.type())
                .param("content", JsonText.of(content))
                .update();
    }

    /** What was done about a warning, in its order. */
    List<Step> steps(long id) {
        return jdbc.sql("select * from warning_step where warning_id = :id order by id")
                .param("id", id)
                .query((row, index) -> stepOf(row))
                .list();
    }

    private static Step stepOf(ResultSet row) throws SQLException {
        JsonNode content = JsonText.objectOf(row.getString("content"));
        Answer answer = content.has("hazard")
                ? new Answer(
                        content.path("hazard").asText(),
                        content.path("measure").asText(),
                        LocalDate.parse(content.path("due").asText()),
                        content.has("proof") ? content.path("proof").asText() : null)
                : null;
        return new Step(
                row.getTimestamp("at").toInstant(),
                row.getString("by"),
                row.getString("type"),
                answer,
                content.has("note") ? content.path("note").asText() : null);
    }

    private static Kept keptOf(ResultSet row) throws SQLException {
        Timestamp due = row.getTimestamp("due_at");
        return new Kept(
                row.getLong("id"),
                row.getString("rule"),
                row.getString("institution"),
                row.getString("institution_name"),
                row.getString("subject"),
                row.getString("state"),
                row.getTimestamp("raised_at").toInstant(),
                row.getObject("due_day", LocalDate.class),
                due == null ? null : due.toInstant(),
                row.getBoolean("holds"),
                JsonText.objectOf(row.getString("evidence")));
    }

    /** The numbers of a warning's evidence. */
    static List<String> numbers(Kept kept) {
        List<String> numbers = new ArrayList<>();
        kept.evidence().path("numbers").forEach(number -> numbers.add(number.asText()));
        return numbers;
    }
}

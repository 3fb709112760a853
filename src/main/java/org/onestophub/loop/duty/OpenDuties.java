package org.onestophub.loop.duty;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.CaseStates;
import org.onestophub.complaint.contract.CaseStates.Cursor;
import org.onestophub.complaint.contract.CaseStates.OpenDuty;
import org.onestophub.complaint.contract.DutyNames;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Duties that are neither met nor void. */
@Component
public class OpenDuties {

    private static final String OF_CASE = """
            select rule, responsible, due_at, due_day, provisional, missed from duty
             where complaint_id = :id and met_at is null and ended_at is null
             order by due_at nulls last, rule, key""";

    private static final String DUE = """
            select d.*, c.number from duty d join complaint c on c.id = d.complaint_id
             where d.met_at is null and d.ended_at is null and d.due_at < :before and not c.discipline
               and (:all or c.uscc = any(:institutions))
               and (cast(:due as timestamptz) is null
                 or (d.due_at, d.complaint_id, d.rule, d.key) > (cast(:due as timestamptz), :id, :rule, :key))
             order by d.due_at, d.complaint_id, d.rule, d.key limit :limit""";

    private final JdbcClient jdbc;
    private final DutyNames names;

    OpenDuties(JdbcClient jdbc, DutyNames names) {
        this.jdbc = jdbc;
        this.names = names;
    }

    /**
     * An open duty of a case.
     *
     * @param name of the rule
     * @param due null while a pause lasts
     * @param dueDay null together with {@code due}
     */
    public record OfCase(
            String rule,
            CaseStates.Word name,
            String responsible,
            @Nullable Instant due,
            @Nullable LocalDate dueDay,
            boolean provisional,
            boolean overdue) {}

    /** Those of a case, soonest first. */
    public List<OfCase> of(long complaintId) {
        return jdbc.sql(OF_CASE)
                .param("id", complaintId)
                .query((row, index) -> new OfCase(
                        row.getString("rule"),
                        names.nameOf(row.getString("rule")),
                        row.getString("responsible"),
                        instant(row.getTimestamp("due_at")),
                        row.getObject("due_day", LocalDate.class),
                        row.getBoolean("provisional"),
                        row.getBoolean("missed")))
                .list();
    }

    /** Those of all cases that are due before a time, soonest first, behind the cursor; of any institution if none is given. */
    public List<OpenDuty> due(Instant before, List<String> institutions, @Nullable Cursor after, int limit) {
        return jdbc.sql(DUE)
                .param("before", Timestamp.from(before))
                .param("all", institutions.isEmpty())
                .param("institutions", institutions.toArray(String[]::new))
                .param("due", after == null ? null : after.due().toString(), Types.VARCHAR)
                .param("id", after == null ? 0L : after.complaintId())
                .param("rule", after == null ? "" : after.rule())
                .param("key", after == null ? "" : after.key())
                .param("limit", limit)
                .query((row, index) -> openOf(row))
                .list();
    }

    private OpenDuty openOf(ResultSet row) throws SQLException {
        return new OpenDuty(
                row.getLong("complaint_id"),
                row.getString("number"),
                row.getString("rule"),
                names.nameOf(row.getString("rule")),
                row.getString("key"),
                row.getString("basis"),
                row.getString("responsible"),
                row.getTimestamp("start_at").toInstant(),
                row.getTimestamp("due_at").toInstant(),
                row.getObject("due_day", LocalDate.class),
                row.getBoolean("provisional"),
                row.getBoolean("missed"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}

package org.onestophub.operate.ops.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Restriction;

/**
 * A complaint without its content: codes and times only.
 *
 * @param id unique in the hub
 * @param number its name for life
 * @param channel code of the channel
 * @param receivedAt first arrival, UTC
 * @param updatedAt latest revision, UTC
 * @param closedAt when it was closed, UTC, absent before
 * @param revision the latest
 * @param type code of the type, absent if it has none
 * @param categories codes of its categories
 * @param departments codes of its departments; those without a code are not in it
 * @param flags names of the flags that are set
 * @param institution credit code, absent if it names none
 * @param state code of the state, absent if nothing has been reported about it
 * @param lead code of the department that has it by what was reported, absent if none was named
 * @param dueAt when the earliest open duty ends, of those that were asked for, UTC, absent if there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ComplaintRow", description = "A complaint without its content.")
public record ComplaintRow(
        long id,
        String number,
        String channel,
        Instant receivedAt,
        Instant updatedAt,
        @Nullable Instant closedAt,
        int revision,
        @Nullable String type,
        List<String> categories,
        List<String> departments,
        List<String> flags,
        @Nullable String institution,
        @Nullable String state,
        @Nullable String lead,
        @Nullable Instant dueAt) {

    /** Columns of {@code complaint c} that {@link #of} reads, without {@code due_at}. */
    static final String COLUMNS = "c.id, c.number, c.channel, c.received_at, c.updated_at, c.closed_at, c.revision,"
            + " c.document #>> '{matter,type}' as type, c.document #> '{matter,categories}' as categories,"
            + " c.document #> '{matter,departments}' as departments, c.document -> 'flags' as flags,"
            + " c.uscc as institution,"
            + " (select s.state from case_status s where s.complaint_id = c.id) as state,"
            + " (select s.lead from case_status s where s.complaint_id = c.id) as lead";

    /** The earliest end of an open duty of {@code complaint c}, as {@code due_at}. */
    static final String DUE = "(select min(d.due_at) from duty d where d.complaint_id = c.id and d.met_at is null"
            + " and d.ended_at is null) as due_at";

    static ComplaintRow of(LedgerQueries ledger, ResultSet row) throws SQLException {
        List<String> categories = new ArrayList<>();
        ledger.jsonList(row, "categories").forEach(code -> categories.add(code.asText()));
        List<String> departments = new ArrayList<>();
        List<String> flags = new ArrayList<>();
        JsonNode set = ledger.jsonOrNull(row, "flags");
        if (set != null) {
            set.properties().forEach(flag -> {
                if (flag.getValue().asBoolean()) {
                    flags.add(flag.getKey());
                }
            });
        }
        // whose departments are kept back as well
        boolean isRestricted = flags.contains(Restriction.FLAG);
        if (!isRestricted) {
            for (JsonNode department : ledger.jsonList(row, "departments")) {
                if (department.hasNonNull("code")) {
                    departments.add(department.get("code").asText());
                }
            }
        }
        return new ComplaintRow(
                row.getLong("id"),
                row.getString("number"),
                row.getString("channel"),
                LedgerQueries.instant(row, "received_at"),
                LedgerQueries.instant(row, "updated_at"),
                LedgerQueries.instantOrNull(row, "closed_at"),
                row.getInt("revision"),
                row.getString("type"),
                List.copyOf(categories),
                List.copyOf(departments),
                List.copyOf(flags),
                row.getString("institution"),
                row.getString("state"),
                isRestricted ? null : row.getString("lead"),
                LedgerQueries.instantOrNull(row, "due_at"));
    }
}

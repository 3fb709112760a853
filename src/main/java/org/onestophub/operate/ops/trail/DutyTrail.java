package org.onestophub.operate.ops.trail;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.onestophub.complaint.contract.operations.ComplaintTrail;
import org.onestophub.complaint.contract.operations.TraceEntry;
import org.onestophub.operate.ops.query.LedgerQueries;
import org.springframework.stereotype.Component;

/** What has to be done for a complaint, and what became of it: {@code duty}, at the time from which it counts. */
@Component
class DutyTrail implements ComplaintTrail {

    private final LedgerQueries ledger;

    DutyTrail(LedgerQueries ledger) {
        this.ledger = ledger;
    }

    @Override
    public List<TraceEntry> entries(long complaintId, Collection<Long> receipts, int max) {
        return ledger.sql("select * from duty where complaint_id = :id order by start_at desc, rule, key limit :max")
                .param("id", complaintId)
                .param("max", max)
                .query((row, n) ->
                        new TraceEntry(LedgerQueries.instant(row, "start_at"), "duty", null, "", detailsOf(row)))
                .list();
    }

    private static ObjectNode detailsOf(ResultSet row) throws SQLException {
        ObjectNode details = JsonNodeFactory.instance
                .objectNode()
                .put("rule", row.getString("rule"))
                .put("key", row.getString("key"))
                .put("responsible", row.getString("responsible"))
                .put("provisional", row.getBoolean("provisional"))
                .put("overdue", row.getBoolean("missed"));
        put(details, row, "dueAt", "due_at");
        put(details, row, "metAt", "met_at");
        put(details, row, "endedAt", "ended_at");
        return details;
    }

    private static void put(ObjectNode details, ResultSet row, String field, String column) throws SQLException {
        if (LedgerQueries.instantOrNull(row, column) != null) {
            details.put(field, LedgerQueries.instant(row, column).toString());
        }
    }
}

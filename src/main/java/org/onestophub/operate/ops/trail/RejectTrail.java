package org.onestophub.operate.ops.trail;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.onestophub.complaint.contract.operations.ComplaintTrail;
import org.onestophub.complaint.contract.operations.TraceEntry;
import org.onestophub.operate.ops.query.LedgerQueries;
import org.springframework.stereotype.Component;

/** What the district could not take: {@code rejected}, and {@code settled} when an operator had seen to it. */
@Component
class RejectTrail implements ComplaintTrail {

    private final LedgerQueries ledger;

    RejectTrail(LedgerQueries ledger) {
        this.ledger = ledger;
    }

    @Override
    public List<TraceEntry> entries(long complaintId, Collection<Long> receipts, int max) {
        List<TraceEntry> entries = new ArrayList<>();
        ledger.sql("select j.*, e.uid from feed_reject j join event e on e.id = j.event_id"
                        + " where j.complaint_id = :id order by j.id desc limit :max")
                .param("id", complaintId)
                .param("max", max)
                .query((row, n) -> entries.addAll(entriesOf(row)))
                .list();
        return entries;
    }

    private static List<TraceEntry> entriesOf(ResultSet row) throws SQLException {
        List<TraceEntry> entries = new ArrayList<>(2);
        entries.add(new TraceEntry(
                LedgerQueries.instant(row, "at"),
                "rejected",
                null,
                row.getString("key_name"),
                JsonNodeFactory.instance
                        .objectNode()
                        .put("rejectId", row.getLong("id"))
                        .put("event", row.getString("uid"))
                        .put("code", row.getString("code"))
                        .put("reason", row.getString("reason"))));
        if (LedgerQueries.instantOrNull(row, "settled_at") != null) {
            entries.add(new TraceEntry(
                    LedgerQueries.instant(row, "settled_at"),
                    "settled",
                    null,
                    row.getString("settled_by"),
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("rejectId", row.getLong("id"))
                            .put("reason", row.getString("settlement"))));
        }
        return entries;
    }
}

package org.onestophub.operate.ops.trail;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Collection;
import java.util.List;
import org.onestophub.complaint.contract.operations.ComplaintTrail;
import org.onestophub.complaint.contract.operations.TraceEntry;
import org.onestophub.operate.ops.query.LedgerQueries;
import org.springframework.stereotype.Component;

/** What was said to have happened to a complaint: {@code happened}, at the time it is said to have happened. */
@Component
class StatusTrail implements ComplaintTrail {

    private final LedgerQueries ledger;

    StatusTrail(LedgerQueries ledger) {
        this.ledger = ledger;
    }

    @Override
    public List<TraceEntry> entries(long complaintId, Collection<Long> receipts, int max) {
        return ledger.sql(
                        "select * from status_event where complaint_id = :id or passed_to = :id order by id desc limit :max")
                .param("id", complaintId)
                .param("max", max)
                .query((row, n) -> new TraceEntry(
                        LedgerQueries.instant(row, "occurred_at"),
                        "happened",
                        LedgerQueries.number(row, "receipt_id"),
                        row.getString("source"),
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("type", row.getString("type"))
                                .put("eventId", row.getString("event_id"))
                                .put(
                                        "receivedAt",
                                        LedgerQueries.instant(row, "received_at")
                                                .toString())))
                .list();
    }
}

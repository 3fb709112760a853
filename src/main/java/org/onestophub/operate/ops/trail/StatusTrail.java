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
        return ledger.sql("select *, document->>'track' as track, document->>'policy' as policy,"
                        + " (select string_agg(v, ', ') from jsonb_array_elements_text("
                        + "coalesce(document->'changedAtOnce', '[]')) as v) as changed,"
                        + " (select string_agg(concat_ws(' ', v->>'level', v->>'role', v->>'departmentCode'), ', ')"
                        + " from jsonb_array_elements(coalesce(document->'responsible', '[]')) as v) as ladder,"
                        + " (select string_agg(v->>'kind', ', ')"
                        + " from jsonb_array_elements(coalesce(document->'helpers', '[]')) as v) as helpers"
                        + " from status_event where complaint_id = :id or passed_to = :id order by id desc limit :max")
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
                                                .toString())
                                .put("track", row.getString("track"))
                                .put("changedAtOnce", row.getString("changed"))
                                .put("ladder", row.getString("ladder"))
                                .put("helpers", row.getString("helpers"))
                                .put("policy", row.getString("policy"))))
                .list();
    }
}

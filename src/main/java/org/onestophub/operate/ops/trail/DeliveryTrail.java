package org.onestophub.operate.ops.trail;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.ComplaintTrail;
import org.onestophub.complaint.contract.operations.TraceEntry;
import org.onestophub.operate.ops.query.LedgerQueries;
import org.springframework.stereotype.Component;

/** What was handed to destinations: {@code due} for each event and destination, {@code attempted} for every attempt. */
@Component
class DeliveryTrail implements ComplaintTrail {

    private final LedgerQueries ledger;

    DeliveryTrail(LedgerQueries ledger) {
        this.ledger = ledger;
    }

    @Override
    public List<TraceEntry> entries(long complaintId, Collection<Long> receipts, int max) {
        List<TraceEntry> entries = new ArrayList<>(
                ledger.sql("select * from delivery where complaint_id = :id order by id desc limit :max")
                        .param("id", complaintId)
                        .param("max", max)
                        .query((row, n) -> due(row))
                        .list());
        entries.addAll(ledger.sql("""
                        select a.*, d.id as delivery_id, d.destination, d.event_id
                          from delivery d
                          join shipment_item i on i.delivery_id = d.id
                          join delivery_attempt a on a.shipment_id = i.shipment_id
                         where d.complaint_id = :id order by a.started_at desc, a.no desc limit :max
                        """)
                .param("id", complaintId)
                .param("max", max)
                .query((row, n) -> attempted(row))
                .list());
        return entries;
    }

    private static TraceEntry due(ResultSet row) throws SQLException {
        String by = row.getString("decided_by");
        return new TraceEntry(
                LedgerQueries.instant(row, "created_at"),
                "due",
                null,
                by == null ? "" : by,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("deliveryId", row.getLong("id"))
                        .put("destination", row.getString("destination"))
                        .put("eventId", row.getLong("event_id"))
                        .put("resend", row.getInt("resend"))
                        .put("state", row.getString("state"))
                        .put("code", row.getString("code"))
                        .put("reason", row.getString("reason"))
                        .put("endedAt", text(row, "ended_at")));
    }

    private static TraceEntry attempted(ResultSet row) throws SQLException {
        return new TraceEntry(
                LedgerQueries.instant(row, "started_at"),
                "attempted",
                null,
                "",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("deliveryId", row.getLong("delivery_id"))
                        .put("destination", row.getString("destination"))
                        .put("eventId", row.getLong("event_id"))
                        .put("attempt", row.getInt("no"))
                        .put("outcome", row.getString("outcome"))
                        .put("code", row.getString("code"))
                        .put("responseStatus", row.getString("response_status"))
                        .put("endedAt", text(row, "ended_at")));
    }

    private static @Nullable String text(ResultSet row, String column) throws SQLException {
        Instant at = LedgerQueries.instantOrNull(row, column);
        return at == null ? null : at.toString();
    }
}

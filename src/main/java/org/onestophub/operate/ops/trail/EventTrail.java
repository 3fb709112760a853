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

/** Events about a complaint: {@code told} when one was recorded, {@code relayed} when the queue had it. */
@Component
class EventTrail implements ComplaintTrail {

    private final LedgerQueries ledger;

    EventTrail(LedgerQueries ledger) {
        this.ledger = ledger;
    }

    @Override
    public List<TraceEntry> entries(long complaintId, Collection<Long> receipts, int max) {
        List<TraceEntry> entries = new ArrayList<>();
        ledger.sql("select * from event where complaint_id = :id order by id desc limit :max")
                .param("id", complaintId)
                .param("max", max)
                .query((row, n) -> entries.addAll(entriesOf(row)))
                .list();
        return entries;
    }

    private static List<TraceEntry> entriesOf(ResultSet row) throws SQLException {
        List<TraceEntry> entries = new ArrayList<>(2);
        entries.add(entry(row, "at", "told"));
        if (LedgerQueries.instantOrNull(row, "relayed_at") != null) {
            entries.add(entry(row, "relayed_at", "relayed"));
        }
        return entries;
    }

    private static TraceEntry entry(ResultSet row, String column, String kind) throws SQLException {
        return new TraceEntry(
                LedgerQueries.instant(row, column),
                kind,
                null,
                "",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("event", row.getString("uid"))
                        .put("type", row.getString("type"))
                        .put("revision", row.getInt("revision"))
                        .put("feedNo", LedgerQueries.number(row, "feed_no")));
    }
}

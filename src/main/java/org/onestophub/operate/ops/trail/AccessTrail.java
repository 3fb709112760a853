package org.onestophub.operate.ops.trail;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Collection;
import java.util.List;
import org.onestophub.complaint.contract.operations.ComplaintTrail;
import org.onestophub.complaint.contract.operations.TraceEntry;
import org.onestophub.operate.ops.query.LedgerQueries;
import org.springframework.stereotype.Component;

/** Who looked at a complaint or at its inputs: {@code seen}. */
@Component
class AccessTrail implements ComplaintTrail {

    private final LedgerQueries ledger;

    AccessTrail(LedgerQueries ledger) {
        this.ledger = ledger;
    }

    @Override
    public List<TraceEntry> entries(long complaintId, Collection<Long> receipts, int max) {
        return ledger.sql("select * from access_log where complaint_id = :id or receipt_id in (:ids)"
                        + " order by at desc, id desc limit :max")
                .param("id", complaintId)
                .param("ids", receipts)
                .param("max", max)
                .query((row, n) -> new TraceEntry(
                        LedgerQueries.instant(row, "at"),
                        "seen",
                        LedgerQueries.number(row, "receipt_id"),
                        row.getString("key_name"),
                        JsonNodeFactory.instance.objectNode().put("action", row.getString("action"))))
                .list();
    }
}

package org.onestophub.operate.ops.trail;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Collection;
import java.util.List;
import org.onestophub.complaint.contract.operations.ComplaintTrail;
import org.onestophub.complaint.contract.operations.TraceEntry;
import org.onestophub.operate.ops.query.LedgerQueries;
import org.springframework.stereotype.Component;

/** That a complaint's content was taken away, by whom and why: {@code erased}. */
@Component
class ErasureTrail implements ComplaintTrail {

    private final LedgerQueries ledger;

    ErasureTrail(LedgerQueries ledger) {
        this.ledger = ledger;
    }

    @Override
    public List<TraceEntry> entries(long complaintId, Collection<Long> receipts, int max) {
        return ledger.sql("select * from erasure where complaint_id = :id")
                .param("id", complaintId)
                .query((row, n) -> new TraceEntry(
                        LedgerQueries.instant(row, "at"),
                        "erased",
                        null,
                        row.getString("key_name"),
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("reason", row.getString("reason"))
                                .put("receipts", row.getInt("receipts"))))
                .list();
    }
}

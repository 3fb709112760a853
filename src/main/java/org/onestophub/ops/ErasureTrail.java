package org.onestophub.ops;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Collection;
import java.util.List;
import org.onestophub.complaint.ComplaintTrail;
import org.onestophub.complaint.TraceEntry;
import org.springframework.stereotype.Component;

/** That a complaint's content was taken away, by whom and why: {@code erased}. */
@Component
class ErasureTrail implements ComplaintTrail {

    private final OpsLedger ledger;

    ErasureTrail(OpsLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public List<TraceEntry> entries(long complaintId, Collection<Long> receipts, int max) {
        return ledger.sql("select * from erasure where complaint_id = :id")
                .param("id", complaintId)
                .query((row, n) -> new TraceEntry(
                        OpsLedger.instant(row, "at"),
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

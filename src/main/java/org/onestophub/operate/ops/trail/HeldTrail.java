package org.onestophub.operate.ops.trail;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.onestophub.complaint.contract.operations.ComplaintTrail;
import org.onestophub.complaint.contract.operations.TraceEntry;
import org.onestophub.operate.ops.query.ApiLinks;
import org.onestophub.operate.ops.query.HeldRow;
import org.onestophub.operate.ops.query.LedgerQueries;
import org.springframework.stereotype.Component;

/** What people had to do with the inputs of a complaint: {@code held}, {@code released}, {@code edited}. */
@Component
class HeldTrail implements ComplaintTrail {

    private final LedgerQueries ledger;

    HeldTrail(LedgerQueries ledger) {
        this.ledger = ledger;
    }

    @Override
    public List<TraceEntry> entries(long complaintId, Collection<Long> receipts, int max) {
        List<TraceEntry> entries = new ArrayList<>();
        ledger.sql("select * from held where receipt_id in (:ids) order by id desc limit :max")
                .param("ids", receipts)
                .param("max", max)
                .query(HeldRow::of)
                .list()
                .forEach(held -> add(entries, held));
        ledger.sql("select * from receipt_edit where receipt_id in (:ids) order by at desc limit :max")
                .param("ids", receipts)
                .param("max", max)
                .query((row, n) -> new TraceEntry(
                        LedgerQueries.instant(row, "at"),
                        "edited",
                        row.getLong("receipt_id"),
                        row.getString("edited_by"),
                        node().put("editedFrom", row.getLong("edited_from"))
                                .put("reason", row.getString("reason"))
                                .put("diff", ApiLinks.receipt(row.getLong("receipt_id")) + "/diff")))
                .list()
                .forEach(entries::add);
        return entries;
    }

    private static void add(List<TraceEntry> entries, HeldRow held) {
        entries.add(new TraceEntry(
                held.heldAt(),
                "held",
                held.receiptId(),
                "",
                node().put("item", held.item())
                        .put("room", held.room())
                        .put("code", held.code())
                        .put("field", held.field())));
        if (held.releasedAt() != null) {
            entries.add(new TraceEntry(
                    held.releasedAt(),
                    "released",
                    held.receiptId(),
                    Objects.requireNonNullElse(held.releasedBy(), ""),
                    node().put("item", held.item())
                            .put("release", held.release())
                            .put("reason", held.reason())));
        }
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}

package org.onestophub.operate.ops.trail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.ComplaintTrail;
import org.onestophub.complaint.contract.operations.TraceEntry;
import org.onestophub.operate.ops.query.LedgerQueries;
import org.onestophub.operate.ops.query.ReceiptRow;
import org.springframework.stereotype.Component;

/** The arrivals of a complaint: {@code arrived}, and {@code walked} with the time in each room and what was found. */
@Component
class ArrivalTrail implements ComplaintTrail {

    private final LedgerQueries ledger;

    ArrivalTrail(LedgerQueries ledger) {
        this.ledger = ledger;
    }

    @Override
    public List<TraceEntry> entries(long complaintId, Collection<Long> receipts, int max) {
        List<TraceEntry> entries = new ArrayList<>();
        ledger.sql("select " + ReceiptRow.COLUMNS + ", r.timings,"
                        + " (select sum(k.arrivals) from receipt_key k where k.receipt_id = r.id) as arrivals,"
                        + " (select max(k.last_at) from receipt_key k where k.receipt_id = r.id) as last_at,"
                        + " (select json_agg(json_build_object('item', i.item, 'key', i.item_key, 'outcome', i.outcome,"
                        + "    'code', i.code, 'field', i.field, 'findings', i.findings) order by i.item)"
                        + "    from receipt_item i where i.receipt_id = r.id and i.complaint_id = :complaint) as items"
                        + " from receipt r where r.id in (:ids) order by r.received_at desc, r.id desc limit :max")
                .param("complaint", complaintId)
                .param("ids", receipts)
                .param("max", max)
                .query((row, n) -> entries.addAll(entriesOf(row, n)))
                .list();
        return entries;
    }

    private List<TraceEntry> entriesOf(ResultSet row, int index) throws SQLException {
        ReceiptRow receipt = ReceiptRow.of(row, index);
        ObjectNode arrived = JsonNodeFactory.instance
                .objectNode()
                .put("channel", receipt.channel())
                .put("mapping", receipt.mapping())
                .put("number", receipt.number())
                .put("sourceKey", receipt.sourceKey())
                .put("sha256", receipt.sha256())
                .put("sizeBytes", receipt.sizeBytes())
                .put("arrivals", row.getLong("arrivals"))
                .put("lastArrivalAt", String.valueOf(LedgerQueries.instantOrNull(row, "last_at")));
        TraceEntry first = new TraceEntry(receipt.receivedAt(), "arrived", receipt.id(), "", arrived);
        if (receipt.finishedAt() == null) {
            return List.of(first);
        }
        ObjectNode walked = JsonNodeFactory.instance
                .objectNode()
                .put("outcome", receipt.outcome())
                .put("code", receipt.code())
                .put("field", receipt.field());
        put(walked, "roomMicros", ledger.jsonOrNull(row, "timings"));
        put(walked, "items", ledger.jsonOrNull(row, "items"));
        return List.of(first, new TraceEntry(receipt.finishedAt(), "walked", receipt.id(), "", walked));
    }

    private static void put(ObjectNode details, String name, @Nullable JsonNode value) {
        if (value != null) {
            details.set(name, value);
        }
    }
}

package org.onestophub.operate.ops.trail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.ComplaintTrail;
import org.onestophub.complaint.contract.operations.TraceEntry;
import org.onestophub.operate.ops.query.FieldChanges;
import org.onestophub.operate.ops.query.LedgerQueries;
import org.springframework.stereotype.Component;

/** The revisions of a complaint: {@code revised}, with the fields that changed. Two documents are held at a time. */
@Component
class RevisionTrail implements ComplaintTrail {

    /** Documents are read whole; a case with more additions is read revision by revision. */
    private static final int MAX_REVISIONS = 50;

    private final LedgerQueries ledger;

    RevisionTrail(LedgerQueries ledger) {
        this.ledger = ledger;
    }

    @Override
    public List<TraceEntry> entries(long complaintId, Collection<Long> receipts, int max) {
        List<Integer> newest = ledger.sql("select revision from revision_document where complaint_id = :id"
                        + " order by revision desc limit :max")
                .param("id", complaintId)
                .param("max", Math.min(max, MAX_REVISIONS))
                .query(Integer.class)
                .list();
        List<Integer> oldestFirst = new ArrayList<>(newest);
        Collections.reverse(oldestFirst);
        List<TraceEntry> entries = new ArrayList<>(oldestFirst.size());
        JsonNode before = oldestFirst.isEmpty() ? null : documentOf(complaintId, oldestFirst.get(0) - 1);
        for (int revision : oldestFirst) {
            Revision now = revisionOf(complaintId, revision);
            entries.add(entry(revision, before, now));
            before = now.document();
        }
        return entries;
    }

    private record Revision(java.time.Instant at, @Nullable Long receiptId, JsonNode document) {}

    private Revision revisionOf(long complaintId, int revision) {
        return ledger.sql("select * from revision_document where complaint_id = :id and revision = :revision")
                .param("id", complaintId)
                .param("revision", revision)
                .query((row, n) -> new Revision(
                        LedgerQueries.instant(row, "at"),
                        LedgerQueries.number(row, "receipt_id"),
                        ledger.json(row, "document")))
                .single();
    }

    /** Null before the first. */
    private @Nullable JsonNode documentOf(long complaintId, int revision) {
        return revision < 1 ? null : revisionOf(complaintId, revision).document();
    }

    private static TraceEntry entry(int revision, @Nullable JsonNode before, Revision now) {
        ObjectNode details = JsonNodeFactory.instance.objectNode().put("revision", revision);
        if (before != null) {
            FieldChanges changes = FieldChanges.between(before, now.document());
            details.set("changes", changes.asJson());
            details.put("changesCut", changes.isCut());
        }
        return new TraceEntry(now.at(), "revised", now.receiptId(), "", details);
    }
}

package org.onestophub.operate.ops.trail;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.ComplaintTrail;
import org.onestophub.complaint.contract.operations.TraceEntry;
import org.onestophub.operate.ops.query.ApiLinks;
import org.onestophub.operate.ops.query.LedgerQueries;
import org.springframework.stereotype.Component;

/** The trace of a complaint: one time line over all its arrivals, put together from all who know a part of it. */
@Component
public class TraceQueries {

    /** Inputs followed; a case with more is one that a machine fills. */
    private static final int MAX_RECEIPTS = 200;
    /** Entries of one kind of knowledge. */
    private static final int MAX_ENTRIES = 500;

    /**
     * A complaint's time line.
     *
     * @param number its number
     * @param link path of the complaint
     * @param revision the latest
     * @param cut true if there is more of some kind than is shown
     * @param entries everything that happened, oldest first
     */
    @Schema(name = "ComplaintTrace", description = "One time line over all arrivals of a complaint.")
    public record Trace(String number, String link, int revision, boolean cut, List<Entry> entries) {}

    /**
     * One thing that happened.
     *
     * @param at when, UTC
     * @param kind arrived, walked, held, released, edited, revised, told, relayed, due, attempted, rejected, settled, erased, seen
     * @param receiptId the input it happened to, absent if it was none
     * @param link path of that input
     * @param by key of the person who did it, absent if the hub did it
     * @param details fields by kind
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(name = "TraceEntry")
    public record Entry(
            Instant at,
            String kind,
            @Nullable Long receiptId,
            @Nullable String link,
            String by,
            JsonNode details) {

        static Entry of(TraceEntry entry) {
            String link = entry.receiptId() == null ? null : ApiLinks.receipt(entry.receiptId());
            entry.details().properties().removeIf(detail -> detail.getValue().isNull());
            return new Entry(entry.at(), entry.kind(), entry.receiptId(), link, entry.by(), entry.details());
        }
    }

    private record Case(long id, int revision) {}

    private final LedgerQueries ledger;
    private final List<ComplaintTrail> trails;

    TraceQueries(LedgerQueries ledger, List<ComplaintTrail> trails) {
        this.ledger = ledger;
        this.trails = trails;
    }

    /** The id of the complaint of that number. */
    public Optional<Long> idOf(String number) {
        return caseOf(number).map(Case::id);
    }

    /** The trace of the complaint of that number. */
    public Optional<Trace> trace(String number) {
        return caseOf(number).map(found -> traceOf(found, number));
    }

    private Optional<Case> caseOf(String number) {
        return ledger.sql("select id, revision from complaint where number = :number")
                .param("number", number)
                .query((row, n) -> new Case(row.getLong("id"), row.getInt("revision")))
                .optional();
    }

    private Trace traceOf(Case found, String number) {
        List<Long> receipts = receiptsOf(found.id());
        boolean cut = receipts.size() >= MAX_RECEIPTS;
        List<TraceEntry> all = new ArrayList<>();
        for (ComplaintTrail trail : trails) {
            List<TraceEntry> known = trail.entries(found.id(), receipts, MAX_ENTRIES);
            cut |= known.size() >= MAX_ENTRIES;
            all.addAll(known);
        }
        all.sort(Comparator.comparing(TraceEntry::at));
        return new Trace(
                number,
                ApiLinks.complaint(number),
                found.revision(),
                cut,
                all.stream().map(Entry::of).toList());
    }

    /** The inputs of its items, what they were edited from, and what was edited from them; −1 if there is none. */
    private List<Long> receiptsOf(long complaintId) {
        List<Long> receipts = ledger.sql("""
                        with recursive related(id) as (
                          select receipt_id from receipt_item where complaint_id = :id
                          union
                          select case when e.receipt_id = related.id then e.edited_from else e.receipt_id end
                            from related join receipt_edit e on related.id in (e.receipt_id, e.edited_from))
                        select id from related order by id desc limit :max
                        """)
                .param("id", complaintId)
                .param("max", MAX_RECEIPTS)
                .query(Long.class)
                .list();
        return receipts.isEmpty() ? List.of(-1L) : receipts;
    }
}

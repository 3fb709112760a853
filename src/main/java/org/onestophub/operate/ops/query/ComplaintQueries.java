package org.onestophub.operate.ops.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Complaints in the ledger. */
@Component
public class ComplaintQueries {

    /** Rows of each list within one complaint, newest first. */
    private static final int MAX_WITHIN = 200;

    /**
     * A complaint with its history.
     *
     * @param id unique in the hub
     * @param number its name for life
     * @param channel how it first came
     * @param revision the latest
     * @param receivedAt first arrival, UTC
     * @param updatedAt latest revision, UTC
     * @param closedAt when it was closed, UTC, absent before
     * @param document the canonical complaint
     * @param revisions at most 200, newest first
     * @param arrivals every receipt that led to it, at most 200, newest first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ComplaintHistory", description = "A complaint with its history.")
    public record History(
            long id,
            String number,
            String channel,
            int revision,
            Instant receivedAt,
            Instant updatedAt,
            @Nullable Instant closedAt,
            JsonNode document,
            List<Revision> revisions,
            List<ReceiptRow> arrivals) {}

    /**
     * A revision.
     *
     * @param revision from 1
     * @param receiptId what led to it, absent if it was no receipt
     * @param at when, UTC
     * @param document as it was then
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ComplaintRevision")
    public record Revision(int revision, @Nullable Long receiptId, Instant at, JsonNode document) {}

    private final LedgerQueries ledger;

    ComplaintQueries(LedgerQueries ledger) {
        this.ledger = ledger;
    }

    /** The complaint of that number. */
    public Optional<History> history(String number) {
        return ledger.sql("select * from complaint where number = :number")
                .param("number", number)
                .query((row, n) -> new History(
                        row.getLong("id"),
                        row.getString("number"),
                        row.getString("channel"),
                        row.getInt("revision"),
                        LedgerQueries.instant(row, "received_at"),
                        LedgerQueries.instant(row, "updated_at"),
                        LedgerQueries.instantOrNull(row, "closed_at"),
                        ledger.json(row, "document"),
                        revisions(row.getLong("id")),
                        arrivals(row.getLong("id"))))
                .optional();
    }

    private List<Revision> revisions(long complaintId) {
        return ledger.sql("select * from revision_document where complaint_id = :id order by revision desc limit :max")
                .param("id", complaintId)
                .param("max", MAX_WITHIN)
                .query((row, n) -> new Revision(
                        row.getInt("revision"),
                        LedgerQueries.number(row, "receipt_id"),
                        LedgerQueries.instant(row, "at"),
                        ledger.json(row, "document")))
                .list();
    }

    private List<ReceiptRow> arrivals(long complaintId) {
        return ledger.sql("select " + ReceiptRow.COLUMNS + " from receipt r where r.id in"
                        + " (select receipt_id from receipt_item where complaint_id = :id)"
                        + " order by r.received_at desc, r.id desc limit :max")
                .param("id", complaintId)
                .param("max", MAX_WITHIN)
                .query(ReceiptRow::of)
                .list();
    }
}

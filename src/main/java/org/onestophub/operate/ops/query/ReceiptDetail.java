package org.onestophub.operate.ops.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One receipt with every stage of its walk.
 *
 * @param receipt what was kept, and how it ended
 * @param transport facts of the transport
 * @param keys every key it is known by, with its arrivals
 * @param counted things in it that are no complaints, by kind
 * @param timings microseconds per room
 * @param itemCount things found in it, of which {@code items} are the first
 * @param items each thing found, as read, mapped, checked and recorded
 * @param events events sent to others about its complaints
 * @param held its times in quarantine
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "One receipt with every stage of its walk.")
public record ReceiptDetail(
        ReceiptRow receipt,
        JsonNode transport,
        List<Key> keys,
        @Nullable JsonNode counted,
        @Nullable JsonNode timings,
        long itemCount,
        List<Item> items,
        List<Event> events,
        List<HeldRow> held) {

    /**
     * A key of the source.
     *
     * @param scope mapping it is unique in
     * @param key the key
     * @param arrivals how often it came, 1 or more
     * @param lastAt last arrival, UTC
     */
    @Schema(name = "SourceKey")
    public record Key(String scope, String key, int arrivals, Instant lastAt) {}

    /**
     * One thing found in the receipt.
     *
     * @param item position, from 0
     * @param key its own key
     * @param outcome how it ended
     * @param complaintId complaint it became, absent if none
     * @param complaintNumber number of that complaint
     * @param code problem, absent if none
     * @param field field at fault
     * @param view as READ found it
     * @param document as MAP and CHECK made it
     * @param findings what was noticed
     * @param at when it ended, UTC
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ReceiptItem")
    public record Item(
            int item,
            String key,
            String outcome,
            @Nullable Long complaintId,
            @Nullable String complaintNumber,
            @Nullable String code,
            @Nullable String field,
            @Nullable JsonNode view,
            @Nullable JsonNode document,
            List<JsonNode> findings,
            Instant at) {}

    /**
     * An event on its way to the queue.
     *
     * @param complaintId whose
     * @param revision of the complaint
     * @param type complaint.created, complaint.updated, …
     * @param at when it was recorded, UTC
     * @param feedNo its number in commit order, absent before it has one
     * @param relayedAt when the broker had it, UTC, absent before
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ComplaintEvent")
    public record Event(
            long complaintId,
            int revision,
            String type,
            Instant at,
            @Nullable Long feedNo,
            @Nullable Instant relayedAt) {}
}

package org.onestophub.complaint.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one destination.
 *
 * @param id unique in the hub; operators refer to it by this
 * @param deliveryId id under which the destination knows it, the same at every attempt
 * @param destination who gets it
 * @param complaintId the complaint
 * @param complaintNumber its number
 * @param eventId id of the event, the same for every destination
 * @param eventType for example {@code complaint.created}
 * @param eventAt when the event was recorded, UTC
 * @param resend 0: it came from the queue; 1 and more: an operator sent it again
 * @param state {@code waiting}, {@code attempt}, {@code unknown}, {@code sent}, {@code dead}, {@code resent} (was dead,
 *     a later delivery took over), {@code discarded} or {@code filtered}
 * @param shipmentId id under which the destination knows its shipment, absent before the first
 * @param attempts number of the last attempt at its shipment
 * @param code why it failed last, absent if it did not
 * @param createdAt when it was taken off the queue, UTC
 * @param dueAt when it is tried next, absent unless it is postponed
 * @param endedAt when it ended, absent while it is open
 * @param decidedBy name of the key that last decided about it, absent if none did
 * @param reason why it was discarded, or filtered by the mapping; absent otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Delivery(
        long id,
        String deliveryId,
        String destination,
        long complaintId,
        String complaintNumber,
        String eventId,
        String eventType,
        Instant eventAt,
        int resend,
        String state,
        @Nullable String shipmentId,
        int attempts,
        @Nullable String code,
        Instant createdAt,
        @Nullable Instant dueAt,
        @Nullable Instant endedAt,
        @Nullable String decidedBy,
        @Nullable String reason) {}

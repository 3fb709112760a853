package org.onestophub.complaint.contract.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to hand over a shipment.
 *
 * @param shipmentId what the destination knows the shipment by
 * @param items how many deliveries were in it
 * @param no 1 for the first
 * @param startedAt written before anything was handed over, UTC
 * @param endedAt absent while it runs, or if the hub ended in it and has not started again
 * @param outcome {@code sent}, {@code refused}, {@code failed} or {@code unknown}; absent while it runs
 * @param code what went wrong, absent if nothing did
 * @param responseStatus what the destination answered in short, absent if it did not answer
 * @param response the text of its answer, at most 4,000 characters, absent without one or once its time to be kept is over; it
 *     may hold personal data
 * @param payloadSha256 digest of the bytes handed over, absent if the sink did not report it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryAttempt(
        String shipmentId,
        int items,
        int no,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String outcome,
        @Nullable String code,
        @Nullable String responseStatus,
        @Nullable String response,
        @Nullable String payloadSha256) {}

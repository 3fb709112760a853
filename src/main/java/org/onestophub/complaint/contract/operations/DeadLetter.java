package org.onestophub.complaint.contract.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * An event that a consumer did not take. It lies in the broker's queue {@code complaint.dead}.
 *
 * @param id its place in that queue; later ones have higher ids
 * @param destination the destination whose queue it came from, empty if it came from another queue
 * @param eventId id of the event, empty if the message names none
 * @param complaint number of the complaint, empty if the message names none
 * @param type type of the event, empty if the message names none
 * @param sentAt when the event was put on the queue it came from
 * @param reason {@code consumer}: the consumer rejected it or failed too often with it; {@code unknown-event}: this ledger
 *     has no such event
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeadLetter(
        long id, String destination, String eventId, String complaint, String type, Instant sentAt, String reason) {}

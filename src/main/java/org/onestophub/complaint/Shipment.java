package org.onestophub.complaint;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;

/**
 * What is handed over to a destination in one attempt.
 *
 * @param id the same at every attempt, also after a crash; a destination may recognise a repetition by it
 * @param destination its name
 * @param attempt 1 for the first
 * @param items one, or several where the destination takes them together; order of the feed
 */
public record Shipment(String id, String destination, int attempt, List<Item> items) {

    /** Header of the exchange: {@link #id}. */
    public static final String ID = "HubShipment";
    /** Header of the exchange: the destination's name. */
    public static final String DESTINATION = "HubDestination";
    /** Header of the exchange: {@link #attempt}, a whole number. */
    public static final String ATTEMPT = "HubAttempt";
    /** Header set by a sink: the short form of the answer, for example {@code 200} or {@code AA}. */
    public static final String RESPONSE_STATUS = "HubResponseStatus";
    /** Header set by a sink: the text of the answer, at most 4,000 characters. */
    public static final String RESPONSE = "HubResponse";
    /**
     * Header a sink sets after a failure: a {@link Duration}, how long the destination asks to be left alone. At most
     * {@link #LONGEST_RETRY_AFTER} of it is respected.
     */
    public static final String RETRY_AFTER = "HubRetryAfter";
    /** A longer pause than this is not waited for: then the hub asks again. */
    public static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);
    /** Header set where the route ends with nothing sent: why, one word. */
    public static final String SKIPPED = "HubSkipped";
    /** Header set by the step that makes the bytes of a file: its name, the same at every attempt. */
    public static final String FILE_NAME = "HubFileName";
    /** Header set by the step that makes the bytes: SHA-256 of what is handed over, 64 lowercase hex digits. */
    public static final String PAYLOAD_SHA256 = "HubPayloadSha256";

    /**
     * One event on its way to one destination.
     *
     * @param deliveryId the same at every attempt
     * @param event CloudEvents JSON with the canonical complaint as {@code data}
     */
    public record Item(String deliveryId, JsonNode event) {}
}

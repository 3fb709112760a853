package org.onestophub.pipeline.map;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.onestophub.complaint.Inbound;
import org.onestophub.complaint.Receipt;

/**
 * When the hospital received a complaint: what a mapping gives as {@code receivedAt}; else the earliest plausible time
 * that the hospital's own systems and staff noted (mail server, telephone system, desk, first page of a letter); else the
 * arrival at the hub. What a sender alone says, such as the Date of a mail or the time of an order, is no such time.
 * CHECK judges what a mapping gives.
 */
final class ReceivedTime {

    static final String FIELD = "receivedAt";

    /** Earlier than any record that such systems still hold. */
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    /** Facts of the transport that the hospital's own systems noted. */
    private static final List<String> TRANSPORT = List.of("internalDate", Inbound.FIRST_RECEIVED_AT);

    /** Where a complaint says when staff or the telephone system took it. */
    private static final List<String> DOCUMENT = List.of("/handling/receivedBy/at", "/call/startedAt");

    private ReceivedTime() {}

    /** Writes the time into the document, and its origin where it is not the arrival at the hub. */
    static void put(ObjectNode document, Receipt receipt) {
        JsonNode given = document.get(FIELD);
        if (given != null && given.isTextual()) {
            return;
        }
        document.put(FIELD, receipt.receivedAt().toString());
        Instant earliest = receipt.receivedAt();
        for (Map.Entry<String, String> noted : noted(document, receipt).entrySet()) {
            Instant at = instant(noted.getValue());
            if (at.isBefore(earliest) && at.isAfter(FIRST)) {
                earliest = at;
                document.put(FIELD, at.toString());
                origin(document, receipt, noted.getKey());
            }
        }
    }

    private static Map<String, String> noted(ObjectNode document, Receipt receipt) {
        Map<String, String> noted = new LinkedHashMap<>();
        TRANSPORT.stream()
                .filter(receipt.transport()::containsKey)
                .forEach(fact ->
                        noted.put("/transport/" + fact, receipt.transport().get(fact)));
        for (String pointer : DOCUMENT) {
            JsonNode value = document.at(JsonPointer.compile(pointer));
            if (value.isTextual()) {
                noted.put(sourceOf(document, pointer), value.textValue());
            }
        }
        return noted;
    }

    /** Where the view has what the document has there. */
    private static String sourceOf(ObjectNode document, String pointer) {
        for (JsonNode origin : document.path("provenance")) {
            if (origin.path("field").asText().equals(pointer) && origin.has("source")) {
                return origin.get("source").asText();
            }
        }
        return "";
    }

    private static void origin(ObjectNode document, Receipt receipt, String source) {
        if (!document.has("provenance")) {
            return;
        }
        List<JsonNode> others = new ArrayList<>();
        document.path("provenance").forEach(origin -> {
            if (!origin.path("field").asText().equals("/" + FIELD)) {
                others.add(origin);
            }
        });
        ObjectNode origin = document.objectNode();
        origin.put("field", "/" + FIELD).put("receiptId", receipt.id());
        if (!source.isEmpty()) {
            origin.put("source", source);
        }
        document.putArray("provenance").addAll(others).add(origin.put("kind", "copied"));
    }

    /** The arrival at the hub where the text is no time. */
    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return Instant.MAX;
        }
    }
}

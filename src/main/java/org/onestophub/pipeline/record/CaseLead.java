package org.onestophub.pipeline.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The arrival that a case shows: the first by a person, or the first at all while none is by a person. First is the lowest
 * receipt id, so that it does not matter which worker records first.
 *
 * @param isAutomated true if a machine sent it
 * @param receiptId its receipt
 */
record CaseLead(boolean isAutomated, long receiptId) {

    private static final Comparator<CaseLead> ORDER =
            Comparator.comparing(CaseLead::isAutomated).thenComparing(CaseLead::receiptId);

    /** The lead of a case, or of the one arrival of a thing. */
    static CaseLead of(ObjectNode document) {
        return all(document).stream().min(ORDER).orElse(new CaseLead(false, 0));
    }

    /** True if every arrival was sent by a machine. */
    static boolean isByMachines(ObjectNode document) {
        return of(document).isAutomated();
    }

    /** The highest receipt id among the arrivals, 0 if there is none. */
    static long newest(ObjectNode document) {
        return all(document).stream().mapToLong(CaseLead::receiptId).max().orElse(0);
    }

    /** True if this one is shown and not the other. */
    boolean precedes(CaseLead other) {
        return ORDER.compare(this, other) < 0;
    }

    /** The arrival itself. */
    static Optional<ObjectNode> arrivalIn(ObjectNode document) {
        CaseLead lead = of(document);
        return arrivals(document).stream()
                .filter(arrival -> arrival.path("receiptId").asLong() == lead.receiptId)
                .findFirst();
    }

    /** When the hospital received what the lead and those like it say: of persons, if one has spoken. */
    static Optional<String> receivedAt(ObjectNode document) {
        boolean automated = isByMachines(document);
        return arrivals(document).stream()
                .filter(arrival -> automated || !isByMachine(document, arrival))
                .map(arrival -> arrival.path("receivedAt").asText())
                .filter(text -> !text.isEmpty())
                .min(Comparator.comparing(Instant::parse));
    }

    private static List<CaseLead> all(ObjectNode document) {
        return arrivals(document).stream()
                .map(arrival -> new CaseLead(
                        isByMachine(document, arrival),
                        arrival.path("receiptId").asLong()))
                .toList();
    }

    /** Of a case with one arrival its own flag says the same; cases of earlier versions have nothing else. */
    private static boolean isByMachine(ObjectNode document, JsonNode arrival) {
        return arrival.path("automated").asBoolean()
                || document.path("arrivals").size() == 1
                        && document.at("/flags/automatedMail").asBoolean();
    }

    private static List<ObjectNode> arrivals(ObjectNode document) {
        return document.path("arrivals") instanceof ArrayNode list
                ? StreamSupport.stream(list.spliterator(), false)
                        .filter(ObjectNode.class::isInstance)
                        .map(ObjectNode.class::cast)
                        .toList()
                : List.of();
    }
}

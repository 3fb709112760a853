package org.onestophub.pipeline.map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.ComplaintKind;
import org.onestophub.complaint.MachineAnswer;
import org.onestophub.complaint.Part;
import org.onestophub.complaint.Receipt;

/** Fills the fields of a complaint that no mapping knows: institution, arrival, receipt, parts. */
final class HubFields {

    /** Fields that a program must not set; its values are dropped. It may set {@code receivedAt}. */
    static final List<String> NAMES =
            List.of("schemaVersion", "number", "institution", "zone", "arrivals", "evidence", "findings", "provenance");

    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    /** Enough to detect the language of a long text. */
    private static final int LANGUAGE_SAMPLE = 2_000;

    private final HubProperties hub;
    private final UnaryOperator<String> kindOfChannel;

    /** @param kindOfChannel what the setting {@code kind} of a channel says; empty if it is not set */
    HubFields(HubProperties hub, UnaryOperator<String> kindOfChannel) {
        this.hub = hub;
        this.kindOfChannel = kindOfChannel;
    }

    void fill(ObjectNode document, Receipt receipt, Candidate candidate) {
        document.put("schemaVersion", "1");
        document.put("zone", hub.zone().getId());
        ReceivedTime.put(document, receipt);
        putInstitution(document, receipt);
        putKind(document, receipt);
        putLanguage(document);
        ObjectNode arrival = document.putArray("arrivals").addObject();
        putArrival(arrival, receipt, document);
        JsonNode author = candidate.view().at("/author/address");
        if (author.isTextual()) {
            arrival.set("author", author);
        }
        boolean isAnswer = MachineAnswer.in(candidate.view()).isPresent();
        if (isAnswer) {
            document.withObject("/flags").put("automatedMail", true);
        }
        if (isAnswer || document.at("/flags/automatedMail").asBoolean()) {
            arrival.put("automated", true);
        }
        putEvidence(document, receipt, candidate.parts());
        for (String needed : List.of("complainant", "matter")) {
            if (!document.has(needed)) {
                document.putObject(needed);
            }
        }
    }

    private void putInstitution(ObjectNode document, Receipt receipt) {
        String uscc = receipt.institution().isEmpty() ? hub.institution().uscc() : receipt.institution();
        String name = hub.nameOf(uscc);
        if (!uscc.isBlank()) {
            document.withObject("/institution").put("uscc", uscc);
        }
        if (!name.isBlank()) {
            document.withObject("/institution").put("name", name);
        }
    }

    /** A channel of staff or of safety reports brings none of patients; a mapping may say more exactly which of both. */
    private void putKind(ObjectNode document, Receipt receipt) {
        String kind = kindOfChannel.apply(receipt.channel());
        if (!kind.isEmpty() && ComplaintKind.of(document).equals(ComplaintKind.PATIENT)) {
            document.put("kind", kind);
        }
    }

    private static void putLanguage(ObjectNode document) {
        JsonNode matter = document.path("matter");
        String words = matter.path("title").asText("") + matter.path("facts").asText("");
        if (document.has("language") || words.isBlank()) {
            return;
        }
        String sample = words.substring(0, Math.min(words.length(), LANGUAGE_SAMPLE));
        document.put("language", CHINESE.matcher(sample).find() ? "zh" : "en");
    }

    private static void putArrival(ObjectNode arrival, Receipt receipt, ObjectNode document) {
        JsonNode sentAt = document.get("sentAt");
        arrival.put("receiptId", receipt.id());
        if (!receipt.number().isEmpty()) {
            arrival.put("receiptNumber", receipt.number());
        }
        arrival.put("channel", receipt.channel());
        arrival.put("sourceKey", receipt.sourceKey());
        arrival.put("sha256", receipt.sha256());
        arrival.set("receivedAt", document.get(ReceivedTime.FIELD));
        if (sentAt != null) {
            arrival.set("sentAt", sentAt);
        }
    }

    private static void putEvidence(ObjectNode document, Receipt receipt, List<Part> parts) {
        if (parts.isEmpty()) {
            return;
        }
        ArrayNode evidence = document.putArray("evidence");
        for (Part part : parts) {
            ObjectNode item = evidence.addObject();
            item.put("receiptId", receipt.id());
            item.put("part", part.number());
            item.put("name", part.name());
            item.put("mediaType", part.mediaType());
            item.put("sizeBytes", part.sizeBytes());
            item.put("sha256", part.sha256());
        }
    }
}

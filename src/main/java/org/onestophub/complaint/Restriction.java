package org.onestophub.complaint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.onestophub.problem.Problem;

/**
 * Keeps back what a complaint about somebody's privacy says until its complainant is verified: such a complaint may be dealt with
 * only with the patient or a guardian, and their identity must be checked. The ledger keeps everything; what leaves it, and what
 * people see, has the complainant and codes alone. Source: national notice 2024-03-19, section 3(3).
 */
public final class Restriction {

    /** The flag of a complaint whose content is kept back. */
    public static final String FLAG = "restricted";

    private static final String FLAGS = "flags";
    /** Codes of list {@code relation}: the patient, and a parent as the guardian. */
    private static final Set<String> ENTITLED = Set.of("1", "22");

    private static final List<String> SHOWN = List.of(
            "schemaVersion",
            "number",
            "mergedInto",
            "institution",
            "zone",
            "channel",
            "language",
            "receivedAt",
            "sentAt",
            FLAGS,
            "findings");
    private static final List<String> OF_ARRIVALS = List.of(
            "receiptId", "receiptNumber", "channel", "sourceKey", "sha256", "receivedAt", "sentAt", "automated");
    /** Whom to ask, to check who it is. */
    private static final List<String> OF_COMPLAINANT =
            List.of("name", "phones", "emails", "relation", "representativeProof", "identityVerified");

    private static final List<String> OF_MATTER = List.of("type", "categories", "severity");
    private static final List<String> OF_HANDLING = List.of("hotline", "receivedBy");
    private static final Set<String> NUMBERS = Set.of("work-order", "desk-entry", "receipt-number", "case-number");

    private Restriction() {}

    /**
     * True of a complaint about privacy whose complainant is neither the patient nor a guardian, or not verified. Somebody else
     * with a written proof counts as a guardian.
     */
    public static boolean applies(JsonNode complaint) {
        if (!complaint.path(FLAGS).path("privacy").asBoolean()) {
            return false;
        }
        JsonNode complainant = complaint.path("complainant");
        boolean isEntitled = ENTITLED.contains(complainant.path("relation").asText())
                || !complainant.path("representativeProof").asText().isBlank();
        return !isEntitled || complainant.path("identityVerified").isEmpty();
    }

    /** Sets or removes the flag and the finding CK-119, as the complaint is now. */
    public static void mark(ObjectNode complaint) {
        boolean applies = applies(complaint);
        if (complaint.path(FLAGS).path(FLAG).asBoolean() == applies) {
            return;
        }
        ObjectNode flags = complaint.withObjectProperty(FLAGS);
        ArrayNode findings = complaint.withArrayProperty("findings");
        String code = Problem.PRIVACY_NOT_VERIFIED.code();
        if (applies) {
            flags.put(FLAG, true);
            findings.addObject().put("code", code).put("field", "/complainant");
            return;
        }
        flags.remove(FLAG);
        for (Iterator<JsonNode> each = findings.iterator(); each.hasNext(); ) {
            if (each.next().path("code").asText().equals(code)) {
                each.remove();
            }
        }
        if (findings.isEmpty()) {
            complaint.remove("findings");
        }
    }

    /** The complaint as it may be seen: the same, or a copy without its content. */
    public static JsonNode shown(JsonNode complaint) {
        if (!(complaint instanceof ObjectNode whole)
                || !whole.path(FLAGS).path(FLAG).asBoolean()) {
            return complaint;
        }
        ObjectNode shown = copied(whole, SHOWN);
        ArrayNode arrivals = shown.putArray("arrivals");
        whole.path("arrivals").forEach(arrival -> arrivals.add(copied(arrival, OF_ARRIVALS)));
        ArrayNode numbers = shown.arrayNode();
        for (JsonNode number : whole.path("externalIds")) {
            if (NUMBERS.contains(number.path("kind").asText())) {
                numbers.add(number.deepCopy());
            }
        }
        if (!numbers.isEmpty()) {
            shown.set("externalIds", numbers);
        }
        shown.set("complainant", copied(whole.path("complainant"), OF_COMPLAINANT));
        shown.set("matter", copied(whole.path("matter"), OF_MATTER));
        ObjectNode handling = copied(whole.path("handling"), OF_HANDLING);
        if (!handling.isEmpty()) {
            shown.set("handling", handling);
        }
        return shown;
    }

    /** {@link #shown(JsonNode)} of JSON text; without reading it if it has no such flag. */
    public static String shown(String complaint) {
        return complaint.contains('"' + FLAG + '"') ? JsonText.of(shown(JsonText.objectOf(complaint))) : complaint;
    }

    private static ObjectNode copied(JsonNode from, List<String> fields) {
        ObjectNode copy = CanonicalJson.MAPPER.createObjectNode();
        fields.stream()
                .filter(from::has)
                .forEach(field -> copy.set(field, from.get(field).deepCopy()));
        return copy;
    }
}

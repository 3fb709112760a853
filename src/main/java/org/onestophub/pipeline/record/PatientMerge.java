package org.onestophub.pipeline.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Whom a case is about after another arrival: one patient, never a mixture of two. Gaps are filled only if nothing says
 * that the arrivals are about different patients, and a link is taken as a whole.
 */
final class PatientMerge {

    private static final List<String> IDENTITY = List.of("/patientNumber", "/idDocument/number", "/name");
    private static final List<String> LINK_STATES = List.of("none", "suggested", "linked");

    private PatientMerge() {}

    /** True if both name a patient and a number or the name differs. */
    static boolean differ(JsonNode first, JsonNode second) {
        return IDENTITY.stream().anyMatch(pointer -> {
            String one = first.at(pointer).asText("").strip();
            String other = second.at(pointer).asText("").strip();
            return !one.isEmpty() && !other.isEmpty() && !one.equals(other);
        });
    }

    /**
     * Takes out of {@code more} what must not fill gaps of {@code merged}: the other patient, the other visit, the weaker
     * link.
     * @return false if the two are about different patients
     */
    static boolean prepare(ObjectNode merged, ObjectNode more) {
        if (differ(merged.path("patient"), more.path("patient"))) {
            more.remove(List.of("patient", "visit"));
            return false;
        }
        String visit = merged.at("/visit/visitNumber").asText("");
        String other = more.at("/visit/visitNumber").asText("");
        if (!visit.isEmpty() && !other.isEmpty() && !visit.equals(other)) {
            more.remove("visit");
        }
        if (merged.get("patient") instanceof ObjectNode patient && more.get("patient") instanceof ObjectNode later) {
            if (rank(later) > rank(patient)) {
                patient.set("link", later.get("link"));
            }
            if (patient.has("link")) {
                later.remove("link");
            }
        }
        return true;
    }

    private static int rank(JsonNode patient) {
        return LINK_STATES.indexOf(patient.at("/link/state").asText());
    }
}

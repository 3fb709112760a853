package org.onestophub.pipeline.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;

/** What a linked complaint said itself, apart from what the directory wrote into it. */
final class SaidWords {

    /** Fields that a merge may replace, by the name under which {@code /patient/link/said} keeps them. */
    private static final Map<String, String> REPLACED =
            Map.of("patientNumber", "/patient", "name", "/patient", "visitNumber", "/visit");

    private static final String DIRECTORY = "directory";

    private SaidWords() {}

    /** The document as it was before the directory added to it: no link, no facts of the directory. */
    static ObjectNode of(ObjectNode document) {
        ObjectNode said = document.deepCopy();
        if (said.get("provenance") instanceof ArrayNode provenance) {
            Iterator<JsonNode> origins = provenance.iterator();
            while (origins.hasNext()) {
                JsonNode origin = origins.next();
                if (DIRECTORY.equals(origin.path("kind").asText())) {
                    remove(said, origin.path("field").asText());
                    origins.remove();
                }
            }
            if (provenance.isEmpty()) {
                said.remove("provenance");
            }
        }
        JsonNode words = document.at("/patient/link/said");
        REPLACED.forEach((field, section) -> {
            if (words.hasNonNull(field)) {
                said.withObject(section).set(field, words.get(field));
            }
        });
        said.withObject("/patient").remove("link");
        if (said.path("visit").isObject() && said.path("visit").isEmpty()) {
            said.remove("visit");
        }
        return said;
    }

    /** Puts a value of the directory in the place of what was said, which the link keeps. */
    static void replace(ObjectNode document, String field, String value, long receiptId) {
        ObjectNode section = document.withObject(REPLACED.get(field));
        ObjectNode words = document.withObject("/patient").withObject("/link").withObject("/said");
        if (!words.hasNonNull(field)) {
            words.set(field, section.get(field));
        }
        section.put(field, value);
        document.withArray("/provenance")
                .addObject()
                .put("field", REPLACED.get(field) + '/' + field)
                .put("receiptId", receiptId)
                .put("kind", DIRECTORY);
    }

    private static void remove(ObjectNode document, String pointer) {
        int name = pointer.lastIndexOf('/');
        if (name > 0 && document.at(pointer.substring(0, name)) instanceof ObjectNode section) {
            section.remove(pointer.substring(name + 1));
        }
    }
}

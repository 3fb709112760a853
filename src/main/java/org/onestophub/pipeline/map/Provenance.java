package org.onestophub.pipeline.map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.onestophub.complaint.list.CodeLists;

/**
 * Finds where every value of a mapped complaint came from: {@code copied} from one place of what READ saw,
 * {@code derived} from it, or {@code constant}, written in the mapping. It only compares values, so it
 * works with any program.
 */
final class Provenance {

    /** Bound of the canonical complaint. */
    private static final int MAX_ORIGINS = 2_000;

    private static final int MAX_POINTER = 300;
    /** Mappings have no longer constants; a longer text was composed of the input. */
    private static final int MAX_CONSTANT = 200;

    private final CodeLists codeLists;

    Provenance(CodeLists codeLists) {
        this.codeLists = codeLists;
    }

    /** The origins of all leaves of {@code document}, in its order. */
    ArrayNode of(JsonNode document, JsonNode view, long receiptId) {
        ArrayNode origins = JsonNodeFactory.instance.arrayNode();
        ViewIndex index = new ViewIndex(view, codeLists);
        JsonLeaves.visit(document, MAX_ORIGINS, (pointer, value) -> {
            if (pointer.length() <= MAX_POINTER) {
                origins.add(origin(pointer, value, index, receiptId));
            }
        });
        return origins;
    }

    private static ObjectNode origin(String pointer, JsonNode value, ViewIndex index, long receiptId) {
        ObjectNode origin = JsonNodeFactory.instance.objectNode();
        origin.put("field", pointer);
        origin.put("receiptId", receiptId);
        String text = value.asText();
        Optional<String> copied = index.equal(text, pointer, value.isBoolean());
        if (copied.isPresent()) {
            return put(origin, copied.get(), "copied");
        }
        Optional<String> derived = value.isBoolean() ? Optional.empty() : index.related(text);
        if (derived.isPresent()) {
            return put(origin, derived.get(), "derived");
        }
        boolean computed = value.isBoolean() || text.length() > MAX_CONSTANT;
        origin.put("kind", computed ? "derived" : "constant");
        return origin;
    }

    private static ObjectNode put(ObjectNode origin, String source, String kind) {
        if (source.length() <= MAX_POINTER) {
            origin.put("source", source);
        }
        return origin.put("kind", kind);
    }
}

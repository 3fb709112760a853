package org.onestophub.pipeline.map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;

/** Removes empty values: null, blank text, and objects and arrays that have nothing else. */
final class BlankValues {

    private BlankValues() {}

    static void removeFrom(JsonNode node) {
        Iterator<JsonNode> values = node instanceof ObjectNode || node instanceof ArrayNode ? node.elements() : null;
        while (values != null && values.hasNext()) {
            JsonNode value = values.next();
            removeFrom(value);
            if (isBlank(value)) {
                values.remove();
            }
        }
    }

    private static boolean isBlank(JsonNode value) {
        return value.isNull()
                || (value.isTextual() && value.textValue().isBlank())
                || (value.isContainerNode() && value.isEmpty());
    }
}

package org.onestophub.operate.ops.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The leaves of a JSON document by their pointers, in its order. */
public final class FieldLeaves {

    private final int limit;
    private final Map<String, JsonNode> leaves = new LinkedHashMap<>();

    private FieldLeaves(int limit) {
        this.limit = limit;
    }

    /** At most {@code limit} leaves that say something: no null, no blank text. */
    public static Map<String, JsonNode> of(JsonNode document, int limit) {
        FieldLeaves found = new FieldLeaves(limit);
        found.collect("", document);
        return found.leaves;
    }

    private void collect(String pointer, JsonNode node) {
        if (leaves.size() >= limit) {
            return;
        }
        if (node.isValueNode() && !node.isNull() && !node.asText().isBlank()) {
            leaves.put(pointer, node);
        }
        node.properties()
                .forEach(field -> collect(
                        pointer + "/" + field.getKey().replace("~", "~0").replace("/", "~1"), field.getValue()));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(pointer + "/" + i, node.get(i));
        }
    }
}

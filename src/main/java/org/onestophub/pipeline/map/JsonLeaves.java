package org.onestophub.pipeline.map;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import java.util.function.BiConsumer;

/** Walks the leaves of a JSON tree, in document order. */
public final class JsonLeaves {

    private final BiConsumer<String, JsonNode> visitor;
    private int left;

    private JsonLeaves(int limit, BiConsumer<String, JsonNode> visitor) {
        this.left = limit;
        this.visitor = visitor;
    }

    /** Calls {@code visitor} with JSON pointer and value of at most {@code limit} leaves that are not null. */
    public static void visit(JsonNode tree, int limit, BiConsumer<String, JsonNode> visitor) {
        new JsonLeaves(limit, visitor).walk("", tree);
    }

    /** The name of a field as a JSON pointer has it. */
    public static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private void walk(String pointer, JsonNode node) {
        if (left <= 0) {
            return;
        }
        if (node.isValueNode()) {
            if (!node.isNull()) {
                left--;
                visitor.accept(pointer, node);
            }
            return;
        }
        int index = 0;
        for (JsonNode element : node.isArray() ? node : java.util.List.<JsonNode>of()) {
            walk(pointer + "/" + index++, element);
        }
        Iterator<Map.Entry<String, JsonNode>> fields = node.properties().iterator();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            walk(pointer + "/" + escaped(field.getKey()), field.getValue());
        }
    }
}

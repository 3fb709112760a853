package org.onestophub.operate.samples;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** All fields a schema names, as pointers without array places, and which of them a document has. */
final class SchemaFields {

    private final JsonNode schema;
    private final Set<String> all = new TreeSet<>();

    SchemaFields(JsonNode schema) {
        this.schema = schema;
        collect(schema, "");
    }

    Set<String> all() {
        return all;
    }

    private void collect(JsonNode rule, String place) {
        JsonNode resolved = resolved(rule);
        resolved.path("properties").fields().forEachRemaining(property -> {
            String field = place + "/" + property.getKey();
            all.add(field);
            collect(property.getValue(), field);
        });
        if (resolved.has("items")) {
            collect(resolved.get("items"), place);
        }
    }

    private JsonNode resolved(JsonNode rule) {
        return rule.has("$ref") ? schema.at(rule.get("$ref").asText().substring(1)) : rule;
    }

    void mark(JsonNode document, Map<String, Boolean> shown) {
        mark(document, "", shown);
    }

    private void mark(JsonNode node, String place, Map<String, Boolean> shown) {
        if (node.isArray()) {
            node.forEach(element -> mark(element, place, shown));
        }
        node.fields().forEachRemaining(field -> {
            shown.put(place + "/" + field.getKey(), true);
            mark(field.getValue(), place + "/" + field.getKey(), shown);
        });
    }
}

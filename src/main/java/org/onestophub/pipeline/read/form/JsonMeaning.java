package org.onestophub.pipeline.read.form;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.JsonText;
import org.onestophub.pipeline.read.format.ViewText;

/**
 * What a JSON object says, however it is written: without regard to blanks, the order of fields, escapes, fields that are
 * null, zeros at the end of a number, other names of a field, and the fields that the mapping calls volatile.
 */
final class JsonMeaning {

    private static final int MAX_SCALE = 50;

    private JsonMeaning() {}

    /** SHA-256 of the meaning, lower-case hex. */
    static String digest(ObjectNode object, JsonProfile profile) {
        ObjectNode copy = named(object, profile.canonicalNames()).deepCopy();
        profile.volatileFields().forEach(pointer -> remove(copy, pointer));
        return Digest.sha256(JsonText.of(sorted(copy)).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The object by canonical names. As in the view, another name counts where its own says nothing. What the view does
     * not use stays under its own name: a change of it is a change.
     */
    private static ObjectNode named(ObjectNode object, Map<String, String> canonicalNames) {
        ObjectNode named = JsonNodeFactory.instance.objectNode();
        ObjectNode others = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> {
            String name = ViewText.clean(field.getKey());
            (canonicalNames.containsKey(name) ? others : named).set(name, field.getValue());
        });
        others.properties().forEach(field -> {
            String canonical = canonicalNames.getOrDefault(field.getKey(), field.getKey());
            named.set(JsonView.isSaid(named.path(canonical)) ? field.getKey() : canonical, field.getValue());
        });
        return named;
    }

    private static void remove(ObjectNode object, JsonPointer pointer) {
        if (object.at(pointer.head()) instanceof ObjectNode parent) {
            parent.remove(pointer.last().getMatchingProperty());
        }
    }

    private static JsonNode sorted(JsonNode value) {
        if (value instanceof ObjectNode object) {
            TreeMap<String, JsonNode> fields = new TreeMap<>();
            object.properties().stream()
                    .filter(field -> !field.getValue().isNull())
                    .forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
            ObjectNode inOrder = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> field : fields.entrySet()) {
                inOrder.set(field.getKey(), field.getValue());
            }
            return inOrder;
        }
        if (value.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> array.add(sorted(element)));
            return array;
        }
        return value.isNumber() ? number(value) : value;
    }

    private static JsonNode number(JsonNode value) {
        BigDecimal number = value.decimalValue();
        // 1E+999999999 is legal JSON; only its text is compared
        return Math.abs((long) number.scale()) > MAX_SCALE
                ? TextNode.valueOf(value.asText())
                : DecimalNode.valueOf(number.stripTrailingZeros());
    }
}

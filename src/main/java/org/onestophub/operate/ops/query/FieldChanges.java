package org.onestophub.operate.ops.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;
import java.util.TreeSet;
import org.onestophub.complaint.ShortText;

/** What is different between two canonical documents, field by field, within bounds. */
public final class FieldChanges {

    private static final int MAX_CHANGES = 200;
    /** The whole text stands in the revision itself. */
    private static final int MAX_VALUE = 500;
    /** Says of every field where it came from, so it changes with all of them and adds nothing. */
    private static final String PROVENANCE = "/provenance";

    private final ArrayNode changes = JsonNodeFactory.instance.arrayNode();
    private boolean cut;

    private FieldChanges() {}

    /** Compares two canonical documents. */
    public static FieldChanges between(JsonNode before, JsonNode after) {
        FieldChanges found = new FieldChanges();
        found.compare("", before, after);
        return found;
    }

    /** Objects with {@code field}, and {@code was} and {@code is} where there was or is something. */
    public ArrayNode asJson() {
        return changes;
    }

    /** True if there are more, or longer values. */
    public boolean isCut() {
        return cut;
    }

    private void compare(String pointer, JsonNode before, JsonNode after) {
        if (pointer.equals(PROVENANCE) || before.equals(after)) {
            return;
        }
        if (before.isObject() && (after.isObject() || after.isMissingNode())
                || before.isMissingNode() && after.isObject()) {
            Set<String> names = new TreeSet<>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(
                    pointer + "/" + name.replace("~", "~0").replace("/", "~1"), before.path(name), after.path(name)));
            return;
        }
        boolean lists = before.isArray() || before.isMissingNode();
        if (lists && (after.isArray() || after.isMissingNode())) {
            for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
                compare(pointer + "/" + i, before.path(i), after.path(i));
            }
            return;
        }
        add(pointer, before, after);
    }

    private void add(String pointer, JsonNode before, JsonNode after) {
        if (changes.size() >= MAX_CHANGES) {
            cut = true;
            return;
        }
        ObjectNode change = changes.addObject().put("field", pointer);
        put(change, "was", before);
        put(change, "is", after);
    }

    private void put(ObjectNode change, String name, JsonNode value) {
        if (value.isMissingNode()) {
            return;
        }
        boolean isLong = value.isTextual() && value.textValue().length() > MAX_VALUE;
        cut |= isLong;
        change.set(name, isLong ? TextNode.valueOf(ShortText.of(value.textValue(), MAX_VALUE) + "…") : value);
    }
}

package org.onestophub.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.regex.Pattern;
import org.onestophub.problem.Problem;

/**
 * Cuts texts and lists to what the schema lets a complaint keep, with a CK-108 finding: a subject of a thousand
 * characters is no reason to lose a complaint, and the whole of it stands in the kept bytes. A cut text ends in an
 * ellipsis, so that people see it and the beginning of a number is never taken for somebody else's number. Lengths are
 * counted in UTF-16 units, the stricter of the schema's and the record's way, and no character is cut in half.
 */
final class LengthCheck {

    /**
     * Words of a sender that must not be blank where they stand. All else that has a pattern is a number or name of
     * something and means nothing once it is cut; it is left to the schema.
     */
    private static final Pattern NEEDED_WORDS = Pattern.compile("/complainant/claims/\\d+/value"
            + "|/(?:complainant|patient)/phones/\\d+/raw|/matter/sourceCategories/\\d+/value|/call/transferChain/\\d+");

    private static final String CUT = "…";

    private final JsonNode schema;

    LengthCheck(ComplaintSchema schema) {
        this.schema = schema.text();
    }

    void apply(Draft draft) {
        cutObject(draft, draft.document(), schema, "");
    }

    private void cut(Draft draft, JsonNode value, JsonNode rule, String pointer) {
        JsonNode resolved = rule.has("$ref") ? schema.at(rule.get("$ref").asText().substring(1)) : rule;
        if (value instanceof ObjectNode object) {
            cutObject(draft, object, resolved, pointer);
        }
        if (value instanceof ArrayNode array) {
            cutArray(draft, array, resolved, pointer);
        }
    }

    private void cutObject(Draft draft, ObjectNode object, JsonNode rule, String pointer) {
        List<String> names = new java.util.ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode value = object.get(name);
            JsonNode property = rule.path("properties").path(name);
            if (value.isTextual() && isTooLong(value, property, pointer + "/" + name)) {
                draft.note(Problem.TEXT_CUT, pointer + "/" + name);
                object.put(name, shortened(value.textValue(), property.get("maxLength").asInt()));
            } else {
                cut(draft, value, property, pointer + "/" + name);
            }
        }
    }

    private void cutArray(Draft draft, ArrayNode array, JsonNode rule, String pointer) {
        int most = rule.path("maxItems").asInt(Integer.MAX_VALUE);
        if (array.size() > most) {
            draft.note(Problem.TEXT_CUT, pointer);
            while (array.size() > most) {
                array.remove(array.size() - 1);
            }
        }
        for (int i = 0; i < array.size(); i++) {
            JsonNode value = array.get(i);
            if (value.isTextual() && isTooLong(value, rule.path("items"), pointer + "/" + i)) {
                draft.note(Problem.TEXT_CUT, pointer + "/" + i);
                int length = rule.path("items").get("maxLength").asInt();
                array.set(i, TextNode.valueOf(shortened(value.textValue(), length)));
            } else {
                cut(draft, value, rule.path("items"), pointer + "/" + i);
            }
        }
    }

    private static boolean isTooLong(JsonNode value, JsonNode rule, String pointer) {
        return rule.has("maxLength")
                && value.textValue().length() > rule.get("maxLength").asInt()
                && (!rule.has("pattern") || NEEDED_WORDS.matcher(pointer).matches());
    }

    private static String shortened(String whole, int length) {
        // the blanks before it, or nothing but blanks might be left
        String text = whole.stripLeading();
        if (text.length() <= length) {
            return text;
        }
        int kept = length - CUT.length();
        int end = Character.isHighSurrogate(text.charAt(kept - 1)) ? kept - 1 : kept;
        return text.substring(0, end) + CUT;
    }
}

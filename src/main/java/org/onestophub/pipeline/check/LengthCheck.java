package org.onestophub.pipeline.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.onestophub.complaint.ShortText;
import org.onestophub.problem.Problem;

/**
 * Cuts texts and lists to the bounds of the schema, with a CK-108 finding: a subject of a thousand
 * characters is no reason to lose a complaint, and the kept bytes still have all of it. A cut text ends in an
 * ellipsis, so that people see the cut and do not take the beginning of a number for a whole number. Lengths are
 * counted in UTF-16 units, the stricter of the schema's and the record's way, and no character is cut in half.
 */
final class LengthCheck {

    /**
     * Words of a sender that must not be blank where they stand. Any other field with a pattern is a number or a
     * name, which means nothing once it is cut; it is left to the schema.
     */
    private static final Pattern NEEDED_WORDS = Pattern.compile("/complainant/claims/\\d+/value"
            + "|/(?:complainant|patient)/phones/\\d+/raw|/matter/sourceCategories/\\d+/value|/call/transferChain/\\d+");

    private static final String CUT = "…";

    private final JsonNode schema;
    /** Resolved references of the schema, cached because every complaint needs the same few. */
    private final Map<String, JsonNode> resolved = new ConcurrentHashMap<>();

    LengthCheck(ComplaintSchema schema) {
        this.schema = schema.text();
    }

    void apply(ComplaintDraft draft) {
        cutObject(draft, draft.document(), schema, "");
    }

    private void cut(ComplaintDraft draft, JsonNode value, JsonNode rule, String pointer) {
        JsonNode reference = rule.get("$ref");
        JsonNode own = reference == null
                ? rule
                : resolved.computeIfAbsent(reference.textValue(), target -> schema.at(target.substring(1)));
        if (value instanceof ObjectNode object) {
            cutObject(draft, object, own, pointer);
        }
        if (value instanceof ArrayNode array) {
            cutArray(draft, array, own, pointer);
        }
    }

    private void cutObject(ComplaintDraft draft, ObjectNode object, JsonNode rule, String pointer) {
        JsonNode properties = rule.path("properties");
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = field.getKey();
            field.setValue(kept(draft, field.getValue(), properties.path(name), pointer, name));
        }
    }

    private void cutArray(ComplaintDraft draft, ArrayNode array, JsonNode rule, String pointer) {
        int most = rule.path("maxItems").asInt(Integer.MAX_VALUE);
        if (array.size() > most) {
            draft.note(Problem.TEXT_CUT, pointer);
            while (array.size() > most) {
                array.remove(array.size() - 1);
            }
        }
        JsonNode items = rule.path("items");
        for (int i = 0; i < array.size(); i++) {
            array.set(i, kept(draft, array.get(i), items, pointer, Integer.toString(i)));
        }
    }

    /** The value itself with its content cut, or the shortened text. */
    private JsonNode kept(ComplaintDraft draft, JsonNode value, JsonNode rule, String parent, String name) {
        if (value.isContainerNode()) {
            cut(draft, value, rule, parent + "/" + name);
            return value;
        }
        if (!value.isTextual() || !isTooLong(value, rule, parent, name)) {
            return value;
        }
        draft.note(Problem.TEXT_CUT, parent + "/" + name);
        return TextNode.valueOf(
                shortened(value.textValue(), rule.get("maxLength").asInt()));
    }

    private static boolean isTooLong(JsonNode value, JsonNode rule, String parent, String name) {
        JsonNode most = rule.get("maxLength");
        return most != null
                && value.textValue().length() > most.asInt()
                && (!rule.has("pattern")
                        || NEEDED_WORDS.matcher(parent + "/" + name).matches());
    }

    private static String shortened(String whole, int length) {
        // without the blanks before the cut: the rest might be nothing but blanks
        return ShortText.of(whole.stripLeading(), length, CUT);
    }
}

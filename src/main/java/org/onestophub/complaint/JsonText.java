package org.onestophub.complaint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/** JSON that fits PostgreSQL's jsonb, which refuses NUL and half a surrogate pair. Inputs may contain both. */
public final class JsonText {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern NUL_ESCAPE = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    private JsonText() {}

    /** The node as text fit for a jsonb column. */
    public static String of(JsonNode node) {
        try {
            String text = MAPPER.writeValueAsString(node);
            // tested first: both are rare, and a document is written several times
            return whole(text.contains("\\u0000") ? NUL_ESCAPE.matcher(text).replaceAll("$1\uFFFD") : text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree is always JSON");
        }
    }

    /** The object in a jsonb column. */
    public static ObjectNode objectOf(String text) {
        try {
            return (ObjectNode) MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ledger's own JSON cannot be read");
        }
    }

    private static String whole(String text) {
        int first = 0;
        while (first < text.length() && !Character.isSurrogate(text.charAt(first))) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .forEach(whole::appendCodePoint);
        return whole.toString();
    }
}

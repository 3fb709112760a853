package org.onestophub.outlet.sink;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Writes HL7 v2 of JSON: a list of segments in their order, each an object with its name under {@code segment} and its
 * fields by number. A field is a value, or a list of components, which are values or lists of subcomponents;
 * {@code {"repeat": [field, …]}} repeats a field.
 */
final class Hl7Writer {

    static final String DEFAULT_CHARSET = "UNICODE UTF-8";

    /** Names of table 0211 in which a Chinese name can be written, and the two plain ones. */
    private static final Map<String, Charset> CHARSETS = Map.of(
            DEFAULT_CHARSET,
            StandardCharsets.UTF_8,
            "UTF-8",
            StandardCharsets.UTF_8,
            "GB 18030-2000",
            Charset.forName("GB18030"),
            "GB18030",
            Charset.forName("GB18030"),
            "GBK",
            Charset.forName("GBK"),
            "ASCII",
            StandardCharsets.US_ASCII,
            "8859/1",
            StandardCharsets.ISO_8859_1);

    private static final Pattern SEGMENT = Pattern.compile("[A-Z][A-Z0-9]{2}");
    private static final Pattern FIELD = Pattern.compile("[1-9][0-9]{0,2}");
    private static final int MAX_SEGMENTS = 1_000;
    private static final int MAX_FIELD = 200;
    private static final String SEPARATORS = "|^~\\&";
    /** One field's first separator, then that of components, then that of subcomponents. */
    private static final char[] LEVELS = {'^', '&'};

    private final String name;
    private final Charset charset;

    /** CH-207 if the character set is not known by that name. */
    Hl7Writer(String charset) {
        if (!CHARSETS.containsKey(charset)) {
            throw new ProblemException(Problem.SETTING_INVALID, "charset");
        }
        this.name = charset;
        this.charset = CHARSETS.get(charset);
    }

    /** The message, segments ended by CR; DL-201 if the JSON is no message or the character set lacks a character. */
    byte[] of(JsonNode message, String controlId) {
        JsonNode segments = message.path("segments");
        if (!segments.isArray()
                || segments.isEmpty()
                || segments.size() > MAX_SEGMENTS
                || !segments.get(0).path("segment").asText().equals("MSH")) {
            throw wrong("segments");
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < segments.size(); i++) {
            NavigableMap<Integer, String> fields = fieldsOf(segments.get(i));
            if (i == 0) {
                fields.put(10, controlId);
                fields.put(18, escaped(name));
                fields.keySet().removeAll(java.util.Set.of(1, 2));
            }
            write(out, segments.get(i).path("segment").asText(), fields, i == 0);
        }
        return encoded(out);
    }

    private static void write(
            StringBuilder out, String segment, NavigableMap<Integer, String> fields, boolean isHeader) {
        out.append(segment);
        int at = 0;
        if (isHeader) {
            out.append(SEPARATORS);
            at = 2;
        }
        for (Map.Entry<Integer, String> field : fields.entrySet()) {
            out.append("|".repeat(field.getKey() - at)).append(field.getValue());
            at = field.getKey();
        }
        out.append('\r');
    }

    private static NavigableMap<Integer, String> fieldsOf(JsonNode segment) {
        if (!SEGMENT.matcher(segment.path("segment").asText()).matches()) {
            throw wrong("segment");
        }
        NavigableMap<Integer, String> fields = new TreeMap<>();
        for (Iterator<Map.Entry<String, JsonNode>> each = segment.properties().iterator(); each.hasNext(); ) {
            Map.Entry<String, JsonNode> field = each.next();
            if (field.getKey().equals("segment")) {
                continue;
            }
            if (!FIELD.matcher(field.getKey()).matches() || Integer.parseInt(field.getKey()) > MAX_FIELD) {
                throw wrong("field");
            }
            fields.put(Integer.valueOf(field.getKey()), fieldOf(field.getValue()));
        }
        return fields;
    }

    private static String fieldOf(JsonNode field) {
        if (!field.isObject()) {
            return partsOf(field, 0);
        }
        JsonNode repeat = field.path("repeat");
        if (field.size() != 1 || !repeat.isArray()) {
            throw wrong("repeat");
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < repeat.size(); i++) {
            out.append(i == 0 ? "" : "~").append(partsOf(repeat.get(i), 0));
        }
        return out.toString();
    }

    private static String partsOf(JsonNode value, int level) {
        if (value.isValueNode()) {
            return value.isNull() ? "" : escaped(value.asText());
        }
        if (!value.isArray() || level == LEVELS.length) {
            throw wrong("field");
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < value.size(); i++) {
            out.append(i == 0 ? "" : String.valueOf(LEVELS[level])).append(partsOf(value.get(i), level + 1));
        }
        return out.toString();
    }

    /** HL7 v2 chapter 2.7; every other control character as {@code \Xhh\}, which keeps a frame and a segment whole. */
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '|' -> out.append("\\F\\");
                case '^' -> out.append("\\S\\");
                case '~' -> out.append("\\R\\");
                case '\\' -> out.append("\\E\\");
                case '&' -> out.append("\\T\\");
                default -> {
                    if (c < ' ' || c == 0x7F) {
                        out.append(String.format(java.util.Locale.ROOT, "\\X%02X\\", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }

    private byte[] encoded(StringBuilder text) {
        try {
            ByteBuffer bytes = charset.newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text));
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return exact;
        } catch (CharacterCodingException e) {
            throw wrong("charset");
        }
    }

    private static ProblemException wrong(String field) {
        return new ProblemException(Problem.OUTBOUND_FAILED, field);
    }
}

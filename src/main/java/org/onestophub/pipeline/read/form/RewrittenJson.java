package org.onestophub.pipeline.read.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.onestophub.pipeline.read.format.StrictJson;
import org.onestophub.pipeline.read.format.TextReplacement;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** A JSON object with replaced texts and numbers. Booleans and null identify nobody and stay. */
final class RewrittenJson {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Digits behind the point, or zeros before it. */
    private static final int MAX_SCALE = 50;

    private RewrittenJson() {}

    /** RD-109 if it is no sound JSON object: what cannot be read cannot be replaced either. */
    static byte[] of(byte[] bytes, TextReplacement texts) {
        try {
            String text = JSON.writeValueAsString(object(StrictJson.object(bytes), texts));
            return (text + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException | NumberFormatException e) {
            throw new ProblemException(Problem.SAMPLE_NOT_REPLACEABLE, "body");
        }
    }

    private static JsonNode replaced(String name, JsonNode value, TextReplacement texts) {
        if (value instanceof ObjectNode object) {
            return object(object, texts);
        }
        if (value instanceof ArrayNode array) {
            ArrayNode replaced = array.arrayNode();
            array.forEach(element -> replaced.add(replaced(name, element, texts)));
            return replaced;
        }
        if (value.isTextual()) {
            return TextNode.valueOf(texts.of(name, value.textValue()));
        }
        return value.isNumber() ? DecimalNode.valueOf(number(name, value.decimalValue(), texts)) : value;
    }

    private static BigDecimal number(String name, BigDecimal number, TextReplacement texts) {
        // written out, 1E+999999999 would exhaust the memory
        if (Math.abs((long) number.scale()) > MAX_SCALE) {
            throw new ProblemException(Problem.SAMPLE_NOT_REPLACEABLE, "body");
        }
        return new BigDecimal(texts.of(name, number.toPlainString()));
    }

    private static ObjectNode object(ObjectNode object, TextReplacement texts) {
        ObjectNode replaced = object.objectNode();
        object.properties().forEach(field -> {
            String name = field.getKey();
            // field names may be data too, where a table was converted to JSON
            replaced.set(texts.of("", name), replaced(name, field.getValue(), texts));
        });
        return replaced;
    }
}

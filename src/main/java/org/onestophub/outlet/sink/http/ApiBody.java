package org.onestophub.outlet.sink.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Which part of what the mapping made is the body of a request, and in which form.
 *
 * @param field JSON Pointer of the part; empty: all of it
 * @param isForm whether its fields are sent as those of a form, else as JSON
 */
record ApiBody(JsonPointer field, boolean isForm) {

    /** CH-207 if the pointer or the form is none. */
    static ApiBody of(String field, String contentType) {
        try {
            return new ApiBody(
                    JsonPointer.compile(field),
                    switch (contentType) {
                        case "json" -> false;
                        case "form" -> true;
                        default -> throw new ProblemException(Problem.SETTING_INVALID, "contentType");
                    });
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.SETTING_INVALID, "bodyField");
        }
    }

    /** Whether it is what the mapping made, as it is. */
    boolean isWhole() {
        return !isForm && field.matches();
    }

    String mediaType() {
        return isForm ? "application/x-www-form-urlencoded" : "application/json";
    }

    /** What the mapping made, read again; DL-201 if it is no JSON object. */
    static JsonNode read(byte[] made) {
        try {
            JsonNode read = CanonicalJson.MAPPER.readTree(new String(made, StandardCharsets.UTF_8));
            if (read.isObject()) {
                return read;
            }
        } catch (JsonProcessingException e) {
            // reported below
        }
        throw new ProblemException(Problem.OUTBOUND_FAILED, "body");
    }

    /** The body in what the mapping made. DL-201 if it is not there, or has parts that no form can carry. */
    byte[] in(JsonNode made) {
        JsonNode part = made.at(field);
        if (!part.isContainerNode()) {
            throw new ProblemException(Problem.OUTBOUND_FAILED, "body");
        }
        return (isForm ? formOf(part) : part.toString()).getBytes(StandardCharsets.UTF_8);
    }

    private static String formOf(JsonNode part) {
        if (!part.isObject()
                || part.properties().stream().anyMatch(field -> field.getValue().isContainerNode())) {
            throw new ProblemException(Problem.OUTBOUND_FAILED, "body");
        }
        return part.properties().stream()
                .filter(field -> !field.getValue().isNull())
                .map(field ->
                        encoded(field.getKey()) + "=" + encoded(field.getValue().asText()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

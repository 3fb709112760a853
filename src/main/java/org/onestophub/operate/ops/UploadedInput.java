package org.onestophub.operate.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.Set;
import org.onestophub.operate.ops.query.RequestParameters;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * An input that an operator gives: a body that is the bytes themselves, or JSON with the bytes in {@code text} (in
 * {@code charset}, UTF-8 if none is named) or in {@code base64}, and other fields beside them.
 *
 * @param bytes the input
 * @param fields what else the JSON said; empty if the body is the bytes
 */
record UploadedInput(byte[] bytes, ObjectNode fields) {

    /** What people paste or correct; larger inputs are sent anew by their source. */
    static final int MAX_BYTES = 8 * 1024 * 1024;
    /** The same in base64, and some room for the other fields. */
    private static final int MAX_BODY = MAX_BYTES / 3 * 4 + 64 * 1024;

    private static final Set<String> CHARSETS = Set.of("UTF-8", "GB18030", "GBK", "GB2312", "Big5", "ISO-8859-1");
    private static final Set<String> OWN = Set.of("text", "base64", "charset");
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What the body gives; {@code more} are the other fields it may have.
     * @throws ProblemException RC-102 if it is too large, AC-106 if it is neither of the two, AC-104 naming what is missing, unknown or unusable
     */
    static UploadedInput in(HttpServletRequest request, Set<String> more) {
        boolean json = isJson(request.getContentType());
        byte[] body = bodyOf(request);
        RequestParameters.require(body.length > 0, "body", body);
        if (!json) {
            return bounded(body, JsonNodeFactory.instance.objectNode());
        }
        ObjectNode fields = objectIn(body);
        fields.fieldNames()
                .forEachRemaining(
                        name -> RequestParameters.require(OWN.contains(name) || more.contains(name), "body", name));
        RequestParameters.require(
                fields.path("text").isTextual() != fields.path("base64").isTextual(), "text", fields);
        byte[] bytes = fields.has("text")
                ? encoded(fields)
                : decoded(fields.get("base64").textValue());
        return bounded(bytes, fields.without(OWN));
    }

    private static boolean isJson(String contentType) {
        try {
            MediaType type = MediaType.parseMediaType(contentType);
            if (!type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
                    && !type.equalsTypeAndSubtype(MediaType.APPLICATION_OCTET_STREAM)) {
                throw new ProblemException(Problem.MEDIA_TYPE_UNKNOWN);
            }
            return type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON);
        } catch (InvalidMediaTypeException e) {
            throw new ProblemException(Problem.MEDIA_TYPE_UNKNOWN);
        }
    }

    private static UploadedInput bounded(byte[] bytes, ObjectNode fields) {
        if (bytes.length > MAX_BYTES) {
            throw new ProblemException(Problem.TOO_LARGE, "body");
        }
        return new UploadedInput(bytes, fields);
    }

    /** A text beside the bytes, empty if it is not there. */
    String field(String name) {
        JsonNode value = fields.path(name);
        return RequestParameters.require(value.isTextual() || value.isMissingNode() || value.isNull(), name, value)
                .asText("");
    }

    private static byte[] bodyOf(HttpServletRequest request) {
        try {
            byte[] body = request.getInputStream().readNBytes(MAX_BODY + 1);
            if (body.length > MAX_BODY) {
                throw new ProblemException(Problem.TOO_LARGE, "body");
            }
            return body;
        } catch (IOException e) {
            throw new ProblemException(Problem.BODY_INCOMPLETE);
        }
    }

    private static ObjectNode objectIn(byte[] body) {
        try {
            JsonNode read = JSON.readTree(body);
            return (ObjectNode) RequestParameters.require(read instanceof ObjectNode, "body", read);
        } catch (IOException e) {
            // the parser quotes
            throw new ProblemException(Problem.REQUEST_INVALID, "body");
        }
    }

    private static byte[] encoded(ObjectNode fields) {
        String name = fields.path("charset").asText("UTF-8");
        RequestParameters.require(CHARSETS.contains(name), "charset", name);
        try {
            CharBuffer text = CharBuffer.wrap(fields.get("text").textValue());
            ByteBuffer bytes = Charset.forName(name).newEncoder().encode(text);
            byte[] array = new byte[bytes.remaining()];
            bytes.get(array);
            return array;
        } catch (CharacterCodingException e) {
            throw new ProblemException(Problem.REQUEST_INVALID, "text");
        }
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.REQUEST_INVALID, "base64");
        }
    }
}

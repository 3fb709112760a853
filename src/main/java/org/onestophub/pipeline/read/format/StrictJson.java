package org.onestophub.pipeline.read.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Reads one JSON object from a sender who may be faulty or hostile: any doubt is an error, everything is bounded. */
public final class StrictJson {

    /** A work order with all its texts is a few KiB; a form with a long letter typed in is below 200. */
    public static final int MAX_BYTES = 1024 * 1024;

    private static final int MAX_DEPTH = 50;
    private static final int MAX_NUMBER_LENGTH = 100;
    private static final int MAX_NAME_LENGTH = 200;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .maxNameLength(MAX_NAME_LENGTH)
                            .build())
                    // a hash table of names shared by all senders would grow without bound
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private StrictJson() {}

    /**
     * The object in these bytes: UTF-8, with or without a byte order mark.
     * @throws ProblemException RD-107 above 1 MiB, RD-108 if there is nothing, RD-109 if it is no sound JSON object
     */
    public static ObjectNode object(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "size");
        }
        String text = decoded(bytes);
        if (text.isBlank()) {
            throw new ProblemException(Problem.EMPTY);
        }
        try {
            JsonNode node = JSON.readTree(text);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException | NumberFormatException e) {
            // the message quotes the body; an exponent beyond what a number of this machine has is no JSON fault to the
            // parser
            throw new ProblemException(Problem.JSON_MALFORMED);
        }
        throw new ProblemException(Problem.JSON_MALFORMED);
    }

    private static String decoded(byte[] bytes) {
        return Utf8Text.of(bytes).orElseThrow(() -> new ProblemException(Problem.JSON_MALFORMED));
    }
}

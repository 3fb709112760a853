package org.onestophub.outlet.sink.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * What the body of a 2xx answer must say so that it counts as a yes. Many office platforms answer 200 to everything and
 * put the result into a field, as {@code errcode}, {@code code} or {@code StatusCode}.
 */
final class AcceptedAnswer {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** A number with more digits is none of a result. */
    private static final int MOST_DIGITS = 40;

    private final List<JsonPointer> fields;
    private final List<String> accepted;
    private final List<String> refused;

    private AcceptedAnswer(List<JsonPointer> fields, List<String> accepted, List<String> refused) {
        this.fields = fields;
        this.accepted = accepted;
        this.refused = refused;
    }

    /**
     * The rule of three parameters, lists with commas.
     * @throws ProblemException CH-207 if a field is no JSON Pointer, if a value is in both lists, or if there are fields or
     *     refused values without accepted ones
     */
    static AcceptedAnswer of(String answerFields, String acceptedValues, String refusedValues) {
        List<String> accepted = listOf(acceptedValues);
        List<String> refused = listOf(refusedValues);
        if (accepted.isEmpty() && !(answerFields.isBlank() && refused.isEmpty())) {
            throw new ProblemException(Problem.SETTING_INVALID, "acceptedValues");
        }
        if (refused.stream().anyMatch(value -> isAmong(accepted, value))) {
            throw new ProblemException(Problem.SETTING_INVALID, "refusedValues");
        }
        return new AcceptedAnswer(pointersOf(answerFields), accepted, refused);
    }

    /**
     * Null if the answer is a yes. DL-101 for a refused value, DL-305 for any other. DL-304 if the field cannot be read:
     * it is missing, or the answer is no JSON, or too long.
     */
    @Nullable
    Problem problemOf(String body) {
        if (accepted.isEmpty()) {
            return null;
        }
        Optional<String> said = valueOf(body);
        if (said.isEmpty()) {
            return Problem.OUTCOME_UNKNOWN;
        }
        if (isAmong(accepted, said.get())) {
            return null;
        }
        return isAmong(refused, said.get()) ? Problem.DESTINATION_REFUSED : Problem.ANSWER_NEGATIVE;
    }

    private Optional<String> valueOf(String body) {
        String text = body.startsWith("\uFEFF") ? body.substring(1) : body;
        JsonNode answer;
        try {
            answer = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            // a plain "success" is a whole answer too
            return fields.isEmpty() && !text.isBlank() ? Optional.of(text.strip()) : Optional.empty();
        }
        if (fields.isEmpty()) {
            return scalar(answer);
        }
        return fields.stream()
                .map(answer::at)
                .filter(node -> !node.isMissingNode())
                .findFirst()
                .flatMap(AcceptedAnswer::scalar);
    }

    private static Optional<String> scalar(JsonNode node) {
        return node.isValueNode() ? Optional.of(node.asText().strip()) : Optional.empty();
    }

    private static boolean isAmong(List<String> values, String said) {
        return values.stream().anyMatch(value -> value.equals(said) || isSameNumber(value, said));
    }

    private static boolean isSameNumber(String one, String other) {
        Optional<BigDecimal> number = numberOf(one);
        return number.isPresent()
                && numberOf(other)
                        .filter(second -> second.compareTo(number.get()) == 0)
                        .isPresent();
    }

    private static Optional<BigDecimal> numberOf(String text) {
        try {
            return text.length() > MOST_DIGITS ? Optional.empty() : Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static List<String> listOf(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static List<JsonPointer> pointersOf(String text) {
        try {
            return listOf(text).stream().map(JsonPointer::compile).toList();
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.SETTING_INVALID, "answerFields");
        }
    }
}

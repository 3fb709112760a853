package org.onestophub.outlet.sink.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * What an answer means, by an expression in JSLT over {@code {"status": 200, "body": …}}: {@code accepted}, {@code refused}
 * (for good), {@code retry}, {@code unknown} or {@code token} (the token was not accepted). Null leaves it to the status.
 * The body is JSON if it can be read as such, else text. The expression defines no functions, so it always ends.
 */
final class AnswerVerdict {

    /** What an expression may say. */
    enum Word {
        ACCEPTED,
        REFUSED,
        RETRY,
        UNKNOWN,
        TOKEN
    }

    private static final Map<String, Word> WORDS = Map.of(
            "accepted", Word.ACCEPTED,
            "refused", Word.REFUSED,
            "retry", Word.RETRY,
            "unknown", Word.UNKNOWN,
            "token", Word.TOKEN);

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final int MOST_CHARS = 4_000;
    private static final Pattern BANNED = Pattern.compile("\\b(def|import)\\b");

    private final @Nullable Expression expression;

    private AnswerVerdict(@Nullable Expression expression) {
        this.expression = expression;
    }

    /**
     * The verdict by an expression; by the status alone if the text is blank.
     * @throws ProblemException CH-207 if it cannot be compiled, is too long, defines or imports
     */
    static AnswerVerdict of(String text) {
        if (text.isBlank()) {
            return new AnswerVerdict(null);
        }
        try {
            if (text.length() <= MOST_CHARS && !BANNED.matcher(text).find()) {
                return new AnswerVerdict(new Parser(new StringReader(text))
                        .withSource("verdict")
                        .withFunctions(List.of())
                        .compile());
            }
        } catch (JsltException e) {
            // reported below
        }
        throw new ProblemException(Problem.SETTING_INVALID, "verdict");
    }

    /** Whether another token may be accepted: the server says so by 401, or by what the expression reads in its answer. */
    boolean isOfToken(HttpAnswer answer) {
        return answer.status() == HttpAnswer.UNAUTHORIZED
                || said(answer).filter(Word.TOKEN::equals).isPresent();
    }

    /**
     * Null if the answer is a yes. An expression that fails or says something else than its words leaves a 2xx unknown
     * (DL-304); what the status alone refuses stays refused.
     */
    @Nullable
    Problem problemOf(HttpAnswer answer) {
        Problem byStatus = answer.problemOfStatus();
        if (expression == null) {
            return byStatus;
        }
        Optional<Word> word = said(answer);
        if (word.isEmpty()) {
            return byStatus;
        }
        return switch (word.get()) {
            case ACCEPTED -> null;
            case REFUSED -> Problem.DESTINATION_REFUSED;
            case RETRY -> answer.isSuccess() ? Problem.ANSWER_NEGATIVE : Problem.DESTINATION_BUSY;
            case TOKEN -> Problem.DESTINATION_UNREACHABLE;
            case UNKNOWN -> byStatus == null ? Problem.OUTCOME_UNKNOWN : byStatus;
        };
    }

    /** Empty if the expression leaves it to the status. */
    private Optional<Word> said(HttpAnswer answer) {
        if (expression == null) {
            return Optional.empty();
        }
        ObjectNode seen = JSON.createObjectNode().put("status", answer.status());
        seen.set("body", bodyOf(answer.body()));
        try {
            JsonNode verdict = expression.apply(seen);
            return verdict.isNull() || verdict.isMissingNode()
                    ? Optional.empty()
                    : Optional.of(WORDS.getOrDefault(verdict.asText(), Word.UNKNOWN));
        } catch (JsltException | StackOverflowError e) {
            // the message quotes the answer; a regular expression can run out of stack on a long one
            return Optional.of(Word.UNKNOWN);
        }
    }

    private static JsonNode bodyOf(String body) {
        String text = body.startsWith("\uFEFF") ? body.substring(1) : body;
        try {
            JsonNode read = JSON.readTree(text);
            return read.isMissingNode() ? JSON.getNodeFactory().nullNode() : read;
        } catch (JsonProcessingException e) {
            return JSON.getNodeFactory().textNode(text);
        }
    }
}

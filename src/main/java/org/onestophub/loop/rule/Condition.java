package org.onestophub.loop.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import java.io.StringReader;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An expression in JSLT over a document. It may not define functions, so it always ends, and not import, so the file says
 * all.
 */
public final class Condition {

    private static final int MOST_CHARS = 2000;
    private static final Pattern BANNED = Pattern.compile("\\b(def|import)\\b");

    private final Expression expression;

    private Condition(Expression expression) {
        this.expression = expression;
    }

    /**
     * The condition in a text.
     * @throws JsltException if it is none, or not allowed; the message quotes the text
     */
    public static Condition of(String text) {
        if (text.length() > MOST_CHARS || BANNED.matcher(text).find()) {
            throw new JsltException("a condition is short, defines nothing and imports nothing");
        }
        return new Condition(new Parser(new StringReader(text))
                .withSource("condition")
                .withFunctions(List.of())
                .compile());
    }

    /**
     * True if the expression gives neither null, false, nor an empty array or object.
     * @throws JsltException if it cannot be evaluated for this document; the message quotes data
     */
    public boolean holds(JsonNode document) {
        JsonNode answer = expression.apply(document);
        return !answer.isNull()
                && !answer.isMissingNode()
                && !(answer.isBoolean() && !answer.booleanValue())
                && !(answer.isContainerNode() && answer.isEmpty());
    }

    /**
     * The value as a text, empty for null.
     * @throws JsltException as {@link #holds}
     */
    public String textOf(JsonNode document) {
        JsonNode answer = expression.apply(document);
        return answer.isNull() ? "" : answer.isValueNode() ? answer.asText() : answer.toString();
    }
}

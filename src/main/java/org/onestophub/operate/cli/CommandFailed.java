package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.onestophub.problem.Language;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.problem.ProblemText;

/** A command did not do what was asked; exit status 1. Its texts are there in each {@link Language}. */
public final class CommandFailed extends RuntimeException {

    private final transient Told english;
    private final transient Told chinese;

    /** One failure in one language: as text for people, and as JSON. */
    private record Told(String text, ObjectNode problem) {

        static Told of(String sentence) {
            return new Told(sentence, JsonNodeFactory.instance.objectNode().put("title", sentence));
        }
    }

    /** A sentence of the command itself. */
    CommandFailed(String english, String chinese) {
        this(Told.of(english), Told.of(chinese));
    }

    /** A problem found without a hub. */
    CommandFailed(ProblemException fault) {
        this(sentence(fault, Language.ENGLISH), sentence(fault, Language.CHINESE));
    }

    /** The hub rejected the request; {@code answer} is the body of its answer. */
    CommandFailed(int status, JsonNode answer) {
        this(told(status, answer, Language.ENGLISH), told(status, answer, Language.CHINESE));
    }

    private CommandFailed(Told english, Told chinese) {
        super(english.text());
        this.english = english;
        this.chinese = chinese;
    }

    /** What went wrong, for people: code, meaning and what to do. Several lines. */
    String text(Language language) {
        return in(language).text();
    }

    /** What went wrong: title, and of answers of the hub status, code, field and remedy. */
    JsonNode problem(Language language) {
        return in(language).problem();
    }

    private Told in(Language language) {
        return language == Language.CHINESE ? chinese : english;
    }

    private static String sentence(ProblemException fault, Language language) {
        ProblemText text = fault.problem().in(language);
        return fault.problem().code() + " " + text.meaning() + " [" + fault.field() + "] " + text.remedy();
    }

    private static Told told(int status, JsonNode answer, Language language) {
        ObjectNode problem =
                answer instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        problem.put("status", status);
        Problem.find(problem.path("code").asText()).ifPresent(known -> explain(problem, known.in(language), language));
        String field = problem.path("field").asText("");
        String otherwise = language == Language.CHINESE ? "系统拒绝了请求。" : "The hub refused.";
        return new Told(
                problem.path("code").asText("HTTP " + status) + " "
                        + problem.path("title").asText(otherwise)
                        + (field.isEmpty() ? "" : " [" + field + "]")
                        + (problem.has("remedy")
                                ? System.lineSeparator()
                                        + problem.path("remedy").asText()
                                : ""),
                problem);
    }

    /** English is what the hub sends by default, so only the remedy is added. */
    private static void explain(ObjectNode problem, ProblemText text, Language language) {
        if (language == Language.CHINESE) {
            problem.put("title", text.meaning()).put("detail", text.remedy());
        }
        problem.put("remedy", text.remedy());
    }
}

package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.onestophub.problem.Language;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.problem.ProblemText;

/** A command failed; exit status 1. It has a text in each {@link Language}. */
public final class CommandFailed extends RuntimeException {

    private final transient Message english;
    private final transient Message chinese;

    /** One failure in one language: as text for people, and as JSON. */
    private record Message(String text, ObjectNode problem) {

        static Message of(String sentence) {
            return new Message(sentence, JsonNodeFactory.instance.objectNode().put("title", sentence));
        }
    }

    /** A sentence of the command itself. */
    public CommandFailed(String english, String chinese) {
        this(Message.of(english), Message.of(chinese));
    }

    /** A problem found without a hub. */
    CommandFailed(ProblemException fault) {
        this(sentence(fault, Language.ENGLISH), sentence(fault, Language.CHINESE));
    }

    /** The hub rejected the request; {@code answer} is the body of its answer. */
    CommandFailed(int status, JsonNode answer) {
        this(message(status, answer, Language.ENGLISH), message(status, answer, Language.CHINESE));
    }

    private CommandFailed(Message english, Message chinese) {
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

    private Message in(Language language) {
        return language == Language.CHINESE ? chinese : english;
    }

    private static String sentence(ProblemException fault, Language language) {
        ProblemText text = fault.problem().in(language);
        return fault.problem().code() + " " + text.meaning() + " [" + fault.field() + "] " + text.remedy();
    }

    private static Message message(int status, JsonNode answer, Language language) {
        ObjectNode problem =
                answer instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        problem.put("status", status);
        Problem.find(problem.path("code").asText()).ifPresent(known -> explain(problem, known.in(language), language));
        String field = problem.path("field").asText("");
        String otherwise = language == Language.CHINESE ? "系统拒绝了请求。" : "The hub refused.";
        return new Message(
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

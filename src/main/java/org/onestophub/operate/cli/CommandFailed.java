package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import org.onestophub.problem.Problem;

/** A command did not do what it was asked; exit status 1. */
public final class CommandFailed extends RuntimeException {

    private final transient JsonNode problem;

    CommandFailed(String message) {
        super(message);
        this.problem = JsonNodeFactory.instance.objectNode().put("title", message);
    }

    /** The hub refused; {@code problem} is what it said. */
    CommandFailed(int status, JsonNode problem) {
        super(sentence(status, problem));
        this.problem = explained(status, problem);
    }

    /** What went wrong: title, and of the hub's answers status, code, field and remedy. */
    public JsonNode problem() {
        return problem;
    }

    private static String sentence(int status, JsonNode problem) {
        JsonNode told = explained(status, problem);
        String field = told.path("field").asText("");
        return told.path("code").asText("HTTP " + status) + " "
                + told.path("title").asText("The hub refused.")
                + (field.isEmpty() ? "" : " [" + field + "]")
                + (told.has("remedy")
                        ? System.lineSeparator() + told.path("remedy").asText()
                        : "");
    }

    private static ObjectNode explained(int status, JsonNode problem) {
        ObjectNode told =
                problem instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        told.put("status", status);
        Arrays.stream(Problem.values())
                .filter(known -> known.code().equals(told.path("code").asText()))
                .findFirst()
                .ifPresent(known -> told.put("remedy", known.remedy()));
        return told;
    }
}

package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.onestophub.problem.Language;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemText;

/** Shows the steps of a connection test. */
final class StepPrinter {

    private StepPrinter() {}

    /** Prints the test; gives the exit status: 0 if no step failed, else 1. */
    static int show(Output out, JsonNode test) {
        Terminal screen = out.screen();
        if (screen.isJson()) {
            screen.json(test);
        } else {
            test.path("steps").forEach(step -> screen.line(lineOf(step, out.language())));
        }
        return test.path("ok").asBoolean() ? 0 : 1;
    }

    /** The step and how it went; what is wrong and what to do, if it failed; what was seen. */
    private static String lineOf(JsonNode step, Language language) {
        List<String> words = new ArrayList<>();
        Optional<ProblemText> text = Problem.find(step.path("code").asText()).map(problem -> problem.in(language));
        for (String field : List.of("name", "result", "code")) {
            if (step.hasNonNull(field)) {
                words.add(step.path(field).asText());
            }
        }
        if (step.hasNonNull("code")) {
            words.add(text.map(ProblemText::meaning).orElse(step.path("meaning").asText()));
            words.add(text.map(ProblemText::remedy).orElse(step.path("remedy").asText()));
        }
        step.path("facts")
                .properties()
                .forEach(fact -> words.add(fact.getKey() + "=" + fact.getValue().asText()));
        return String.join("  ", words);
    }
}

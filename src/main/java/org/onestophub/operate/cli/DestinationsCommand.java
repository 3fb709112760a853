package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.onestophub.problem.Language;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code destinations}: how every destination is, testing the way to one, and removing the queue of one that is gone. */
@Command(
        name = "destinations",
        mixinStandardHelpOptions = true,
        description = "How every destination is; tests the way to one; removes the queue of one that is gone.",
        synopsisSubcommandLabel = "[test | drop-queue]")
public final class DestinationsCommand implements Callable<Integer> {

    private static final String PATH = "/api/ops/v1/destinations";
    /** The hub ends a test after half a minute. */
    private static final Duration TEST_PATIENCE = Duration.ofSeconds(60);

    @Mixin
    private Output output;

    @Mixin
    private HubAddress address;

    @Override
    public Integer call() {
        ListPrinter.show(
                output.screen(),
                address.hub().get(PATH, Map.of(), HubAddress.PATIENCE),
                "name",
                "enabled",
                "state",
                "reason",
                "breaker",
                "waiting",
                "oldestWaitingSince",
                "nextRetryAt",
                "unknown",
                "dead",
                "lastSuccessAt",
                "lastErrorCode");
        return 0;
    }

    /**
     * {@code destinations test}: step by step; nothing is handed over.
     * @return 0 if no step failed, else 1
     */
    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description = "Tries the way to a destination step by step; hands over nothing.")
    int test(
            @Mixin HubAddress at,
            @Mixin Output out,
            @Parameters(paramLabel = "name", description = "The destination.") String name) {
        JsonNode test = at.hub().post(PATH + "/" + PathNames.checked(name) + "/test", null, TEST_PATIENCE);
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

    /**
     * {@code destinations drop-queue}: for a destination without a route.
     * @return 0
     */
    @Command(
            name = "drop-queue",
            mixinStandardHelpOptions = true,
            description =
                    "Removes the queue of a destination that nobody feeds any more, and discards what waited for it.")
    int dropQueue(
            @Mixin HubAddress at,
            @Mixin Output out,
            @Parameters(paramLabel = "name", description = "The destination.") String name,
            @Option(names = "--reason", required = true, description = "Why; 1 to 500 characters, no personal data.")
                    String reason) {
        JsonNode dropped = at.hub()
                .delete(PATH + "/" + PathNames.checked(name) + "/queue", Map.of("reason", reason), HubAddress.PATIENCE);
        out.screen()
                .done(
                        dropped,
                        "Done: " + dropped.path("messages").asLong() + " messages went with the queue, "
                                + dropped.path("deliveries").asInt() + " deliveries were discarded.");
        return 0;
    }
}

package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code apply}: brings what runs to what the files say. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = {
            "Brings channels and destinations of a running hub to what its files say, one after the other.",
            "Exit status 0: all applied, 1: one was blocked or put back, 2: usage."
        })
public final class ApplyCommand implements Callable<Integer> {

    /** Every route may be watched for a while. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    @Spec
    private CommandSpec spec;

    @Mixin
    private Output output;

    @Mixin
    private HubAddress address;

    @Parameters(paramLabel = "name", arity = "0..*", description = "Channels by name, or routes by stem.")
    private List<String> names = List.of();

    @Option(names = "--all", description = "All that change.")
    private boolean all;

    @Option(
            names = "--expect",
            paramLabel = "digest",
            description = "The plan you have read; without it the plan of this moment is carried out.")
    private @Nullable String expect;

    @Override
    public Integer call() {
        if (all != names.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Name channels, or say --all");
        }
        HubClient hub = address.hub();
        ObjectNode order = HubClient.JSON.createObjectNode();
        order.set("channels", HubClient.JSON.valueToTree(names));
        order.put(
                "expect",
                expect == null
                        ? hub.get(PlanCommand.PATH, Map.of(), PlanCommand.PATIENCE)
                                .path("digest")
                                .asText()
                        : expect);
        JsonNode report = hub.post("/api/ops/v1/config/apply", order, PATIENCE);
        Terminal screen = output.screen();
        if (screen.isJson()) {
            screen.json(report);
        } else {
            show(screen, report);
        }
        return isGood(report) ? 0 : 1;
    }

    private static boolean isGood(JsonNode report) {
        for (JsonNode result : report.path("results")) {
            if (result.has("code")) {
                return false;
            }
        }
        return true;
    }

    private static void show(Terminal screen, JsonNode report) {
        if (report.path("results").isEmpty()) {
            screen.line("Nothing to apply: what runs is what the files say.");
            return;
        }
        screen.table(report.path("results"), "name", "result", "code");
        report.path("results").forEach(result -> {
            PlanCommand.showFaults(screen, result.path("faults"));
            result.path("samples").forEach(samples -> PlanCommand.showSamples(screen, samples));
        });
    }
}

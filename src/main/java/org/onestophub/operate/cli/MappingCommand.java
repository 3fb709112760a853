package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.contract.MappingDryRun;
import org.onestophub.complaint.contract.configuration.SampleReport;
import org.onestophub.operate.samples.GoldenSamples;
import org.onestophub.problem.Language;
import org.onestophub.problem.Problem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mapping}: tries mappings without a hub, and makes samples of what a hub keeps. */
@Command(
        name = "mapping",
        mixinStandardHelpOptions = true,
        description = "Tries mappings, without a hub; makes samples of what a running hub keeps.",
        synopsisSubcommandLabel = "(test | run | sample)",
        subcommands = SampleCommand.class)
public final class MappingCommand implements Runnable {

    private static final long LARGEST_INPUT = 64L * 1024 * 1024;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: mapping test, mapping run, mapping sample");
    }

    /**
     * {@code mapping test}: runs golden samples.
     * @return 0 if all are green, 1 if one is red
     */
    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description = "Runs the golden samples of one mapping, or of all. Exit status 0: green, 1: red.")
    int test(
            @Mixin Output output,
            @Option(names = "--config-dir", description = "Folder that holds mappings/; default: the hub's.") @Nullable
                    Path namedDir,
            @Parameters(arity = "0..1", paramLabel = "name", description = "A folder under mappings/.") @Nullable
                    String name)
            throws IOException {
        Path configDir = configDir(namedDir);
        GoldenSamples samples = samples(configDir, "test");
        List<SampleReport> reports = new ArrayList<>();
        for (String mapping : name == null ? all(configDir) : List.of(known(configDir, name, "test"))) {
            reports.add(samples.of(mapping));
        }
        Terminal screen = output.screen();
        JsonNode answer = HubClient.JSON.valueToTree(reports);
        if (screen.isJson()) {
            screen.json(answer);
        } else {
            answer.forEach(report -> PlanCommand.showSamples(screen, report));
        }
        return reports.stream().allMatch(SampleReport::allGreen) ? 0 : 1;
    }

    /**
     * {@code mapping run}: shows what becomes of an input.
     * @return 0 if there is a complaint in it that is sound, else 1
     */
    @Command(
            name = "run",
            mixinStandardHelpOptions = true,
            description = {
                "Shows what a mapping makes of a file: view, result, findings. The output holds what is in the file.",
                "Exit status 0: sound, 1: stopped by a problem."
            })
    int run(
            @Mixin Output output,
            @Option(names = "--config-dir", description = "Folder that holds mappings/; default: the hub's.") @Nullable
                    Path namedDir,
            @Option(
                            names = "--transport",
                            paramLabel = "name=value",
                            description = "A fact of the transport, for example contentType=application/json.")
                    @Nullable
                    Map<String, String> transport,
            @Parameters(index = "0", paramLabel = "name", description = "A folder under mappings/.") String name,
            @Parameters(index = "1", paramLabel = "file", description = "The input.") Path file)
            throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_INPUT) {
            throw new ParameterException(here("run"), "file: there is none, or it is larger than 64 MB");
        }
        Path configDir = configDir(namedDir);
        GoldenSamples rooms = samples(configDir, "run");
        MappingDryRun.Result result = rooms.run(MappingDryRun.receipt(
                known(configDir, name, "run"),
                name,
                OfflineRooms.clock().instant(),
                new LinkedHashMap<>(transport == null ? Map.of() : transport),
                Content.of(Files.readAllBytes(file))));
        output.screen().json(shown(result, output.language()));
        return result.problem() == null && result.walk().candidates().stream().allMatch(Candidate::isSound) ? 0 : 1;
    }

    private static Path configDir(@Nullable Path named) {
        return OfflineRooms.configDir(named, OfflineRooms.environment(List.of()));
    }

    private static ObjectNode shown(MappingDryRun.Result result, Language language) {
        ObjectNode answer = HubClient.JSON.createObjectNode();
        if (result.problem() != null) {
            answer.set("problem", problem(result.problem(), result.field(), language));
        }
        ArrayNode items = answer.putArray("items");
        for (Candidate candidate : result.walk().candidates()) {
            ObjectNode item = items.addObject().put("key", candidate.key());
            item.set("view", candidate.view());
            item.set("result", candidate.document());
            item.set("findings", HubClient.JSON.valueToTree(candidate.findings()));
            if (candidate.problem() != null) {
                item.set("problem", problem(candidate.problem(), candidate.field(), language));
            }
        }
        answer.set("counted", HubClient.JSON.valueToTree(result.walk().counted()));
        return answer;
    }

    private static ObjectNode problem(Problem problem, String field, Language language) {
        return HubClient.JSON
                .createObjectNode()
                .put("code", problem.code())
                .put("title", problem.in(language).meaning())
                .put("field", field);
    }

    private GoldenSamples samples(Path configDir, String command) throws IOException {
        if (!Files.isDirectory(configDir.resolve("mappings"))) {
            throw new ParameterException(here(command), "--config-dir: there is no folder mappings/ in it");
        }
        Path scratch = Files.createTempDirectory("onestop-hub-");
        scratch.toFile().deleteOnExit();
        return new GoldenSamples(configDir, scratch, OfflineRooms.clock());
    }

    private String known(Path configDir, String name, String command) {
        if (!name.matches("[a-z0-9][a-z0-9-]*")
                || !Files.isRegularFile(
                        configDir.resolve("mappings").resolve(name).resolve("mapping.yaml"))) {
            throw new ParameterException(here(command), "name: there is no such mapping");
        }
        return name;
    }

    private CommandLine here(String command) {
        return spec.subcommands().getOrDefault(command, spec.commandLine());
    }

    private static List<String> all(Path configDir) throws IOException {
        try (Stream<Path> folders = Files.list(configDir.resolve("mappings"))) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("mapping.yaml")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}

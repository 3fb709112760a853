package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mapping sample}: makes a golden sample of a kept input and saves it beside the others. */
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a golden sample of an input that a running hub keeps, personal data replaced by synthetic values, and",
            "saves it under mappings/<mapping>/samples. Overwrites nothing. Read the files before you commit them.",
            "Exit status 0: saved, 1: its result differs in shape from the original's, or the hub refused, 2: usage."
        })
public final class SampleCommand implements Callable<Integer> {

    private static final String RECEIPTS = "/api/ops/v1/receipts";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,79}");
    private static final Pattern SUFFIX = Pattern.compile("\\.[a-z0-9]{1,8}");

    @Spec
    private CommandSpec spec;

    @Mixin
    private Output output;

    @Mixin
    private HubAddress address;

    @Option(names = "--config-dir", description = "Folder that holds mappings/; default: the hub's.")
    private Path namedDir;

    @Option(
            names = "--name",
            required = true,
            paramLabel = "sample",
            description = "Name of the files: what the sample shows, in small letters, digits and hyphens.")
    private String name;

    @Option(names = "--mapping", description = "Another mapping than the one that read the input.")
    private @Nullable String mapping;

    @Option(names = "--with-differences", description = "Save it even if its result differs in shape.")
    private boolean withDifferences;

    @Parameters(paramLabel = "receipt", description = "The receipt's number, or its id.")
    private String receipt;

    @Override
    public Integer call() throws IOException {
        demand(NAME.matcher(name).matches(), "--name: small letters, digits and hyphens");
        HubClient hub = address.hub();
        JsonNode kept = keptIn(hub);
        String used = mapping == null ? kept.path("mapping").asText() : mapping;
        Path configDir = OfflineRooms.configDir(namedDir, OfflineRooms.environment(List.of()));
        Path folder = folderOf(configDir, used);
        demandFree(folder);
        JsonNode made = hub.post(
                "/api/ops/v1/mappings/" + used + "/samples-from/"
                        + kept.path("id").asLong(),
                null,
                HubAddress.PATIENCE);
        boolean same = made.path("differences").isEmpty();
        Terminal screen = output.screen();
        if (!same) {
            screen.line("Its result differs in shape from the original's:");
            made.path("differences").forEach(difference -> screen.line("  " + difference.asText()));
        }
        if (same || withDifferences) {
            save(folder, filesOf(made))
                    .forEach(file -> screen.line(configDir.relativize(file).toString()));
            return 0;
        }
        screen.line("Not saved; --with-differences saves it all the same.");
        return 1;
    }

    private JsonNode keptIn(HubClient hub) {
        return hub.get(RECEIPTS + "/" + ReceiptId.of(hub, receipt), Map.of(), HubAddress.PATIENCE)
                .path("receipt");
    }

    /** The folder of the mapping's samples, which lies where it seems to lie. */
    private Path folderOf(Path configDir, String used) throws IOException {
        demand(
                NAME.matcher(used).matches()
                        && Files.isRegularFile(configDir.resolve("mappings/" + used + "/mapping.yaml")),
                "--config-dir: there is no such mapping in it");
        Path folder = Files.createDirectories(
                configDir.resolve("mappings").resolve(used).resolve("samples"));
        demand(
                folder.toRealPath().startsWith(configDir.toRealPath()),
                "--config-dir: the folder of the samples lies elsewhere");
        return folder;
    }

    /** No file of that name, whatever its ending: an answer would belong to two inputs. */
    private void demandFree(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            if (files.anyMatch(file -> file.getFileName().toString().startsWith(name + "."))) {
                throw new CommandFailed("There is a sample of that name. Choose another name.", "同名样例已存在，请另选名称。");
            }
        }
    }

    /** By their endings, the input last: until it is there the others belong to nothing. */
    private static Map<String, byte[]> filesOf(JsonNode made) throws IOException {
        String input = made.path("inputFile").asText();
        String suffix = input.substring(Math.max(0, input.lastIndexOf('.')));
        if (!SUFFIX.matcher(suffix).matches()) {
            throw new CommandFailed("This command does not understand the answer of the hub.", "此命令无法识别系统的应答。");
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(".meta.json", text(made.path("meta")));
        files.put(
                made.path("answerFile").asText().endsWith(".rejected.json") ? ".rejected.json" : ".expected.json",
                text(made.path("answer")));
        files.put(suffix, Base64.getDecoder().decode(made.path("base64").asText()));
        return files;
    }

    private Stream<Path> save(Path folder, Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(
                    folder.resolve(name + file.getKey()),
                    file.getValue(),
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE);
        }
        return files.keySet().stream().map(suffix -> folder.resolve(name + suffix));
    }

    private static byte[] text(JsonNode json) throws IOException {
        return (HubClient.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void demand(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}

package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drafts}: channels being drafted, from a new name to a channel that runs. */
@Command(
        name = "drafts",
        mixinStandardHelpOptions = true,
        description = "Drafts of channels: begins, fills, tries, applies and discards one.",
        synopsisSubcommandLabel =
                "[kinds | new | show | set | input | test | trust | take | trial | files | check | apply | discard]")
public final class DraftsCommand implements Callable<Integer> {

    private static final String PATH = "/api/ops/v1/drafts";
    /** A trial takes half a minute at most, and so does a test. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** The channel is watched before the answer. */
    private static final Duration APPLY_PATIENCE = Duration.ofMinutes(10);

    @Mixin
    private Output output;

    @Mixin
    private HubAddress address;

    @Override
    public Integer call() {
        ListPrinter.show(
                output.screen(),
                address.hub().get(PATH, Map.of(), HubAddress.PATIENCE),
                "id",
                "kind",
                "mapping",
                "by",
                "at");
        return 0;
    }

    /**
     * {@code drafts kinds}: what can be drafted, and what its form asks.
     * @return 0
     */
    @Command(
            name = "kinds",
            mixinStandardHelpOptions = true,
            description = "What can be drafted, and what its form asks.")
    int kinds(@Mixin HubAddress at, @Mixin Output out) {
        out.screen().json(at.hub().get(PATH + "/kinds", Map.of(), HubAddress.PATIENCE));
        return 0;
    }

    /**
     * {@code drafts new}.
     * @return 0
     */
    @Command(name = "new", mixinStandardHelpOptions = true, description = "Begins a draft.")
    int begin(
            @Mixin HubAddress at,
            @Mixin Output out,
            @Parameters(index = "0", paramLabel = "name", description = "Name of the new channel.") String name,
            @Parameters(index = "1", paramLabel = "kind", description = "A connector, as drafts kinds lists them.")
                    String kind) {
        ObjectNode order = HubClient.JSON
                .createObjectNode()
                .put("id", PathNames.checked(name))
                .put("kind", kind);
        out.screen().json(at.hub().post(PATH, order, HubAddress.PATIENCE));
        return 0;
    }

    /**
     * {@code drafts show}.
     * @return 0
     */
    @Command(name = "show", mixinStandardHelpOptions = true, description = "One draft; secrets are not shown.")
    int show(@Mixin HubAddress at, @Mixin Output out, @Parameters(paramLabel = "name") String name) {
        out.screen().json(at.hub().get(path(name, ""), Map.of(), HubAddress.PATIENCE));
        return 0;
    }

    /**
     * {@code drafts set}: values, mapping and fields; what is not named stays.
     * @return 0
     */
    @Command(
            name = "set",
            mixinStandardHelpOptions = true,
            description = "Gives values, a mapping or fields to a draft. Values that are not named are taken back.")
    int set(
            @Mixin HubAddress at,
            @Mixin Output out,
            @Option(names = "--value", paramLabel = "name=value", description = "A value of the form.") @Nullable
                    Map<String, String> values,
            @Option(names = "--secret", paramLabel = "name=file", description = "A secret of the form, in a file.")
                    @Nullable
                    Map<String, Path> secrets,
            @Option(names = "--mapping", paramLabel = "name", description = "The mapping to use.") @Nullable
                    String mapping,
            @Option(
                            names = "--field",
                            paramLabel = "target=source",
                            description =
                                    "A field of the complaint and where its value is in the input, as JSON pointers.")
                    @Nullable
                    Map<String, String> fields,
            @Parameters(paramLabel = "name") String name)
            throws IOException {
        ObjectNode change = HubClient.JSON.createObjectNode();
        if (values != null || secrets != null) {
            ObjectNode given = change.putObject("values");
            if (values != null) {
                values.forEach(given::put);
            }
            for (Map.Entry<String, Path> secret :
                    secrets == null ? Map.<String, Path>of().entrySet() : secrets.entrySet()) {
                given.put(secret.getKey(), SecretFile.read(secret.getValue()).strip());
            }
        }
        if (mapping != null) {
            change.put("mapping", mapping);
        }
        if (fields != null) {
            ArrayNode choices = change.putArray("choices");
            fields.forEach((target, source) ->
                    choices.addObject().put("target", target).put("source", source));
        }
        out.screen().json(at.hub().put(path(name, ""), change, PATIENCE));
        return 0;
    }

    /**
     * {@code drafts input}.
     * @return 0
     */
    @Command(name = "input", mixinStandardHelpOptions = true, description = "Gives an input to try the draft with.")
    int input(
            @Mixin HubAddress at,
            @Mixin Output out,
            @Parameters(index = "0", paramLabel = "name") String name,
            @Parameters(index = "1", paramLabel = "file", description = "At most 8 MiB.") Path file)
            throws IOException {
        ObjectNode body = HubClient.JSON.createObjectNode();
        body.put("base64", SentFile.base64(file));
        body.put("fileName", String.valueOf(file.getFileName()));
        out.screen().json(at.hub().post(path(name, "/input"), body, PATIENCE));
        return 0;
    }

    /**
     * {@code drafts test}: its connection, step by step.
     * @return 0 if no step failed, else 1
     */
    @Command(name = "test", mixinStandardHelpOptions = true, description = "Tries its connection step by step.")
    int test(@Mixin HubAddress at, @Mixin Output out, @Parameters(paramLabel = "name") String name) {
        return StepPrinter.show(out, at.hub().post(path(name, "/test"), null, PATIENCE));
    }

    /**
     * {@code drafts trust}: the server that shows a fingerprint.
     * @return 0
     */
    @Command(
            name = "trust",
            mixinStandardHelpOptions = true,
            description = "Trusts the server that shows a fingerprint. Compare it with what the server's owner says.")
    int trust(
            @Mixin HubAddress at,
            @Mixin Output out,
            @Parameters(index = "0", paramLabel = "name") String name,
            @Parameters(index = "1", paramLabel = "fingerprint", description = "As drafts test shows it.")
                    String fingerprint) {
        ObjectNode order = HubClient.JSON.createObjectNode().put("fingerprint", fingerprint);
        out.screen().json(at.hub().post(path(name, "/trust"), order, PATIENCE));
        return 0;
    }

    /**
     * {@code drafts take}: the file that has waited longest in its folder as the input.
     * @return 0 if no step failed, else 1
     */
    @Command(
            name = "take",
            mixinStandardHelpOptions = true,
            description = "Takes the file that has waited longest in its folder as the input; it stays there.")
    int take(@Mixin HubAddress at, @Mixin Output out, @Parameters(paramLabel = "name") String name) {
        return StepPrinter.show(out, at.hub().post(path(name, "/take"), null, PATIENCE));
    }

    /**
     * {@code drafts trial}: what it makes of its input. The output holds what is in the input.
     * @return 0 if nothing stops it, else 1
     */
    @Command(
            name = "trial",
            mixinStandardHelpOptions = true,
            description =
                    "What it makes of its input, and where each field came from. The output holds what is in the input.")
    int trial(@Mixin HubAddress at, @Mixin Output out, @Parameters(paramLabel = "name") String name) {
        JsonNode trial = at.hub().post(path(name, "/trial"), null, PATIENCE);
        out.screen().json(trial);
        return trial.has("code") ? 1 : 0;
    }

    /**
     * {@code drafts files}: the files that an apply would add.
     * @return 0
     */
    @Command(name = "files", mixinStandardHelpOptions = true, description = "The files that an apply would add.")
    int files(@Mixin HubAddress at, @Mixin Output out, @Parameters(paramLabel = "name") String name) {
        JsonNode files = at.hub().get(path(name, "/files"), Map.of(), HubAddress.PATIENCE);
        Terminal screen = out.screen();
        if (screen.isJson()) {
            screen.json(files);
        } else {
            files.forEach(file -> {
                screen.line("--- " + file.path("name").asText());
                screen.line(file.path("text").asText());
            });
        }
        return 0;
    }

    /**
     * {@code drafts check}: what would be wrong.
     * @return 0 if nothing is, else 1
     */
    @Command(name = "check", mixinStandardHelpOptions = true, description = "What would be wrong if it were applied.")
    int check(@Mixin HubAddress at, @Mixin Output out, @Parameters(paramLabel = "name") String name) {
        JsonNode faults = at.hub().post(path(name, "/check"), null, PATIENCE);
        out.screen().json(faults);
        return faults.isEmpty() ? 0 : 1;
    }

    /**
     * {@code drafts apply}: puts its files into the configuration folder and applies that channel.
     * @return 0 if it runs now, else 1
     */
    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description =
                    "Puts its files into the configuration folder and applies that channel; takes them away if it does not run.")
    int apply(@Mixin HubAddress at, @Mixin Output out, @Parameters(paramLabel = "name") String name) {
        String digest = at.hub()
                .get(path(name, ""), Map.of(), HubAddress.PATIENCE)
                .path("digest")
                .asText();
        ObjectNode order = HubClient.JSON.createObjectNode().put("expect", digest);
        JsonNode report = at.hub().post(path(name, "/apply"), order, APPLY_PATIENCE);
        out.screen().json(report);
        return report.at("/results/0/result").asText().equals("applied") ? 0 : 1;
    }

    /**
     * {@code drafts discard}.
     * @return 0
     */
    @Command(
            name = "discard",
            mixinStandardHelpOptions = true,
            description = "Ends a draft; its input and secrets are removed.")
    int discard(@Mixin HubAddress at, @Mixin Output out, @Parameters(paramLabel = "name") String name) {
        at.hub().delete(path(name, ""), Map.of(), HubAddress.PATIENCE);
        out.screen().done(HubClient.JSON.createObjectNode().put("draft", name).put("done", "discard"), "Done.");
        return 0;
    }

    private static String path(String name, String rest) {
        return PATH + "/" + PathNames.checked(name) + rest;
    }
}

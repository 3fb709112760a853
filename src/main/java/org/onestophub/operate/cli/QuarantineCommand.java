package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code quarantine}: inputs that wait for a person. */
@Command(
        name = "quarantine",
        mixinStandardHelpOptions = true,
        description = "Inputs that wait for a person.",
        synopsisSubcommandLabel = "(list | groups | trial | replay | edit | discard)")
public final class QuarantineCommand implements Runnable {

    private static final String PATH = "/api/ops/v1/quarantine";
    /** The hub ends a trial after half a minute. */
    private static final Duration TRIAL_PATIENCE = Duration.ofSeconds(90);

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do: quarantine list, groups, trial, replay, edit or discard");
    }

    /**
     * {@code quarantine list}: a page, oldest first.
     * @return 0
     */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "What waits, oldest first.")
    int list(
            @Mixin Output output,
            @Mixin HubAddress address,
            @Option(names = "--code", description = "Only this code.") String code,
            @Option(names = "--channel", description = "Only this channel.") String channel,
            @Option(names = "--cursor", description = "next of the last page.") String cursor,
            @Option(names = "--limit", defaultValue = "50", description = "Rows, 1 to 200.") int limit) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("code", code);
        asked.put("channel", channel);
        asked.put("cursor", cursor);
        asked.put("limit", limit);
        ListPrinter.show(
                output.screen(),
                address.hub().get(PATH, asked, HubAddress.PATIENCE),
                "id",
                "receiptId",
                "item",
                "channel",
                "room",
                "code",
                "field",
                "heldAt");
        return 0;
    }

    /**
     * {@code quarantine groups}: how many wait for what.
     * @return 0
     */
    @Command(name = "groups", mixinStandardHelpOptions = true, description = "What waits, by code and channel.")
    int groups(@Mixin Output output, @Mixin HubAddress address) {
        ListPrinter.show(
                output.screen(),
                address.hub().get(PATH + "/groups", Map.of(), HubAddress.PATIENCE),
                "code",
                "channel",
                "room",
                "count",
                "oldestAt",
                "newestAt");
        return 0;
    }

    /**
     * {@code quarantine trial}: what would become of the oldest of one code and channel.
     * @return 0
     */
    @Command(
            name = "trial",
            mixinStandardHelpOptions = true,
            description = "Tries the ten oldest of a code and channel with what runs now. Nothing is kept or changed.")
    int trial(
            @Mixin Output output,
            @Mixin HubAddress address,
            @Option(names = "--code", required = true, description = "Code they wait for.") String code,
            @Option(names = "--channel", required = true, description = "Channel they came by.") String channel) {
        JsonNode found = address.hub()
                .post(
                        PATH + "/trial",
                        HubClient.JSON.createObjectNode().put("code", code).put("channel", channel),
                        TRIAL_PATIENCE);
        output.screen()
                .done(
                        found,
                        "Tried: " + found.path("tried").asInt() + ", good now: "
                                + found.path("good").asInt() + ", stopped by: " + found.path("codes"));
        return 0;
    }

    /**
     * {@code quarantine replay}: one by its id, or all of one code and channel.
     * @return 0
     */
    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description = "Sends held inputs through the rooms again: one by its id, or those of a code and channel.")
    int replay(
            @Mixin Output output,
            @Mixin HubAddress address,
            @Parameters(arity = "0..1", paramLabel = "id", description = "One held input.") @Nullable Long id,
            @Option(names = "--code", description = "Code they wait for.") @Nullable String code,
            @Option(names = "--channel", description = "Channel they came by.") @Nullable String channel,
            @Option(names = "--limit", defaultValue = "100", description = "At most so many, oldest first.")
                    int limit) {
        boolean isBulk = code != null && channel != null;
        if (id == null == !isBulk) {
            throw new ParameterException(spec.subcommands().get("replay"), "Give an id, or --code and --channel");
        }
        HubClient hub = address.hub();
        if (id != null) {
            hub.post(PATH + "/" + id + "/replay", null, HubAddress.PATIENCE);
            return done(output.screen(), HubClient.JSON.createObjectNode().put("count", 1));
        }
        ObjectNode order = HubClient.JSON
                .createObjectNode()
                .put("code", code)
                .put("channel", channel)
                .put("limit", limit);
        return done(output.screen(), hub.post(PATH + "/replay", order, HubAddress.PATIENCE));
    }

    /**
     * {@code quarantine edit}: a corrected copy in place of a held input, which keeps its bytes.
     * @return 0
     */
    @Command(
            name = "edit",
            mixinStandardHelpOptions = true,
            description = {
                "Sends a corrected copy of a held input through the rooms; the input keeps its bytes and waits no longer.",
                "The same bytes again change nothing."
            })
    int edit(
            @Mixin Output output,
            @Mixin HubAddress address,
            @Option(names = "--reason", required = true, description = "What was corrected and why; no personal data.")
                    String reason,
            @Parameters(index = "0", paramLabel = "id", description = "The held input.") long id,
            @Parameters(index = "1", paramLabel = "file", description = "The corrected copy, at most 8 MiB.") Path file)
            throws IOException {
        ObjectNode order = HubClient.JSON
                .createObjectNode()
                .put("base64", SentFile.base64(file))
                .put("reason", reason);
        JsonNode copy = address.hub().post(PATH + "/" + id + "/replay-edited", order, HubAddress.PATIENCE);
        output.screen().done(copy, "Receipt: " + copy.path("receiptId").asLong());
        return 0;
    }

    /**
     * {@code quarantine discard}: ends the wait of one.
     * @return 0
     */
    @Command(
            name = "discard",
            mixinStandardHelpOptions = true,
            description = "Ends the wait of a held input without processing it; its bytes stay.")
    int discard(
            @Mixin Output output,
            @Mixin HubAddress address,
            @Parameters(paramLabel = "id", description = "The held input.") long id,
            @Option(names = "--reason", required = true, description = "Why; 1 to 500 characters, no personal data.")
                    String reason) {
        address.hub()
                .post(
                        PATH + "/" + id + "/discard",
                        HubClient.JSON.createObjectNode().put("reason", reason),
                        HubAddress.PATIENCE);
        return done(output.screen(), HubClient.JSON.createObjectNode().put("count", 1));
    }

    private static int done(Terminal screen, JsonNode answer) {
        screen.done(answer, "Done: " + answer.path("count").asLong() + ".");
        return 0;
    }
}

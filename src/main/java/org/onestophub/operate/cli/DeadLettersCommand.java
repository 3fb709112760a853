package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dead-letters}: events that consumers of the queues did not take. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = "Events that consumers of the queues did not take.",
        synopsisSubcommandLabel = "(list | return | discard)")
public final class DeadLettersCommand implements Runnable {

    private static final String PATH = "/api/ops/v1/dead-letters";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: dead-letters list, return or discard");
    }

    /**
     * {@code dead-letters list}: a page, oldest first.
     * @return 0
     */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "What was not taken, oldest first.")
    int list(
            @Mixin Output output,
            @Mixin HubAddress address,
            @Option(names = "--destination", description = "Only of this destination.") String destination,
            @Option(names = "--cursor", description = "next of the last page.") String cursor,
            @Option(names = "--limit", defaultValue = "50", description = "Rows, 1 to 200.") int limit) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("destination", destination);
        asked.put("cursor", cursor);
        asked.put("limit", limit);
        ListPrinter.show(
                output.screen(),
                address.hub().get(PATH, asked, HubAddress.PATIENCE),
                "id",
                "destination",
                "complaint",
                "type",
                "sentAt",
                "reason",
                "eventId");
        return 0;
    }

    /**
     * {@code dead-letters return}: one by its id, or those of a destination.
     * @return 0
     */
    @Command(
            name = "return",
            mixinStandardHelpOptions = true,
            description = "Returns dead letters to the queue they came from: one by its id, or those of a destination.")
    int giveBack(
            @Mixin Output output,
            @Mixin HubAddress address,
            @Parameters(arity = "0..1", paramLabel = "id", description = "One dead letter.") Long id,
            @Option(names = "--destination", description = "Those of this destination.") String destination,
            @Option(names = "--limit", defaultValue = "100", description = "At most so many, oldest first; 1 to 1000.")
                    int limit) {
        if ((id == null) == (destination == null)) {
            throw new ParameterException(spec.subcommands().get("return"), "Give an id, or --destination");
        }
        if (id != null) {
            address.hub().post(PATH + "/" + id + "/return", null, HubAddress.PATIENCE);
            return done(output, HubClient.JSON.createObjectNode().put("count", 1));
        }
        return done(
                output,
                address.hub()
                        .post(
                                PATH + "/return",
                                HubClient.JSON
                                        .createObjectNode()
                                        .put("destination", destination)
                                        .put("limit", limit),
                                HubAddress.PATIENCE));
    }

    /**
     * {@code dead-letters discard}: removes one for good.
     * @return 0
     */
    @Command(
            name = "discard",
            mixinStandardHelpOptions = true,
            description = "Removes one dead letter for good; the ledger keeps the event.")
    int discard(
            @Mixin Output output,
            @Mixin HubAddress address,
            @Parameters(paramLabel = "id", description = "The dead letter.") long id,
            @Option(names = "--reason", required = true, description = "Why; 1 to 500 characters, no personal data.")
                    String reason) {
        address.hub()
                .post(
                        PATH + "/" + id + "/discard",
                        HubClient.JSON.createObjectNode().put("reason", reason),
                        HubAddress.PATIENCE);
        return done(output, HubClient.JSON.createObjectNode().put("count", 1));
    }

    private static int done(Output output, JsonNode answer) {
        output.screen().done(answer, "Done: " + answer.path("count").asLong() + ".");
        return 0;
    }
}

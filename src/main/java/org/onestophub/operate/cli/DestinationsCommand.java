package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code destinations}: how every destination is, what is on its way there, and what operators do about it. */
@Command(
        name = "destinations",
        mixinStandardHelpOptions = true,
        description = "How every destination is, what is on its way there, and what can be done about it.",
        synopsisSubcommandLabel =
                "[test | pause | resume | deliveries | attempts | resend | decide | discard | drop-queue]",
        subcommands = {DeliveriesCommand.class, AttemptsCommand.class, ResendCommand.class, DecideCommand.class})
public final class DestinationsCommand implements Callable<Integer> {

    static final String PATH = "/api/ops/v1/destinations";
    static final String DELIVERIES = "/api/ops/v1/deliveries";
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
        return StepPrinter.show(
                out, at.hub().post(PATH + "/" + PathNames.checked(name) + "/test", null, TEST_PATIENCE));
    }

    /**
     * {@code destinations pause}: hands over nothing until it is resumed.
     * @return 0
     */
    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            description = "Hands over nothing to a destination until it is resumed.")
    int pause(@Mixin HubAddress at, @Mixin Output out, @Parameters(paramLabel = "name") String name) {
        return move(at, out, name, "pause");
    }

    /**
     * {@code destinations resume}: ends a pause.
     * @return 0
     */
    @Command(
            name = "resume",
            mixinStandardHelpOptions = true,
            description = "Ends a pause; where the breaker is open, the next try is now.")
    int resume(@Mixin HubAddress at, @Mixin Output out, @Parameters(paramLabel = "name") String name) {
        return move(at, out, name, "resume");
    }

    private static int move(HubAddress at, Output out, String name, String verb) {
        at.hub().post(PATH + "/" + PathNames.checked(name) + "/" + verb, null, HubAddress.PATIENCE);
        out.screen()
                .done(HubClient.JSON.createObjectNode().put("destination", name).put("done", verb), "Done.");
        return 0;
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

    /**
     * {@code destinations discard}: ends a dead delivery for good.
     * @return 0
     */
    @Command(name = "discard", mixinStandardHelpOptions = true, description = "Ends a dead delivery for good.")
    int discard(
            @Mixin HubAddress at,
            @Mixin Output out,
            @Parameters(paramLabel = "id", description = "The delivery.") long id,
            @Option(names = "--reason", required = true, description = "Why; 1 to 500 characters, no personal data.")
                    String reason) {
        at.hub()
                .post(
                        DELIVERIES + "/" + id + "/discard",
                        HubClient.JSON.createObjectNode().put("reason", reason),
                        HubAddress.PATIENCE);
        out.screen().done(HubClient.JSON.createObjectNode().put("count", 1), "Done: 1.");
        return 0;
    }
}

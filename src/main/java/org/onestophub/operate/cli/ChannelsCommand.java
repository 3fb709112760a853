package org.onestophub.operate.cli;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code channels}: how every channel is, testing the connection of one, and switching one on and off. */
@Command(
        name = "channels",
        mixinStandardHelpOptions = true,
        description = "How every channel is; tests, starts and stops one.",
        synopsisSubcommandLabel = "[test | start | stop]")
public final class ChannelsCommand implements Callable<Integer> {

    private static final String PATH = "/api/ops/v1/channels";

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
                "lastSuccessAt",
                "lastErrorAt",
                "lastErrorCode",
                "edited",
                "polledBy");
        return 0;
    }

    /**
     * {@code channels test}: step by step; no input is taken.
     * @return 0 if no step failed, else 1
     */
    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description = "Tries the connection of a channel step by step; takes no input.")
    int test(
            @Mixin HubAddress at,
            @Mixin Output out,
            @Parameters(paramLabel = "name", description = "The channel.") String name) {
        return StepPrinter.show(
                out, at.hub().post(PATH + "/" + PathNames.checked(name) + "/test", null, TEST_PATIENCE));
    }

    /**
     * {@code channels start}.
     * @return 0
     */
    @Command(name = "start", mixinStandardHelpOptions = true, description = "Starts a channel.")
    int start(@Mixin HubAddress at, @Mixin Output out, @Parameters(paramLabel = "name") String name) {
        return move(at, out, name, "start");
    }

    /**
     * {@code channels stop}.
     * @return 0
     */
    @Command(
            name = "stop",
            mixinStandardHelpOptions = true,
            description = "Stops a channel until it is started again, also over a restart of the hub.")
    int stop(@Mixin HubAddress at, @Mixin Output out, @Parameters(paramLabel = "name") String name) {
        return move(at, out, name, "stop");
    }

    private static int move(HubAddress at, Output out, String name, String verb) {
        at.hub().post(PATH + "/" + PathNames.checked(name) + "/" + verb, null, HubAddress.PATIENCE);
        out.screen().done(HubClient.JSON.createObjectNode().put("channel", name).put("done", verb), "Done.");
        return 0;
    }
}

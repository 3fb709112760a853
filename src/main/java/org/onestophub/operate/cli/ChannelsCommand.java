package org.onestophub.operate.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code channels}: how every channel is, and switching one on and off. */
@Command(
        name = "channels",
        mixinStandardHelpOptions = true,
        description = "How every channel is; starts and stops one.",
        synopsisSubcommandLabel = "[start | stop]")
public final class ChannelsCommand implements Callable<Integer> {

    private static final String PATH = "/api/ops/v1/channels";

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
    @Command(name = "stop", mixinStandardHelpOptions = true, description = "Stops a channel until it is started again.")
    int stop(@Mixin HubAddress at, @Mixin Output out, @Parameters(paramLabel = "name") String name) {
        return move(at, out, name, "stop");
    }

    private static int move(HubAddress at, Output out, String name, String verb) {
        at.hub().post(PATH + "/" + PathNames.checked(name) + "/" + verb, null, HubAddress.PATIENCE);
        out.screen().done(HubClient.JSON.createObjectNode().put("channel", name).put("done", verb), "Done.");
        return 0;
    }
}

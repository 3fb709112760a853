package org.onestophub.operate.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hubs}: the hubs that share a database, and forgetting one that is gone. */
@Command(
        name = "hubs",
        mixinStandardHelpOptions = true,
        description = "The hubs that share the database; forgets one that is gone for good.",
        synopsisSubcommandLabel = "[remove]")
public final class HubsCommand implements Callable<Integer> {

    private static final String PATH = "/api/ops/v1/hubs";

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
                "label",
                "self",
                "alive",
                "startedAt",
                "seenAt",
                "broker",
                "blobs",
                "polls");
        return 0;
    }

    /**
     * {@code hubs remove}: nobody waits for its lease any more.
     * @return 0
     */
    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Forgets a hub that is gone for good; one that runs enters again at once.")
    int remove(@Mixin HubAddress at, @Mixin Output out, @Parameters(paramLabel = "name") String name) {
        at.hub().delete(PATH + "/" + PathNames.checked(name), Map.of(), HubAddress.PATIENCE);
        out.screen().done(HubClient.JSON.createObjectNode().put("hub", name).put("done", "remove"), "Done.");
        return 0;
    }
}

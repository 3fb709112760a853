package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code destinations decide}: settles one delivery whose outcome is unknown, or many. */
@Command(
        name = "decide",
        mixinStandardHelpOptions = true,
        description = {
            "Settles deliveries whose outcome is unknown: one by its id, or those of a destination, oldest first.",
            "With each goes what was handed over in the same shipment. Times are those of the last attempt."
        })
public final class DecideCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private Output output;

    @Mixin
    private HubAddress address;

    @Mixin
    private ChosenEvents chosen;

    @Option(
            names = "--outcome",
            required = true,
            paramLabel = "arrived|again",
            description = "arrived: the destination has it; again: it is sent again under the same id.")
    private String outcome;

    @Option(names = "--destination", description = "All that are unknown there, up to --limit.")
    private String destination;

    @Parameters(arity = "0..1", paramLabel = "id", description = "One delivery.")
    private Long id;

    @Override
    public Integer call() {
        if ((id == null) == (destination == null)) {
            throw new ParameterException(spec.commandLine(), "Give an id, or --destination");
        }
        ObjectNode order = id == null ? chosen.order() : HubClient.JSON.createObjectNode();
        String path = id == null
                ? DestinationsCommand.PATH + "/" + PathNames.checked(destination)
                : DestinationsCommand.DELIVERIES + "/" + id;
        JsonNode settled = address.hub().post(path + "/decide", order.put("outcome", outcome), HubAddress.PATIENCE);
        output.screen().done(settled, "Done: " + settled.path("count").asLong() + ".");
        return 0;
    }
}

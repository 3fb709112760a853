package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code destinations resend}: sends the event of one delivery again, or those of many. */
@Command(
        name = "resend",
        mixinStandardHelpOptions = true,
        description = {
            "Sends events to a destination again: that of one delivery by its id, or many by conditions.",
            "All conditions given must hold, and one must be given. Times are those of the events."
        })
public final class ResendCommand implements Callable<Integer> {

    @Mixin
    private Output output;

    @Mixin
    private HubAddress address;

    @Mixin
    private ChosenEvents chosen;

    @Option(names = "--destination", required = true, description = "The destination that gets them.")
    private String destination;

    @Option(names = "--code", description = "Only what lies dead with this code.")
    private String code;

    @Option(names = "--source", description = "Where it lies dead; default: the destination itself.")
    private String source;

    @Parameters(arity = "0..1", paramLabel = "id", description = "One delivery.")
    private Long id;

    @Override
    public Integer call() {
        String name = PathNames.checked(destination);
        if (id != null) {
            JsonNode made = address.hub()
                    .post(
                            DestinationsCommand.DELIVERIES + "/" + id + "/resend",
                            HubClient.JSON.createObjectNode().put("destination", name),
                            HubAddress.PATIENCE);
            output.screen().done(made, "Done: delivery " + made.path("id").asLong() + ".");
            return 0;
        }
        ObjectNode order = chosen.order();
        order.put("code", code).put("source", source);
        JsonNode made =
                address.hub().post(DestinationsCommand.PATH + "/" + name + "/resend", order, HubAddress.PATIENCE);
        output.screen().done(made, "Done: " + made.path("count").asLong() + ".");
        return 0;
    }
}

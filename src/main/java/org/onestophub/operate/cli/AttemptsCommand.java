package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code destinations attempts}: every attempt at one delivery, and what the destination answered. */
@Command(
        name = "attempts",
        mixinStandardHelpOptions = true,
        description = {
            "Every attempt at one delivery, and what the destination answered.",
            "An answer may hold personal data; the access is recorded."
        })
public final class AttemptsCommand implements Callable<Integer> {

    @Mixin
    private Output output;

    @Mixin
    private HubAddress address;

    @Parameters(paramLabel = "id", description = "The delivery.")
    private long id;

    @Override
    public Integer call() {
        JsonNode delivery = address.hub().get(DestinationsCommand.DELIVERIES + "/" + id, Map.of(), HubAddress.PATIENCE);
        Terminal screen = output.screen();
        if (screen.isJson()) {
            screen.json(delivery);
        } else {
            screen.table(
                    delivery.path("attempts"),
                    "no",
                    "startedAt",
                    "endedAt",
                    "outcome",
                    "code",
                    "responseStatus",
                    "response");
        }
        return 0;
    }
}

package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that choose many deliveries of a destination. */
class ChosenEvents {

    @Option(names = "--complaint", description = "Only of the complaint of this number; may be given several times.")
    private List<String> complaints;

    @Option(names = "--from", paramLabel = "time", description = "Earliest time, for example 2026-11-29T00:00:00Z.")
    private Instant from;

    @Option(names = "--to", paramLabel = "time", description = "Before this time.")
    private Instant to;

    @Option(names = "--limit", defaultValue = "100", description = "At most so many, oldest first; 1 to 10000.")
    private int limit;

    /** The order for the hub. */
    ObjectNode order() {
        ObjectNode order = HubClient.JSON.createObjectNode().put("limit", limit);
        if (complaints != null) {
            complaints.forEach(order.withArrayProperty("complaints")::add);
        }
        if (from != null) {
            order.put("from", from.toString());
        }
        if (to != null) {
            order.put("to", to.toString());
        }
        return order;
    }
}

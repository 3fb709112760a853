package org.onestophub.operate.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code destinations deliveries}: what a destination got, gets and did not get; a page, newest first. */
@Command(
        name = "deliveries",
        mixinStandardHelpOptions = true,
        description = "Deliveries of a destination, newest first.")
public final class DeliveriesCommand implements Callable<Integer> {

    @Mixin
    private Output output;

    @Mixin
    private HubAddress address;

    @Option(
            names = "--state",
            description = "Only waiting, attempt, unknown, sent, dead, resent, discarded or filtered ones.")
    private String state;

    @Option(names = "--complaint", description = "Only those of the complaint of this number.")
    private String complaint;

    @Option(names = "--cursor", description = "next of the last page.")
    private String cursor;

    @Option(names = "--limit", defaultValue = "50", description = "Rows, 1 to 200.")
    private int limit;

    @Parameters(paramLabel = "name", description = "The destination.")
    private String name;

    @Override
    public Integer call() {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("state", state);
        asked.put("complaint", complaint);
        asked.put("cursor", cursor);
        asked.put("limit", limit);
        ListPrinter.show(
                output.screen(),
                address.hub()
                        .get(
                                DestinationsCommand.PATH + "/" + PathNames.checked(name) + "/deliveries",
                                asked,
                                HubAddress.PATIENCE),
                "id",
                "complaintNumber",
                "eventType",
                "state",
                "attempts",
                "code",
                "createdAt",
                "dueAt",
                "endedAt",
                "decidedBy",
                "reason");
        return 0;
    }
}

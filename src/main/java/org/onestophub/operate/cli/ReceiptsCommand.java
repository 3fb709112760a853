package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code receipts}: finds inputs and shows their walk. */
@Command(
        name = "receipts",
        mixinStandardHelpOptions = true,
        description = "Finds inputs and shows their walk.",
        synopsisSubcommandLabel = "(search | show)")
public final class ReceiptsCommand implements Runnable {

    private static final List<String> SHOWN_OF_ITEMS =
            List.of("item", "outcome", "complaintId", "complaintNumber", "code", "field", "at");
    private static final String PATH = "/api/ops/v1/receipts";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: receipts search, receipts show");
    }

    /**
     * {@code receipts search}: a page of receipts, newest first.
     * @return 0
     */
    @Command(name = "search", mixinStandardHelpOptions = true, description = "Finds receipts, newest first.")
    int search(
            @Mixin Output output,
            @Mixin HubAddress address,
            @Option(names = "--channel", description = "Name of the channel.") String channel,
            @Option(names = "--state", description = "kept, done, parked or refused.") String state,
            @Option(names = "--outcome", description = "For example new-case.") String outcome,
            @Option(names = "--number", description = "Receipt number.") String number,
            @Option(names = "--source-key", description = "Key under which the source knows it.") String sourceKey,
            @Option(names = "--from", description = "Earliest arrival, ISO 8601 UTC.") String from,
            @Option(names = "--to", description = "Latest arrival, ISO 8601 UTC.") String to,
            @Option(names = "--cursor", description = "next of the last page.") String cursor,
            @Option(names = "--limit", defaultValue = "50", description = "Rows, 1 to 200.") int limit) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("channel", channel);
        asked.put("state", state);
        asked.put("outcome", outcome);
        asked.put("number", number);
        asked.put("sourceKey", sourceKey);
        asked.put("from", from);
        asked.put("to", to);
        asked.put("cursor", cursor);
        asked.put("limit", limit);
        ListPrinter.show(
                output.screen(),
                address.hub().get(PATH, asked, HubAddress.PATIENCE),
                "id",
                "number",
                "receivedAt",
                "channel",
                "state",
                "outcome",
                "code",
                "field");
        return 0;
    }

    /**
     * {@code receipts show}: one receipt. Without {@code --raw} or {@code --all} nothing that a person wrote is printed.
     * @return 0
     */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = {
                "Shows the stages of one receipt. The hub records that you looked.",
                "Personal data is printed with --all only, and the bytes are written with --raw only."
            })
    int show(
            @Mixin Output output,
            @Mixin HubAddress address,
            @Option(names = "--all", description = "Print all of it, with personal data.") boolean all,
            @Option(names = "--raw", paramLabel = "file", description = "Write the bytes as they came to a new file.")
                    @Nullable
                    Path raw,
            @Parameters(paramLabel = "receipt", description = "The receipt's number, or its id.") String receipt)
            throws IOException {
        HubClient hub = address.hub();
        long id = ReceiptId.of(hub, receipt);
        if (raw != null) {
            hub.save(PATH + "/" + id + "/raw", raw, HubAddress.PATIENCE);
            output.screen().line("Written.");
            return 0;
        }
        JsonNode detail = hub.get(PATH + "/" + id, Map.of(), HubAddress.PATIENCE);
        output.screen().json(all ? detail : withoutContent(detail));
        return 0;
    }

    /** The receipt's own line, and of each item how it ended; views and documents hold what people wrote. */
    private static JsonNode withoutContent(JsonNode detail) {
        ObjectNode shown = HubClient.JSON.createObjectNode();
        ObjectNode receipt = shown.putObject("receipt");
        detail.path("receipt").properties().forEach(field -> {
            if (field.getValue().isValueNode() && !field.getKey().equals("sourceKey")) {
                receipt.set(field.getKey(), field.getValue());
            }
        });
        detail.path("items").forEach(item -> {
            ObjectNode each = shown.withArray("/items").addObject();
            for (String name : SHOWN_OF_ITEMS) {
                if (item.path(name).isValueNode() && !item.path(name).isMissingNode()) {
                    each.set(name, item.path(name));
                }
            }
        });
        return shown;
    }
}

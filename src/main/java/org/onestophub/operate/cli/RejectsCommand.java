package org.onestophub.operate.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rejects}: what the district could not take, and what was done about it. */
@Command(
        name = "rejects",
        mixinStandardHelpOptions = true,
        description = "What the district could not take, and what was done about it.",
        synopsisSubcommandLabel = "(list | settle)")
public final class RejectsCommand implements Runnable {

    private static final String PATH = "/api/ops/v1/consumers/rejects";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: rejects list or rejects settle");
    }

    /**
     * {@code rejects list}: a page, oldest first.
     * @return 0
     */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = {
                "What the district could not take, oldest first.",
                "Its words may hold personal data; the access is recorded."
            })
    int list(
            @Mixin Output out,
            @Mixin HubAddress at,
            @Option(names = "--key", description = "Only of this key of the district.") @Nullable String key,
            @Option(names = "--settled", description = "Those that are settled, instead of those that are open.")
                    boolean settled,
            @Option(names = "--cursor", description = "Goes on where a page ended.") @Nullable String cursor,
            @Option(names = "--limit", defaultValue = "50", description = "Rows, 1 to 200.") int limit) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("key", key);
        asked.put("settled", settled);
        asked.put("cursor", cursor);
        asked.put("limit", limit);
        ListPrinter.show(
                out.screen(),
                at.hub().get(PATH, asked, HubAddress.PATIENCE),
                "id",
                "at",
                "key",
                "complaint",
                "code",
                "reason",
                "settledAt",
                "settlement");
        return 0;
    }

    /**
     * {@code rejects settle}: it counts no longer.
     * @return 0
     */
    @Command(
            name = "settle",
            mixinStandardHelpOptions = true,
            description = "Says what was done about one; it counts no longer.")
    int settle(
            @Mixin Output out,
            @Mixin HubAddress at,
            @Option(
                            names = "--reason",
                            required = true,
                            description = "What was done about it; 1 to 500 characters, no personal data.")
                    String reason,
            @Parameters(paramLabel = "id", description = "Number of the reject.") long id) {
        at.hub()
                .post(
                        PATH + "/" + id + "/settle",
                        HubClient.JSON.createObjectNode().put("reason", reason),
                        HubAddress.PATIENCE);
        out.screen().done(HubClient.JSON.createObjectNode().put("id", id), "Settled.");
        return 0;
    }
}

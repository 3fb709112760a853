package org.onestophub.operate.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code duties}: what has to be done by when, and what is overdue. */
@Command(
        name = "duties",
        mixinStandardHelpOptions = true,
        description = "What has to be done by when, and what is overdue.",
        synopsisSubcommandLabel = "list")
public final class DutiesCommand implements Runnable {

    private static final String PATH = "/api/ops/v1/duties";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: duties list");
    }

    /**
     * {@code duties list}: open duties, soonest first; those that are overdue come first.
     * @return 0
     */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists open duties, soonest first; those that are overdue come first.")
    int list(
            @Mixin HubAddress at,
            @Mixin Output out,
            @Option(
                            names = "--due-before",
                            paramLabel = "time",
                            description =
                                    "Only those due before this time, for example 2026-12-01T00:00:00Z; by default a week "
                                            + "from now.")
                    @Nullable
                    String dueBefore,
            @Option(names = "--cursor", description = "Goes on where a page ended.") @Nullable String cursor,
            @Option(names = "--limit", defaultValue = "50", description = "Rows, at most 200.") int limit) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("dueBefore", dueBefore);
        asked.put("cursor", cursor);
        asked.put("limit", limit);
        ListPrinter.show(
                out.screen(),
                at.hub().get(PATH, asked, HubAddress.PATIENCE),
                "complaint",
                "rule",
                "responsible",
                "due",
                "dueDay",
                "provisional",
                "overdue");
        return 0;
    }
}

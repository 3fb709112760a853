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

/** {@code alarms}: of which cases somebody had to know at once, and whether the alarms arrived. */
@Command(
        name = "alarms",
        mixinStandardHelpOptions = true,
        description = "Alarms about cases, and whether they arrived.",
        synopsisSubcommandLabel = "list")
public final class AlarmsCommand implements Runnable {

    private static final String PATH = "/api/ops/v1/alarms";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: alarms list");
    }

    /**
     * {@code alarms list}: alarms, newest first.
     * @return 0
     */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists alarms about cases, newest first.")
    int list(
            @Mixin HubAddress at,
            @Mixin Output out,
            @Option(names = "--state", description = "Only waiting, sent, overdue, quiet or unheard ones.") @Nullable
                    String state,
            @Option(names = "--institution", description = "Only those of this institution: its credit code.") @Nullable
                    String institution,
            @Option(names = "--cursor", description = "Goes on where a page ended.") @Nullable String cursor,
            @Option(names = "--limit", defaultValue = "50", description = "Rows, at most 200.") int limit) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("state", state);
        asked.put("institution", institution);
        asked.put("cursor", cursor);
        asked.put("limit", limit);
        ListPrinter.show(
                out.screen(),
                at.hub().get(PATH, asked, HubAddress.PATIENCE),
                "id",
                "complaint",
                "rule",
                "step",
                "raised",
                "due",
                "state",
                "sent",
                "late",
                "acknowledged");
        return 0;
    }
}

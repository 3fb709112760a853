package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
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

/** {@code alarms}: of which cases somebody had to know at once, whether the alarms arrived, and that they were heard. */
@Command(
        name = "alarms",
        mixinStandardHelpOptions = true,
        description = "Alarms about cases, whether they arrived, and that they were heard.",
        synopsisSubcommandLabel = "(list | acknowledge)")
public final class AlarmsCommand implements Runnable {

    private static final String PATH = "/api/ops/v1/alarms";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: alarms list or alarms acknowledge");
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

    /**
     * {@code alarms acknowledge}: a second time changes nothing.
     * @return 0
     */
    @Command(
            name = "acknowledge",
            mixinStandardHelpOptions = true,
            description = "Says that an alarm was heard: adds that event to its case. A second time changes nothing.")
    int acknowledge(
            @Mixin HubAddress at,
            @Mixin Output out,
            @Option(
                            names = "--type",
                            required = true,
                            description = "What happened: a type of event that the rule names, such as head-notified.")
                    String type,
            @Parameters(paramLabel = "id", description = "Number of the alarm, as alarms list shows it.") long id) {
        JsonNode alarm = at.hub()
                .post(
                        PATH + "/" + id + "/acknowledge",
                        HubClient.JSON.createObjectNode().put("type", type),
                        HubAddress.PATIENCE);
        out.screen()
                .done(
                        alarm,
                        "Acknowledged: " + alarm.path("acknowledged").asText() + " "
                                + alarm.path("acknowledgedBy").asText());
        return 0;
    }
}

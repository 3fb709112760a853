package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

/** {@code suggestions}: complaints that may belong together. */
@Command(
        name = "suggestions",
        mixinStandardHelpOptions = true,
        description = "Complaints that may belong together. The hub merges nothing by itself.",
        synopsisSubcommandLabel = "list|merge|take-apart|refuse")
public final class SuggestionsCommand implements Runnable {

    private static final String PATH = "/api/ops/v1/suggestions";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do: suggestions list, merge, take-apart or refuse");
    }

    /**
     * {@code suggestions list}: pairs that may be one, newest first.
     * @return 0
     */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists pairs of complaints that may be one, newest first.")
    int list(
            @Mixin HubAddress at,
            @Mixin Output out,
            @Option(names = "--complaint", description = "Only those with this number.") @Nullable String complaint,
            @Option(names = "--cursor", description = "Goes on where a page ended.") @Nullable String cursor,
            @Option(names = "--limit", defaultValue = "50", description = "Rows, at most 200.") int limit) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("complaint", complaint);
        asked.put("cursor", cursor);
        asked.put("limit", limit);
        ListPrinter.show(
                out.screen(),
                at.hub().get(PATH, asked, HubAddress.PATIENCE),
                "complaint",
                "channel",
                "other",
                "otherChannel",
                "likeness",
                "evidence");
        return 0;
    }

    /**
     * {@code suggestions merge}: merges a complaint into another.
     * @return 0
     */
    @Command(name = "merge", mixinStandardHelpOptions = true, description = "Merges a complaint into another.")
    int merge(
            @Mixin HubAddress at,
            @Mixin Output out,
            @Parameters(paramLabel = "number", description = "The complaint.") String complaint,
            @Option(names = "--into", required = true, description = "The one that stands for both from now on.")
                    String other,
            @Option(names = "--reason", required = true, description = "Why.") String reason) {
        return decide(at, out, "merge", complaint, other, reason);
    }

    /**
     * {@code suggestions take-apart}: takes a merged complaint apart again.
     * @return 0
     */
    @Command(
            name = "take-apart",
            mixinStandardHelpOptions = true,
            description = "Takes a merged complaint apart again.")
    int takeApart(
            @Mixin HubAddress at,
            @Mixin Output out,
            @Parameters(paramLabel = "number", description = "The complaint.") String complaint,
            @Option(names = "--reason", required = true, description = "Why.") String reason) {
        return decide(at, out, "take-apart", complaint, null, reason);
    }

    /**
     * {@code suggestions refuse}: never suggests two complaints again.
     * @return 0
     */
    @Command(
            name = "refuse",
            mixinStandardHelpOptions = true,
            description = "Never suggests these two complaints again.")
    int refuse(
            @Mixin HubAddress at,
            @Mixin Output out,
            @Parameters(index = "0", paramLabel = "number", description = "One complaint.") String complaint,
            @Parameters(index = "1", paramLabel = "other", description = "The other.") String other,
            @Option(names = "--reason", required = true, description = "Why.") String reason) {
        return decide(at, out, "refuse", complaint, other, reason);
    }

    private static int decide(
            HubAddress at, Output out, String what, String complaint, @Nullable String other, String reason) {
        ObjectNode decision =
                HubClient.JSON.createObjectNode().put("complaint", complaint).put("reason", reason);
        if (other != null) {
            decision.put("other", other);
        }
        JsonNode done = at.hub().post(PATH + "/" + what, decision, HubAddress.PATIENCE);
        out.screen().done(done, "Done.");
        return 0;
    }
}

package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code registers}: which there are, their entries, and the history of one. */
@Command(
        name = "registers",
        mixinStandardHelpOptions = true,
        description = "Registers beside the complaints: trainings, drills, volumes of work and others.",
        synopsisSubcommandLabel = "[list | show]")
public final class RegistersCommand implements Callable<Integer> {

    private static final String PATH = "/api/ops/v1/registers";

    @Mixin
    private Output output;

    @Mixin
    private HubAddress address;

    @Override
    public Integer call() {
        ListPrinter.show(
                output.screen(),
                address.hub().get(PATH, Map.of(), HubAddress.PATIENCE),
                "name",
                "titleZh",
                "titleEn",
                "day",
                "key",
                "entries");
        return 0;
    }

    /**
     * {@code registers list}: entries that stand, newest first.
     * @return 0
     */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists entries that stand, newest first, without names of people.")
    int list(
            @Mixin Output out,
            @Mixin HubAddress at,
            @Option(names = "--from", description = "Only those about this day or later, 2026-09-30.") @Nullable
                    String from,
            @Option(names = "--until", description = "Only those about this day or earlier.") @Nullable String until,
            @Option(names = "--cursor", description = "Goes on where a page ended.") @Nullable String cursor,
            @Option(names = "--limit", defaultValue = "50", description = "Rows, at most 200.") int limit,
            @Parameters(index = "0", paramLabel = "register", description = "Name of the register.") String register) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("register", register);
        asked.put("from", from);
        asked.put("until", until);
        asked.put("cursor", cursor);
        asked.put("limit", limit);
        show(out, at, "/entries", asked);
        return 0;
    }

    /**
     * {@code registers show}: all states of an entry.
     * @return 0
     */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows all states of an entry, newest first. Recorded as an access to personal data.")
    int show(
            @Mixin Output out,
            @Mixin HubAddress at,
            @Parameters(index = "0", paramLabel = "id", description = "Id of a state of the entry.") long id) {
        show(out, at, "/entries/" + id, Map.of());
        return 0;
    }

    private static void show(Output out, HubAddress at, String path, Map<String, Object> asked) {
        JsonNode answer = at.hub().get(PATH + path, asked, HubAddress.PATIENCE);
        if (!out.screen().isJson()) {
            (answer.isArray() ? answer : answer.path("items")).forEach(RegistersCommand::flatten);
        }
        ListPrinter.show(
                out.screen(),
                answer,
                "id",
                "institution",
                "register",
                "key",
                "revision",
                "from",
                "until",
                "values",
                "voided",
                "receipt",
                "place",
                "replacedAt",
                "evidence");
    }

    /** Makes words of what a cell of a table cannot show. */
    private static void flatten(JsonNode entry) {
        if (entry instanceof ObjectNode one) {
            one.put("values", entry.path("values").toString());
            one.put("evidence", String.join(" ", entry.path("evidence").findValuesAsText("path")));
        }
    }
}

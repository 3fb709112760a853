package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code warnings}: what is unusual, and what is done about it. */
@Command(
        name = "warnings",
        mixinStandardHelpOptions = true,
        description = "Lists warnings, newest first; acknowledges, answers, returns, closes and dismisses them.",
        synopsisSubcommandLabel = "[show | acknowledge | answer | return | close | dismiss | rules | look]")
public final class WarningsCommand implements Callable<Integer> {

    private static final String PATH = "/api/ops/v1/warnings";
    private static final Duration LONG = Duration.ofMinutes(5);

    @Mixin
    private Output output;

    @Mixin
    private HubAddress address;

    @Option(names = "--state", description = "raised, acknowledged, answered, closed or dismissed.")
    private @Nullable String state;

    @Option(names = "--cursor", description = "Goes on where a page ended.")
    private @Nullable String cursor;

    @Option(names = "--limit", defaultValue = "50", description = "Rows, at most 200.")
    private int limit;

    @Override
    public Integer call() {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("state", state);
        asked.put("cursor", cursor);
        asked.put("limit", limit);
        ListPrinter.show(
                output.screen(),
                address.hub().get(PATH, asked, HubAddress.PATIENCE),
                "id",
                "rule",
                "institution",
                "subject",
                "state",
                "raisedAt",
                "count",
                "expected",
                "dueDay",
                "overdue",
                "holds");
        return 0;
    }

    /**
     * {@code warnings rules}: the rules.
     * @return 0
     */
    @Command(name = "rules", mixinStandardHelpOptions = true, description = "Lists the rules of warnings.")
    int rules(@Mixin Output out, @Mixin HubAddress at) {
        ListPrinter.show(
                out.screen(),
                at.hub().get(PATH + "/rules", Map.of(), HubAddress.PATIENCE),
                "id",
                "nameZh",
                "nameEn",
                "responsible",
                "answerDays",
                "off");
        return 0;
    }

    /**
     * {@code warnings show}: one warning, with its cases and steps.
     * @return 0
     */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows a warning, its cases and what was done.")
    int show(
            @Mixin Output out,
            @Mixin HubAddress at,
            @Parameters(index = "0", paramLabel = "id", description = "Id of the warning.") long id) {
        JsonNode found = at.hub().get(PATH + "/" + id, Map.of(), HubAddress.PATIENCE);
        out.screen().done(found, found.toPrettyString());
        return 0;
    }

    /**
     * {@code warnings acknowledge}: says that somebody looks after it.
     * @return 0
     */
    @Command(name = "acknowledge", mixinStandardHelpOptions = true, description = "Acknowledges a warning.")
    int acknowledge(
            @Mixin Output out,
            @Mixin HubAddress at,
            @Parameters(index = "0", paramLabel = "id", description = "Id of the warning.") long id) {
        return act(out, at, id, act("acknowledged", null));
    }

    /**
     * {@code warnings answer}: says what was found and what is done.
     * @return 0
     */
    @Command(name = "answer", mixinStandardHelpOptions = true, description = "Answers a warning.")
    int answer(
            @Mixin Output out,
            @Mixin HubAddress at,
            @Option(names = "--hazard", required = true, description = "What was found.") String hazard,
            @Option(names = "--measure", required = true, description = "What is done.") String measure,
            @Option(names = "--due", required = true, description = "Until when, such as 2026-12-31.") LocalDate due,
            @Option(names = "--proof", description = "What shows it.") @Nullable String proof,
            @Parameters(index = "0", paramLabel = "id", description = "Id of the warning.") long id) {
        ObjectNode act = act("answered", null);
        act.putObject("answer")
                .put("hazard", hazard)
                .put("measure", measure)
                .put("due", due.toString())
                .put("proof", proof);
        return act(out, at, id, act);
    }

    /**
     * {@code warnings return}: gives an answer back, with the reason.
     * @return 0
     */
    @Command(name = "return", mixinStandardHelpOptions = true, description = "Returns an answer that is not enough.")
    int giveBack(
            @Mixin Output out,
            @Mixin HubAddress at,
            @Option(names = "--note", required = true, description = "What is missing.") String note,
            @Parameters(index = "0", paramLabel = "id", description = "Id of the warning.") long id) {
        return act(out, at, id, act("returned", note));
    }

    /**
     * {@code warnings close}: ends a warning.
     * @return 0
     */
    @Command(name = "close", mixinStandardHelpOptions = true, description = "Closes a warning.")
    int close(
            @Mixin Output out,
            @Mixin HubAddress at,
            @Option(names = "--note", description = "A remark.") @Nullable String note,
            @Parameters(index = "0", paramLabel = "id", description = "Id of the warning.") long id) {
        return act(out, at, id, act("closed", note));
    }

    /**
     * {@code warnings dismiss}: ends a warning that has no reason, and says why.
     * @return 0
     */
    @Command(name = "dismiss", mixinStandardHelpOptions = true, description = "Ends a warning without an answer.")
    int dismiss(
            @Mixin Output out,
            @Mixin HubAddress at,
            @Option(names = "--note", required = true, description = "Why.") String note,
            @Parameters(index = "0", paramLabel = "id", description = "Id of the warning.") long id) {
        return act(out, at, id, act("dismissed", note));
    }

    /**
     * {@code warnings look}: looks at the facts now.
     * @return 0
     */
    @Command(name = "look", mixinStandardHelpOptions = true, description = "Looks at the facts now.")
    int look(@Mixin Output out, @Mixin HubAddress at) {
        JsonNode done = at.hub().post(PATH + "/look", null, LONG);
        out.screen().done(done, "Raised: " + done.path("raised").asText());
        return 0;
    }

    private static ObjectNode act(String type, @Nullable String note) {
        ObjectNode act = HubClient.JSON.createObjectNode().put("type", type);
        return note == null ? act : act.put("note", note);
    }

    private static int act(Output out, HubAddress at, long id, ObjectNode act) {
        JsonNode done = at.hub().post(PATH + "/" + id + "/steps", act, HubAddress.PATIENCE);
        out.screen().done(done, "State: " + done.at("/warning/state").asText());
        return 0;
    }
}

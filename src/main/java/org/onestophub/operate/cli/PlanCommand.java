package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plan}: what an apply would change in a running hub. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what an apply would change: the hub's files against what runs.",
            "Exit status 0: nothing stands in the way, 1: faults or red samples, 2: usage."
        })
public final class PlanCommand implements Callable<Integer> {

    static final String PATH = "/api/ops/v1/config/plan";
    /** Golden samples of every mapping may have to be run. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int SHORT = 12;

    @Mixin
    private Output output;

    @Mixin
    private HubAddress address;

    @Override
    public Integer call() {
        JsonNode plan = address.hub().get(PATH, Map.of(), PATIENCE);
        Terminal screen = output.screen();
        if (screen.isJson()) {
            screen.json(plan);
        } else {
            show(screen, plan);
        }
        return isClear(plan) ? 0 : 1;
    }

    static boolean isClear(JsonNode plan) {
        for (JsonNode report : plan.path("samples")) {
            if (!report.path("red").isEmpty()) {
                return false;
            }
        }
        return plan.path("faults").isEmpty();
    }

    private static void show(Terminal screen, JsonNode plan) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode item : plan.path("items")) {
            String change = item.path("change").asText();
            if (!change.equals("unchanged") && !change.equals("off")) {
                rows.add(List.of(
                        change,
                        item.path("kind").asText(),
                        item.path("name").asText(),
                        cut(item.path("running")),
                        cut(item.path("files")),
                        joined(item)));
            }
        }
        if (rows.isEmpty()) {
            screen.line("Nothing to apply: what runs is what the files say.");
        } else {
            screen.table(List.of("change", "kind", "name", "runs", "files", "touches / because"), rows);
        }
        showFaults(screen, plan.path("faults"));
        plan.path("samples").forEach(report -> showSamples(screen, report));
        showDuties(screen, plan.path("duties"));
        screen.line("plan " + plan.path("digest").asText());
    }

    /** What changed rules of duties and calendars do by an apply. */
    private static void showDuties(Terminal screen, JsonNode moves) {
        for (JsonNode rule : moves.path("rules")) {
            List<String> complaints = new ArrayList<>();
            rule.path("complaints").forEach(number -> complaints.add(number.asText()));
            screen.line("duties of " + rule.path("rule").asText() + ": "
                    + rule.path("earlier").asInt() + " earlier, "
                    + rule.path("later").asInt() + " later, "
                    + rule.path("added").asInt() + " new, "
                    + rule.path("gone").asInt() + " gone, "
                    + rule.path("firm").asInt() + " firm, "
                    + rule.path("provisional").asInt() + " provisional; "
                    + String.join(", ", complaints));
        }
        if (!moves.path("complete").asBoolean(true)) {
            screen.line("duties: only the first " + moves.path("duties").asInt() + " were compared");
        }
    }

    static void showFaults(Terminal screen, JsonNode faults) {
        faults.forEach(fault -> screen.line("fault  " + fault.path("file").asText() + ":"
                + fault.path("line").asInt() + "  " + fault.path("code").asText() + " ["
                + fault.path("message").asText() + "]"));
    }

    static void showSamples(Terminal screen, JsonNode report) {
        screen.line("samples of " + report.path("mapping").asText() + ": "
                + report.path("green").asInt() + " green, " + report.path("red").size() + " red");
        report.path("red")
                .forEach(red -> screen.line("  red  " + red.path("sample").asText() + "  "
                        + red.path("what").asText()
                        + (red.path("field").asText().isEmpty()
                                ? ""
                                : " at " + red.path("field").asText())));
    }

    private static String cut(JsonNode digest) {
        String text = digest.asText();
        return text.substring(0, Math.min(SHORT, text.length()));
    }

    private static String joined(JsonNode item) {
        List<String> words = new ArrayList<>();
        item.path("touches").forEach(word -> words.add(word.asText()));
        item.path("because").forEach(word -> words.add(word.asText()));
        return String.join(", ", words);
    }
}

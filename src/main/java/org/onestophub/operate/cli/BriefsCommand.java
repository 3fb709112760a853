package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code briefs}: reports of the district for its institutions, and their answers. */
@Command(
        name = "briefs",
        mixinStandardHelpOptions = true,
        description =
                "Reports that a district gives to its institutions: lists, gives, shows, acknowledges and answers them.",
        synopsisSubcommandLabel = "[give | show | report | acknowledge | answer]")
public final class BriefsCommand implements Callable<Integer> {

    private static final String PATH = "/api/ops/v1/briefs";
    private static final Duration LONG = Duration.ofMinutes(10);

    @Mixin
    private Output output;

    @Mixin
    private HubAddress address;

    @Option(names = "--report", description = "Only of that made report.")
    private @Nullable Long report;

    @Option(names = "--cursor", description = "Goes on where a page ended.")
    private @Nullable String cursor;

    @Option(names = "--limit", defaultValue = "50", description = "Rows, at most 200.")
    private int limit;

    @Override
    public Integer call() {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("report", report);
        asked.put("cursor", cursor);
        asked.put("limit", limit);
        ListPrinter.show(
                output.screen(),
                address.hub().get(PATH, asked, HubAddress.PATIENCE),
                "id",
                "report",
                "name",
                "period",
                "institution",
                "state",
                "askedAt",
                "dueDay",
                "overdue");
        return 0;
    }

    /**
     * {@code briefs give}: gives a made report to institutions.
     * @return 0
     */
    @Command(
            name = "give",
            mixinStandardHelpOptions = true,
            description = "Gives a made report to institutions and asks for an answer.")
    int give(
            @Mixin Output out,
            @Mixin HubAddress at,
            @Option(
                            names = "--institution",
                            description =
                                    "Unified social credit code; may be repeated. Default: all that the hub knows.")
                    @Nullable
                    List<String> institutions,
            @Option(names = "--due", description = "Until when an answer is asked for, such as 2026-12-31.") @Nullable
                    LocalDate due,
            @Parameters(index = "0", paramLabel = "report", description = "Id of the made report.") long made) {
        ObjectNode order = HubClient.JSON.createObjectNode().put("report", made);
        if (institutions != null) {
            institutions.forEach(order.putArray("institutions")::add);
        }
        if (due != null) {
            order.put("due", due.toString());
        }
        JsonNode done = at.hub().post(PATH, order, HubAddress.PATIENCE);
        out.screen().done(done, "Asked: " + done.path("asked").asText());
        return 0;
    }

    /**
     * {@code briefs show}: one brief, with what the institution did.
     * @return 0
     */
    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows a brief and what was answered.")
    int show(
            @Mixin Output out,
            @Mixin HubAddress at,
            @Parameters(index = "0", paramLabel = "id", description = "Id of the brief.") long id) {
        JsonNode found = at.hub().get(PATH + "/" + id, Map.of(), HubAddress.PATIENCE);
        out.screen().done(found, found.toPrettyString());
        return 0;
    }

    /**
     * {@code briefs report}: writes the report of a brief to a new file.
     * @return 0
     */
    @Command(
            name = "report",
            mixinStandardHelpOptions = true,
            description = "Writes the report to a new file; its ending chooses .html, .pdf, .docx or .xlsx.")
    int report(
            @Mixin Output out,
            @Mixin HubAddress at,
            @Option(names = "--in", defaultValue = "zh", description = "Language of the report: zh or en.") String in,
            @Parameters(index = "0", paramLabel = "id", description = "Id of the brief.") long id,
            @Parameters(index = "1", paramLabel = "file", description = "The file to write.") Path file)
            throws IOException {
        String form = PathNames.endingOf(file);
        String path = PATH + "/" + id + "/report/" + form + "?language=" + PathNames.checked(in);
        at.hub().save(path, file, LONG);
        out.screen().line("Written.");
        return 0;
    }

    /**
     * {@code briefs acknowledge}: says that the institution has read it.
     * @return 0
     */
    @Command(name = "acknowledge", mixinStandardHelpOptions = true, description = "Acknowledges a brief.")
    int acknowledge(
            @Mixin Output out,
            @Mixin HubAddress at,
            @Parameters(index = "0", paramLabel = "id", description = "Id of the brief.") long id) {
        return done(out, at.hub().post(PATH + "/" + id + "/acknowledged", null, HubAddress.PATIENCE));
    }

    /**
     * {@code briefs answer}: answers.
     * @return 0
     */
    @Command(name = "answer", mixinStandardHelpOptions = true, description = "Answers a brief; the last answer counts.")
    int answer(
            @Mixin Output out,
            @Mixin HubAddress at,
            @Option(names = "--text", required = true, description = "The answer.") String text,
            @Option(names = "--hazard", description = "What was found.") @Nullable String hazard,
            @Option(names = "--measure", description = "What is done.") @Nullable String measure,
            @Option(names = "--due", description = "Until when; needed with a measure.") @Nullable LocalDate due,
            @Parameters(index = "0", paramLabel = "id", description = "Id of the brief.") long id) {
        ObjectNode answer = HubClient.JSON.createObjectNode().put("text", text);
        if (hazard != null) {
            answer.put("hazard", hazard);
        }
        if (measure != null) {
            answer.put("measure", measure);
        }
        if (due != null) {
            answer.put("due", due.toString());
        }
        return done(out, at.hub().post(PATH + "/" + id + "/answered", answer, HubAddress.PATIENCE));
    }

    private static int done(Output out, JsonNode done) {
        out.screen().done(done, "State: " + done.at("/brief/state").asText());
        return 0;
    }
}

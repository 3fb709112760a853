package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reports}: which there are, making one, and writing one to a file. */
@Command(
        name = "reports",
        mixinStandardHelpOptions = true,
        description = "Reports that can be made; makes them and writes them to files.",
        synopsisSubcommandLabel = "[list | make | show | send | deliveries | schedules | rebuild-facts]")
public final class ReportsCommand implements Callable<Integer> {

    private static final String PATH = "/api/ops/v1/reports";
    private static final Duration LONG = Duration.ofMinutes(10);

    @Mixin
    private Output output;

    @Mixin
    private HubAddress address;

    @Override
    public Integer call() {
        ListPrinter.show(
                output.screen(),
                address.hub().get(PATH + "/kinds", Map.of(), HubAddress.PATIENCE),
                "name",
                "titleZh",
                "titleEn",
                "scope",
                "periods");
        return 0;
    }

    /**
     * {@code reports list}: reports that were made, newest first.
     * @return 0
     */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists reports that were made, newest first.")
    int list(
            @Mixin Output out,
            @Mixin HubAddress at,
            @Option(names = "--name", description = "Name of the report.") @Nullable String name) {
        ListPrinter.show(
                out.screen(),
                at.hub().get(PATH, name == null ? Map.of() : Map.of("name", name), HubAddress.PATIENCE),
                "id",
                "name",
                "period",
                "institution",
                "feedNo",
                "madeAt",
                "madeBy");
        return 0;
    }

    /**
     * {@code reports make}: makes a report and says its id.
     * @return 0
     */
    @Command(name = "make", mixinStandardHelpOptions = true, description = "Makes a report; prints its id.")
    int make(
            @Mixin Output out,
            @Mixin HubAddress at,
            @Option(
                            names = "--institution",
                            description = "Unified social credit code; default: the hub's own institution.")
                    @Nullable
                    String institution,
            @Parameters(index = "0", paramLabel = "name", description = "Name of the report.") String name,
            @Parameters(index = "1", paramLabel = "period", description = "2026-07, 2026Q3, 2026H2 or 2026.")
                    String period) {
        ObjectNode order = HubClient.JSON.createObjectNode().put("name", name).put("period", period);
        if (institution != null) {
            order.put("institution", institution);
        }
        JsonNode made = at.hub().post(PATH, order, LONG);
        out.screen().done(made, "Made: " + made.path("id").asText());
        return 0;
    }

    /**
     * {@code reports show}: writes a made report to a new file.
     * @return 0
     */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Writes a made report to a new file; its ending chooses .html, .pdf, .docx, .xlsx or .json.")
    int show(
            @Mixin Output out,
            @Mixin HubAddress at,
            @Option(names = "--in", defaultValue = "zh", description = "Language of the report: zh or en.") String in,
            @Parameters(index = "0", paramLabel = "id", description = "Id of the made report.") long id,
            @Parameters(index = "1", paramLabel = "file", description = "The file to write.") Path file)
            throws IOException {
        String form = PathNames.endingOf(file);
        String path = PATH + "/" + id + "/" + form + "?language=" + PathNames.checked(in);
        at.hub().save(path, file, LONG);
        out.screen().line("Written.");
        return 0;
    }

    /**
     * {@code reports send}: hands a form of a made report over to a destination.
     * @return 0
     */
    @Command(
            name = "send",
            mixinStandardHelpOptions = true,
            description = "Hands a form of a made report over to a destination that takes reports.")
    int send(
            @Mixin Output out,
            @Mixin HubAddress at,
            @Option(
                            names = "--to",
                            required = true,
                            paramLabel = "destination",
                            description = "Name of the destination.")
                    String destination,
            @Option(names = "--form", defaultValue = "pdf", description = "html, pdf, docx, xlsx or json.") String form,
            @Option(names = "--in", defaultValue = "zh", description = "Language: zh or en.") String in,
            @Parameters(index = "0", paramLabel = "id", description = "Id of the made report.") long id) {
        ObjectNode order = HubClient.JSON
                .createObjectNode()
                .put("destination", destination)
                .put("form", form)
                .put("language", in);
        JsonNode sent = at.hub().post(PATH + "/" + id + "/deliveries", order, HubAddress.PATIENCE);
        out.screen().done(sent, "Shipment: " + sent.path("shipment").asText());
        return 0;
    }

    /**
     * {@code reports deliveries}: which forms of a report went where.
     * @return 0
     */
    @Command(
            name = "deliveries",
            mixinStandardHelpOptions = true,
            description = "Shows which forms of a made report went to which destinations, and what was answered.")
    int deliveries(
            @Mixin Output out,
            @Mixin HubAddress at,
            @Parameters(index = "0", paramLabel = "id", description = "Id of the made report.") long id) {
        ListPrinter.show(
                out.screen(),
                at.hub().get(PATH + "/" + id + "/deliveries", Map.of(), HubAddress.PATIENCE),
                "destination",
                "language",
                "form",
                "state",
                "attempts",
                "endedAt",
                "code",
                "answer",
                "sha256");
        return 0;
    }

    /**
     * {@code reports schedules}: which reports are made by themselves.
     * @return 0
     */
    @Command(
            name = "schedules",
            mixinStandardHelpOptions = true,
            description = "Lists the schedules that are on, and when each is due next.")
    int schedules(@Mixin Output out, @Mixin HubAddress at) {
        ListPrinter.show(
                out.screen(),
                at.hub().get(PATH + "/schedules", Map.of(), HubAddress.PATIENCE),
                "name",
                "report",
                "period",
                "destinations",
                "next");
        return 0;
    }

    /**
     * {@code reports rebuild-facts}: derives what reports count anew.
     * @return 0
     */
    @Command(
            name = "rebuild-facts",
            mixinStandardHelpOptions = true,
            description =
                    "Derives what reports count anew from all cases; needed once after an upgrade from before reports.")
    int rebuild(@Mixin Output out, @Mixin HubAddress at) {
        JsonNode done = at.hub().post(PATH + "/facts/rebuild", null, LONG);
        out.screen().done(done, "Cases: " + done.path("cases").asText());
        return 0;
    }
}

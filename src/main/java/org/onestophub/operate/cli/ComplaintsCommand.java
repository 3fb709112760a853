package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code complaints}: lists of complaints, packages of a case for authority, police and mediation, and erasing one. */
@Command(
        name = "complaints",
        mixinStandardHelpOptions = true,
        description = "Lists of complaints, packages of a case for those outside the hospital, and erasing one.",
        synopsisSubcommandLabel = "(list | package | erase)")
public final class ComplaintsCommand implements Runnable {

    private static final String PATH = "/api/ops/v1/complaints/";
    private static final Duration LONG = Duration.ofMinutes(10);

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: complaints list, package or erase");
    }

    /**
     * {@code complaints list}: writes a list of complaints to a new workbook.
     * @return 0
     */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = {
                "Writes a list of complaints, without content, to a new .xlsx file, newest first, 20000 at most.",
                "The access log records it."
            })
    int list(
            @Mixin Output out,
            @Mixin HubAddress at,
            @Option(
                            names = "--due",
                            description = "overdue, today, day (within 24 hours), open (any open duty) or unanswered.")
                    @Nullable
                    String due,
            @Option(names = "--department", description = "Code of a department.") @Nullable String department,
            @Option(names = "--lead", description = "Code of the department that has it.") @Nullable String lead,
            @Option(names = "--institution", description = "Unified social credit code of the institution.") @Nullable
                    String institution,
            @Option(names = "--from", description = "Earliest arrival, ISO 8601 UTC, inclusive.") @Nullable
                    Instant from,
            @Option(names = "--to", description = "Latest arrival, ISO 8601 UTC, exclusive.") @Nullable Instant to,
            @Option(names = "--in", defaultValue = "zh", description = "Language: zh or en.") String in,
            @Parameters(index = "0", paramLabel = "file", description = "The file to write.") Path file)
            throws IOException {
        StringBuilder path = new StringBuilder(PATH + "xlsx?language=" + PathNames.checked(in));
        add(path, "due", due);
        add(path, "department", department);
        add(path, "lead", lead);
        add(path, "institution", institution);
        add(path, "from", from);
        add(path, "to", to);
        at.hub().save(path.toString(), file, LONG);
        out.screen().line("Written.");
        return 0;
    }

    private static void add(StringBuilder path, String name, @Nullable Object value) {
        if (value != null) {
            path.append('&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }
    }

    /**
     * {@code complaints package}: writes the package of a case to a new file.
     * @return 0
     */
    @Command(
            name = "package",
            mixinStandardHelpOptions = true,
            description = {
                "Writes a ZIP file with cover sheet, time line and documents of a case to a new file.",
                "The key needs the role handover; the access log records it."
            })
    int handover(
            @Mixin Output out,
            @Mixin HubAddress at,
            @Option(
                            names = "--for",
                            required = true,
                            paramLabel = "receiver",
                            description = "authority, police or mediation.")
                    String receiver,
            @Option(names = "--reason", description = "Why; it stays in the access log.") @Nullable String reason,
            @Parameters(index = "0", paramLabel = "number", description = "Number of the complaint.") String number,
            @Parameters(index = "1", paramLabel = "file", description = "The file to write.") Path file)
            throws IOException {
        String path = PATH + PathNames.numberChecked(number) + "/package?for=" + PathNames.checked(receiver)
                + (reason == null ? "" : "&reason=" + URLEncoder.encode(reason, StandardCharsets.UTF_8));
        at.hub().save(path, file, LONG);
        out.screen().line("Written.");
        return 0;
    }

    /**
     * {@code complaints erase}: a second time takes away what came since.
     * @return 0
     */
    @Command(
            name = "erase",
            mixinStandardHelpOptions = true,
            description = {
                "Takes the content of a complaint away for good; it cannot be undone. Prints what also holds others.",
                "The key needs the role erase."
            })
    int erase(
            @Mixin Output out,
            @Mixin HubAddress at,
            @Option(names = "--reason", required = true, description = "Why, without names; it stays.") String reason,
            @Parameters(index = "0", paramLabel = "number", description = "Number of the complaint.") String number) {
        JsonNode erased = at.hub()
                .post(
                        PATH + PathNames.numberChecked(number) + "/erase",
                        HubClient.JSON.createObjectNode().put("reason", reason),
                        HubAddress.PATIENCE);
        out.screen().done(erased, "Erased. Inputs that keep their bytes: " + erased.path("shared"));
        return 0;
    }
}

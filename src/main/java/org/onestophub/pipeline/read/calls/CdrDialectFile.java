package org.onestophub.pipeline.read.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** A file of {@code dialects/}: checks that it has everything that a profile needs except the hospital's complaint lines. */
public final class CdrDialectFile {

    private static final YAMLMapper YAML = new YAMLMapper();
    /** Lines of the hospital, which no dialect can know. */
    private static final String OWN = "complaintLines";

    private static final Set<String> LINES = Set.of(
            "system",
            "columns",
            "optionalColumns",
            "header",
            "delimiter",
            "call",
            "callParts",
            "patterns",
            "answered",
            "queue",
            "time",
            "usegmtime",
            "directions",
            "outsidePrefixes",
            "withheld",
            "legs",
            "lastLine");

    private CdrDialectFile() {}

    /** Reports the faults of the file, named {@code shown}. A file that is not a YAML object is reported by the check of mappings. */
    public static void check(Path file, String shown, Consumer<Fault> faults) throws IOException {
        List<String> text = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .toList();
        JsonNode lines;
        try {
            lines = YAML.readTree(String.join("\n", text));
        } catch (IOException e) {
            return;
        }
        if (!(lines instanceof ObjectNode dialect)) {
            return;
        }
        Set<String> known = new HashSet<>(LINES);
        known.addAll(CdrProfile.ROLES);
        lines.path("optionalColumns")
                .forEach(optional -> known.add(optional.path("option").asText()));
        dialect.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                faults.accept(Fault.of(Problem.PROFILE_INVALID, shown, lineOf(text, name), "unknown line " + name));
            }
        });
        ObjectNode profile = dialect.objectNode();
        profile.putObject("dialect").set("lines", dialect);
        profile.putObject(OWN).putArray("numbers").add("0");
        try {
            CdrProfile.of(profile, ZoneOffset.UTC);
        } catch (ProblemException e) {
            int line = lineOf(text, e.field().replaceFirst("/.*", ""));
            faults.accept(Fault.of(e.problem(), shown, line, e.field() + " is missing or of no use"));
        }
    }

    private static int lineOf(List<String> text, String name) {
        for (int i = 0; i < text.size(); i++) {
            if (text.get(i).startsWith(name + ":")) {
                return i + 1;
            }
        }
        return 1;
    }
}

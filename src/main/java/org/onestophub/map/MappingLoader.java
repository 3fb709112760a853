package org.onestophub.map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onestophub.complaint.CodeLists;
import org.onestophub.complaint.Mapping;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;

/** Loads one mapping folder at a time and adds what is wrong with it to a list. */
final class MappingLoader {

    private static final String FILE = "mapping.yaml";
    private static final Set<String> FIELDS = Set.of("reader", "profile", "program", "lane", "source", "changes");
    private static final Set<String> LANES = Set.of("complaint", "patient", "pages");
    private static final Pattern CODE_CALL = Pattern.compile("\\bcode\\(\\s*\"([^\"]*)\"");
    private static final YAMLMapper YAML =
            YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

    private final Path root;
    private final CodeLists codeLists;
    private final List<Fault> faults;

    MappingLoader(Path root, CodeLists codeLists, List<Fault> faults) {
        this.root = root;
        this.codeLists = codeLists;
        this.faults = faults;
    }

    /** The mapping in that folder, unless something is wrong with it. */
    Optional<FolderMappings.Loaded> load(Path folder) {
        int before = faults.size();
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            fault(file, 0, "the file is missing");
            return Optional.empty();
        }
        String text = textOf(file);
        JsonNode yaml = parsed(file, text);
        if (faults.size() > before) {
            return Optional.empty();
        }
        checkFields(file, text, yaml);
        String program = yaml.path("program").asText("");
        Expression compiled = program.isEmpty() ? null : compiled(folder, file, lineOf(text, "program"), program);
        if (faults.size() > before) {
            return Optional.empty();
        }
        JsonNode profile = yaml.hasNonNull("profile") ? yaml.get("profile") : JsonNodeFactory.instance.objectNode();
        Mapping mapping = new Mapping(folder.getFileName().toString(), folder, yaml.get("reader").asText(), profile,
                program, yaml.get("lane").asText());
        return Optional.of(new FolderMappings.Loaded(mapping, compiled));
    }

    private JsonNode parsed(Path file, String text) {
        try {
            JsonNode yaml = YAML.readTree(text);
            if (!yaml.isObject()) {
                fault(file, 1, "the file is no YAML object");
            }
            return yaml;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            fault(file, line, "the YAML cannot be read");
            return JsonNodeFactory.instance.objectNode();
        }
    }

    private void checkFields(Path file, String text, JsonNode yaml) {
        yaml.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                fault(file, lineOf(text, field), "unknown field " + field);
            }
        });
        for (String field : List.of("reader", "lane", "source")) {
            if (!yaml.path(field).isTextual() || yaml.path(field).asText().isBlank()) {
                fault(file, lineOf(text, field), field + " is missing or no text");
            }
        }
        String lane = yaml.path("lane").asText("");
        if (!lane.isEmpty() && !LANES.contains(lane)) {
            fault(file, lineOf(text, "lane"), "lane must be complaint, patient or pages");
        }
        if ((lane.equals("complaint") || lane.equals("pages")) && yaml.path("program").asText("").isBlank()) {
            fault(file, lineOf(text, "program"), "a mapping that makes complaints needs a program");
        }
        if (yaml.hasNonNull("profile") && !yaml.get("profile").isObject()) {
            fault(file, lineOf(text, "profile"), "profile must be an object");
        }
        if (!yaml.path("changes").isArray() || yaml.path("changes").isEmpty()) {
            fault(file, lineOf(text, "changes"), "changes must list at least the first version");
        }
    }

    private Expression compiled(Path folder, Path yamlFile, int line, String program) {
        Path file = folder.resolve(program).normalize();
        if (!file.startsWith(folder.normalize()) || !Files.isRegularFile(file)) {
            fault(yamlFile, line, "the program is not a file of this folder");
            return null;
        }
        String text = textOf(file);
        checkListNames(file, text);
        try {
            return new Parser(new StringReader(text))
                    .withSource(program)
                    .withFunctions(List.of(new CodeFunction(codeLists)))
                    .withResourceResolver(name -> imported(folder, name))
                    .compile();
        } catch (JsltException e) {
            // the message quotes the program, never a datum
            fault(file, Math.max(0, e.getLine()), firstLine(e.getMessageWithoutLocation()));
            return null;
        }
    }

    /** A code list that is not there would only show at run time, on the first datum. */
    private void checkListNames(Path file, String text) {
        Matcher call = CODE_CALL.matcher(text);
        while (call.find()) {
            if (codeLists.named(call.group(1)).isEmpty()) {
                int line = (int) text.substring(0, call.start()).lines().count();
                fault(file, Math.max(1, line), "there is no code list " + call.group(1));
            }
        }
    }

    private Reader imported(Path folder, String name) {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(root.normalize())) {
            throw new JsltException("an import must stay below mappings/");
        }
        try {
            return new StringReader(Files.readString(file));
        } catch (IOException e) {
            throw new JsltException("the imported file cannot be read");
        }
    }

    private String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            fault(file, 0, "the file cannot be read as UTF-8");
            return "";
        }
    }

    private static int lineOf(String text, String field) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(field + ":")) {
                return i + 1;
            }
        }
        return 0;
    }

    private static String firstLine(String message) {
        String line = message == null ? "" : message.lines().findFirst().orElse("");
        return line.length() > 200 ? line.substring(0, 200) : line;
    }

    private void fault(Path file, int line, String message) {
        String shown = "mappings/" + root.relativize(file).toString().replace('\\', '/');
        faults.add(Fault.of(Problem.MAPPING_INVALID, shown, line, message));
    }
}

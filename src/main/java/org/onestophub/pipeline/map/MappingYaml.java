package org.onestophub.pipeline.map;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.onestophub.complaint.MappingProgram;

/** A {@code mapping.yaml}, or another YAML file of a mapping: its fields, and the lines they stand on. */
record MappingYaml(Path file, String text, JsonNode fields) {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** The file in that folder, unless it is missing or not a YAML object. */
    static Optional<MappingYaml> in(Path folder, FolderFaults faults) {
        Path file = folder.resolve("mapping.yaml");
        if (!Files.isRegularFile(file)) {
            faults.add(file, 0, "the file is missing");
            return Optional.empty();
        }
        return read(file, faults);
    }

    /** That file, unless it cannot be read or is not a YAML object. */
    static Optional<MappingYaml> read(Path file, FolderFaults faults) {
        try {
            String text = Files.readString(file);
            JsonNode yaml = YAML.readTree(text);
            if (yaml.isObject()) {
                return Optional.of(new MappingYaml(file, text, yaml));
            }
            faults.add(file, 1, "the file is no YAML object");
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            faults.add(file, line, "the YAML cannot be read");
        } catch (IOException e) {
            faults.add(file, 0, "the file cannot be read as UTF-8");
        }
        return Optional.empty();
    }

    /** True if it converts events to the form of a receiver; otherwise it makes complaints of inputs. */
    boolean isOutbound() {
        return text("direction").equals("out");
    }

    /** The folder that holds the file. */
    Path folder() {
        return file.resolveSibling("");
    }

    /** The program it names. */
    MappingProgram program() {
        return MappingProgram.of(fields);
    }

    /** A field's text, empty if it is missing. */
    String text(String field) {
        return fields.path(field).asText("");
    }

    /** The line of a field, 0 if it is missing. */
    int lineOf(String field) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(field + ":")) {
                return i + 1;
            }
        }
        return 0;
    }

    /** Checks what holds for every mapping: no unknown fields, all needed texts, and at least one change. */
    void check(Set<String> known, List<String> needed, FolderFaults faults) {
        fields.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                faults.add(file, lineOf(field), "unknown field " + field);
            }
        });
        for (String field : needed) {
            if (!fields.path(field).isTextual() || text(field).isBlank()) {
                faults.add(file, lineOf(field), field + " is missing or no text");
            }
        }
        if (!fields.path("changes").isArray() || fields.path("changes").isEmpty()) {
            faults.add(file, lineOf("changes"), "changes must list at least the first version");
        }
    }
}

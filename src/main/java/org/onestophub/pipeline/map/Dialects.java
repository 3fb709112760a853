package org.onestophub.pipeline.map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The dialect that a mapping's profile names: the format of one make of systems, in {@code dialects/<name>.yaml} of the
 * mapping's folder, or of the folder of the mapping whose program it uses. Folders of earlier
 * versions have no such files; for them the hub contains the dialects it ships with.
 */
final class Dialects {

    /** The folder of dialects in the folder of a mapping. */
    static final String FOLDER = "dialects";

    private static final String SUFFIX = ".yaml";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

    private final FolderFaults faults;

    Dialects(FolderFaults faults) {
        this.faults = faults;
    }

    /**
     * The profile of a mapping. Its dialect, where it names one, is an object of {@code name} and {@code lines}.
     * @param source where the mapping's program is; its folder may have the dialect
     */
    JsonNode profileOf(MappingYaml yaml, Optional<ProgramSource> source) {
        checkFiles(yaml.file().resolveSibling(FOLDER));
        JsonNode given = yaml.fields().path("profile");
        if (!given.isObject()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (!given.path("dialect").isTextual()) {
            return given;
        }
        String name = given.get("dialect").textValue();
        Optional<JsonNode> lines = NAME.matcher(name).matches() ? named(name, yaml, source) : Optional.empty();
        if (lines.isEmpty()) {
            faults.add(yaml.file(), yaml.lineOf("profile"), "there is no dialect of the name in dialect");
            return given;
        }
        ObjectNode profile = given.deepCopy();
        profile.putObject("dialect").put("name", name).set("lines", lines.get());
        return profile;
    }

    /** Checks all dialects, also those not in use: a fault found only when one is used is found too late. */
    private void checkFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                if (file.getFileName().toString().endsWith(SUFFIX)) {
                    MappingYaml.read(file, faults);
                }
            }
        } catch (IOException e) {
            faults.add(folder, 0, "the folder cannot be read");
        }
    }

    private Optional<JsonNode> named(String name, MappingYaml yaml, Optional<ProgramSource> source) {
        List<Path> folders = new ArrayList<>(List.of(yaml.file().resolveSibling(FOLDER)));
        source.map(program -> program.folder().resolve(FOLDER)).ifPresent(folders::add);
        folders.removeIf(folder -> !Files.isDirectory(folder));
        if (folders.isEmpty()) {
            return packed(name);
        }
        FolderFaults reportedElsewhere = new FolderFaults(faults.root(), new ArrayList<>());
        return folders.stream()
                .map(folder -> folder.resolve(name + SUFFIX))
                .filter(Files::isRegularFile)
                .findFirst()
                .flatMap(file -> MappingYaml.read(file, reportedElsewhere))
                .map(MappingYaml::fields);
    }

    private static Optional<JsonNode> packed(String name) {
        try (InputStream in = Dialects.class.getResourceAsStream(FOLDER + "/" + name + SUFFIX)) {
            return in == null ? Optional.empty() : Optional.of(new YAMLMapper().readTree(in));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

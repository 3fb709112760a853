package org.onestophub.pipeline.map;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The mappings below a {@code mappings/} folder as their files describe them, sound or not. */
public final class MappingFiles {

    private MappingFiles() {}

    /** Fields of a {@code mapping.yaml}; a missing one is empty. The program is a path relative to the mapping's folder. */
    public record Words(String name, boolean outbound, String reader, String program, String lane, String source) {}

    /** Every mapping whose {@code mapping.yaml} can be read, ordered by name. */
    public static List<Words> in(Path mappings) {
        FolderFaults ignored = new FolderFaults(mappings, new ArrayList<>());
        return FolderMappings.foldersIn(mappings, ignored).stream()
                .map(folder -> MappingYaml.in(folder, ignored))
                .flatMap(Optional::stream)
                .map(yaml -> new Words(
                        yaml.folder().getFileName().toString(),
                        yaml.isOutbound(),
                        yaml.text("reader"),
                        ProgramSource.shown(yaml, ignored),
                        yaml.text("lane"),
                        yaml.text("source")))
                .toList();
    }
}

package org.onestophub.pipeline.map;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;
import org.onestophub.complaint.MappingProgram;

/**
 * Where the program of a mapping is: in the mapping's own folder ({@code program: x.jslt}), or in that of another mapping
 * of the same direction ({@code program-of: other}), which must have one of its own. The
 * other is given by name only, so no path can lead out of the folder, and no mapping can refer to itself.
 *
 * @param folder folder of the mapping that has the program; imports are relative to it
 * @param program the file's name in that folder
 * @param other the mapping that lends the program; empty for an own program
 */
record ProgramSource(Path folder, String program, String other) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

    /** The program that a mapping names, unless that is faulty. */
    static Optional<ProgramSource> of(MappingYaml yaml, FolderFaults faults) {
        Path folder = yaml.folder();
        if (!yaml.fields().has(MappingProgram.LENDER)) {
            return inside(
                    folder,
                    yaml,
                    "",
                    () -> faults.add(
                            yaml.file(), yaml.lineOf(MappingProgram.FILE), "the program is not a file of this folder"));
        }
        String other = yaml.program().lender();
        if (yaml.fields().has(MappingProgram.FILE)) {
            return refused(yaml, faults, "program and program-of exclude each other");
        }
        if (!NAME.matcher(other).matches() || other.equals(folder.getFileName().toString())) {
            return refused(yaml, faults, "program-of must be the name of another mapping");
        }
        FolderFaults reportedElsewhere = new FolderFaults(faults.root(), new ArrayList<>());
        Optional<MappingYaml> lender = MappingYaml.in(folder.resolveSibling(other), reportedElsewhere);
        if (lender.isEmpty()) {
            return refused(yaml, faults, "there is no mapping " + other + " that can be read");
        }
        if (lender.get().isOutbound() != yaml.isOutbound()) {
            return refused(yaml, faults, "mapping " + other + " is of the other direction");
        }
        if (lender.get().program().file().isEmpty()) {
            return refused(yaml, faults, "mapping " + other + " has no program of its own");
        }
        return inside(
                lender.get().folder(),
                lender.get(),
                other,
                () -> faults.add(
                        yaml.file(),
                        yaml.lineOf(MappingProgram.LENDER),
                        "mapping " + other + " has no such file as its program"));
    }

    /** True if a mapping has a program, of its own or of another. */
    static boolean isNamed(MappingYaml yaml) {
        return !yaml.program().file().isBlank() || yaml.fields().has(MappingProgram.LENDER);
    }

    /** The program as a path relative to the mapping's folder; empty if it has none. */
    static String shown(MappingYaml yaml, FolderFaults faults) {
        if (!isNamed(yaml)) {
            return "";
        }
        return of(yaml, faults).map(ProgramSource::shown).orElse(yaml.program().file());
    }

    /** The file as a path relative to the mapping's folder. */
    String shown() {
        return other.isEmpty() ? program : "../" + other + "/" + program;
    }

    Path file() {
        return folder.resolve(program).normalize();
    }

    private static Optional<ProgramSource> inside(Path folder, MappingYaml yaml, String other, Runnable reportMissing) {
        ProgramSource source = new ProgramSource(folder, yaml.program().file(), other);
        if (source.file().startsWith(folder.normalize()) && Files.isRegularFile(source.file())) {
            return Optional.of(source);
        }
        reportMissing.run();
        return Optional.empty();
    }

    private static Optional<ProgramSource> refused(MappingYaml yaml, FolderFaults faults, String message) {
        faults.add(yaml.file(), yaml.lineOf(MappingProgram.LENDER), message);
        return Optional.empty();
    }
}

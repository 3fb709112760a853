package org.onestophub.pipeline.map;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the program of a mapping is: in the mapping's own folder ({@code program: x.jslt}), or in that of another mapping
 * of the same direction ({@code program-of: other}), which must have one of its own. Only a name can be given for the
 * other, so no path leads anywhere else, and no mapping can come back to itself.
 *
 * @param folder of the mapping that has the program; its imports are found from here
 * @param program the file's name in that folder
 * @param other the mapping it is borrowed from; empty for a program of one's own
 */
record ProgramSource(Path folder, String program, String other) {

    /** The field that names another mapping. */
    static final String BORROWED = "program-of";

    private static final String OWN = "program";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

    /** The program that a mapping names, unless something is wrong with how it does. */
    static Optional<ProgramSource> of(MappingYaml yaml, FolderFaults faults) {
        Path folder = yaml.folder();
        if (!yaml.fields().has(BORROWED)) {
            return inside(
                    folder,
                    yaml,
                    "",
                    () -> faults.add(yaml.file(), yaml.lineOf(OWN), "the program is not a file of this folder"));
        }
        String other = yaml.text(BORROWED);
        if (yaml.fields().has(OWN)) {
            return refused(yaml, faults, "program and program-of exclude each other");
        }
        if (!NAME.matcher(other).matches() || other.equals(folder.getFileName().toString())) {
            return refused(yaml, faults, "program-of must be the name of another mapping");
        }
        FolderFaults toldElsewhere = new FolderFaults(faults.root(), new ArrayList<>());
        Optional<MappingYaml> lender = MappingYaml.in(folder.resolveSibling(other), toldElsewhere);
        if (lender.isEmpty()) {
            return refused(yaml, faults, "there is no mapping " + other + " that can be read");
        }
        if (lender.get().isOutbound() != yaml.isOutbound()) {
            return refused(yaml, faults, "mapping " + other + " is of the other direction");
        }
        if (lender.get().text(OWN).isEmpty()) {
            return refused(yaml, faults, "mapping " + other + " has no program of its own");
        }
        return inside(
                lender.get().folder(),
                lender.get(),
                other,
                () -> faults.add(
                        yaml.file(), yaml.lineOf(BORROWED), "mapping " + other + " has no such file as its program"));
    }

    /** True if a mapping has a program, of its own or of another. */
    static boolean isNamed(MappingYaml yaml) {
        return !yaml.text(OWN).isBlank() || yaml.fields().has(BORROWED);
    }

    /** The program as seen from the mapping's own folder; empty if it has none. */
    static String shown(MappingYaml yaml, FolderFaults faults) {
        if (!isNamed(yaml)) {
            return "";
        }
        return of(yaml, faults).map(ProgramSource::shown).orElse(yaml.text(OWN));
    }

    /** The file as seen from the mapping's own folder. */
    String shown() {
        return other.isEmpty() ? program : "../" + other + "/" + program;
    }

    Path file() {
        return folder.resolve(program).normalize();
    }

    private static Optional<ProgramSource> inside(Path folder, MappingYaml yaml, String other, Runnable told) {
        ProgramSource source = new ProgramSource(folder, yaml.text(OWN), other);
        if (source.file().startsWith(folder.normalize()) && Files.isRegularFile(source.file())) {
            return Optional.of(source);
        }
        told.run();
        return Optional.empty();
    }

    private static Optional<ProgramSource> refused(MappingYaml yaml, FolderFaults faults, String message) {
        faults.add(yaml.file(), yaml.lineOf(BORROWED), message);
        return Optional.empty();
    }
}

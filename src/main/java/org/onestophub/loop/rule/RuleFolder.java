package org.onestophub.loop.rule;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** The rules in the {@code .yaml} files of a folder, one or more in each, read once. A missing folder has none. */
public final class RuleFolder<R> {

    /** Reads one file. */
    @FunctionalInterface
    public interface FileReader<R> {

        /** Its sound rules, in its order; what is wrong with the others is added to the faults. */
        List<R> read(Path file, List<Fault> faults);
    }

    private final String shown;
    private final Function<R, String> id;
    private final NavigableSet<Path> files = new TreeSet<>();
    private final List<R> rules;
    private final List<Fault> faults = new ArrayList<>();

    /**
     * Reads the folder.
     *
     * @param shown how faults name the folder, such as {@code mappings/duties}
     * @param id the id of a rule, unique over all files
     */
    public RuleFolder(Path folder, String shown, FileReader<R> reader, Function<R, String> id) {
        this.shown = shown;
        this.id = id;
        List<R> read = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            read(folder, reader, read);
        }
        this.rules = List.copyOf(read);
    }

    private void read(Path folder, FileReader<R> reader, List<R> read) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.yaml")) {
            found.forEach(files::add);
            files.forEach(file -> take(file, reader.read(file, faults), read));
        } catch (IOException e) {
            unreadable();
        }
    }

    private void take(Path file, List<R> more, List<R> read) {
        for (R rule : more) {
            if (read.stream().anyMatch(other -> id.apply(other).equals(id.apply(rule)))) {
                faults.add(Fault.of(
                        Problem.MAPPING_INVALID,
                        shown + "/" + file.getFileName(),
                        0,
                        id.apply(rule) + " is a rule of another file too"));
            } else {
                read.add(rule);
            }
        }
    }

    /**
     * This folder, if all its rules are sound.
     * @throws ProblemException CH-203 otherwise
     */
    public RuleFolder<R> sound() {
        if (!faults.isEmpty()) {
            throw new ProblemException(Problem.MAPPING_INVALID, shown);
        }
        return this;
    }

    /** Adds the fault of a folder that cannot be read. */
    public void unreadable() {
        faults.add(Fault.of(Problem.MAPPING_INVALID, shown, 0, "the folder cannot be read"));
    }

    /** The files, by name. */
    public List<Path> files() {
        return List.copyOf(files);
    }

    /** All sound rules, by file and in its order. */
    public List<R> rules() {
        return rules;
    }

    /** All that is wrong. */
    public List<Fault> faults() {
        return List.copyOf(faults);
    }
}

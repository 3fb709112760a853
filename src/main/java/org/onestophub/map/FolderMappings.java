package org.onestophub.map;

import com.schibsted.spt.data.jslt.Expression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.onestophub.HubProperties;
import org.onestophub.complaint.CodeLists;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.Mappings;
import org.onestophub.problem.Fault;
import org.onestophub.problem.FaultSource;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The mappings of inputs in the configuration folder, programs compiled, loaded once. A folder with a fault is absent, so that it
 * stops its own channel and no other; all faults are listed.
 */
@Component
public final class FolderMappings implements Mappings, FaultSource {

    /** Folders below mappings/ that hold no mapping. */
    private static final Set<String> OTHER_FOLDERS = Set.of("code-lists", "calendars");

    private final Map<String, Loaded> loaded = new TreeMap<>();
    private final List<Fault> faults = new ArrayList<>();

    /** A sound mapping; {@code program} is null where the mapping makes no complaints. */
    record Loaded(Mapping mapping, Expression program) {}

    /** The mappings below {@code hub.config-dir}. */
    @Autowired
    public FolderMappings(HubProperties hub, CodeLists codeLists) {
        this(hub.configDir().resolve("mappings"), codeLists);
    }

    /** The mappings in a folder. */
    public FolderMappings(Path folder, CodeLists codeLists) {
        MappingLoader loader = new MappingLoader(folder, codeLists, faults);
        foldersIn(folder, new FolderFaults(folder, faults)).forEach(entry ->
                loader.load(entry).ifPresent(found -> loaded.put(found.mapping().name(), found)));
    }

    /** The folders that hold a mapping, of either direction. */
    static List<Path> foldersIn(Path root, FolderFaults faults) {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(Files::isDirectory)
                    .filter(entry -> !OTHER_FOLDERS.contains(entry.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            faults.add(root, 0, "the folder cannot be read");
            return List.of();
        }
    }

    @Override
    public Mapping named(String name) {
        return found(name).mapping();
    }

    @Override
    public Collection<Mapping> all() {
        return loaded.values().stream().map(Loaded::mapping).toList();
    }

    @Override
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** A mapping stands for the channels that name it and no other. */
    @Override
    public boolean isShared() {
        return false;
    }

    /**
     * The compiled program of a mapping.
     * @throws ProblemException RC-201 if there is no such mapping, or it makes no complaints
     */
    Expression programOf(String name) {
        Expression program = found(name).program();
        if (program == null) {
            throw new ProblemException(Problem.MAPPING_UNKNOWN, "mapping");
        }
        return program;
    }

    private Loaded found(String name) {
        Loaded found = loaded.get(name);
        if (found == null) {
            throw new ProblemException(Problem.MAPPING_UNKNOWN, "mapping");
        }
        return found;
    }
}

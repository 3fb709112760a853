package org.onestophub.pipeline.map;

import com.schibsted.spt.data.jslt.Expression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.contract.MappingUpdates;
import org.onestophub.complaint.contract.Mappings;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.problem.Fault;
import org.onestophub.problem.FaultSource;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The mappings of inputs in use, programs compiled: first those of the configuration folder, later those that
 * replace them. A folder with a fault is absent, so that it stops its own channel and no other; all faults are listed.
 */
@Component
public final class FolderMappings implements Mappings, MappingUpdates, FaultSource {

    /** Folders below mappings/ that hold no mapping. */
    private static final Set<String> OTHER_FOLDERS =
            Set.of("code-lists", "calendars", "duties", "alarms", "reports", "warnings", "packages", "registers");

    /** Versions kept after they were replaced; a walk that read by one of them ends within minutes. */
    private static final int FORMER = 64;

    private final List<Fault> faults = new ArrayList<>();
    private final Deque<Loaded> former = new ConcurrentLinkedDeque<>();
    private final CodeLists codeLists;
    private volatile Map<String, Loaded> loaded = Map.of();

    /** A sound mapping; {@code program} is null where the mapping makes no complaints. */
    record Loaded(Mapping mapping, @Nullable Expression program) {}

    /** The mappings below {@code hub.config-dir}. */
    @Autowired
    public FolderMappings(HubProperties hub, CodeLists codeLists) {
        this(hub.configDir().resolve("mappings"), codeLists);
    }

    /** The mappings in a folder. */
    public FolderMappings(Path folder, CodeLists codeLists) {
        this.codeLists = codeLists;
        Map<String, Loaded> found = new TreeMap<>();
        MappingLoader loader = new MappingLoader(folder, codeLists, faults);
        foldersIn(folder, new FolderFaults(folder, faults))
                .forEach(entry -> loader.load(entry)
                        .ifPresent(sound -> found.put(sound.mapping().name(), sound)));
        loaded = found;
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
    public synchronized void take(Path configDir, Set<String> names, boolean lists) {
        if (lists) {
            // programs use these lists when they run, also programs that are not replaced
            codeLists.replaceBy(new CodeLists(configDir.resolve("mappings/code-lists")));
        }
        Map<String, Loaded> fresh =
                names.isEmpty() ? Map.of() : new FolderMappings(configDir.resolve("mappings"), codeLists).loaded;
        Map<String, Loaded> next = new TreeMap<>(loaded);
        for (String name : names) {
            Loaded old = next.remove(name);
            if (old != null) {
                former.addFirst(old);
            }
            if (fresh.containsKey(name)) {
                next.put(name, fresh.get(name));
            }
        }
        while (former.size() > FORMER) {
            former.removeLast();
        }
        loaded = next;
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

    /** A faulty mapping stops only the channels that name it. */
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

    /** The program of this version of a mapping; the present one if the version was replaced long ago. */
    @SuppressWarnings("ReferenceEquality") // that very version of the mapping
    Expression programOf(Mapping mapping) {
        Loaded present = loaded.get(mapping.name());
        if (present != null && present.mapping() == mapping) {
            return programOf(mapping.name());
        }
        return former.stream()
                .filter(old -> old.mapping() == mapping && old.program() != null)
                .map(Loaded::program)
                .findFirst()
                .orElseGet(() -> programOf(mapping.name()));
    }

    private Loaded found(String name) {
        Loaded found = loaded.get(name);
        if (found == null) {
            throw new ProblemException(Problem.MAPPING_UNKNOWN, "mapping");
        }
        return found;
    }
}

package org.onestophub.operate.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.onestophub.operate.config.file.ConfigTree;
import org.onestophub.operate.config.file.RouteFileName;
import org.onestophub.operate.config.file.SettingsFile;
import org.onestophub.operate.config.file.YamlFile;
import org.springframework.stereotype.Component;

/** What runs: of each route, mapping and of the rest, the tree it was taken from. */
@Component
class RunningVersions {

    private final SortedMap<String, Running> routes = new TreeMap<>();
    private final SortedMap<String, ConfigTree> mappings = new TreeMap<>();
    private ConfigTree codeLists = ConfigTree.of(null, new TreeMap<>(), Map.of(), SettingsFile.NONE);
    private ConfigTree start = codeLists;

    /**
     * A route that runs.
     *
     * @param tree where its file and those of its connectors are
     * @param connectors names of these
     * @param mappings names of the mappings it hands over to
     */
    record Running(ConfigTree tree, Set<String> connectors, Set<String> mappings) {

        static Running of(ConfigTree tree, YamlFile file, UnaryOperator<String> setting) {
            return new Running(
                    tree,
                    new TreeSet<>(RouteLint.connectorsOf(file)),
                    new TreeSet<>(RouteLint.mappingsOf(file, setting)));
        }

        /** Digest of the route's file, of its connectors' and of its settings in the settings file. */
        String digest(String stem) {
            List<String> parts = new ArrayList<>(List.of(tree.ofRoute(stem)));
            tree.settingsOf(stem).forEach((name, value) -> parts.add("setting " + name + "=" + value));
            connectors.forEach(name -> parts.add(name + "=" + tree.ofConnector(name)));
            return ConfigTree.digestOf(parts);
        }
    }

    /** Folders below {@code mappings/} that an apply exchanges as a whole. */
    static final List<String> RULES = List.of("alarms", "calendars", "duties", "warnings");

    private final Map<String, ConfigTree> rules = new TreeMap<>();

    /** The hub begins with this tree. */
    synchronized void begin(ConfigTree tree, Set<String> mappingNames) {
        start = tree;
        codeLists = tree;
        mappingNames.forEach(name -> mappings.put(name, tree));
        RULES.forEach(folder -> rules.put(folder, tree));
    }

    synchronized void putRules(String folder, ConfigTree tree) {
        rules.put(folder, tree);
    }

    /** The tree whose rules of that folder are in use. */
    synchronized ConfigTree rules(String folder) {
        return rules.getOrDefault(folder, start);
    }

    synchronized void put(RouteFileName stem, Running running) {
        routes.put(stem.text(), running);
    }

    synchronized void remove(RouteFileName stem) {
        routes.remove(stem.text());
    }

    synchronized void putMappings(Set<String> names, ConfigTree tree, boolean lists) {
        names.forEach(name -> mappings.put(name, tree));
        if (lists) {
            codeLists = tree;
        }
    }

    /** They are not in use any more. */
    synchronized void removeMappings(Set<String> names) {
        mappings.keySet().removeAll(names);
    }

    /** What the route runs by; null if it does not run. */
    synchronized @Nullable Running route(RouteFileName stem) {
        return routes.get(stem.text());
    }

    synchronized SortedMap<String, Running> routes() {
        return new TreeMap<>(routes);
    }

    /** The tree a mapping was taken from; null if it is not in use. */
    synchronized @Nullable ConfigTree mapping(String name) {
        return mappings.get(name);
    }

    synchronized Set<String> mappingNames() {
        return new TreeSet<>(mappings.keySet());
    }

    synchronized ConfigTree codeLists() {
        return codeLists;
    }

    synchronized ConfigTree start() {
        return start;
    }

    /** Digest of the mapping that is in use; empty if there is none. */
    synchronized String digestOfMapping(String name) {
        ConfigTree tree = mappings.get(name);
        return tree == null ? "" : tree.ofMapping(name);
    }

    /** Digest of all that a route runs by; empty if it does not run. */
    synchronized String digestOf(RouteFileName stem) {
        Running running = routes.get(stem.text());
        if (running == null) {
            return "";
        }
        List<String> parts = new ArrayList<>(List.of(running.digest(stem.text()), codeLists.ofCodeLists()));
        running.mappings().forEach(name -> parts.add(name + "=" + digestOfMapping(name)));
        return ConfigTree.digestOf(parts);
    }

    /** The same of a route as files have it. */
    static String digestOf(RouteFileName stem, Running files) {
        List<String> parts =
                new ArrayList<>(List.of(files.digest(stem.text()), files.tree().ofCodeLists()));
        files.mappings().forEach(name -> parts.add(name + "=" + files.tree().ofMapping(name)));
        return ConfigTree.digestOf(parts);
    }

    /** Digests of all trees in use. */
    synchronized Set<String> trees() {
        Set<String> trees = new TreeSet<>(List.of(start.digest(), codeLists.digest()));
        routes.values().forEach(running -> trees.add(running.tree().digest()));
        mappings.values().forEach(tree -> trees.add(tree.digest()));
        rules.values().forEach(tree -> trees.add(tree.digest()));
        return trees;
    }

    /** Changes when anything that runs changes. */
    synchronized String digest() {
        List<String> parts = new ArrayList<>(List.of(codeLists.ofCodeLists(), start.ofStartOnly()));
        routes.keySet().forEach(stem -> parts.add(stem + "=" + digestOf(RouteFileName.of(stem))));
        mappings.forEach((name, tree) -> parts.add(name + "=" + tree.ofMapping(name)));
        RULES.forEach(folder -> parts.add(folder + "=" + rules(folder).ofRules(folder)));
        return ConfigTree.digestOf(parts);
    }
}

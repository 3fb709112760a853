package org.onestophub.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;

/** The folders routes/ and connectors/ as they are on the disk, with every fault found in them. */
final class ConfigFolder {

    private static final String ROUTE_SUFFIX = ".yaml";
    private static final String CONNECTOR_SUFFIX = ".kamelet.yaml";

    private final Path root;
    private final Map<String, YamlFile> routes = new TreeMap<>();
    private final Map<String, YamlFile> connectors = new TreeMap<>();
    private final List<Fault> faults = new ArrayList<>();

    private ConfigFolder(Path root) {
        this.root = root;
    }

    /** Reads both folders; unreadable files are faults. */
    static ConfigFolder read(Path root) {
        ConfigFolder folder = new ConfigFolder(root);
        folder.load("connectors", CONNECTOR_SUFFIX, Problem.CONNECTOR_INVALID, folder.connectors);
        folder.load("routes", ROUTE_SUFFIX, Problem.ROUTE_INVALID, folder.routes);
        folder.connectors.values().forEach(folder::checkConnector);
        return folder;
    }

    /** Faults of files that did not parse, and of connectors. */
    List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** Route files by stem. */
    Map<String, YamlFile> routes() {
        return routes;
    }

    /** Connector files by name. */
    Map<String, YamlFile> connectors() {
        return connectors;
    }

    /** Stems of all route files there are, also of those that did not parse. */
    List<Stem> stems() {
        return list("routes", ROUTE_SUFFIX).stream().map(file -> Stem.of(stem(file, ROUTE_SUFFIX))).sorted().toList();
    }

    /** What is wrong with the route itself, or with the connector it begins at. */
    List<Fault> faultsOf(
            String stem, Predicate<String> beanExists, Predicate<String> mappingExists, UnaryOperator<String> setting) {
        List<Fault> found = new ArrayList<>();
        faults.stream().filter(fault -> fault.file().equals("routes/" + stem + ROUTE_SUFFIX)).forEach(found::add);
        YamlFile route = routes.get(stem);
        if (route == null) {
            return found;
        }
        RouteLint lint = new RouteLint(connectors, beanExists, mappingExists, setting);
        lint.check(route, found::add);
        String connector = route.at(0, "route", "from", "uri").map(YamlFile.Value::text).orElse("").replace("kamelet:", "");
        faults.stream()
                .filter(fault -> fault.file().equals("connectors/" + connector + CONNECTOR_SUFFIX))
                .forEach(found::add);
        return found;
    }

    private void load(String name, String suffix, Problem problem, Map<String, YamlFile> into) {
        for (Path file : list(name, suffix)) {
            YamlFile.parse(file, name, suffix, problem, faults::add).ifPresent(parsed -> into.put(parsed.stem(), parsed));
        }
    }

    private List<Path> list(String name, String suffix) {
        Path folder = root.resolve(name);
        if (!Files.isDirectory(folder)) {
            faults.add(Fault.of(Problem.ROUTE_INVALID, name, 0, "no such folder"));
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(suffix)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String stem(Path file, String suffix) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - suffix.length());
    }

    private void checkConnector(YamlFile file) {
        String name = file.at("metadata", "name").map(YamlFile.Value::text).orElse("");
        if (!name.equals(file.stem())) {
            int line = file.at("metadata", "name").map(YamlFile.Value::line).orElse(1);
            faults.add(Fault.of(Problem.CONNECTOR_INVALID, file.name(), line, "metadata.name must be " + file.stem()));
        }
        if (file.keysAt("spec", "template", "from").isEmpty()) {
            faults.add(Fault.of(Problem.CONNECTOR_INVALID, file.name(), 1, "spec.template.from is missing"));
        }
    }
}

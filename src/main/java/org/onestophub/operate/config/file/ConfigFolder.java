package org.onestophub.operate.config.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;

/** The folders routes/ and connectors/ and the file settings.yaml as they are on the disk, with every fault found in them. */
public final class ConfigFolder {

    private static final String ROUTE_SUFFIX = ".yaml";
    private static final String CONNECTOR_SUFFIX = ".kamelet.yaml";

    private static final Pattern OUTBOUND = Pattern.compile("(?m)^direction:\\s*[\"']?out\\b");
    private static final Pattern MAPPING_NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

    private final Path root;
    private final Map<String, YamlFile> routes = new TreeMap<>();
    private final Map<String, YamlFile> connectors = new TreeMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private final SettingsFile settings;

    private ConfigFolder(Path root) {
        this.root = root;
        this.settings = SettingsFile.read(root, faults::add);
    }

    /** Reads both folders; unreadable files are faults. */
    public static ConfigFolder read(Path root) {
        ConfigFolder folder = new ConfigFolder(root);
        folder.load("connectors", CONNECTOR_SUFFIX, Problem.CONNECTOR_INVALID, folder.connectors);
        folder.load("routes", ROUTE_SUFFIX, Problem.ROUTE_INVALID, folder.routes);
        return folder;
    }

    /** The configuration folder. */
    public Path root() {
        return root;
    }

    /** True if there is a mapping of inputs of that name, sound or not. */
    public boolean hasMapping(String name) {
        return direction(name).equals("in");
    }

    /** True if there is a mapping of that name that shapes events, sound or not. */
    public boolean hasOutbound(String name) {
        return direction(name).equals("out");
    }

    private String direction(String mapping) {
        Path file = root.resolve("mappings").resolve(mapping).resolve("mapping.yaml");
        if (!MAPPING_NAME.matcher(mapping).matches() || !Files.isRegularFile(file)) {
            return "";
        }
        try {
            // the mappings' own check reports bytes that are no UTF-8
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return OUTBOUND.matcher(text).find() ? "out" : "in";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Faults of files that did not parse. */
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** What the folder says of settings. */
    public SettingsFile settings() {
        return settings;
    }

    /** Route files by stem. */
    public Map<String, YamlFile> routes() {
        return routes;
    }

    /**
     * The file of a route.
     * @throws IllegalArgumentException if there is none, or it did not parse
     */
    public YamlFile route(RouteFileName stem) {
        YamlFile file = routes.get(stem.text());
        if (file == null) {
            throw new IllegalArgumentException("no such route");
        }
        return file;
    }

    /** Connector files by name. */
    public Map<String, YamlFile> connectors() {
        return connectors;
    }

    /** Stems of all route files there are, also of those that did not parse. */
    public List<RouteFileName> stems() {
        return list("routes", ROUTE_SUFFIX).stream()
                .map(file -> RouteFileName.of(stem(file, ROUTE_SUFFIX)))
                .sorted()
                .toList();
    }

    private void load(String name, String suffix, Problem problem, Map<String, YamlFile> into) {
        for (Path file : list(name, suffix)) {
            YamlFile.parse(file, name, suffix, problem, faults::add)
                    .ifPresent(parsed -> into.put(parsed.stem(), parsed));
        }
    }

    private List<Path> list(String name, String suffix) {
        Path folder = root.resolve(name);
        if (!Files.isDirectory(folder)) {
            faults.add(Fault.of(Problem.ROUTE_INVALID, name, 0, "no such folder"));
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String stem(Path file, String suffix) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - suffix.length());
    }
}

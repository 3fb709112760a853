package org.onestophub.operate.config.file;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Digest;

/**
 * A configuration folder as it was at one moment, in a copy that never changes.
 *
 * @param digest names all of its content
 * @param dir where the copy is; null where only the digests are known
 * @param files digest of each file by its path below the folder
 * @param uses paths of the files in other folders that a mapping stands on, by its name
 * @param settings its settings file
 */
public record ConfigTree(
        String digest,
        @Nullable Path dir,
        SortedMap<String, String> files,
        Map<String, Set<String>> uses,
        SettingsFile settings) {

    private static final Pattern SHARED_PROGRAM = Pattern.compile("mappings/[^/]+\\.jslt");

    /** A tree of these files, named by their digests. */
    public static ConfigTree of(
            @Nullable Path dir, SortedMap<String, String> files, Map<String, Set<String>> uses, SettingsFile settings) {
        return new ConfigTree(
                digestOf(files.entrySet().stream()
                        .map(file -> file.getKey() + "=" + file.getValue())
                        .toList()),
                dir,
                files,
                uses,
                settings);
    }

    /**
     * Where the copy is.
     * @throws IllegalStateException for a tree of which only the digests are known
     */
    @Override
    public Path dir() {
        if (dir == null) {
            throw new IllegalStateException("a tree without a copy");
        }
        return dir;
    }

    /** Digest of a route file; empty if there is none. */
    public String ofRoute(String stem) {
        return files.getOrDefault("routes/" + stem + ".yaml", "");
    }

    /** What the settings file says of a route, references to secrets and not these. */
    public Map<String, String> settingsOf(String stem) {
        return settings.of(RouteFileName.of(stem));
    }

    /** Digest of a connector file; empty if there is none. */
    public String ofConnector(String name) {
        return files.getOrDefault("connectors/" + name + ".kamelet.yaml", "");
    }

    /** Digest of a mapping: its own files but for the samples, those it uses, and programs that any mapping may import. */
    public String ofMapping(String name) {
        String own = "mappings/" + name + "/";
        if (!files.containsKey(own + "mapping.yaml")) {
            return "";
        }
        Set<String> used = uses.getOrDefault(name, Set.of());
        return digestOf(files.entrySet().stream()
                .filter(file ->
                        file.getKey().startsWith(own) && !isBeside(file.getKey().substring(own.length()))
                                || used.contains(file.getKey())
                                || SHARED_PROGRAM.matcher(file.getKey()).matches())
                .map(file -> file.getKey() + "=" + file.getValue())
                .toList());
    }

    /** True for samples and notes, which change nothing that runs. */
    private static boolean isBeside(String file) {
        return file.startsWith("samples/") || file.startsWith("dialects/") && !file.endsWith(".yaml");
    }

    /** Names of all mappings in it. */
    public Set<String> mappings() {
        return files.keySet().stream()
                .filter(file -> file.matches("mappings/[^/]+/mapping\\.yaml"))
                .map(file -> file.split("/")[1])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Digest of all code lists. */
    public String ofCodeLists() {
        return below("mappings/code-lists/");
    }

    /** Digest of what is taken at a start only: schemas, packages, reports, registers, the order of rooms, and the ends for errors. */
    public String ofStartOnly() {
        return digestOf(files.entrySet().stream()
                .filter(file -> isStartOnly(file.getKey()))
                .map(file -> file.getKey() + "=" + file.getValue())
                .toList());
    }

    /** Digest of the rules in a folder below {@code mappings/}. */
    public String ofRules(String folder) {
        return below("mappings/" + folder + "/");
    }

    /** True for a file that is taken at a start only. */
    public static boolean isStartOnly(String file) {
        return file.matches(
                "mappings/[^/]+\\.json|mappings/(packages|reports|registers)/.*|routes/(flow|shared|ops)-.*");
    }

    /** One digest of several. */
    public static String digestOf(Collection<String> parts) {
        return Digest.sha256(parts.stream()
                .sorted()
                .collect(Collectors.joining("\n"))
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private String below(String prefix) {
        return digestOf(files.entrySet().stream()
                .filter(file -> file.getKey().startsWith(prefix))
                .map(file -> file.getKey() + "=" + file.getValue())
                .toList());
    }
}

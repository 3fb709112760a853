package org.onestophub.operate.config.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.DurableFolder;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * Copies of configuration folders under {@code hub.home/applied}, so that what runs stays what it was while people edit.
 * A copy is a pack named by the digest of its content, which is on the disk when {@link #take} returns, and a folder
 * unpacked from it, which is made again if it is not what it was.
 */
@Component
public class ConfigTrees {

    /** Far above any configuration; a folder full of other things is a mistake, not a configuration. */
    private static final int MOST_FILES = 10_000;

    private static final long MOST_BYTES = 64L * 1024 * 1024;
    private static final int DEEPEST = 8;
    /** Trees kept beside those in use, newest first, so that people can look at earlier versions. */
    private static final int SPARE_TREES = 20;

    private static final List<String> FOLDERS = List.of("routes", "connectors", "mappings");

    private final Path root;
    private final LastGoodTrees good;
    private final Map<Path, Seen> seen = new ConcurrentHashMap<>();

    /** The copies under {@code hub.home}. */
    public ConfigTrees(HubProperties hub) {
        this.root = hub.home().toAbsolutePath().normalize().resolve("applied");
        this.good = new LastGoodTrees(root.resolve("good"));
    }

    private record Seen(long size, long modified, String digest, MappingUses.Links links) {}

    /** The folder as it is now, copied. */
    public synchronized ConfigTree take(Path configDir) {
        try {
            SortedMap<String, byte[]> contents = new TreeMap<>();
            SortedMap<String, String> files = new TreeMap<>();
            for (Path file : filesIn(configDir)) {
                byte[] bytes = Files.readAllBytes(file);
                contents.put(nameOf(configDir, file), bytes);
                files.put(nameOf(configDir, file), Digest.sha256(bytes));
            }
            String digest =
                    ConfigTree.of(null, files, Map.of(), SettingsFile.NONE).digest();
            pack(digest, contents);
            return named(digest).orElseThrow(() -> new IOException("the copy is not what was copied"));
        } catch (IOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE, "hub.home/applied");
        }
    }

    /** Digests of the folder as it is now; files that look as before are not read again. */
    public ConfigTree look(Path configDir) {
        try {
            SortedMap<String, String> files = new TreeMap<>();
            MappingUses uses = new MappingUses();
            for (Path file : filesIn(configDir)) {
                String name = nameOf(configDir, file);
                long size = Files.size(file);
                long modified = Files.getLastModifiedTime(file).toMillis();
                Seen known = seen.get(file);
                if (known == null || known.size() != size || known.modified() != modified) {
                    byte[] bytes = Files.readAllBytes(file);
                    known = new Seen(size, modified, Digest.sha256(bytes), MappingUses.Links.in(name, bytes));
                    seen.put(file, known);
                }
                files.put(name, known.digest());
                uses.add(name, known.links());
            }
            return ConfigTree.of(null, files, uses.all(), settingsIn(configDir));
        } catch (IOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE, "hub.config-dir");
        }
    }

    /** The tree of that digest, if there is one whose every file is still what it was. */
    public synchronized Optional<ConfigTree> named(String digest) {
        if (!digest.matches("[0-9a-f]{64}")) {
            return Optional.empty();
        }
        try {
            Optional<ConfigTree> unpacked = unpacked(digest);
            if (unpacked.isEmpty() && Files.isRegularFile(packOf(digest))) {
                unpack(digest);
                unpacked = unpacked(digest);
            }
            return unpacked;
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<ConfigTree> unpacked(String digest) throws IOException {
        Path dir = dirOf(digest);
        if (!Files.isDirectory(dir)) {
            return Optional.empty();
        }
        SortedMap<String, String> files = new TreeMap<>();
        MappingUses uses = new MappingUses();
        for (Path file : filesIn(dir)) {
            byte[] bytes = Files.readAllBytes(file);
            String name = nameOf(dir, file);
            files.put(name, Digest.sha256(bytes));
            uses.add(name, MappingUses.Links.in(name, bytes));
        }
        ConfigTree tree = ConfigTree.of(dir, files, uses.all(), settingsIn(dir));
        return tree.digest().equals(digest) ? Optional.of(tree) : Optional.empty();
    }

    /** Notes durably by which tree a route runs well. */
    public void noteGood(RouteFileName stem, ConfigTree tree) {
        durably(() -> good.write(stem, tree.digest()));
    }

    /** The route was removed: no version of it is to come up instead of a later file of its name. */
    public void dropGood(RouteFileName stem) {
        durably(() -> good.drop(stem));
    }

    /** The same of all routes that are not among these. */
    public void dropGoodBut(List<RouteFileName> stems) {
        durably(() -> good.dropAllBut(stems));
    }

    private interface Note {
        void make() throws IOException;
    }

    private static void durably(Note note) {
        try {
            note.make();
        } catch (IOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE, "hub.home/applied");
        }
    }

    /** The tree by which a route last ran well. */
    public Optional<ConfigTree> lastGood(RouteFileName stem) {
        try {
            return good.digestFor(stem).flatMap(this::named);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Removes trees that are neither in use, nor good for a route, nor among the newest. */
    public synchronized void prune(Set<String> inUse) {
        try (Stream<Path> packs = Files.list(root.resolve("packs"))) {
            Set<String> needed = new HashSet<>(inUse);
            needed.addAll(good.digests());
            for (Path pack : packs.sorted(
                            Comparator.comparing(ConfigTrees::modified).reversed())
                    .skip(SPARE_TREES)
                    .toList()) {
                String digest = pack.getFileName().toString().replace(".zip", "");
                if (!needed.contains(digest)) {
                    Files.delete(pack);
                    DurableFiles.delete(dirOf(digest));
                }
            }
        } catch (IOException e) {
            // a spare tree does no harm; the next apply tries again
            return;
        }
    }

    private void pack(String digest, Map<String, byte[]> contents) throws IOException {
        if (Files.isRegularFile(packOf(digest))) {
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : contents.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        Path packs = Files.createDirectories(root.resolve("packs"));
        DurableFiles.write(packOf(digest), bytes.toByteArray());
        DurableFolder.force(packs);
    }

    private void unpack(String digest) throws IOException {
        Path dir = dirOf(digest);
        DurableFiles.delete(dir);
        for (String folder : FOLDERS) {
            Files.createDirectories(dir.resolve(folder));
        }
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(packOf(digest)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path place = dir.resolve(entry.getName()).normalize();
                if (!place.startsWith(dir)) {
                    throw new IOException("a pack holds a path that leaves it");
                }
                Files.createDirectories(place.getParent());
                Files.write(place, zip.readAllBytes());
            }
        }
    }

    /** Faults of it are reported by the check. */
    private static SettingsFile settingsIn(Path configDir) {
        return SettingsFile.read(configDir, fault -> {});
    }

    private Path packOf(String digest) {
        return root.resolve("packs").resolve(digest + ".zip");
    }

    private Path dirOf(String digest) {
        return root.resolve("trees").resolve(digest);
    }

    private static List<Path> filesIn(Path configDir) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : FOLDERS) {
            if (Files.isDirectory(configDir.resolve(folder))) {
                try (Stream<Path> walk = Files.walk(configDir.resolve(folder), DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
                    walk.filter(Files::isRegularFile).limit(MOST_FILES + 1L).forEach(files::add);
                }
            }
        }
        if (Files.isRegularFile(configDir.resolve(SettingsFile.NAME))) {
            files.add(configDir.resolve(SettingsFile.NAME));
        }
        long size = 0;
        for (Path file : files) {
            size += Files.size(file);
            if (files.size() > MOST_FILES || size > MOST_BYTES) {
                throw new ProblemException(Problem.SETTING_INVALID, "hub.config-dir");
            }
        }
        return files;
    }

    private static String nameOf(Path configDir, Path file) {
        return configDir.relativize(file).toString().replace('\\', '/');
    }

    private static long modified(Path path) {
        try {
            return Files.getLastModifiedTime(path).toMillis();
        } catch (IOException e) {
            return 0;
        }
    }
}

package org.onestophub.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Digest;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * Copies of configuration folders under {@code hub.home/applied}, so that what runs stays what it was while people edit.
 * A file is kept once under its digest ({@code objects}); a tree is a folder of links to such files. A tree is on the
 * disk, files and folders, when {@link #take} returns.
 */
@Component
class ConfigTrees {

    /** Far above any configuration; a folder full of other things is a mistake, not a configuration. */
    private static final int MOST_FILES = 10_000;
    private static final long LARGEST_FILE = 16L * 1024 * 1024;
    private static final int DEEPEST = 8;
    /** Trees kept beside those in use, newest first, for whoever wants to see what was. */
    private static final int SPARE_TREES = 20;

    private static final List<String> FOLDERS = List.of("routes", "connectors", "mappings");

    private final Path root;
    private final Map<Path, Seen> seen = new ConcurrentHashMap<>();

    ConfigTrees(HubProperties hub) {
        this.root = hub.home().toAbsolutePath().resolve("applied");
    }

    private record Seen(long size, long modified, String digest) {}

    /** The folder as it is now, copied. */
    synchronized ConfigTree take(Path configDir) {
        try {
            SortedMap<String, String> files = new TreeMap<>();
            for (Path file : filesIn(configDir)) {
                byte[] bytes = Files.readAllBytes(file);
                String digest = Digest.sha256(bytes);
                keep(digest, bytes);
                files.put(nameOf(configDir, file), digest);
            }
            ConfigTree tree = ConfigTree.of(null, files);
            return new ConfigTree(tree.digest(), laidOut(tree), files);
        } catch (IOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE, "hub.home/applied");
        }
    }

    /** Digests of the folder as it is now; files that look as before are not read again. */
    ConfigTree look(Path configDir) {
        try {
            SortedMap<String, String> files = new TreeMap<>();
            for (Path file : filesIn(configDir)) {
                long size = Files.size(file);
                long modified = Files.getLastModifiedTime(file).toMillis();
                Seen known = seen.get(file);
                if (known == null || known.size() != size || known.modified() != modified) {
                    known = new Seen(size, modified, Digest.sha256(Files.readAllBytes(file)));
                    seen.put(file, known);
                }
                files.put(nameOf(configDir, file), known.digest());
            }
            return ConfigTree.of(null, files);
        } catch (IOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE, "hub.config-dir");
        }
    }

    /** The tree of that digest, if it is there and every file in it is still what it was. */
    Optional<ConfigTree> named(String digest) {
        Path dir = root.resolve("trees").resolve(digest);
        if (!digest.matches("[0-9a-f]{64}") || !Files.isDirectory(dir)) {
            return Optional.empty();
        }
        try {
            SortedMap<String, String> files = new TreeMap<>();
            for (Path file : filesIn(dir)) {
                files.put(nameOf(dir, file), Digest.sha256(Files.readAllBytes(file)));
            }
            ConfigTree tree = ConfigTree.of(dir, files);
            return tree.digest().equals(digest) ? Optional.of(tree) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Notes durably by which tree a route runs well. */
    void noteGood(Stem stem, ConfigTree tree) {
        try {
            Path folder = Files.createDirectories(root.resolve("good"));
            write(folder.resolve(stem.text()), tree.digest().getBytes(StandardCharsets.UTF_8));
            force(folder);
        } catch (IOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE, "hub.home/applied");
        }
    }

    /** The tree by which a route last ran well. */
    Optional<ConfigTree> lastGood(Stem stem) {
        Path note = root.resolve("good").resolve(stem.text());
        try {
            return Files.isRegularFile(note) ? named(Files.readString(note).strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Removes trees that are neither in use, nor good for a route, nor among the newest. */
    synchronized void prune(Set<String> inUse) {
        try (Stream<Path> trees = Files.list(root.resolve("trees"));
                Stream<Path> notes = Files.list(root.resolve("good"))) {
            Set<String> good = new java.util.HashSet<>(inUse);
            for (Path note : notes.toList()) {
                good.add(Files.readString(note).strip());
            }
            for (Path tree : trees.sorted(Comparator.comparing(ConfigTrees::modified).reversed()).skip(SPARE_TREES).toList()) {
                if (!good.contains(tree.getFileName().toString())) {
                    delete(tree);
                }
            }
        } catch (IOException e) {
            // a tree too many harms nobody; the next apply tries again
            return;
        }
    }

    private Path laidOut(ConfigTree tree) throws IOException {
        Path trees = Files.createDirectories(root.resolve("trees"));
        Path target = trees.resolve(tree.digest());
        if (named(tree.digest()).isPresent()) {
            return target;
        }
        delete(target);
        Path making = Files.createTempDirectory(trees, "making-");
        for (String folder : FOLDERS) {
            Files.createDirectories(making.resolve(folder));
        }
        for (Map.Entry<String, String> file : tree.files().entrySet()) {
            Path place = making.resolve(file.getKey());
            Files.createDirectories(place.getParent());
            link(objectOf(file.getValue()), place);
        }
        try (Stream<Path> made = Files.walk(making)) {
            for (Path folder : made.filter(Files::isDirectory).toList()) {
                force(folder);
            }
        }
        Files.move(making, target, StandardCopyOption.ATOMIC_MOVE);
        force(trees);
        return target;
    }

    private static void link(Path object, Path place) throws IOException {
        try {
            Files.createLink(place, object);
        } catch (UnsupportedOperationException | IOException e) {
            write(place, Files.readAllBytes(object));
        }
    }

    private void keep(String digest, byte[] bytes) throws IOException {
        Path object = objectOf(digest);
        Files.createDirectories(object.getParent());
        if (!Files.exists(object)) {
            write(object, bytes);
            force(object.getParent());
        }
    }

    private Path objectOf(String digest) {
        return root.resolve("objects").resolve(digest.substring(0, 2)).resolve(digest);
    }

    /** All of it or nothing: written aside, forced, and put in place. */
    private static void write(Path file, byte[] bytes) throws IOException {
        Path part = Files.createTempFile(file.getParent(), "part", null);
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static List<Path> filesIn(Path configDir) throws IOException {
        List<Path> files = new java.util.ArrayList<>();
        for (String folder : FOLDERS) {
            if (Files.isDirectory(configDir.resolve(folder))) {
                try (Stream<Path> walk = Files.walk(configDir.resolve(folder), DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
                    walk.filter(Files::isRegularFile).limit(MOST_FILES + 1L).forEach(files::add);
                }
            }
        }
        for (Path file : files) {
            if (files.size() > MOST_FILES || Files.size(file) > LARGEST_FILE) {
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

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(path)) {
            for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

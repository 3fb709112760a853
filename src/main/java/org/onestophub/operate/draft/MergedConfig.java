package org.onestophub.operate.draft;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.util.FileSystemUtils;

/** A copy of the configuration folder with the files of a draft in it, for a moment. */
final class MergedConfig {

    /** The file whose lines are added to; all others of a draft are new. */
    static final String SETTINGS = "settings.yaml";

    private static final List<String> FOLDERS = List.of("routes", "connectors", "mappings");

    private final Path configDir;
    private final Path scratch;

    MergedConfig(Path configDir, Path scratch) {
        this.configDir = configDir.toAbsolutePath().normalize();
        this.scratch = scratch.toAbsolutePath().normalize();
    }

    /** What {@code work} gives for the copy; the copy is removed then. */
    <T> T with(Map<String, byte[]> files, Function<Path, T> work) {
        try {
            Files.createDirectories(scratch);
            Path copy = Files.createTempDirectory(scratch, "config");
            try {
                for (String folder : FOLDERS) {
                    copy(configDir.resolve(folder), copy.resolve(folder));
                }
                if (Files.isRegularFile(configDir.resolve(SETTINGS))) {
                    Files.copy(configDir.resolve(SETTINGS), copy.resolve(SETTINGS));
                }
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    Path target = copy.resolve(file.getKey());
                    Files.createDirectories(target.getParent());
                    Files.write(
                            target,
                            file.getKey().equals(SETTINGS) ? appended(target, file.getValue()) : file.getValue());
                }
                return work.apply(copy);
            } finally {
                FileSystemUtils.deleteRecursively(copy);
            }
        } catch (IOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE, "hub.home/tmp");
        }
    }

    /** The file with lines at its end. */
    static byte[] appended(Path file, byte[] lines) throws IOException {
        String before = Files.isRegularFile(file) ? Files.readString(file) : "";
        String end = before.isEmpty() || before.endsWith("\n") ? "" : "\n";
        return (before + end + new String(lines, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }
}

package org.onestophub.platform.probe;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Predicate;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Tries a folder of this machine. */
public final class FolderProbe {

    private final Path directory;
    private final Clock clock;
    private final FolderVisit visit;

    /** A folder, there or not. */
    public FolderProbe(Path directory, Clock clock, FolderVisit visit) {
        this.directory = directory;
        this.clock = clock;
        this.visit = visit;
    }

    /** All steps. */
    public void run(ProbeSteps steps) {
        steps.step("folder", Problem.FOLDER_MISSING, () -> {
            if (!Files.isDirectory(directory)) {
                throw new ProblemException(Problem.FOLDER_MISSING);
            }
            return Map.of();
        });
        steps.step("rights", Problem.RIGHT_MISSING, this::rights);
        Predicate<String> counted = visit.counted();
        if (counted != null) {
            steps.step("list", Problem.RIGHT_MISSING, () -> list(counted));
        }
    }

    private Map<String, String> rights() throws IOException {
        Path made = Files.createFile(directory.resolve(visit.probe() + ".tmp"));
        Path moved = directory.resolve(visit.probe() + ".part");
        try {
            Files.move(made, moved);
        } finally {
            Files.deleteIfExists(made);
            Files.deleteIfExists(moved);
        }
        return Map.of("tried", "create, rename, delete");
    }

    private Map<String, String> list(Predicate<String> counted) throws IOException {
        ProbeBacklog stock = new ProbeBacklog();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                boolean isItem = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && counted.test(file.getFileName().toString());
                if (isItem && !stock.add(Files.getLastModifiedTime(file).toInstant())) {
                    break;
                }
            }
        }
        return stock.facts(clock);
    }
}

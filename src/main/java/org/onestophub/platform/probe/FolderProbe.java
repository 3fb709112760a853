package org.onestophub.platform.probe;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Predicate;
import org.onestophub.platform.remote.Refusal;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Tries a folder of this machine. */
public final class FolderProbe {

    private final Path directory;
    private final Clock clock;
    private final FolderVisit visit;
    private final boolean makesFolder;
    /** Folders that only the test made, the innermost first. */
    private final Deque<Path> made = new ArrayDeque<>();

    /** A folder, there or not. */
    public FolderProbe(Path directory, Clock clock, FolderVisit visit) {
        this(directory, clock, visit, false);
    }

    /** The same; {@code makesFolder}: where it is missing the test makes it, as its owner will, and removes it again. */
    public FolderProbe(Path directory, Clock clock, FolderVisit visit, boolean makesFolder) {
        this.directory = directory;
        this.clock = clock;
        this.visit = visit;
        this.makesFolder = makesFolder;
    }

    /** All steps. */
    public void run(ProbeSteps steps) {
        try {
            steps.step("folder", Problem.FOLDER_MISSING, this::enter);
            steps.step("rights", Problem.RIGHT_MISSING, this::rights);
            Predicate<String> counted = visit.counted();
            if (counted != null) {
                steps.step("list", Problem.RIGHT_MISSING, () -> list(counted));
                visit.take(steps, name -> Files.newInputStream(directory.resolve(name), LinkOption.NOFOLLOW_LINKS));
            }
        } finally {
            removeFolders();
        }
    }

    private Map<String, String> enter() throws IOException {
        if (Files.isDirectory(directory)) {
            return Map.of();
        }
        if (!makesFolder) {
            throw new ProblemException(Problem.FOLDER_MISSING);
        }
        Deque<Path> missing = new ArrayDeque<>();
        for (Path folder = directory.toAbsolutePath(); folder != null && Files.notExists(folder); ) {
            missing.addLast(folder);
            folder = folder.getParent();
        }
        try {
            Files.createDirectories(directory);
        } catch (AccessDeniedException e) {
            throw new ProblemException(Problem.RIGHT_MISSING);
        } finally {
            made.addAll(missing);
        }
        return Map.of("made", "for this test");
    }

    private void removeFolders() {
        try {
            for (Path folder : made) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            // a file was delivered meanwhile
        }
    }

    private Map<String, String> rights() throws IOException {
        ProbeFile probe = new ProbeFile();
        Path first = directory.resolve(visit.probe() + ".tmp");
        Path moved = directory.resolve(visit.probe() + ".part");
        try {
            Files.write(first, probe.bytes(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            probe.check(Files.readAllBytes(first));
            Files.move(first, moved);
        } catch (IOException e) {
            if (isFull(e)) {
                throw ProbeFile.refused(Refusal.FULL);
            }
            throw e;
        } finally {
            Files.deleteIfExists(first);
            Files.deleteIfExists(moved);
        }
        return ProbeFile.facts();
    }

    private boolean isFull(IOException fault) throws IOException {
        return Refusal.of(String.valueOf(fault.getMessage())) == Refusal.FULL
                || Files.getFileStore(directory).getUsableSpace() == 0;
    }

    private Map<String, String> list(Predicate<String> counted) throws IOException {
        ProbeBacklog stock = new ProbeBacklog();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                boolean isItem = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && counted.test(file.getFileName().toString());
                if (!isItem) {
                    continue;
                }
                Instant at = Files.getLastModifiedTime(file).toInstant();
                visit.offer(file.getFileName().toString(), Files.size(file), at);
                if (!stock.add(at)) {
                    break;
                }
            }
        }
        return stock.facts(clock);
    }
}

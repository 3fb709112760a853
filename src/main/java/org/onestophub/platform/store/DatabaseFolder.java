package org.onestophub.platform.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Which server works in the folder of a PostgreSQL cluster. The pid file alone is not enough: its process may have ended,
 * its number may by now belong to another program, or be missing after a power cut. Two servers in one folder would destroy
 * it, so the file is only deleted when no server process works in the folder.
 */
final class DatabaseFolder {

    private static final int PORT_LINE = 3;
    private static final long LOOK_MILLIS = 100;

    private final Path folder;

    DatabaseFolder(Path folder) {
        this.folder = folder;
    }

    /** A server that holds the folder: its process and its port on loopback. */
    record Running(ProcessHandle process, int port) {}

    /** The server that holds the folder, if the pid file leads to one. */
    Optional<Running> running() throws IOException {
        Path pidFile = folder.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        Optional<Long> port = lines.size() > PORT_LINE ? number(lines.get(PORT_LINE)) : Optional.empty();
        return (lines.isEmpty() ? Optional.<Long>empty() : number(lines.get(0)))
                .flatMap(ProcessHandle::of)
                .filter(this::isServerHere)
                .flatMap(process -> port.map(known -> new Running(process, known.intValue())));
    }

    /**
     * Deletes a pid file without a server. Sessions of a server that was killed take a moment to notice.
     * @throws IOException if a server process still works in the folder when the patience ends
     */
    void clear(Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        while (ProcessHandle.allProcesses().anyMatch(this::isCertainlyHere)) {
            if (System.nanoTime() > end) {
                throw new IOException(
                        "a PostgreSQL server works in " + folder + " but its postmaster.pid does not name it");
            }
            pause();
        }
        Files.deleteIfExists(folder.resolve("postmaster.pid"));
    }

    /** True if the process is a PostgreSQL server, and not certainly one of another folder. */
    private boolean isServerHere(ProcessHandle process) {
        return isPostgres(process) && workingFolder(process).map(this::isThis).orElse(true);
    }

    private boolean isCertainlyHere(ProcessHandle process) {
        return isPostgres(process) && workingFolder(process).map(this::isThis).orElse(false);
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.isAlive()
                && process.info()
                        .command()
                        .map(command -> command.endsWith("postgres") || command.endsWith("postgres.exe"))
                        .orElse(false);
    }

    /** The working folder of a process, as Linux shows it; that of PostgreSQL and all its sessions is the data folder. */
    private static Optional<Path> workingFolder(ProcessHandle process) {
        Path link = Path.of("/proc", Long.toString(process.pid()), "cwd");
        try {
            return Files.exists(link) ? Optional.of(link.toRealPath()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private boolean isThis(Path other) {
        try {
            return Files.isSameFile(folder, other);
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a PostgreSQL server ends");
        }
    }
}

package org.onestophub.platform.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import org.onestophub.HubProperties;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** The folder {@code hub.home}: held by one hub at a time, with a name that outlives restarts. */
@Component
public class HubHome implements AutoCloseable {

    /**
     * They hold what people wrote, or programs that the hub starts: nobody else on the machine looks into them or lays
     * anything there.
     */
    private static final List<String> CLOSED =
            List.of("applied", "blobs", "broker", "district", "postgres-binaries", "spool", "tmp", "work");

    /** Neighbours lay files there; those of the hub's group, unless somebody gives other rights. */
    private static final String INBOX = "inbox";

    private final Path folder;
    private final String name;
    private final FileChannel channel;

    /** Takes hold of the folder; CH-207 if another hub holds it. */
    HubHome(HubProperties hub) throws IOException {
        this.folder = Files.createDirectories(hub.home().toAbsolutePath());
        this.channel =
                FileChannel.open(folder.resolve("hub.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isFree()) {
            channel.close();
            throw new ProblemException(Problem.SETTING_INVALID, "hub.home is in use by another hub");
        }
        for (String closed : CLOSED) {
            allow(Files.createDirectories(folder.resolve(closed)), "rwx------");
        }
        if (Files.notExists(folder.resolve(INBOX))) {
            allow(Files.createDirectory(folder.resolve(INBOX)), "rwxrwx---");
        }
        this.name = WriteOnceFile.textOf(
                folder.resolve("hub.name"), () -> UUID.randomUUID().toString());
    }

    /** The lock goes with the process, however it ends. */
    private boolean isFree() throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // another hub in this very process
            return false;
        }
    }

    private static void allow(Path folder, String whom) throws IOException {
        PosixFileAttributeView rights = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
        // where there are none, as on Windows, a folder is as open as the one it lies in
        if (rights != null) {
            rights.setPermissions(PosixFilePermissions.fromString(whom));
        }
    }

    /** Absolute path of the folder. */
    public Path folder() {
        return folder;
    }

    /** Name of this hub in leases; the same after a restart. */
    public String name() {
        return name;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

package org.onestophub.platform.blob;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.GrowingPause;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.ProblemException;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Brings blobs that this hub kept under its own home, before it shared its database, to the place where all hubs reach
 * them. Until then only this hub could read or delete them. It may be stopped at any moment and goes on at the next start.
 */
@Component
class BlobMove implements SmartLifecycle {

    private static final HubLog LOG = HubLog.of("store");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final GrowingPause PAUSE = new GrowingPause(Duration.ofSeconds(5), Duration.ofMinutes(5));
    private static final long STOP_MILLIS = 30_000;

    private final BlobStore store;
    private final BlobTable table;
    private volatile boolean running;
    private @Nullable Thread thread;

    BlobMove(BlobStore store, BlobTable table) {
        this.store = store;
        this.table = table;
    }

    @Override
    public void start() {
        running = true;
        Thread mover = new Thread(() -> store.formerHome().ifPresent(this::move), "blob-move");
        mover.setDaemon(true);
        mover.start();
        thread = mover;
    }

    @Override
    public void stop() {
        running = false;
        Thread mover = thread;
        if (mover == null) {
            return;
        }
        mover.interrupt();
        try {
            mover.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void move(Path home) {
        for (int failures = 0; running; ) {
            try {
                moveAll(home);
                return;
            } catch (IOException | ProblemException | DataAccessException e) {
                failures++;
                LOG.warn("blobs-not-moved", LogKey.FAULT, e.getClass().getSimpleName());
                pause(PAUSE.after(failures));
            }
        }
    }

    private void moveAll(Path home) throws IOException {
        long moved = 0;
        for (Path folder : list(home)) {
            if (Files.isDirectory(folder) && folder.getFileName().toString().length() == 2) {
                for (Path file : list(folder)) {
                    if (!running) {
                        return;
                    }
                    moved += moveOne(file) ? 1 : 0;
                }
            }
        }
        if (moved > 0) {
            LOG.event("blobs-moved", LogKey.COUNT, moved);
        }
    }

    private boolean moveOne(Path file) throws IOException {
        String name = file.getFileName().toString();
        Content content = Content.of(file);
        if (!DIGEST.matcher(name).matches() || !Digest.sha256(content).equals(name)) {
            // no blob, or one that a disk damaged: it stays for a person
            LOG.warn("blob-not-moved");
            return false;
        }
        store.put(content);
        // it may have been erased through another hub, which could not delete it here
        table.noteForRetention(name);
        Files.delete(file);
        return true;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

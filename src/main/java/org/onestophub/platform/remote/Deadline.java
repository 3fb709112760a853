package org.onestophub.platform.remote;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection when its time is up, whatever the thread that uses it waits for. A socket's own timeout starts again
 * with every byte that comes, and there is none for a peer that does not read.
 */
public final class Deadline implements AutoCloseable {

    private static final ScheduledThreadPoolExecutor WATCH = watch();

    private final ScheduledFuture<?> end;

    private Deadline(ScheduledFuture<?> end) {
        this.end = end;
    }

    /** Closes {@code line} after {@code time}, unless this is closed before. */
    public static Deadline of(Duration time, Closeable line) {
        return new Deadline(WATCH.schedule(() -> quietly(line), time.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        end.cancel(false);
    }

    private static void quietly(Closeable line) {
        try {
            line.close();
        } catch (IOException e) {
            // a thread that waits on the connection gets an exception
        }
    }

    private static ScheduledThreadPoolExecutor watch() {
        ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "remote-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        watch.setRemoveOnCancelPolicy(true);
        return watch;
    }
}

package org.onestophub.platform.probe;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;

/** The file of a folder that is read as an example: of those that are not too large, the one that has waited longest. */
public final class ExampleFile {

    private final int most;
    private volatile String name = "";
    private volatile @Nullable Instant since;
    private volatile byte @Nullable [] bytes;

    /** None yet; of files with more than {@code most} bytes none is chosen. */
    public ExampleFile(int most) {
        this.most = most;
    }

    /** How a file is opened; the stream is closed by who asked. */
    @FunctionalInterface
    interface Opening {
        InputStream open(String name) throws Exception;
    }

    /** Its name; empty if there is none. */
    public String name() {
        return name;
    }

    /** What is in it; null if there is none, or it could not be read. */
    public byte @Nullable [] bytes() {
        return bytes;
    }

    void offer(String file, long size, @Nullable Instant at) {
        Instant before = since;
        boolean isOlder = name.isEmpty() || before != null && at != null && at.isBefore(before);
        if (size > 0 && size <= most && isOlder) {
            name = file;
            since = at;
        }
    }

    void take(ProbeSteps steps, Opening opening) {
        if (steps.isOk() && name.isEmpty()) {
            steps.skip("take", "no file of 1 to " + most + " bytes waits there");
            return;
        }
        steps.step("take", Problem.FILE_UNTAKEABLE, () -> {
            try (InputStream in = opening.open(name())) {
                byte[] read = in.readNBytes(most + 1);
                if (read.length > most) {
                    throw new IOException("it grew");
                }
                bytes = read;
                return Map.of("bytes", Integer.toString(read.length));
            }
        });
    }
}

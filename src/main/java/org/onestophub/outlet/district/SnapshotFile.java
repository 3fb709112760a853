package org.onestophub.outlet.district;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.zip.GZIPOutputStream;
import org.onestophub.complaint.Digest;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Writes lines of JSON as gzip, counts and digests the bytes on their way, and stops at its bounds. */
final class SnapshotFile implements AutoCloseable {

    private final Counted bytes;
    private final OutputStream lines;
    private final long startedNanos = System.nanoTime();
    private final long maxNanos;
    private final long maxSize;
    private long count;

    SnapshotFile(Path file, DistrictProperties bounds) throws IOException {
        this.bytes = new Counted(Files.newOutputStream(file));
        this.maxSize = bounds.snapshotMaxSize().toBytes();
        this.lines = new BufferedOutputStream(new GZIPOutputStream(bytes));
        this.maxNanos = bounds.snapshotMaxTime().toNanos();
    }

    /** @throws ProblemException DI-201 if it becomes too large or takes too long */
    void line(JsonNode value) throws IOException {
        if (System.nanoTime() - startedNanos > maxNanos) {
            throw new ProblemException(Problem.SNAPSHOT_TOO_LARGE, "hub.district.snapshot-max-time");
        }
        if (bytes.size > maxSize) {
            throw new ProblemException(Problem.SNAPSHOT_TOO_LARGE, "hub.district.snapshot-max-size");
        }
        lines.write(value.toString().getBytes(StandardCharsets.UTF_8));
        lines.write('\n');
        count++;
    }

    long lines() {
        return count;
    }

    /** Once it is closed. */
    long size() {
        return bytes.size;
    }

    /** Once it is closed. */
    byte[] sha256() {
        return bytes.digest.digest();
    }

    @Override
    public void close() throws IOException {
        // a disk that is full fails the gzip's end, which would then leave the file open
        try (bytes) {
            lines.close();
        }
    }

    private static final class Counted extends FilterOutputStream {

        private final MessageDigest digest = Digest.begin();
        private long size;

        private Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            size += length;
            digest.update(buffer, offset, length);
            out.write(buffer, offset, length);
        }
    }
}

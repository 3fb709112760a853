package org.onestophub.outlet.district;

import java.nio.file.Path;

/**
 * A finished snapshot; closing it takes its file away and lets the next one begin.
 *
 * @param file gzip of NDJSON
 * @param sha256 of the file's bytes
 * @param events lines without the first: one of each complaint, and of each warning that the key sees
 * @param cursor goes on where it ends
 */
record Snapshot(Path file, long size, byte[] sha256, long events, String cursor, Runnable end)
        implements AutoCloseable {

    @Override
    public void close() {
        end.run();
    }
}

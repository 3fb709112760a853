package org.onestophub.platform.blob;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.dao.DataAccessException;

/** The bytes of a blob, fetched chunk by chunk from the database; no connection is held between two of them. */
final class ChunkStream extends InputStream {

    private static final byte[] NONE = {};

    private final BlobTable table;
    private final String sha256;
    private final int chunks;
    private int next;
    private byte[] chunk = NONE;
    private int at;

    ChunkStream(BlobTable table, String sha256, int chunks) {
        this.table = table;
        this.sha256 = sha256;
        this.chunks = chunks;
    }

    @Override
    public int read() {
        return isAtEnd() ? -1 : chunk[at++] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (isAtEnd()) {
            return -1;
        }
        int count = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, into, offset, count);
        at += count;
        return count;
    }

    /** Chunks that are skipped as a whole are not fetched. */
    @Override
    public long skip(long count) {
        long left = Math.max(0, count);
        long inChunk = Math.min(left, chunk.length - at);
        at += (int) inChunk;
        left -= inChunk;
        while (left >= BlobRows.CHUNK && next < chunks - 1) {
            next++;
            left -= BlobRows.CHUNK;
        }
        while (left > 0 && !isAtEnd()) {
            long more = Math.min(left, chunk.length - at);
            at += (int) more;
            left -= more;
        }
        return Math.max(0, count) - left;
    }

    @Override
    public int available() throws IOException {
        return chunk.length - at;
    }

    private boolean isAtEnd() {
        if (at < chunk.length) {
            return false;
        }
        if (next == chunks) {
            return true;
        }
        try {
            chunk = table.read(sha256, next).orElseThrow(() -> new ProblemException(Problem.STORE_UNAVAILABLE));
        } catch (DataAccessException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        }
        next++;
        at = 0;
        return chunk.length == 0;
    }
}

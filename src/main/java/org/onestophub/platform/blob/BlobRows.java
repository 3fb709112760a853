package org.onestophub.platform.blob;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Digest;

/** Blobs in the database, in chunks, so that none is ever in memory as a whole. */
final class BlobRows implements BlobPlace {

    /** Size of all chunks but the last, bytes. */
    static final int CHUNK = 256 * 1024;

    private final BlobTable table;

    BlobRows(BlobTable table) {
        this.table = table;
    }

    private record Digested(Content content, String sha256, long sizeBytes) implements Ready {
        @Override
        public void close() {
            // nothing was made
        }
    }

    /** The bytes are read a second time when they are kept: only then can others see them. */
    @Override
    public Ready prepare(Content content) throws IOException {
        try (InputStream in = content.open()) {
            MessageDigest digest = Digest.begin();
            byte[] buffer = new byte[CHUNK];
            long size = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
                size += n;
            }
            return new Digested(content, Digest.end(digest), size);
        }
    }

    @Override
    public void keep(Ready ready) throws IOException {
        String sha256 = ready.sha256();
        if (table.chunks(sha256) > 0) {
            return;
        }
        MessageDigest digest = Digest.begin();
        int no = 0;
        try (InputStream in = ((Digested) ready).content().open()) {
            for (byte[] chunk = in.readNBytes(CHUNK); chunk.length > 0; chunk = in.readNBytes(CHUNK)) {
                digest.update(chunk);
                table.write(sha256, no++, chunk);
            }
        }
        if (no == 0) {
            table.write(sha256, no++, new byte[0]);
        }
        if (!Digest.end(digest).equals(sha256)) {
            throw new IOException("the content changed while it was kept");
        }
        table.written(sha256, no);
    }

    @Override
    public Optional<InputStream> open(String sha256) {
        int chunks = table.chunks(sha256);
        return chunks == 0 ? Optional.empty() : Optional.of(new ChunkStream(table, sha256, chunks));
    }

    @Override
    public void delete(String sha256) {
        table.delete(sha256);
    }
}

package org.onestophub.platform.blob;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.onestophub.complaint.Content;

/** Somewhere blobs lie. */
interface BlobPlace {

    /** Keeps the bytes for good; keeping them again changes nothing. The caller holds the lock of the blob. */
    void keep(Ready ready) throws IOException;

    /** The bytes, empty if they are not here. The caller closes the stream. */
    Optional<InputStream> open(String sha256) throws IOException;

    /** Deletes the bytes if they are here. The caller holds the lock of the blob. */
    void delete(String sha256) throws IOException;

    /** Reads the content once, without any lock, and makes ready what can be. The caller closes it. */
    Ready prepare(Content content) throws IOException;

    /** A content whose digest is known. */
    interface Ready extends AutoCloseable {

        /** Lower-case hex. */
        String sha256();

        /** Number of bytes. */
        long sizeBytes();

        @Override
        void close() throws IOException;
    }
}

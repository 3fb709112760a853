package org.onestophub.pipeline.read.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Counts and digests bytes while they are read. */
final class MimeDigest {

    private static final int BUFFER_BYTES = 16 * 1024;

    private MimeDigest() {}

    /** Reads to the end; digests everything, keeps the first {@code heldMax} bytes; returns the number of bytes. */
    static long drain(InputStream in, MessageDigest digest, ByteArrayOutputStream held, int heldMax)
            throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long size = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            digest.update(buffer, 0, n);
            held.write(buffer, 0, Math.max(0, Math.min(n, heldMax - held.size())));
            size += n;
        }
        return size;
    }
}

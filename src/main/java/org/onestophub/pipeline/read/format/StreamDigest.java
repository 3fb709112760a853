package org.onestophub.pipeline.read.format;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.onestophub.complaint.Digest;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Size, digest and first bytes of a stream.
 *
 * @param sizeBytes number of bytes
 * @param sha256 lower-case hex
 * @param head the first bytes, at most {@link MediaTypes#HEAD}
 */
public record StreamDigest(long sizeBytes, String sha256, byte[] head) {

    private static final int BUFFER = 16 * 1024;

    /**
     * Reads the stream to its end.
     * @throws ProblemException RD-107 if it has more than {@code maxBytes}
     */
    public static StreamDigest of(InputStream in, long maxBytes) throws IOException {
        MessageDigest digest = Digest.begin();
        byte[] head = in.readNBytes(MediaTypes.HEAD);
        digest.update(head);
        long size = head.length;
        byte[] buffer = new byte[BUFFER];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            size += read;
            if (size > maxBytes) {
                throw new ProblemException(Problem.BOUNDS_EXCEEDED, "attachment");
            }
            digest.update(buffer, 0, read);
        }
        return new StreamDigest(size, Digest.end(digest), head);
    }
}

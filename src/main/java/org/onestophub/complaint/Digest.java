package org.onestophub.complaint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** SHA-256, as lower-case hex unless stated otherwise. */
public final class Digest {

    private static final int BUFFER = 65_536;
    /** Never updated, only cloned. */
    private static final MessageDigest EMPTY = created();

    private Digest() {}

    /** The digest of all bytes. */
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(raw(bytes));
    }

    /** The digest of all bytes, as its 32 bytes. */
    public static byte[] raw(byte[] bytes) {
        return begin().digest(bytes);
    }

    /** The first 64 bits of the digest of a text in UTF-8, for tables with many short keys. */
    public static long number(String text) {
        return ByteBuffer.wrap(raw(text.getBytes(StandardCharsets.UTF_8))).getLong();
    }

    /**
     * The digest of a content, which may be large.
     * @throws ProblemException RC-301 if it cannot be read
     */
    public static String sha256(Content content) {
        if (content instanceof Content.InMemory inMemory) {
            return sha256(inMemory.array());
        }
        try (InputStream in = content.open()) {
            return sha256(in);
        } catch (IOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        }
    }

    /**
     * The digest of what a stream still has; the stream is read to its end and not closed.
     * @throws IOException if it cannot be read
     */
    public static String sha256(InputStream in) throws IOException {
        MessageDigest digest = begin();
        byte[] buffer = new byte[BUFFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            digest.update(buffer, 0, n);
        }
        return end(digest);
    }

    /** The result of a digest from {@link #begin}, which is reset. */
    public static String end(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** An empty digest, for bytes that come piece by piece. */
    public static MessageDigest begin() {
        try {
            // a search through the providers costs more than the digest of a short text
            return (MessageDigest) EMPTY.clone();
        } catch (CloneNotSupportedException e) {
            return created();
        }
    }

    private static MessageDigest created() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256");
        }
    }
}

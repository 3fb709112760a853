package org.onestophub.intake.source.mail;

import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Digest;

/** Fetches the raw bytes of a mail, bounded: small ones into memory, others into a file of the spool folder. */
final class MailDownload {

    /** Up to here memory is cheaper than a file; the ledger keeps such inputs in the row as well. */
    private static final int MEMORY_BYTES_MAX = 64 * 1024;

    /** Of a mail that is too large, this much of its headers makes the stub case. */
    private static final int HEADER_BYTES_MAX = 256 * 1024;

    private final Path spool;

    MailDownload(Path spool) {
        this.spool = spool;
    }

    /**
     * A fetched mail.
     *
     * @param content its bytes, or its headers only if it is larger than allowed
     * @param sha256 digest of the bytes, lower-case hex; empty for headers only
     * @param file the spool file to delete when done, null if in memory
     */
    record Fetched(Content content, String sha256, @Nullable Path file) {
        boolean isWhole() {
            return !sha256.isEmpty();
        }
    }

    /** Removes what a killed run left behind. */
    void clean() throws IOException {
        Files.createDirectories(spool);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(spool, "*.eml")) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** The whole mail, or its headers if it turns out larger than {@code maxBytes}. */
    Fetched fetch(IMAPMessage message, long sizeBytes, long maxBytes) throws IOException, MessagingException {
        if (sizeBytes > maxBytes) {
            return headers(message);
        }
        MessageDigest digest = Digest.begin();
        try (InputStream in = rawStream(message)) {
            byte[] start = in.readNBytes(MEMORY_BYTES_MAX + 1);
            if (start.length <= MEMORY_BYTES_MAX) {
                return new Fetched(Content.of(start), Digest.sha256(start), null);
            }
            Path file = spool(start, in, digest, maxBytes);
            // the server may have given a wrong size, or none
            return file == null ? headers(message) : new Fetched(Content.of(file), Digest.end(digest), file);
        }
    }

    /** The mail's headers, at most 256 KiB, with the empty line that ends them. */
    Fetched headers(IMAPMessage message) throws IOException, MessagingException {
        try (InputStream in = rawStream(message)) {
            byte[] start = in.readNBytes(HEADER_BYTES_MAX);
            int end = endOfHeaders(start);
            ByteArrayOutputStream out = new ByteArrayOutputStream(end + 4);
            out.write(start, 0, end);
            out.writeBytes(new byte[] {'\r', '\n', '\r', '\n'});
            return new Fetched(Content.of(out.toByteArray()), "", null);
        }
    }

    private @Nullable Path spool(byte[] start, InputStream rest, MessageDigest digest, long maxBytes)
            throws IOException {
        Files.createDirectories(spool);
        Path file = Files.createTempFile(spool, "mail-", ".eml");
        boolean whole = false;
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            out.write(start);
            whole = copy(rest, out, maxBytes - start.length);
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
        return whole ? file : null;
    }

    /** Copies to the end; false if there is more than {@code maxBytes}. */
    private static boolean copy(InputStream in, OutputStream out, long maxBytes) throws IOException {
        byte[] buffer = new byte[MEMORY_BYTES_MAX];
        long left = maxBytes;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            left -= n;
            if (left < 0) {
                return false;
            }
            out.write(buffer, 0, n);
        }
        return true;
    }

    /** By {@code BODY.PEEK[]} in chunks: the bytes as the server holds them, and the mail stays unread. */
    private static InputStream rawStream(IMAPMessage message) throws MessagingException {
        message.setPeek(true);
        return message.getMimeStream();
    }

    private static int endOfHeaders(byte[] bytes) {
        for (int i = 0; i + 1 < bytes.length; i++) {
            if (bytes[i] == '\n' && (bytes[i + 1] == '\n' || bytes[i + 1] == '\r')) {
                return bytes[Math.max(0, i - 1)] == '\r' ? i - 1 : i;
            }
        }
        return bytes.length;
    }
}

package org.onestophub.pipeline.read.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import org.onestophub.complaint.Digest;
import org.onestophub.pipeline.read.format.ViewText;

/**
 * Knows a mail again that the mail system delivers twice, or into two mailboxes: each copy has trace headers of its own
 * (Received, Return-Path, Delivered-To, X-…), but the Message-ID, the sender, the date and all parts are as they were
 * sent. A Message-ID alone says nothing: it is the sender's to choose and to reuse.
 */
final class MailFingerprint {

    private static final int HEADER_CHARS_MAX = 1000;

    private final MessageDigest parts = Digest.begin();

    /** Takes in the next part by the digest of its decoded bytes. */
    void part(MimePart part, byte[] sha256) {
        head(part);
        parts.update(sha256);
    }

    /** Takes in the next part, a text; servers differ in its line ends and in how many close it. */
    void text(MimePart part, byte[] decoded) {
        head(part);
        withoutLineEnds(decoded);
    }

    /** Takes in what stands before the first part; in a broken mail that is its text. */
    void preamble(byte[] bytes) {
        withoutLineEnds(bytes);
    }

    private void withoutLineEnds(byte[] decoded) {
        int end = decoded.length;
        while (end > 0 && (decoded[end - 1] == '\n' || decoded[end - 1] == '\r')) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            if (decoded[i] != '\r') {
                parts.update(decoded[i]);
            }
        }
    }

    /** The print in lower-case hex, empty if the mail has no Message-ID; ends the taking in. */
    String of(MimeHeaders headers) {
        String id = word(headers, "message-id");
        if (id.isEmpty()) {
            return "";
        }
        String from = MailAddresses.of(headers.bytes("from"), 1).first().stream()
                .findFirst()
                .map(box -> box.address().toLowerCase(Locale.ROOT))
                .orElse("");
        String sent = String.join("\n", id, from, word(headers, "date"), Digest.end(parts));
        return Digest.sha256(sent.getBytes(StandardCharsets.UTF_8));
    }

    private void head(MimePart part) {
        parts.update(("\n" + part.number() + " " + part.mediaType() + " " + part.name() + "\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    /** Relays fold headers anew. */
    private static String word(MimeHeaders headers, String name) {
        return ViewText.line(headers.raw(name).text(), HEADER_CHARS_MAX)
                .replaceAll("\\s+", " ")
                .strip();
    }
}

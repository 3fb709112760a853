package org.onestophub.pipeline.read.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import org.onestophub.complaint.Digest;
import org.onestophub.pipeline.read.format.ViewText;

/**
 * Recognises copies of a mail that is delivered twice, or into two mailboxes: each copy has its own trace headers
 * (Received, Return-Path, Delivered-To, X-…), but the Message-ID, the sender, the date and all parts are as they were
 * sent. A Message-ID alone is not enough: the sender chooses it and may reuse it. A mail without one needs a
 * sender and a date; its subject counts too.
 */
final class MailFingerprint {

    private static final int HEADER_CHARS_MAX = 1000;

    private final MessageDigest parts = Digest.begin();

    /** Adds the next part by the digest of its decoded bytes. */
    void part(MimePart part, byte[] sha256) {
        head(part);
        parts.update(sha256);
    }

    /** Adds the next part, a text; servers differ in its line ends and in how many are at its end. */
    void text(MimePart part, byte[] decoded) {
        head(part);
        withoutLineEnds(decoded);
    }

    /** Adds the text before the first part; in a broken mail it is the only text. */
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

    /** The fingerprint in lower-case hex; empty if too little distinguishes the mail from another. Nothing can be added after it. */
    String of(MimeHeaders headers) {
        String id = word(headers, "message-id");
        String from = MailAddresses.of(headers.bytes("from"), 1).first().stream()
                .findFirst()
                .map(box -> box.address().toLowerCase(Locale.ROOT))
                .orElse("");
        if (id.isEmpty()) {
            if (word(headers, "from").isEmpty() || word(headers, "date").isEmpty()) {
                return "";
            }
            id = "no-id\n" + word(headers, "from") + "\n"
                    + ViewText.line(headers.text("subject").text(), HEADER_CHARS_MAX);
        }
        String sent = String.join("\n", id, from, word(headers, "date"), Digest.end(parts));
        return Digest.sha256(sent.getBytes(StandardCharsets.UTF_8));
    }

    private void head(MimePart part) {
        parts.update(("\n" + part.number() + " " + part.mediaType() + " " + part.name() + "\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    /** Relays change the folding of headers. */
    private static String word(MimeHeaders headers, String name) {
        return ViewText.line(headers.raw(name).text(), HEADER_CHARS_MAX)
                .replaceAll("\\s+", " ")
                .strip();
    }
}

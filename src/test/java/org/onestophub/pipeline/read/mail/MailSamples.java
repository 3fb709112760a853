package org.onestophub.pipeline.read.mail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.walk.Walk;

/** Builds mails and reads them. */
final class MailSamples {

    static final Instant NOW = Instant.parse("2026-09-18T08:00:00Z");
    static final Charset GBK = Charset.forName("GB18030");
    static final JsonNode NO_PROFILE = JsonNodeFactory.instance.objectNode();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    static MailSamples mail() {
        return new MailSamples();
    }

    MailSamples line(String text) {
        return line(text, StandardCharsets.UTF_8);
    }

    MailSamples line(String text, Charset charset) {
        bytes.writeBytes((text + "\r\n").getBytes(charset));
        return this;
    }

    MailSamples raw(byte[] more) {
        bytes.writeBytes(more);
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    Walk walk() {
        return read(bytes());
    }

    Candidate candidate() {
        return walk().candidates().get(0);
    }

    JsonNode view() {
        return candidate().view();
    }

    byte[] part(String number) {
        return new MimeReader()
                .part(receipt(bytes(), Map.of()), NO_PROFILE, number)
                .bytes(Integer.MAX_VALUE);
    }

    static Walk read(byte[] mail) {
        return new MimeReader().read(receipt(mail, Map.of()), NO_PROFILE);
    }

    static Receipt receipt(byte[] mail, Map<String, String> transport) {
        String sha256 = HexFormat.of().formatHex(Digest.raw(mail));
        return new Receipt(
                1, "", "email", "email", "imap:a@example.org/INBOX:1:1", sha256, NOW, transport, Content.of(mail));
    }
}

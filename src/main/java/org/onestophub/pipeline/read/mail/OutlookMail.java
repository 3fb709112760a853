package org.onestophub.pipeline.read.mail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Calendar;
import java.util.Locale;
import java.util.Optional;
import org.apache.poi.hsmf.MAPIMessage;
import org.apache.poi.hsmf.datatypes.AttachmentChunks;
import org.apache.poi.hsmf.datatypes.ByteChunk;
import org.apache.poi.hsmf.datatypes.Chunk;
import org.apache.poi.hsmf.datatypes.StringChunk;
import org.apache.poi.hsmf.exceptions.ChunkNotFoundException;
import org.onestophub.pipeline.read.format.HtmlText;

/**
 * A mail that Outlook saved as a file ({@code .msg}), as the mail it was: headers, text, attachments and mails in it. What
 * comes out is read like any other mail, so that all bounds and rules hold. Source: MS-OXMSG, MS-OXPROPS.
 */
final class OutlookMail {

    private static final byte[] MAGIC = {
        (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
    };

    /** PidTagInReplyToId and PidTagInternetReferences. */
    private static final int IN_REPLY_TO = 0x1042;

    private static final int REFERENCES = 0x1039;

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    /** Name of a stream, in the two bytes of each character in which a directory of a compound file has it. */
    private static final String PROPERTIES = "__properties_version1.0".replaceAll("(?s).", "$0\0");

    private static final int HEADER_CHARS_MAX = 100_000;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final int max;

    private OutlookMail(int max) {
        this.max = max;
    }

    /** True if the bytes begin as a compound file does; it need not be a mail. */
    static boolean isCompound(byte[] beginning) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (beginning.length <= i || beginning[i] != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    /** True if the compound file has a stream that only saved mails have; Office documents do not. */
    static boolean hasProperties(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1).contains(PROPERTIES);
    }

    /** The mail as RFC 822 bytes, at most {@code max}; empty if the file is none, is broken or is larger. */
    static Optional<byte[]> asMime(byte[] file, int max) {
        try (MAPIMessage message = new MAPIMessage(new ByteArrayInputStream(file))) {
            OutlookMail mail = new OutlookMail(max);
            return mail.isMail(message) ? Optional.of(mail.whole(message, 0)) : Optional.empty();
        } catch (IOException | RuntimeException | ChunkNotFoundException broken) {
            // POI throws many unchecked types for broken bytes
            return Optional.empty();
        }
    }

    private boolean isMail(MAPIMessage message) {
        message.setReturnNullOnMissingChunk(true);
        return message.getMainChunks().getMessageClass() != null
                || message.getMainChunks().getSubjectChunk() != null
                || message.getMainChunks().getTextBodyChunk() != null;
    }

    private byte[] whole(MAPIMessage message, int depth) throws IOException, ChunkNotFoundException {
        message.setReturnNullOnMissingChunk(true);
        message.guess7BitEncoding();
        headers(message);
        String boundary = "=_msg_" + depth + "_=";
        line("MIME-Version: 1.0");
        line("Content-Type: multipart/mixed; boundary=\"" + boundary + "\"");
        line("");
        text(message, boundary);
        for (AttachmentChunks file : message.getAttachmentFiles()) {
            line("--" + boundary);
            attachment(file, depth);
        }
        line("--" + boundary + "--");
        return out.toByteArray();
    }

    private void headers(MAPIMessage message) throws ChunkNotFoundException {
        String[] transport = message.getHeaders();
        StringBuilder known = new StringBuilder("\n");
        boolean kept = false;
        for (String header : transport == null ? new String[0] : transport) {
            for (String row : header.split("\r?\n")) {
                boolean folded = row.startsWith(" ") || row.startsWith("\t");
                String name = row.toLowerCase(Locale.ROOT);
                kept = folded
                        ? kept
                        : row.indexOf(':') > 0 && !name.startsWith("content-") && !name.startsWith("mime-version");
                if (kept && known.length() < HEADER_CHARS_MAX) {
                    line(row);
                    known.append(folded ? "" : name.substring(0, name.indexOf(':')))
                            .append('\n');
                }
            }
        }
        StringChunk address = message.getMainChunks().getEmailFromChunk();
        String name = message.getDisplayFrom();
        String mail = address == null ? "" : address.getValue();
        String from = mail.indexOf('@') > 0 ? quoted(name) + " <" + mail + ">" : quoted(name);
        add(known, "from", name == null && mail.isEmpty() ? null : from);
        add(known, "to", message.getDisplayTo());
        add(known, "cc", message.getDisplayCC());
        add(known, "subject", message.getSubject());
        StringChunk id = message.getMainChunks().getMessageId();
        add(known, "message-id", id == null ? null : id.getValue());
        add(known, "in-reply-to", property(message, IN_REPLY_TO));
        add(known, "references", property(message, REFERENCES));
        Calendar date = message.getMessageDate();
        add(known, "date", date == null ? null : DATE.format(date.toInstant().atOffset(ZoneOffset.UTC)));
    }

    private static @org.jspecify.annotations.Nullable String property(MAPIMessage message, int tag) {
        for (Chunk chunk : message.getMainChunks().getChunks()) {
            if (chunk.getChunkId() == tag && chunk instanceof StringChunk text) {
                return text.getValue();
            }
        }
        return null;
    }

    private static String quoted(@org.jspecify.annotations.Nullable String name) {
        return name == null ? "" : '"' + name.replaceAll("[\"\\\\\r\n]", " ") + '"';
    }

    private void add(StringBuilder known, String name, @org.jspecify.annotations.Nullable String value) {
        if (value != null && !value.isBlank() && known.indexOf("\n" + name + "\n") < 0) {
            line(name + ": " + value.replaceAll("[\r\n\0]+", " "));
        }
    }

    /** The first form of the text that says something: a program may save an empty one beside it. */
    private void text(MAPIMessage message, String boundary) throws ChunkNotFoundException {
        String plain = message.getTextBody();
        if (plain != null && !MailWords.isSilent(plain)) {
            part(boundary, "text/plain", plain);
            return;
        }
        String html = message.getHtmlBody();
        if (html != null && !MailWords.isSilent(HtmlText.of(html))) {
            part(boundary, "text/html", html);
            return;
        }
        String rtf = message.getRtfBody();
        part(boundary, "text/plain", rtf == null ? "" : RtfText.of(rtf.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private void part(String boundary, String type, String text) {
        line("--" + boundary);
        line("Content-Type: " + type + "; charset=UTF-8");
        base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private void attachment(AttachmentChunks file, int depth) throws IOException, ChunkNotFoundException {
        if (file.isEmbeddedMessage() && depth < MimeParts.DEPTH_MAX) {
            line("Content-Type: message/rfc822");
            line("Content-Disposition: attachment");
            try (MAPIMessage inner = file.getEmbeddedMessage()) {
                base64(new OutlookMail(max - out.size()).whole(inner, depth + 1));
            }
            return;
        }
        String name = value(file.getAttachLongFileName());
        String shown = name.isEmpty() ? value(file.getAttachFileName()) : name;
        String type = value(file.getAttachMimeTag());
        line("Content-Type: "
                + (type.matches("[A-Za-z0-9.+-]{1,60}/[A-Za-z0-9.+-]{1,60}") && !type.startsWith("multipart")
                        ? type
                        : "application/octet-stream"));
        line("Content-Disposition: attachment; filename=\"" + shown.replaceAll("[\"\\\\\r\n]", "_") + "\"");
        ByteChunk data = file.getAttachData();
        base64(data == null || data.getValue() == null ? new byte[0] : data.getValue());
    }

    private static String value(@org.jspecify.annotations.Nullable StringChunk text) {
        return text == null || text.getValue() == null ? "" : text.getValue();
    }

    private void base64(byte[] bytes) {
        if (out.size() + bytes.length / 3L * 4 > max) {
            throw new IllegalStateException("too large");
        }
        line("Content-Transfer-Encoding: base64");
        line("");
        out.writeBytes(Base64.getMimeEncoder().encode(bytes));
        line("");
    }

    private void line(String text) {
        out.writeBytes((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}

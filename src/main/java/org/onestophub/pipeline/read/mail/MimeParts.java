package org.onestophub.pipeline.read.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.SequenceInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.MimeIOException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.onestophub.pipeline.read.format.MimeText;

/**
 * Walks the tree of a mail and numbers its leaves as IMAP does: {@code 1}, {@code 2}, {@code 2.1}. A mail in a mail
 * and a winmail.dat are leaves, and what is in them is numbered below them. Streams: only nested mails and winmail.dat are
 * held, up to a bound.
 */
final class MimeParts {

    /** Far above what people attach; keeps the canonical evidence within its 500. */
    static final int PARTS_MAX = 200;

    /** Real mails nest up to six levels. Ten levels of three digits fit the 40 characters of a part number. */
    static final int DEPTH_MAX = 10;

    /** Bytes of nested mails and winmail.dat held at one time; larger ones stay attachments and are not opened. */
    static final int HELD_BYTES_MAX = 24 * 1024 * 1024;

    /** A text before the parts of a multipart; beside a note for old mailers it is the text of a damaged one. */
    private static final int PREAMBLE_BYTES_MAX = 256 * 1024;

    private final MimeVisitor visitor;
    private int parts;
    private int groups;
    private int held;

    MimeParts(MimeVisitor visitor) {
        this.visitor = visitor;
    }

    /** Walks the whole mail. */
    void walk(InputStream mail) throws IOException {
        walk(mail, "", "", 0);
    }

    /** A multipart on the way down: its number, its children so far, its multipart/alternative. */
    private static final class Level {
        private final String number;
        private final int alternative;
        private byte[] preamble = {};
        private int children;

        Level(String number, int alternative) {
            this.number = number;
            this.alternative = alternative;
        }
    }

    /**
     * @param message number of the nested message, empty for the mail itself
     * @param base number below which the parts are counted: the message's, or that of the signed part they are in
     */
    private void walk(InputStream mail, String message, String base, int depth) throws IOException {
        try {
            new Walk(MimeTokens.of(mail), message, base, depth).run();
        } catch (MimeException | MimeIOException broken) {
            visitor.exceeded("structure");
        }
    }

    /** The walk through one message, the mail itself or one nested in it. */
    private final class Walk {
        private final MimeTokenStream tokens;
        private final String message;
        private final String base;
        private final int depth;
        private final Deque<Level> levels = new ArrayDeque<>();
        private MimeHeaders headers = new MimeHeaders();
        private boolean flat;

        Walk(MimeTokenStream tokens, String message, String base, int depth) {
            this.tokens = tokens;
            this.message = message;
            this.base = base;
            this.depth = depth;
        }

        void run() throws IOException, MimeException {
            EntityState state = tokens.getState();
            while (state != EntityState.T_END_OF_STREAM && !visitor.isDone()) {
                if (!step(state)) {
                    return;
                }
                state = tokens.next();
            }
        }

        /** Takes one step; false if a bound ends the walk. */
        private boolean step(EntityState state) throws IOException {
            switch (state) {
                case T_START_HEADER -> headers = new MimeHeaders();
                case T_FIELD -> headers.add(tokens.getField());
                case T_END_HEADER -> endHeader();
                case T_START_MULTIPART -> startMultipart();
                case T_END_MULTIPART -> endMultipart(levels.pop());
                case T_PREAMBLE -> preamble(levels.element());
                case T_BODY -> {
                    if (++parts > PARTS_MAX) {
                        visitor.exceeded("parts");
                        return false;
                    }
                    body();
                }
                default -> {}
            }
            return true;
        }

        private void endHeader() {
            if (levels.isEmpty() && message.equals(base)) {
                visitor.message(message, headers);
            }
            flat = depth + levels.size() >= DEPTH_MAX;
            tokens.setRecursionMode(flat ? RecursionMode.M_FLAT : RecursionMode.M_NO_RECURSE);
        }

        private void startMultipart() {
            String type = tokens.getBodyDescriptor().getMimeType();
            boolean alternative = type.equalsIgnoreCase("multipart/alternative");
            String number = levels.isEmpty() ? base : nextNumber();
            if (type.equalsIgnoreCase("multipart/encrypted")) {
                visitor.unopened(number);
            }
            levels.push(new Level(number, alternative ? ++groups : alternative()));
        }

        private void preamble(Level level) throws IOException {
            if (levels.size() == 1 && base.isEmpty()) {
                visitor.preamble(tokens.getInputStream());
            } else {
                level.preamble = tokens.getInputStream().readNBytes(PREAMBLE_BYTES_MAX);
            }
        }

        /** What stands before the first part of a multipart that has no part is its text: its boundary is damaged. */
        private void endMultipart(Level level) throws IOException {
            if (level.children > 0
                    || MailWords.isSilent(MimeText.detect(level.preamble, true).text())) {
                return;
            }
            visitor.exceeded("structure");
            if (++parts <= PARTS_MAX) {
                MimePart text =
                        MimePart.of(level.number + ".1", "text/plain", new MimeHeaders(), alternative(), message);
                visitor.part(text, new MimeHeaders(), new ByteArrayInputStream(level.preamble));
            }
        }

        private int alternative() {
            return levels.isEmpty() ? 0 : levels.peek().alternative;
        }

        private String nextNumber() {
            if (levels.isEmpty()) {
                return base.isEmpty() ? "1" : base + ".1";
            }
            Level level = levels.peek();
            return (level.number.isEmpty() ? "" : level.number + ".") + ++level.children;
        }

        private void body() throws IOException {
            String type = tokens.getBodyDescriptor().getMimeType();
            if (type.startsWith("multipart/")) {
                if (flat) {
                    visitor.exceeded("depth");
                } else {
                    // a multipart without a boundary: what is in it can still be read as text
                    type = "text/plain";
                }
            }
            MimePart part = MimePart.of(nextNumber(), type, headers, alternative(), message);
            String encoding = TransferEncoding.nameIn(headers);
            PushbackInputStream decoded =
                    new PushbackInputStream(TransferEncoding.decoded(tokens, encoding), MailContainer.HEAD_BYTES);
            if (!TransferEncoding.isKnown(encoding) || part.isSealed()) {
                visitor.part(part, headers, decoded);
                visitor.unopened(part.number());
                return;
            }
            Optional<MailContainer> container = containerIn(part, decoded);
            if (container.isPresent()) {
                within(part, container.get(), decoded);
            } else if (encoding.equals("x-uuencode") || part.isBody() && part.isPlain()) {
                text(part, decoded, !part.isBody());
            } else {
                visitor.part(part, headers, decoded);
            }
        }

        private static Optional<MailContainer> containerIn(MimePart part, PushbackInputStream decoded)
                throws IOException {
            if (part.isBody()) {
                return Optional.empty();
            }
            byte[] head = decoded.readNBytes(MailContainer.HEAD_BYTES);
            decoded.unread(head);
            return MailContainer.in(part, head);
        }

        /** A text that may have uuencoded files in it; {@code alone} if the part is one such file and nothing else. */
        private void text(MimePart part, InputStream decoded, boolean alone) throws IOException {
            byte[] bytes = decoded.readNBytes(HELD_BYTES_MAX - held);
            UuText uu = UuText.of(bytes);
            if (alone && uu.files().size() == 1) {
                visitor.part(
                        part,
                        headers,
                        new ByteArrayInputStream(uu.files().get(0).bytes()));
            } else {
                visitor.part(part, headers, new SequenceInputStream(new ByteArrayInputStream(uu.rest()), decoded));
                files(part, uu);
            }
            if (uu.files().stream().anyMatch(file -> !file.whole())) {
                visitor.exceeded("structure");
            }
        }

        private void files(MimePart part, UuText uu) throws IOException {
            int index = 0;
            for (UuText.File file : uu.files()) {
                if (++parts > PARTS_MAX) {
                    visitor.exceeded("parts");
                    return;
                }
                MimePart within = MimePart.within(part, ++index, file.name());
                visitor.part(within, new MimeHeaders(), new ByteArrayInputStream(file.bytes()));
            }
        }

        private void within(MimePart declared, MailContainer container, InputStream decoded) throws IOException {
            byte[] bytes = decoded.readNBytes(HELD_BYTES_MAX - held);
            int next = decoded.read();
            boolean whole = next < 0;
            InputStream rest = whole
                    ? InputStream.nullInputStream()
                    : new SequenceInputStream(new ByteArrayInputStream(new byte[] {(byte) next}), decoded);
            MimePart part =
                    container == MailContainer.MESSAGE && declared.name().isEmpty()
                            ? declared.named(NestedSubject.of(bytes))
                            : declared;
            visitor.part(part, headers, new SequenceInputStream(new ByteArrayInputStream(bytes), rest));
            if (MailContainer.declared(part).isEmpty() && !container.isSure(bytes)) {
                return;
            }
            if (!whole || depth + levels.size() + 1 >= DEPTH_MAX) {
                visitor.exceeded(whole ? "depth" : "nested");
                return;
            }
            held += bytes.length;
            open(part, container, bytes);
            held -= bytes.length;
        }

        private void open(MimePart part, MailContainer container, byte[] bytes) throws IOException {
            int next = depth + levels.size() + 1;
            switch (container) {
                case MESSAGE -> walk(new ByteArrayInputStream(bytes), part.number(), part.number(), next);
                case TNEF -> parts += TnefParts.walk(bytes, part, PARTS_MAX - parts, visitor);
                case CMS -> content(CmsContent.of(bytes, HELD_BYTES_MAX), part, message, next);
                case OUTLOOK -> content(OutlookMail.asMime(bytes, 2 * HELD_BYTES_MAX), part, part.number(), next);
            }
        }

        private void content(Optional<byte[]> content, MimePart part, String of, int next) throws IOException {
            if (content.isEmpty()) {
                visitor.unopened(part.number());
                return;
            }
            walk(new ByteArrayInputStream(content.get()), of, part.number(), next);
        }
    }
}

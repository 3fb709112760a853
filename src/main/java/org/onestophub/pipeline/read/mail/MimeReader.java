package org.onestophub.pipeline.read.mail;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.MachineAnswer;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.InputPlace;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.pipeline.read.format.FormatReader;
import org.onestophub.pipeline.read.format.MimeText;
import org.onestophub.pipeline.read.format.TextBytes;
import org.onestophub.pipeline.read.format.TextReplacement;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * Reads a mail (RFC 822 bytes as a mailbox or an {@code .eml} file holds them). Every mail is one candidate, whatever
 * its class and however broken; only a machine's delivery report is counted instead, and what is neither mail nor text is
 * refused. Attachments are found again by part number. Bounds that are met become findings, and the rest of the mail is kept.
 */
@Component
public class MimeReader implements FormatReader {

    /** Kind under which machine reports about undelivered mail are counted. */
    static final String DELIVERY_REPORT = "delivery-report";

    /** A part is handed out from memory. Above the largest attachment mail servers let through. */
    private static final int PART_BYTES_MAX = 64 * 1024 * 1024;

    /** A mail has one of these, no matter who sent or saved it. */
    private static final List<String> USUAL = List.of(
            "from",
            "to",
            "cc",
            "subject",
            "date",
            "message-id",
            "received",
            "return-path",
            "mime-version",
            "content-type",
            "reply-to",
            "sender",
            "bcc",
            "delivered-to");

    @Override
    public String format() {
        return "mime";
    }

    @Override
    public Optional<String> text(byte[] bytes) {
        return Optional.of(MimeText.detect(bytes, false).text());
    }

    /** Headers by name, with their lines; the body and attachments by name alone, because transfer encodings hide them. */
    @Override
    public Optional<InputPlace> place(String text, JsonNode profile, JsonNode view, String pointer) {
        return MailPlace.of(text, view, pointer);
    }

    @Override
    public byte[] rewritten(Receipt receipt, JsonNode profile, TextReplacement texts) {
        try (InputStream mail = atFirstHeader(receipt)) {
            return RewrittenMail.of(mail, texts);
        } catch (IOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        }
    }

    @Override
    public String ownWords() {
        return RewrittenMail.WORDS;
    }

    /**
     * The mail taken apart.
     * @throws ProblemException RD-108 if there is nothing but blank lines, RD-107 if its headers go beyond all bounds,
     *     RD-106 if it has neither a header of a mail nor words
     */
    @Override
    public Walk read(Receipt receipt, JsonNode profile) {
        MailContents contents = new MailContents();
        walk(receipt, contents);
        MimeHeaders headers = contents.headers();
        if (headers.exceeded() && headers.isEmpty() || headers.isEmpty() && broken(contents)) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "headers");
        }
        if (isOther(contents, receipt)) {
            throw new ProblemException(Problem.TYPE_UNSUPPORTED);
        }
        MailWords words = MailWords.of(contents.pieces(), fallback(receipt, contents));
        if (words.cut()) {
            contents.note(Problem.BOUNDS_EXCEEDED, "text");
        }
        if (MailWords.isDivided(contents.pieces())) {
            contents.note(Problem.TEXT_FORMS_DIFFER, "text");
        }
        if (words.from().equals("file") && contents.hasDoubtfulFile()) {
            contents.doubt("text");
        }
        if (words.from().equals("raw")) {
            contents.note(Problem.CORRUPT, "structure");
        }
        if (receipt.transport().containsKey("oversize")) {
            contents.note(Problem.TOO_LARGE, "size");
        }
        headers.assume(contents.charset());
        MailSigns mail = signs(contents, words);
        MailClass mailClass = MailClass.of(mail, receipt.transport().getOrDefault("mailbox", ""));
        Optional<MachineAnswer> answer = mailClass.answerOf(mail).map(kind -> AnsweredMail.of(kind, contents, mail));
        if (MailClass.isMachineReport(mail)
                && answer.filter(known -> known.messageIds().isEmpty()).isPresent()) {
            return Walk.of(receipt).with(List.of(), Map.of(DELIVERY_REPORT, 1L));
        }
        JsonNode view = new MailView(contents, receipt).of(words, mailClass, answer, MailAuthor.of(headers));
        return Walk.of(receipt).with(List.of(candidate(receipt, contents, view)), Map.of());
    }

    /** What is shown of a mail that cannot be taken apart; the note before the parts is no text of one that can. */
    private static String fallback(Receipt receipt, MailContents contents) {
        if (contents.headers().isEmpty()) {
            return MimeText.detect(beginning(receipt), true).text();
        }
        return contents.parts().isEmpty() && contents.pieces().isEmpty() ? contents.preamble() : "";
    }

    private static Candidate candidate(Receipt receipt, MailContents contents, JsonNode view) {
        return Candidate.found(keyOf(receipt, contents), view, contents.parts()).withFindings(contents.findings());
    }

    /** The mail's print; where it has none, its bytes. */
    private static String keyOf(Receipt receipt, MailContents contents) {
        boolean stub = receipt.transport().containsKey("oversize")
                || receipt.transport().containsKey("unfetched");
        if (stub) {
            // headers only; two mails may share them
            return "mail:" + receipt.sourceKey();
        }
        String print = contents.print();
        return print.isEmpty() ? "mail:" + receipt.sha256() : "mail:print:" + print;
    }

    /**
     * The decoded bytes of a part.
     * @throws ProblemException AC-103 if there is no such part, RD-107 if it is above 64 MiB
     */
    @Override
    public Content part(Receipt receipt, JsonNode profile, String number) {
        OnePart wanted = new OnePart(number);
        walk(receipt, wanted);
        if (wanted.bytes == null) {
            throw new ProblemException(Problem.NOT_FOUND, "part");
        }
        return Content.of(wanted.bytes);
    }

    private static void walk(Receipt receipt, MimeVisitor visitor) {
        try (InputStream mail = atFirstHeader(receipt)) {
            new MimeParts(visitor).walk(mail);
        } catch (IOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        }
    }

    /** Skips a byte order mark and blank lines before the first header: editors and gateways leave them. */
    private static InputStream atFirstHeader(Receipt receipt) throws IOException {
        PushbackInputStream in = new PushbackInputStream(new java.io.BufferedInputStream(saved(receipt)), 3);
        byte[] mark = in.readNBytes(3);
        boolean marked = mark.length == 3 && mark[0] == (byte) 0xEF && mark[1] == (byte) 0xBB && mark[2] == (byte) 0xBF;
        if (!marked) {
            in.unread(mark);
        }
        int next = in.read();
        while (next == '\r' || next == '\n') {
            next = in.read();
        }
        if (next < 0) {
            in.close();
            throw new ProblemException(Problem.EMPTY);
        }
        in.unread(next);
        return LineEnds.usual(in);
    }

    /** The mail's bytes; of one that Outlook saved as a file, what it was. */
    private static InputStream saved(Receipt receipt) throws IOException {
        InputStream in = receipt.content().open();
        byte[] beginning = in.readNBytes(8);
        if (!OutlookMail.isCompound(beginning)) {
            return new SequenceInputStream(new ByteArrayInputStream(beginning), in);
        }
        try (in) {
            byte[] file = new SequenceInputStream(new ByteArrayInputStream(beginning), in).readNBytes(PART_BYTES_MAX);
            return new ByteArrayInputStream(OutlookMail.asMime(file, 2 * PART_BYTES_MAX)
                    .orElseThrow(() -> new ProblemException(Problem.TYPE_UNSUPPORTED)));
        }
    }

    /** True of pictures, archives and the like that somebody laid where mails are looked for: no case comes of them. */
    private static boolean isOther(MailContents contents, Receipt receipt) {
        if (USUAL.stream().anyMatch(contents.headers()::has)) {
            return false;
        }
        byte[] bytes = beginning(receipt);
        // a text with a damaged byte is of no character set either
        return !TextBytes.isText(bytes) && MimeText.detect(bytes, true).doubtful();
    }

    private static boolean broken(MailContents contents) {
        return contents.findings().stream().anyMatch(finding -> finding.code().equals(Problem.CORRUPT.code()));
    }

    private static byte[] beginning(Receipt receipt) {
        try (InputStream in = receipt.content().open()) {
            return in.readNBytes(4 * MailWords.CHARS_MAX);
        } catch (IOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        }
    }

    private static MailSigns signs(MailContents contents, MailWords words) {
        return new MailSigns(
                contents.headers(),
                MailAuthor.writersIn(contents.headers(), "from").stream()
                        .findFirst()
                        .orElse(null),
                contents.types(),
                contents.statusText(),
                words.text(),
                contents.calendarMethods());
    }

    /** Waits for one part and keeps its bytes. */
    private static final class OnePart implements MimeVisitor {
        private final String number;
        private byte @Nullable [] bytes;

        OnePart(String number) {
            this.number = number;
        }

        @Override
        public void part(MimePart part, MimeHeaders headers, InputStream decoded) throws IOException {
            if (!part.number().equals(number)) {
                return;
            }
            ByteArrayOutputStream held = new ByteArrayOutputStream();
            held.writeBytes(decoded.readNBytes(PART_BYTES_MAX));
            if (decoded.read() >= 0) {
                throw new ProblemException(Problem.BOUNDS_EXCEEDED, "part");
            }
            bytes = held.toByteArray();
        }

        @Override
        public boolean isDone() {
            return bytes != null;
        }
    }
}

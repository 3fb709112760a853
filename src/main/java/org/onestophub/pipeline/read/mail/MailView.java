package org.onestophub.pipeline.read.mail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onestophub.complaint.MachineAnswer;
import org.onestophub.complaint.Part;
import org.onestophub.complaint.Receipt;
import org.onestophub.pipeline.read.format.MimeText;
import org.onestophub.pipeline.read.format.TextClaims;
import org.onestophub.pipeline.read.format.ViewText;
import org.onestophub.problem.Problem;

/** Writes what was found in a mail as the JSON view that a mapping works on. Absent things are left out. */
final class MailView {

    private static final int RECIPIENTS_MAX = 50;
    private static final int REPLY_TO_MAX = 5;
    private static final int REFERENCES_MAX = 100;
    private static final int SUBJECT_CHARS_MAX = 500;
    private static final int ID_CHARS_MAX = 500;

    /** Mailers before 1990 do not write any more; clocks may be a day ahead of ours. */
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

    private static final Duration AHEAD_MAX = Duration.ofDays(1);

    private static final Pattern MESSAGE_ID = Pattern.compile("<([^<>\\s]{1,500})>");

    /** Facts of the transport that matter to a mapping or to people. */
    private static final List<String> TRANSPORT =
            List.of("mailbox", "folder", "uid", "internalDate", "fileName", "oversize", "unfetched", "remote");

    private final JsonNodeFactory json = JsonNodeFactory.instance;
    private final MailContents contents;
    private final Receipt receipt;

    MailView(MailContents contents, Receipt receipt) {
        this.contents = contents;
        this.receipt = receipt;
    }

    /** The view; notes what is odd in the contents' findings. */
    JsonNode of(MailWords words, MailClass mailClass, Optional<MachineAnswer> answer, MailAuthor author) {
        ObjectNode view = json.objectNode();
        view.set("headers", headers(contents.headers(), true));
        author(view.putObject("author"), author);
        view.put("text", words.text());
        if (!words.from().isEmpty()) {
            view.put("textFrom", words.from());
        }
        int quote = MailQuote.startOf(words.text());
        if (quote >= 0) {
            view.put("quoteStartsAt", quote);
        }
        view.put("mailClass", mailClass.word());
        answer.ifPresent(machine -> machine.writeTo(view));
        found(view.putArray("found"), words.text());
        attachments(view.putArray("attachments"));
        nested(view.putArray("nested"));
        transport(view.putObject("transport"));
        return view;
    }

    private void author(ObjectNode out, MailAuthor author) {
        if (!author.name().isEmpty()) {
            out.put("name", author.name());
        }
        if (!author.addresses().isEmpty()) {
            author.addresses().forEach(out.putArray("addresses")::add);
        }
        author.sole().ifPresent(address -> out.put("address", address));
        if (author.isDisputed()) {
            contents.note(Problem.AUTHOR_UNCERTAIN, "from");
        }
    }

    private ObjectNode headers(MimeHeaders headers, boolean own) {
        ObjectNode out = json.objectNode();
        mailbox(out, "from", headers, own);
        mailbox(out, "sender", headers, own);
        mailboxes(out, "replyTo", headers.bytes("reply-to"), REPLY_TO_MAX);
        mailboxes(out, "to", headers.bytes("to"), RECIPIENTS_MAX);
        mailboxes(out, "cc", headers.bytes("cc"), RECIPIENTS_MAX);
        subject(out, headers, own);
        ids(headers.bytes("message-id"), 1).forEach(id -> out.put("messageId", id));
        ids(headers.bytes("in-reply-to"), 1).forEach(id -> out.put("inReplyTo", id));
        List<String> references = ids(headers.bytes("references"), REFERENCES_MAX);
        if (!references.isEmpty()) {
            references.forEach(out.putArray("references")::add);
        }
        date(out, headers, own);
        return out;
    }

    private void subject(ObjectNode out, MimeHeaders headers, boolean own) {
        MimeText.Decoded decoded = headers.text("subject");
        String subject = ViewText.line(decoded.text(), SUBJECT_CHARS_MAX);
        if (own && decoded.doubtful()) {
            contents.doubt("subject");
        }
        if (own && decoded.text().length() > SUBJECT_CHARS_MAX) {
            contents.note(Problem.BOUNDS_EXCEEDED, "subject");
        }
        if (!subject.isEmpty()) {
            out.put("subject", subject);
            out.put("subjectPlain", MailSubject.plain(subject));
            List<String> numbers = MailSubject.receiptNumbers(subject);
            if (!numbers.isEmpty()) {
                numbers.forEach(out.putArray("receiptNumbers")::add);
            }
        }
    }

    private void date(ObjectNode out, MimeHeaders headers, boolean own) {
        String raw = ViewText.line(headers.raw("date").text(), 100);
        if (raw.isEmpty()) {
            return;
        }
        out.put("date", raw);
        Optional<Instant> sentAt = MailDate.of(raw);
        if (sentAt.isEmpty()) {
            note(own, Problem.DATE_UNREADABLE);
        } else if (sentAt.get().isBefore(EARLIEST)
                || sentAt.get().isAfter(receipt.receivedAt().plus(AHEAD_MAX))) {
            note(own, Problem.DATE_IMPLAUSIBLE);
        } else {
            out.put("sentAt", sentAt.get().toString());
        }
    }

    private void note(boolean own, Problem problem) {
        if (own) {
            contents.note(problem, "date");
        }
    }

    private void mailbox(ObjectNode out, String name, MimeHeaders headers, boolean own) {
        MailAddresses addresses = MailAddresses.ofWriters(headers.bytes(name), 1);
        if (own && addresses.doubtful()) {
            contents.doubt(name);
        }
        addresses.first().stream().findFirst().ifPresent(box -> out.set(name, mailbox(box)));
        if (own && name.equals("from")) {
            more(out, headers);
        }
    }

    /** What else stands in From fields: further writers, or a second field that no mail should have. */
    private void more(ObjectNode out, MimeHeaders headers) {
        List<MailAddresses.Mailbox> boxes = MailAuthor.writersIn(headers, "from");
        if (boxes.size() > 1) {
            ArrayNode array = out.putArray("fromMore");
            boxes.stream().skip(1).forEach(box -> array.add(mailbox(box)));
        }
    }

    private void mailboxes(ObjectNode out, String name, byte[] header, int max) {
        MailAddresses addresses = MailAddresses.of(header, max);
        if (addresses.count() == 0) {
            return;
        }
        ArrayNode array = out.putArray(name);
        addresses.first().forEach(box -> array.add(mailbox(box)));
        if (addresses.count() > max) {
            out.put(name + "Count", addresses.count());
        }
    }

    private ObjectNode mailbox(MailAddresses.Mailbox box) {
        ObjectNode out = json.objectNode();
        if (!box.name().isEmpty()) {
            out.put("name", box.name());
        }
        if (!box.address().isEmpty()) {
            out.put("address", box.address());
        }
        return out;
    }

    private static List<String> ids(byte[] header, int max) {
        String text = HeaderText.raw(header).text();
        Matcher id = MESSAGE_ID.matcher(text);
        List<String> found = id.results()
                .map(match -> ViewText.line(match.group(1), ID_CHARS_MAX))
                .filter(one -> !one.isEmpty())
                .distinct()
                .limit(max)
                .toList();
        String bare = ViewText.line(text, ID_CHARS_MAX);
        // some machines leave the angle brackets out
        return found.isEmpty() && bare.indexOf('@') > 0 && bare.indexOf(' ') < 0 ? List.of(bare) : found;
    }

    private void found(ArrayNode out, String text) {
        out.addAll(TextClaims.ofPeopleAsJson(text));
    }

    private void attachments(ArrayNode out) {
        for (Part part : contents.parts()) {
            ObjectNode one = out.addObject().put("part", part.number());
            if (!part.name().isEmpty()) {
                one.put("name", part.name());
            }
            one.put("mediaType", part.mediaType()).put("sizeBytes", part.sizeBytes());
        }
    }

    private void nested(ArrayNode out) {
        contents.nested().forEach((number, headers) -> {
            ObjectNode one = out.addObject().put("part", number);
            one.setAll(headers(headers, false));
        });
    }

    private void transport(ObjectNode out) {
        Map<String, String> facts = receipt.transport();
        for (String key : TRANSPORT) {
            String fact = facts.get(key);
            if (fact != null) {
                out.put(key, ViewText.line(fact, 1000));
            }
        }
    }
}

package org.onestophub.pipeline.read.mail;

import java.util.Locale;
import java.util.Set;
import org.onestophub.complaint.ShortText;

/**
 * What distinguishes a machine's mail from a person's.
 *
 * @param headers those of the mail itself
 * @param from mailbox of the sender, null if there is none
 * @param types media types of the mail's own parts
 * @param statusText beginning of its delivery-status part, empty if it has none
 * @param text its words, empty if it has none
 * @param calendarMethods methods of its calendar parts in lower case, for example {@code reply}
 */
record MailSigns(
        MimeHeaders headers,
        MailAddresses.@org.jspecify.annotations.Nullable Mailbox from,
        Set<String> types,
        String statusText,
        String text,
        Set<String> calendarMethods) {

    /** A machine says what it is at the beginning of its text. */
    private static final int TEXT_CHARS_MAX = 4000;

    /** Address of the sender in lower case; the name, where only a name is given; may be empty. */
    String sender() {
        if (from == null) {
            return "";
        }
        return (from.address().isEmpty() ? from.name() : from.address()).toLowerCase(Locale.ROOT);
    }

    /** Display name of the sender in lower case, may be empty. */
    String senderName() {
        return from == null ? "" : from.name().toLowerCase(Locale.ROOT).strip();
    }

    /** The media type of the mail as a whole, with its parameters. */
    MimeParameters type() {
        return MimeParameters.of(headers.raw("content-type").text());
    }

    /** The first form of a report that the mail as a whole has: {@code delivery-status}, for example; may be empty. */
    String reportType() {
        MimeParameters type = type();
        return type.value().equals("multipart/report") ? type.get("report-type").toLowerCase(Locale.ROOT) : "";
    }

    /** True if a part tells of the delivery of mails (RFC 3464, and RFC 6533 for addresses in any script). */
    boolean hasDeliveryStatus() {
        return types.contains("message/delivery-status") || types.contains("message/global-delivery-status");
    }

    /**
     * True if the envelope names no sender: nobody waits for an answer. Source: RFC 5321 section 4.5.5; qmail writes
     * {@code #@[]} where a bounce bounced.
     */
    boolean hasNullSender() {
        String sender = headers.word("return-path");
        return sender.equals("<>") || sender.equals("<#@[]>");
    }

    /** The subject in lower case, encoded words decoded. */
    String subject() {
        return headers.word("subject");
    }

    /** The beginning of the text. */
    String beginning() {
        return ShortText.of(text.strip(), TEXT_CHARS_MAX);
    }

    /** What is written before the first quoted mail. */
    String ownWords() {
        int quote = MailQuote.startOf(text);
        return ShortText.of((quote < 0 ? text : text.substring(0, quote)).strip(), TEXT_CHARS_MAX);
    }

    /** True if the mail says that it answers another one. */
    boolean isAnswer() {
        return headers.has("in-reply-to") || headers.has("references");
    }
}

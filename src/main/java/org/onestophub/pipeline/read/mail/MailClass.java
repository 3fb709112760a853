package org.onestophub.pipeline.read.mail;

import java.util.Locale;
import java.util.Set;

/**
 * What kind of mail it is. It decides whether the hub may answer, never whether the mail is accepted: a complaint sent
 * through a list or a web form is a complaint. Source: RFC 3834, RFC 3464, RFC 8098, RFC 2369.
 */
enum MailClass {
    ORDINARY("ordinary"),
    AUTO_REPLY("auto-reply"),
    BOUNCE("bounce"),
    DELAYED("delayed"),
    LIST("list"),
    CALENDAR("calendar"),
    RECEIPT("receipt"),
    OWN_LOOP("own-loop");

    private static final Set<String> BULK = Set.of("bulk", "list", "junk");

    private final String word;

    MailClass(String word) {
        this.word = word;
    }

    /** The class as the view names it. */
    String word() {
        return word;
    }

    /**
     * The class of a mail.
     * @param headers those of the mail itself
     * @param from address of the sender, may be empty
     * @param seen media types of its parts
     * @param statusText beginning of its delivery-status part, empty if it has none
     * @param ownAddress the mailbox it was fetched from, empty if unknown
     */
    static MailClass of(MimeHeaders headers, String from, Set<String> seen, String statusText, String ownAddress) {
        MimeParameters type = MimeParameters.of(headers.raw("content-type").text());
        if (seen.contains("message/delivery-status") || type.get("report-type").equalsIgnoreCase("delivery-status")) {
            return statusText.toLowerCase(Locale.ROOT).contains("action: delayed") ? DELAYED : BOUNCE;
        }
        if (seen.contains("message/disposition-notification") || seen.contains("message/feedback-report")) {
            return RECEIPT;
        }
        if (headers.has("x-onestop-hub") || !from.isEmpty() && from.equalsIgnoreCase(ownAddress)) {
            return OWN_LOOP;
        }
        if (isNullSender(headers) && isDaemon(from)) {
            return BOUNCE;
        }
        if (isAutomatic(headers)) {
            return AUTO_REPLY;
        }
        if (seen.contains("text/calendar") || headers.word("content-class").contains("calendarmessage")) {
            return CALENDAR;
        }
        return isList(headers) ? LIST : ORDINARY;
    }

    /**
     * True if the mail is nothing but a machine's report about another mail: it has the report's own part, names the
     * reporting host, and comes from a mail server. Only such a mail is counted and not processed as a complaint.
     */
    static boolean isMachineReport(MimeHeaders headers, String from, String statusText) {
        MimeParameters type = MimeParameters.of(headers.raw("content-type").text());
        return type.value().equals("multipart/report")
                && type.get("report-type").equalsIgnoreCase("delivery-status")
                && statusText.toLowerCase(Locale.ROOT).contains("reporting-mta:")
                && (isNullSender(headers) || isDaemon(from));
    }

    private static boolean isNullSender(MimeHeaders headers) {
        return headers.word("return-path").equals("<>");
    }

    private static boolean isDaemon(String from) {
        String address = from.toLowerCase(Locale.ROOT);
        return address.startsWith("mailer-daemon@")
                || address.startsWith("postmaster@")
                || address.equals("mailer-daemon");
    }

    private static boolean isAutomatic(MimeHeaders headers) {
        String submitted = headers.word("auto-submitted");
        String subject = headers.word("subject");
        return !submitted.isEmpty() && !submitted.startsWith("no")
                || headers.has("x-autoreply")
                || headers.has("x-autorespond")
                || headers.word("precedence").equals("auto_reply")
                || subject.startsWith("自动回复")
                || subject.startsWith("automatic reply:")
                || subject.startsWith("out of office:")
                || subject.startsWith("auto:");
    }

    private static boolean isList(MimeHeaders headers) {
        return headers.has("list-id") || headers.has("list-unsubscribe") || BULK.contains(headers.word("precedence"));
    }
}

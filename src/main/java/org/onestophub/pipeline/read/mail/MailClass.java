package org.onestophub.pipeline.read.mail;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What kind of mail it is. It decides whether the hub may answer, and which mails never open a case: those that certainly
 * are a machine's answer to another mail ({@link #answerOf}). A complaint sent through a list or a web form is a complaint.
 * Source: RFC 3834, RFC 3464, RFC 8098, RFC 5965, RFC 2369, decision 0060.
 */
enum MailClass {
    ORDINARY("ordinary"),
    AUTO_REPLY("auto-reply"),
    BOUNCE("bounce"),
    DELAYED("delayed"),
    LIST("list"),
    CALENDAR("calendar"),
    RECEIPT("receipt"),
    REACTION("reaction"),
    RECALL("recall"),
    FEEDBACK("feedback"),
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
     * @param ownAddress the mailbox it was fetched from, empty if unknown
     */
    static MailClass of(MailSigns mail, String ownAddress) {
        if (ShortAnswerForm.isFeedback(mail)) {
            return FEEDBACK;
        }
        if (ShortAnswerForm.isReceipt(mail)) {
            return RECEIPT;
        }
        if (mail.hasDeliveryStatus()
                || mail.type().get("report-type").equalsIgnoreCase("delivery-status")
                || BounceForm.isReport(mail)) {
            return BounceForm.isWaiting(mail) ? DELAYED : BOUNCE;
        }
        if (mail.types().contains("message/disposition-notification")) {
            return RECEIPT;
        }
        if (mail.types().contains("message/feedback-report")) {
            return FEEDBACK;
        }
        if (mail.headers().has("x-onestop-hub")
                || mail.from() != null && mail.from().address().equalsIgnoreCase(ownAddress) && !ownAddress.isEmpty()) {
            return OWN_LOOP;
        }
        if (ShortAnswerForm.isReaction(mail)) {
            return REACTION;
        }
        if (ShortAnswerForm.isRecall(mail)) {
            return RECALL;
        }
        boolean calendar = mail.types().contains("text/calendar")
                || mail.headers().word("content-class").contains("calendarmessage");
        if (ShortAnswerForm.isCalendarAnswer(mail)) {
            return CALENDAR;
        }
        if (AutoReplyForm.isAutomatic(mail)) {
            return AUTO_REPLY;
        }
        if (calendar) {
            return CALENDAR;
        }
        return isList(mail.headers()) ? LIST : ORDINARY;
    }

    /**
     * The kind under which a mail of this class is counted; empty if it may be a person's: then it opens a case as any
     * other mail. Bounces are {@code bounce-hard}, where it makes no sense to send again, or {@code bounce-soft}.
     */
    Optional<String> answerOf(MailSigns mail) {
        boolean certain = switch (this) {
            case BOUNCE, DELAYED -> BounceForm.isReport(mail);
            case AUTO_REPLY -> AutoReplyForm.isAnswer(mail);
            case CALENDAR -> ShortAnswerForm.isCalendarAnswer(mail);
            case RECEIPT -> ShortAnswerForm.isReceipt(mail);
            case FEEDBACK -> ShortAnswerForm.isFeedback(mail);
            case REACTION, RECALL -> true;
            case ORDINARY, LIST, OWN_LOOP -> false;
        };
        if (!certain) {
            return Optional.empty();
        }
        return Optional.of(this == BOUNCE ? word + (BounceForm.isPermanent(mail) ? "-hard" : "-soft") : word);
    }

    /**
     * True if the mail is nothing but a machine's report about another mail: it has the report's own part, names the
     * reporting host, and comes from a mail server.
     */
    static boolean isMachineReport(MailSigns mail) {
        return mail.reportType().equals("delivery-status")
                && mail.statusText().toLowerCase(Locale.ROOT).contains("reporting-mta:")
                && BounceForm.isReport(mail);
    }

    private static boolean isList(MimeHeaders headers) {
        return headers.has("list-id") || headers.has("list-unsubscribe") || BULK.contains(headers.word("precedence"));
    }
}

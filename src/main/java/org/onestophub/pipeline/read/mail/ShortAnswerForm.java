package org.onestophub.pipeline.read.mail;

import java.util.regex.Pattern;

/**
 * Answers of one click: reactions, read receipts, attempts to recall a mail, replies to invitations. Where the mail has no
 * part of its own for that, its whole text must be the phrase that the mail program writes. Source: RFC 8098, RFC 5546; the
 * texts of Outlook, Gmail, QQ and 163.
 */
final class ShortAnswerForm {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final int PHRASE_CHARS_MAX = 600;

    private static final Pattern REACTION = Pattern.compile(
            "^\\S{0,16}\\s*.{1,80}(?:reacted (?:to your (?:message|e-?mail)|via gmail)\\s*(?:[:.!]|\\n|$)|通过\\s?gmail\\s?(?:做出了?(?:回应|反应)|表达)|對您的(?:郵件|訊息)做出|对(?:你|您)的(?:邮件|消息)(?:做出了?(?:回应|反应)|点了?赞))",
            FLAGS | Pattern.DOTALL);

    private static final Pattern RECALL = Pattern.compile(
            "would like to recall the message|(?:想要?|尝试|希望|请求|将)撤[回销](?:邮件|消息)|已撤回(?:邮件|一封邮件)|möchte die nachricht .{0,200}zurückrufen",
            FLAGS | Pattern.DOTALL);

    private static final Pattern RECALL_SUBJECT =
            Pattern.compile("^(?:recall|message recall|撤回|撤销|召回)\\s?[^:：]{0,20}[:：]", FLAGS);

    private static final Pattern RECEIPT_SUBJECT = Pattern.compile(
            "^(?:read|not read|read receipt|return receipt(?: \\(displayed\\))?|disposition notification|delivered|relayed|gelesen|lu|leído|已读|未读|已讀|未讀|已读回执|邮件回执|回执|收条|已送达|送达|開封済み|已閱讀)\\b?\\s?[^:：]{0,10}[:：\\]】]|^return receipt$",
            FLAGS);

    private static final Pattern RECEIPT = Pattern.compile(
            "(?:was|has been|were) (?:read|displayed|opened|deleted without being read|delivered to)|this is a (?:return |read )?receipt|return receipt|disposition:|this receipt (?:verifies|shows)|阅读(?:时间|了)|已于[^。\\n]{4,40}阅读|(?:已|被)(?:阅读|打开|查看|收件人)|邮件(?:收条|回执)|已读回执|显示|已读|已送达|读取",
            FLAGS);

    /** The lines by which a receipt names the mail that was read: words of that mail, not of the receipt. */
    private static final Pattern NAMED_MAIL = Pattern.compile(
            "^[ \\t]*(?:to|from|subject|sent|date|收件人|发件人|主题|发送时间|已发送|日期|收件者|主旨|傳送日期)\\s?[:：].*$",
            FLAGS | Pattern.MULTILINE);

    private static final Pattern MEETING =
            Pattern.compile("accept|declin|tentativ|invitation|接受|拒绝|谢绝|暂定|邀请|會議|会议", FLAGS);

    private static final Pattern DOMAIN_REPORT =
            Pattern.compile("^(?:\\[[^\\]]{0,30}\\]\\s*)?report domain: ?\\S{1,255} submitter: ?\\S", FLAGS);

    private ShortAnswerForm() {}

    /** True of an emoji in answer to a mail. */
    static boolean isReaction(MailSigns mail) {
        return mail.types().stream().anyMatch(type -> type.startsWith("text/vnd.google.email-reaction"))
                || isPhrase(mail)
                        && REACTION.matcher(mail.ownWords()).find()
                        && !AutoReplyForm.isComplaint(mail.ownWords());
    }

    /** True if somebody takes a mail back. */
    static boolean isRecall(MailSigns mail) {
        boolean marked = mail.headers().word("content-class").contains("recall")
                || RECALL_SUBJECT.matcher(mail.subject()).find();
        return marked && isPhrase(mail) && RECALL.matcher(mail.ownWords()).find();
    }

    /** True of a read receipt, or the report that a mail arrived. */
    static boolean isReceipt(MailSigns mail) {
        return mail.reportType().equals("disposition-notification")
                || mail.type().value().equals("message/disposition-notification")
                || mail.reportType().equals("delivery-status")
                        && BounceForm.isArrival(mail.statusText())
                        && mail.hasDeliveryStatus()
                || isPhrase(mail)
                        && RECEIPT_SUBJECT.matcher(mail.subject()).find()
                        && RECEIPT.matcher(mail.ownWords()).find()
                        && !AutoReplyForm.isComplaint(
                                NAMED_MAIL.matcher(mail.ownWords()).replaceAll(""));
    }

    /** True of a reply to an invitation without words of its own. An invitation itself may be a person's mail. */
    static boolean isCalendarAnswer(MailSigns mail) {
        boolean reply = mail.calendarMethods().contains("reply")
                && !mail.calendarMethods().contains("request");
        String own = mail.ownWords();
        return reply
                && (own.isEmpty() || isPhrase(mail) && MEETING.matcher(own).find() && !AutoReplyForm.isComplaint(own));
    }

    /** True of a report about mails: spam (RFC 5965), DMARC (RFC 7489), TLS (RFC 8460). */
    static boolean isFeedback(MailSigns mail) {
        return mail.reportType().equals("feedback-report")
                || mail.reportType().equals("tlsrpt")
                || mail.type().value().equals("message/feedback-report")
                || DOMAIN_REPORT.matcher(mail.subject()).find()
                        && mail.types().stream()
                                .anyMatch(type -> type.matches("application/(?:x-)?(?:gzip|zip|zip-compressed)"));
    }

    private static boolean isPhrase(MailSigns mail) {
        return !mail.text().isBlank() && mail.ownWords().length() <= PHRASE_CHARS_MAX;
    }
}

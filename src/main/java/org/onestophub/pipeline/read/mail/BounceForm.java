package org.onestophub.pipeline.read.mail;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The forms in which mail servers report that a mail did not arrive, or not yet. A report is known by its sender first: a
 * person may use every one of the words below. Source: RFC 3464; the texts of qmail, Postfix, Exim, sendmail, Exchange,
 * Domino, Gmail and Coremail, and of the large Chinese providers.
 */
final class BounceForm {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    /** Local parts from which no person writes. */
    private static final Pattern DAEMON = Pattern.compile(
            "(?:mail[-_.]?(?:er)?[-_.]?daemon|mdaemon|mail[-_.]?delivery(?:[-_.]?(?:sub)?system)?|microsoftexchange[0-9a-f]{32}"
                    + "|mail[-_.]?system|delivery[-_.]?status(?:[-_.]?notification)?|bounce[-_.]?(?:notification|daemon)s?)(?:[-+=_.].{0,200})?(?:@.*)?");

    /** Local parts from which machines write mostly, and people now and then. */
    private static final Pattern POSTMASTER = Pattern.compile(
            "(?:post[-_.]?master|bounces?|mail[-_.]?admin(?:istrator)?|mailserver)(?:[-+=_.].{0,200})?@.*");

    private static final Pattern NAME =
            Pattern.compile("(?:.{0,20}\\b)?(?:mail(?:er)?[- ]?daemon|mail(?:er)? deliver(?:y|er)?"
                    + " (?:sub)?(?:system|service|agent)|internet mail delivery|(?:network )?post[- ]?master|mail(?: transport)? (?:system|agent|server|router)"
                    + "|mail administrator|system administrator|microsoft (?:outlook|exchange).{0,40}|delivery subsystem)\\b.{0,60}"
                    + "|.{0,20}(?:系统退信|邮件系统|退信|郵件系統|邮箱系统|邮件退回).{0,20}");

    private static final Pattern SUBJECT = Pattern.compile(
            "^(?:\\[[^\\]]{0,30}\\]\\s*|【[^】]{0,30}】\\s*|\\*{1,5}\\s*)*(?:"
                    + "(?:the |your )?(?:e-?mail |mail |message )?undeliver(?:ed|able)|non[- ]?deliver|not delivered|unzustellbar|unable to deliver"
                    + "|(?:warning[:,]? )?(?:mail |message |e-?mail )?deliver(?:y|ed)[ _-](?:status|fail|problem|report|has|error|notif|unsuccess|delay|incomplete|is |temp|attempt|warning|system|could)"
                    + "|failure notice|failure delivery|failed (?:mail|delivery|message|to deliver)|(?:permanent|temporary) (?:delivery )?(?:failure|error)"
                    + "|(?:mail|e-?mail|message) (?:system )?(?:deliver|fail|error|return|status|could|can|not |rejected|bounced|delay|to .{0,100} (?:was|has|could))"
                    + "|return(?:ed|ing)? (?:e-?mail|mail|message|to sender)|returned:|rejected(?: mail| message|:)|dsn\\b|bounce(?:d)?\\b|ndn\\b|ndr\\b"
                    + "|(?:your )?(?:message|mail|e-?mail|letter) (?:couldn|could|can ?not|was not|has not|is not)|warning: (?:message|could|mail)|delayed mail|still being (?:retried|delayed)"
                    + "|post[- ]?master (?:notify|copy)|error sending|there was an error|(?:smtp|mail)[- ]?(?:server )?(?:error|problem)|user unknown|mailbox (?:full|unavail|quota)"
                    + "|notification d.{1,3}[ée]tat|non remis|message non|no se (?:ha )?(?:pudo|podido)|entrega fallida|nachricht (?:nicht|konnte)|zustellung|mancata consegna|falha"
                    + "|.{0,30}(?:退信|退回|退件|无法(?:投递|送达|传递|发送|到达)|無法(?:投遞|送達|傳遞|傳送)|(?:投递|传递|送达|发送|传送|投遞|傳遞|寄送)(?:状态|失败|失敗|不成功|延迟|延遲|报告)|未(?:能|被)?(?:送达|投递|传递|送達)|配信(?:できません|不能|エラー|失敗)|エラーメール|宛先不明))",
            FLAGS);

    private static final Pattern TEXT = Pattern.compile(
            "qmail-send|(?:was(?:n't| not)|were not|could(?:n't| not)|can(?:'t|not| not)|has not(?: yet)?|have not|not|un)(?: been| be)? ?(?:able to (?:be )?)?deliver"
                    + "|un(?:able to|successful).{0,40}deliver|undeliver|this is the (?:mail system|[a-z]{0,20} ?program)|mail(?: delivery)? (?:sub)?system"
                    + "|deliver(?:y|ed)?(?: to| of| for)?.{0,80}(?:fail|not|delay|suspend|problem|error|impossible|unsuccess)|fail(?:ed|ure|s)?.{0,30}(?:deliver|recipient|send|addresses)"
                    + "|did(?:n't| not) reach|permanent (?:fatal )?(?:error|failure)|transcript of (?:the )?session|(?:user|host|recipient|address|domain|mailbox)(?: is| was)? (?:un(?:known|available)|not found|does not exist|full)"
                    + "|no such (?:user|person|recipient|address|mailbox|domain)|(?:over|exceeded?).{0,20}quota|returned (?:mail|to sender)|(?:rejected|returned|refused|blocked|bounced) (?:your|the|this|a|by|as|message|mail|for|because|to)"
                    + "|keep trying|will (?:be )?retr(?:y|ied)|still trying|access denied|relay(?:ing)? (?:denied|not)|smtp error|error (?:sending|occurred|message)|message (?:size )?exceeds|not listed in|not found in|could not send|unroutable|invalid (?:recipient|address)|message.{0,60}delayed"
                    + "|<[^<>\\s@]{1,100}@[^<>\\s]{1,200}>:?\\s*\\n?\\s*[45][0-9]{2}[ -]|\\b[45][0-9]{2}[ -]#?[45]\\.[0-9]{1,3}\\.[0-9]{1,3}\\b|(?:^|[\\s(#])[45]\\.[0-9]\\.[0-9]{1,3}\\b"
                    + "|退信|退回|退件|无法(?:投递|送达|传递|发送|到达|被传递)|無法(?:投遞|送達|傳遞|傳送)|(?:投递|传递|送达|发送|传送|投遞|傳遞)(?:失败|失敗|不成功|延迟|延遲)|未(?:能|被)?(?:送达|投递|传递|送達|成功)|对方.{0,20}(?:拒|满|不存在)|(?:收件人|用户|帐号|账号|邮箱|信箱|地址|域名).{0,30}(?:不存在|已满|错误|无效|失败)|拒收|拒绝(?:接收|了)|被拒绝"
                    + "|配信(?:できません|不能|エラー|失敗)|宛先|nicht zugestellt|unzustellbar|n'a pas (?:pu|été)|no se (?:ha )?(?:pudo|podido)|non è stato|não (?:foi|pôde)",
            FLAGS);

    /** Words of a report about a mail that the server still holds. */
    private static final Pattern WAITING = Pattern.compile(
            "will keep trying|(?:still )?be(?:ing)? retr(?:y|ied)|still (?:being|trying|retr)|has not yet been|not yet been delivered|warning: (?:message|could not|mail)"
                    + "|delayed|delivery is delayed|temporarily (?:deferred|delayed|suspended)|no action is required|do not need to (?:resend|do)|will (?:continue|retry)|you do not need to"
                    + "|继续(?:尝试|投递|为您)|仍(?:在|将|会)|尚未(?:投递|送达)|延迟|延遲|稍后重试|重试|繼續",
            FLAGS);

    private static final Pattern GIVEN_UP = Pattern.compile(
            "permanent|giv(?:en|ing) up|could not be delivered for|will not be retried|expired|retry timeout exceeded|fatal|failed permanently|no longer|放弃",
            FLAGS);

    /** Only a mail that is still held is spoken of so, whatever else the report says. */
    private static final Pattern STILL_HELD = Pattern.compile(
            "not need to re-?send|will be retried (?:until|for)|warning (?:message )?only|(?:无需|请勿)(?:重复|重新)发送", FLAGS);

    /** Subjects that servers write with a colon or as a whole, and people do not. */
    private static final Pattern FIXED_SUBJECT = Pattern.compile(
            "^(?:delivery (?:failure|notification|status notification)|undeliverable|投递失败|未送达|无法送达|传递失败)\\s?[:：(（]",
            FLAGS);

    private static final Pattern PHRASE = Pattern.compile(
            "did not reach|your (?:message|e-?mail) to \\S{1,100}@\\S{1,200} (?:could|can|was|has)(?:n.t| ?not)|following (?:e-?mail )?(?:address|recipient)|(?:copy|contents|headers?|text) of (?:the|your) (?:original )?(?:message|mail)|original message follows"
                    + "|transcript of|automatically generated|automatisch|no need to reply|do not reply|smtp error|(?:user|name) .{0,80}not (?:listed|found)|系统自动|自动生成|自动发|请勿回复|退信原因|退信代码|退回原因|系统退信"
                    + "|您(?:发送)?的(?:邮件|来信)[^。\\n]{0,40}(?:被退回|退回来|未能|无法)|对方邮箱(?:空间)?已满",
            FLAGS);

    private static final Pattern STATUS = Pattern.compile("(?:^|[\\s(#])([45])\\.[0-9]{1,3}\\.[0-9]{1,3}\\b");
    private static final Pattern REPLY = Pattern.compile("(?:^|[\\s(:\\[])([45])[0-9]{2}(?=[ \\-:])");
    private static final Pattern PASSING = Pattern.compile(
            "mailbox (?:is )?full|(?:over|exceed(?:ed|s)?).{0,20}quota|quota exceed|try again|temporar|tim(?:ed|e)[- ]?out|greylist|too many (?:connections|messages)|insufficient (?:system|disk)|connection (?:refused|timed)"
                    + "|已满|超过.{0,10}(?:容量|限额)|稍后|暂时|超时",
            FLAGS);

    private BounceForm() {}

    /** True if a mail server reports a mail that did not arrive; it may still try. */
    static boolean isReport(MailSigns mail) {
        if (mail.reportType().equals("delivery-status") && mail.hasDeliveryStatus()
                || mail.headers().has("x-failed-recipients")) {
            return isSentByServer(mail) || mail.headers().word("auto-submitted").startsWith("auto-");
        }
        boolean subject = SUBJECT.matcher(mail.subject()).find();
        boolean text = TEXT.matcher(mail.beginning()).find();
        if (isDaemon(mail.sender()) || isDaemon(mail.senderName())) {
            return mail.hasNullSender() || !mail.headers().has("return-path") && (subject || text);
        }
        if (mail.hasNullSender() && POSTMASTER.matcher(mail.sender()).matches()) {
            return true;
        }
        return subject
                && (text || mail.text().isBlank())
                && isSentByServer(mail)
                && (mail.hasNullSender() || hasTrace(mail));
    }

    /** True unless a person's address stands in From and the envelope. */
    private static boolean isSentByServer(MailSigns mail) {
        return mail.hasNullSender()
                || mail.sender().isEmpty()
                || isDaemon(mail.sender())
                || POSTMASTER.matcher(mail.sender()).matches()
                || NAME.matcher(mail.senderName()).matches();
    }

    /** True if there is more than words that a person may use too: the mail itself, a server's code, or its fixed phrases. */
    private static boolean hasTrace(MailSigns mail) {
        String text = mail.beginning();
        return mail.types().contains("message/rfc822")
                || mail.types().contains("text/rfc822-headers")
                || STATUS.matcher(text).find()
                || REPLY.matcher(text).find()
                || PHRASE.matcher(text).find()
                || !mail.text().isBlank()
                        && FIXED_SUBJECT.matcher(mail.subject()).find()
                        && !AutoReplyForm.isComplaint(mail.subject() + "\n" + mail.ownWords());
    }

    /** True of the addresses and names from which mail servers alone write. */
    static boolean isDaemon(String sender) {
        return DAEMON.matcher(sender).matches();
    }

    /** True if the server still holds the mail. */
    static boolean isWaiting(MailSigns mail) {
        String status = mail.statusText().toLowerCase(Locale.ROOT);
        if (status.contains("action: failed")) {
            return false;
        }
        String words = mail.subject() + "\n" + mail.beginning();
        return status.contains("action: delayed")
                || STILL_HELD.matcher(words).find()
                || WAITING.matcher(words).find() && !GIVEN_UP.matcher(words).find();
    }

    /** True if the report says that the mail arrived, and of no mail that it did not. */
    static boolean isArrival(String statusText) {
        String status = statusText.toLowerCase(Locale.ROOT);
        return status.matches("(?s).*action: ?(?:delivered|relayed|expanded).*")
                && !status.matches("(?s).*action: ?(?:failed|delayed).*");
    }

    /** True if it makes no sense to send again: class 5 of RFC 3463, where a class is given. */
    static boolean isPermanent(MailSigns mail) {
        for (String text : new String[] {mail.statusText(), mail.beginning()}) {
            for (Pattern pattern : new Pattern[] {STATUS, REPLY}) {
                boolean hasStatus = false;
                Matcher code = pattern.matcher(text);
                while (code.find()) {
                    if (code.group(1).equals("5")) {
                        return true;
                    }
                    hasStatus = true;
                }
                if (hasStatus) {
                    return false;
                }
            }
        }
        return !PASSING.matcher(mail.beginning()).find();
    }
}

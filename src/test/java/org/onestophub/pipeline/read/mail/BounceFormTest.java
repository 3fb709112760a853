package org.onestophub.pipeline.read.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports of mail servers without a part of their own for it. Headers and lines of text are separated by {@code |}. */
class BounceFormTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: MAILER-DAEMON@mx.example.org|Subject: failure notice||Hi. This is the qmail-send program at mx.example.org.|I'm afraid I wasn't able to deliver your message to the following addresses.|<a@example.net>:|550 no such user",
                "From: MAILER-DAEMON|Subject: Returned mail: User unknown||   ----- The following addresses had permanent fatal errors -----|<a@example.net>",
                "From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example.org>|Subject: Returned mail: see transcript for details||   ----- Transcript of session follows -----|... while talking to mx.example.net.:|<<< 550 5.1.1 unknown",
                "From: Mail Delivery System <Mailer-Daemon@mx.example.org>|Subject: Mail delivery failed: returning message to sender|X-Failed-Recipients: a@example.net||A message that you sent could not be delivered to one or more of its recipients.",
                "From: MAILER-DAEMON@mx.example.org (Mail Delivery System)|Subject: Undelivered Mail Returned to Sender||This is the mail system at host mx.example.org.|I'm sorry to have to inform you that your message could not be delivered",
                "From: Mail Delivery Subsystem <mailer-daemon@example.org>|Subject: Delivery Status Notification (Failure)||Address not found. Your message wasn't delivered to a@example.net",
                "From: System Administrator <postmaster@example.org>|Subject: Undeliverable: your complaint||Your message did not reach some or all of the intended recipients.",
                "From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@example.org>|Subject: Undeliverable: report||a@example.net couldn't be found at example.net.",
                "From: Postmaster@example.org|Subject: DELIVERY FAILURE: User a (a@example.net) not listed in Domino Directory||Your message was not delivered to a@example.net because: User a not listed in Domino Directory",
                "From: Postmaster@example.org|Subject: 系统退信||抱歉，您的邮件被退回来了……|无法发送到 a@example.net|退信原因：收件人邮箱不存在。|SMTP error, RCPT TO: 550 User not found",
                "From: postmaster@example.org|Subject: Undeliverable: Your complaint||Your message to a@example.net couldn't be delivered.|a@example.net wasn't found at example.net.",
                "From: <>|Subject: Returned mail: see transcript for details||   ----- The following addresses had permanent fatal errors -----|<a@example.net>",
                "From: =?utf-8?B?6YKu5Lu257O757uf?= <postmaster@example.org>|Subject: 【系统退信】投递失败||邮件无法投递。退信代码 550",
                "From: PostMaster <PostMaster@example.org>|Subject: 来自example.org的退信||很抱歉您发送的邮件被退回，以下是该邮件的相关信息：|收件人 a@example.net|退信原因 对方邮箱空间已满",
                "From: mailer-daemon@example.org|Subject: 邮件投递失败通知||您的邮件未能送达以下收件人",
                "From: MAILER-DAEMON@example.org|Subject: 退信通知||对方服务器拒收了您的邮件",
                "From: Mail Administrator <Postmaster@example.org>|Subject: Mail System Error - Returned Mail||This Message was undeliverable due to the following reason:|User unknown 550 5.1.1",
                "Return-Path: <>|From: bounces@example.org|Subject: Delivery failure||could not deliver to a@example.net",
                "Return-Path: <>|From: postmaster@example.org|Subject: anything||",
                "From: Mail Delivery System <MAILER-DAEMON@example.org>|Subject: =?ISO-2022-JP?B?GyRCJSglaSE8JWEhPCVrGyhC?=||宛先不明のため配信できません",
                "From: Mailer-Daemon@example.org|Subject: Mail delivery failed|Content-Type: text/html||<p>This message was created automatically by mail delivery software.</p><p>could not be delivered</p>",
            })
    void reportsOfMailServersAreBouncesAndNeverACase(String mail) {
        JsonNode view = view(mail);

        assertThat(view.path("mailClass").asText()).isEqualTo("bounce");
        assertThat(view.at("/machineAnswer/kind").asText()).startsWith("bounce-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: MAILER-DAEMON@mx.example.org|Subject: Warning: could not send message for past 4 hours||THIS IS A WARNING MESSAGE ONLY. YOU DO NOT NEED TO RESEND YOUR MESSAGE.|Deferred: 421 try later|will keep trying",
                "From: Mail Delivery System <Mailer-Daemon@example.org>|Subject: Warning: message 1abc delayed 24 hours||A message that you sent has not yet been delivered. No action is required on your part.",
                "From: Mail Delivery Subsystem <mailer-daemon@example.org>|Subject: Delivery Status Notification (Delay)||Gmail will retry for 46 more hours. delivery incomplete",
                "From: postmaster@example.org|Subject: 邮件投递延迟||您的邮件尚未投递，系统将继续尝试投递。系统自动发出，请勿回复",
            })
    void reportsOfMailsThatWaitAreDelayed(String mail) {
        JsonNode view = view(mail);

        assertThat(view.path("mailClass").asText()).isEqualTo("delayed");
        assertThat(view.at("/machineAnswer/kind").asText()).isEqualTo("delayed");
    }

    @ParameterizedTest
    @CsvSource({
        "550 5.1.1 user unknown, bounce-hard",
        "452 4.2.2 mailbox full, bounce-soft",
        "Connection timed out, bounce-soft",
        "对方邮箱空间已满, bounce-soft",
        "no such user here, bounce-hard",
        "4.4.1 and later 5.4.7 expired, bounce-hard"
    })
    void bounceIsHardOrSoftByTheClassOfItsCode(String words, String kind) {
        assertThat(view("From: MAILER-DAEMON@example.org|Subject: failure notice||could not be delivered: " + words)
                        .at("/machineAnswer/kind")
                        .asText())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: jia@example.org|Subject: Undelivered Mail Returned to Sender||My mail to your office came back: 550 5.1.1 user unknown. The nurse was rude.",
                "From: jia@example.org|Subject: 系统退信||我给你们发的投诉邮件被退信，提示550 5.1.1，无法投递。护士态度恶劣。",
                "From: jia@example.org|Subject: Re: Undelivered Mail Returned to Sender||> This is the mail system at host mx|> could not be delivered||The doctor never came.",
                "From: jia@example.org|Subject: 转发：系统退信||你们的投诉邮箱总是退信，请看下面。|----- 原始邮件 -----|抱歉，您的邮件被退回来了",
                "From: MAILER-DAEMON fan <jia@example.org>|Subject: failure notice||wasn't able to deliver",
                "Return-Path: <jia@example.org>|From: jia@example.org|Subject: Delivery failure||My baby's delivery failed because of your doctors, 550 yuan were charged",
                "From: jia@example.org|Subject: Delivery problem in the maternity ward||unable to deliver, the surgeon was not available",
                "From: postmaster@example.org|Subject: Re: failure notice||Your mail server rejects our patients' complaints.",
                "From: postmaster@example.org|Subject: Delivery problems||The food delivery to ward 3 failed again, we complain.",
                "From: noreply@forms.example.org|Subject: 退信||投诉：寄给你们的挂号信被退回，邮件无法送达",
                "From: noreply@forms.example.org|Auto-Submitted: auto-generated|Subject: Mail delivery failed||Complaint by form: my mails were rejected by your server",
                "From: jia@example.org|Return-Path: <>|Subject: complaint||The nurse was rude.",
                "From: jia@example.org|Subject: fwd|Content-Type: multipart/mixed; boundary=b||--b||see the report|--b|Content-Type: message/rfc822||From: MAILER-DAEMON@example.net|Subject: failure notice||not delivered|--b--",
                "From: jia@example.org|Subject: report|Content-Type: multipart/report; report-type=delivery-status; boundary=b||--b||I forward what your server says. The bill was wrong.|--b|Content-Type: message/delivery-status||Reporting-MTA: dns; mx|Action: failed|--b--",
            })
    void mailOfAPersonAboutBouncesIsNone(String mail) {
        assertThat(view(mail).has("machineAnswer")).isFalse();
    }

    static JsonNode view(String mail) {
        MailSamples sample = MailSamples.mail();
        for (String line : mail.split("\\|", -1)) {
            sample.line(line);
        }
        return sample.view();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: jia@example.org|X-Failed-Recipients: a@example.net|Subject: x||words",
                "From: MAILER-DAEMON@example.org|Subject: hello||how are you",
                "From: MAILER-DAEMON@example.org|Return-Path: <MAILER-DAEMON@example.org>|Subject: failure notice||not delivered",
                "From: postmaster@example.org|Subject: Delivery failure||could not be delivered",
                "From: postmaster@example.org|Subject: Delivery failure||how are you, 550 no",
                "From: postmaster@example.org|Subject: hello||could not be delivered 550 5.1.1 no",
                "From: postmaster@example.org|Subject: Undeliverable: the nurse||could not be delivered",
                "From: jia@example.org|Subject: Delivery failure||could not be delivered 550 5.1.1 no",
            })
    void oneSignAloneIsNoReport(String mail) {
        assertThat(view(mail).has("machineAnswer")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: jia@example.org|Auto-Submitted: auto-generated|X-Failed-Recipients: a@example.net|Subject: x||words",
                "Return-Path: <>|From: jia@example.org|X-Failed-Recipients: a@example.net|Subject: x||words",
                "X-Failed-Recipients: a@example.net|Subject: x||words",
                "From: MAILER-DAEMON@example.org|Subject: hello||not delivered",
                "From: MAILER-DAEMON@example.org|Subject: failure notice||",
                "From: MAILER-DAEMON@example.org|Return-Path: <>|Subject: hello||words",
                "From: Mailer-Daemon <x@example.org>|Return-Path: <>|Subject: hello||words",
                "From: postmaster@example.org|Subject: Delivery failure||could not be delivered 550 no",
                "From: postmaster@example.org|Subject: Delivery failure||could not be delivered (5.1.1)",
                "From: postmaster@example.org|Subject: Delivery failure||could not be delivered, do not reply",
                "From: postmaster@example.org|Subject: Undeliverable: letter||could not be delivered",
                "From: postmaster@example.org|Subject: Delivery failure|Content-Type: multipart/mixed; boundary=b||--b||could not be delivered"
                        + "|--b|Content-Type: message/rfc822||Subject: x||y|--b--",
                "From: postmaster@example.org|Subject: Delivery failure|Content-Type: multipart/mixed; boundary=b||--b||could not be delivered"
                        + "|--b|Content-Type: text/rfc822-headers||Subject: x|--b--",
                "Return-Path: <#@[]>|From: x@example.org|Subject: Delivery failure||could not be delivered",
            })
    void twoSignsAreAReport(String mail) {
        assertThat(view(mail).at("/machineAnswer/kind").asText()).startsWith("bounce");
    }

    @ParameterizedTest
    @CsvSource({
        "will keep trying, delayed",
        "will keep trying; given up after 5 days, bounce-hard",
        "you do not need to resend it; fatal, delayed",
        "Action: delayed, delayed"
    })
    void mailThatIsStillHeldIsDelayed(String words, String kind) {
        String report = words.startsWith("Action:")
                ? "|Content-Type: multipart/report; report-type=delivery-status; boundary=b||--b||x|--b|Content-Type: message/delivery-status||"
                        + words + "|--b--"
                : "||could not be delivered: " + words;

        assertThat(view("From: MAILER-DAEMON@example.org|Subject: failure notice" + report)
                        .at("/machineAnswer/kind")
                        .asText())
                .isEqualTo(kind);
    }

    @Test
    void codeOfTheReportGoesBeforeTheCodesOfItsText() {
        String report =
                "From: MAILER-DAEMON@example.org|Content-Type: multipart/report; report-type=delivery-status; boundary=b"
                        + "||--b||550 5.1.1 no|--b|Content-Type: message/delivery-status||Action: failed|Status: 4.2.2|--b--";

        assertThat(view(report).at("/machineAnswer/kind").asText()).isEqualTo("bounce-soft");
        assertThat(view(report.replace("4.2.2", "4.2.2|Status: 5.2.2"))
                        .at("/machineAnswer/kind")
                        .asText())
                .isEqualTo("bounce-hard");
    }
}

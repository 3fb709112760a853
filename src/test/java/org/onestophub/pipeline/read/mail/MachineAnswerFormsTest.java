package org.onestophub.pipeline.read.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Absence notes, receipts, reactions and answers to invitations, and persons' mails that look like them. */
class MachineAnswerFormsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: 自动回复: 关于来信||您好，我正在休假，回来后尽快回复。",
                "Subject: 自动答复：来信||我现在有事不在，一会再和您联系。",
                "Subject: 【自动回复】您的来信||您的邮件已收到。",
                "Subject: [自动回复] 来信||邮件已收到，会尽快回复您。",
                "Subject: 自动回复||这是来自邮箱的假期自动回复邮件。",
                "Subject: 自動回覆: 來信||本人外出，暫時無法回覆",
                "Subject: Re: 自动回复: x||我出差在外，无法及时回复邮件。",
                "Subject: 回复：自动回复: x||这是一封自动回复邮件。",
                "Subject: Automatic reply: letter||I am out of the office until Monday.",
                "Subject: Auto-Reply: letter||Thank you for your message. I will reply soon.",
                "Subject: Autoreply||We have received your e-mail.",
                "Subject: Out of Office: letter||I'm on annual leave.",
                "Subject: Out of Office AutoReply: letter||limited access to email",
                "Subject: OOO: letter||I will be away this week.",
                "Subject: Vacation reply||I am on vacation",
                "Subject: Automatische Antwort: Brief||Ich bin abwesend.",
                "Subject: Réponse automatique : lettre||Je suis absent. This is an automatic reply.",
                "Subject: 自动回复: 关于您投诉的答复||您好，我正在休假，回来后尽快回复。",
                "Subject: Automatic reply: your complaint||I am out of the office until Monday.",
                "Subject: letter|Auto-Submitted: auto-replied||The mail arrived.",
                "Subject: letter|X-Autoreply: yes||thanks",
                "Subject: letter|Precedence: auto_reply||thanks",
                "Subject: letter|X-Auto-Response-Suppress: All||I am away until Friday.",
            })
    void absenceNotesAreAutoReplies(String mail) {
        assertAnswer("From: jia@example.org|" + mail, "auto-reply", "auto-reply");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: 自动回复: 投诉||已收到你们的自动回复，但是没有解决。",
                "Subject: 自动回复: 投诉||我不在家，护士打电话态度很差。",
                "Subject: 自动回复太多，没有人处理投诉||你们的自动回复毫无用处。",
                "Subject: Re: 自动回复: 您的来信已收到||收到你们的自动回复已经一周，护士的问题仍无人处理。",
                "Subject: 回复: 自动回复: 投诉||我的手术费用问题请尽快回复。",
                "Subject: 转发：自动回复：来信||请看，这就是你们的答复。我在外出差，护士骂人。",
                "Subject: 自动回复: 你们只会敷衍||护士态度差，请尽快回复我",
                "Subject: Complaint about automatic replies||I am away and nobody answers.",
                "Subject: Out of office doctor||The doctor was out of the office when I came.",
                "Subject: Auto accident||The surgeon was rude.",
                "Subject: Re: Automatic reply: complaint||I only get automatic replies. I'm on sick leave because of your doctor.",
                "Subject: vacation||Your nurse was on vacation",
                "Subject: hello|X-Auto-Response-Suppress: All||The bill was wrong.",
                "Subject: hello|X-Auto-Response-Suppress: DR, OOF, AutoReply||I am away from home because of my surgery.",
                "Subject: form|Auto-Submitted: auto-generated||Complaint sent by the web form: nobody came.",
                "Subject: 出差||我出差期间在贵院就诊，医生态度很差。",
            })
    void mailsOfPersonsAboutAbsenceAreNone(String mail) {
        assertThat(BounceFormTest.view("From: jia@example.org|" + mail).has("machineAnswer"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Subject: 已读: 关于投诉的答复||您的邮件已被阅读。, receipt",
        "Subject: Read: your letter||Your message was read on Monday., receipt",
        "Subject: 已读: 您的投诉答复||您的邮件||   收件人: 测试甲|   主题: 您的投诉答复|   发送时间: 2026年11月20日 10:00||已于 2026年11月20日 11:00 阅读。, receipt",
        "Subject: Read: Your complaint||Your message||   To: A|   Subject: Your complaint|   Sent: Friday||was read on Friday., receipt",
        "Subject: 撤回: 投诉||测试甲 将撤回邮件“投诉”。, recall",
        "Subject: Not read: your letter||Your message was deleted without being read., receipt",
        "Subject: Re: letter||🎉  测试甲 reacted to your message:, reaction",
        "Subject: Re: letter||👍|测试甲 通过 Gmail 做出了回应, reaction",
        "Subject: Recall: letter||测试甲 would like to recall the message., recall",
        "Subject: 撤回: 来信||测试甲想要撤回邮件“来信”。, recall",
        "Subject: Accepted: talk|Content-Type: text/calendar; method=REPLY||BEGIN:VCALENDAR, calendar",
        "Subject: Report domain: example.org Submitter: example.net Report-ID: 1|Content-Type: application/gzip||x, feedback",
        "Subject: abuse|Content-Type: multipart/report; report-type=feedback-report; boundary=b||--b||spam|--b|Content-Type: message/feedback-report||Feedback-Type: abuse|--b--, feedback",
        "Subject: seen|Content-Type: multipart/report; report-type=disposition-notification; boundary=b||--b||seen|--b|Content-Type: message/disposition-notification||Original-Message-ID: <1@example.org>|--b--, receipt",
    })
    void answersOfOneClickHaveAClassOfTheirOwn(String mail, String mailClass) {
        assertAnswer("From: jia@example.org|" + mail, mailClass, mailClass);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: 已读: 答复||已读，但我不满意，护士态度差。",
                "Subject: Read: this complaint||The doctor was rude.",
                "Subject: 已读: 答复||主题: 答复|已阅读，护士态度差。",
                "Subject: Recall: the nurse||I recall that the nurse was rude.",
                "Subject: Re: letter||Nobody reacted to your message on the door and I fell.",
                "Subject: 医生对我的邮件做出了反应||医生对我的邮件做出了反应，但是态度差",
                "Subject: Invitation: talk|Content-Type: text/calendar; method=REQUEST||BEGIN:VCALENDAR",
                "Subject: Accepted: talk|Content-Type: multipart/mixed; boundary=b||--b||I accept, but the nurse was rude.|--b|Content-Type: text/calendar; method=REPLY||BEGIN:VCALENDAR|--b--",
                "Subject: spam|List-Id: <x.example.org>||The ward is loud.",
            })
    void mailsOfPersonsThatLookLikeThemAreNone(String mail) {
        assertThat(BounceFormTest.view("From: jia@example.org|" + mail).has("machineAnswer"))
                .isFalse();
    }

    @Test
    void reportNamesTheMailThatItIsAbout() {
        JsonNode view = BounceFormTest.view(
                "From: MAILER-DAEMON@example.net|In-Reply-To: <own@example.org>"
                        + "|Content-Type: multipart/report; report-type=delivery-status; boundary=b||--b||Sorry"
                        + "|--b|Content-Type: message/delivery-status||Reporting-MTA: dns; mx||Final-Recipient: rfc822; jia@example.org|Action: failed|Status: 5.1.1"
                        + "|--b|Content-Type: text/rfc822-headers||Message-ID: <answer@example.com>|In-Reply-To: <1@example.org>|References: <0@example.org>|--b--");

        assertThat(view.at("/machineAnswer").toString())
                .isEqualTo("{\"kind\":\"bounce-hard\",\"messageIds\":[\"own@example.org\",\"answer@example.com\","
                        + "\"1@example.org\",\"0@example.org\"],\"recipients\":[\"jia@example.org\"]}");
    }

    @Test
    void reportWithoutPartsNamesTheMailThatItQuotes() {
        JsonNode view = BounceFormTest.view(
                "From: MAILER-DAEMON@example.net|Subject: failure notice||not delivered"
                        + "|<jia@example.org>:|550 no||--- Below this line is a copy of the message.||Message-ID: <answer@example.com>|References: <1@example.org>| <2@example.org>||Hello");

        assertThat(view.at("/machineAnswer/messageIds").toString())
                .isEqualTo("[\"answer@example.com\",\"1@example.org\",\"2@example.org\"]");
    }

    private static void assertAnswer(String mail, String mailClass, String kind) {
        JsonNode view = BounceFormTest.view(mail);

        assertThat(view.path("mailClass").asText()).isEqualTo(mailClass);
        assertThat(view.at("/machineAnswer/kind").asText()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "Subject: Read: letter, Your message was read, 600, receipt",
        "Subject: Recall: letter, Jia would like to recall the message, 600, recall",
        "Subject: Re: letter, Jia reacted to your message:, 600, reaction",
        "Subject: 自动回复: x, 我正在休假, 800, auto-reply"
    })
    void longerTextIsNoPhraseOfAProgram(String subject, String phrase, int most, String kind) {
        String longest = phrase + " " + "x".repeat(most - phrase.length() - 1);

        assertThat(BounceFormTest.view("From: jia@example.org|" + subject + "||" + longest)
                        .at("/machineAnswer/kind")
                        .asText())
                .isEqualTo(kind);
        assertThat(BounceFormTest.view("From: jia@example.org|" + subject + "||" + longest + "x")
                        .has("machineAnswer"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Subject: Re: letter|Content-Type: multipart/alternative; boundary=b||--b||👍|--b|Content-Type: text/vnd.google.email-reaction+json||{}|--b--, reaction",
        "Subject: letter|Content-Class: urn:content-classes:message-recall||Jia would like to recall the message, recall",
        "Subject: letter|Precedence: auto-reply||thanks, auto-reply",
        "Subject: return receipt||This is a return receipt, receipt",
        "Subject: Accepted: talk|Content-Type: multipart/mixed; boundary=b||--b||I accept the invitation.|--b|Content-Type: text/calendar; method=REPLY||BEGIN:VCALENDAR|--b--, calendar",
        "Subject: [x] Report domain: example.org Submitter: example.net|Content-Type: application/zip||x, feedback",
    })
    void signsOfMachinesMayStandInAnyPlace(String mail, String kind) {
        assertAnswer("From: jia@example.org|" + mail, kind, kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: letter|X-Autoreply: no||thanks",
                "Subject: letter|Content-Class: urn:content-classes:message-recall||thanks",
                "Subject: Read: letter|",
                "Subject: Recall: letter|",
                "Subject: Report domain: example.org Submitter: example.net||see the ward",
                "Subject: a domain|Content-Type: application/zip||x",
                "Subject: Accepted: talk|Content-Type: multipart/mixed; boundary=b||--b||See you there.|--b|Content-Type: text/calendar; method=REPLY||BEGIN:VCALENDAR|--b--",
                "Subject: letter||自动回复邮件",
                "Subject: letter|Auto-Submitted: auto-generated||I am away, and the nurse was rude.",
            })
    void oneSignAloneIsNotEnough(String mail) {
        assertThat(BounceFormTest.view("From: jia@example.org|" + mail).has("machineAnswer"))
                .isFalse();
    }

    @Test
    void marksOfAnswersBeforeAnAbsenceNoteAreTakenOffTenTimes() {
        assertThat(BounceFormTest.view("From: a@b|Subject: " + "Re: ".repeat(10) + "Out of office: x||thanks")
                        .path("mailClass")
                        .asText())
                .isEqualTo("auto-reply");
        assertThat(BounceFormTest.view("From: a@b|Subject: " + "Re: ".repeat(11) + "Out of office: x||thanks")
                        .path("mailClass")
                        .asText())
                .isEqualTo("ordinary");
    }
}

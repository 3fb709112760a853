package org.onestophub.pipeline.read.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailClassTest {

    private static final String REPORT = "Content-Type: multipart/report; report-type=delivery-status; boundary=b";
    private static final String STATUS = "Reporting-MTA: dns; mx.example.org\n\nAction: failed";

    @ParameterizedTest
    @CsvSource({
        "Subject: 投诉, ordinary",
        "Auto-Submitted: auto-replied, auto-reply",
        "Auto-Submitted: auto-generated; owner=x, auto-reply",
        "Auto-Submitted: no, ordinary",
        "Auto-Submitted: No (by hand), ordinary",
        "Auto-Submitted:, ordinary",
        "X-Autoreply: yes, auto-reply",
        "X-Autorespond:, auto-reply",
        "Precedence: auto_reply, auto-reply",
        "Subject: 自动回复: 休假, auto-reply",
        "Subject: Automatic reply: away, auto-reply",
        "Subject: Out of Office: away, auto-reply",
        "Subject: AUTO: away, auto-reply",
        "Subject: complaint about Automatic reply: away, ordinary",
        "List-Id: <x.example.org>, list",
        "List-Unsubscribe: <mailto:x@example.org>, list",
        "Precedence: bulk, list",
        "Precedence: list, list",
        "Precedence: junk, list",
        "Precedence: first-class, ordinary",
        "Content-Class: urn:content-classes:calendarmessage, calendar",
        "Content-Class: urn:content-classes:message, ordinary",
        "X-Onestop-Hub: 1, own-loop",
    })
    void classIsToldByTheHeader(String header, String word) {
        assertThat(classOf(headers(header), "a@example.org", Set.of("text/plain"), "", "box@example.com")
                        .word())
                .isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({
        "message/disposition-notification, receipt",
        "message/feedback-report, feedback",
        "text/calendar, calendar",
        "message/delivery-status, bounce",
        "message/rfc822, ordinary"
    })
    void classIsToldByAPart(String part, String word) {
        assertThat(classOf(headers(), "a@example.org", Set.of("text/plain", part), "", "")
                        .word())
                .isEqualTo(word);
    }

    @Test
    void mailFromTheOwnMailboxIsALoop() {
        assertThat(of("Box@Example.com", "box@example.com")).isEqualTo(MailClass.OWN_LOOP);
        assertThat(of("a@example.org", "box@example.com")).isEqualTo(MailClass.ORDINARY);
        assertThat(of("", "")).as("neither is known").isEqualTo(MailClass.ORDINARY);
    }

    @Test
    void delayedReportIsNoBounce() {
        assertThat(classOf(headers(REPORT), "", Set.of(), "Reporting-MTA: x\nACTION: Delayed", ""))
                .isEqualTo(MailClass.DELAYED);
        assertThat(classOf(headers(REPORT), "", Set.of(), STATUS, "")).isEqualTo(MailClass.BOUNCE);
        assertThat(classOf(headers(REPORT), "", Set.of(), "", "")).isEqualTo(MailClass.BOUNCE);
    }

    @ParameterizedTest
    @CsvSource({
        "<>, MAILER-DAEMON@example.org, bounce",
        "<>, postmaster@example.org, bounce",
        "<>, mailer-daemon, bounce",
        "<>, a@example.org, ordinary",
        "<>, daemon-mailer-daemon@example.org, ordinary",
        "<a@example.org>, MAILER-DAEMON@example.org, ordinary",
    })
    void mailWithoutAReportIsABounceIfSenderAndEnvelopeSaySo(String returnPath, String from, String word) {
        assertThat(classOf(headers("Return-Path: " + returnPath), from, Set.of(), "", "")
                        .word())
                .isEqualTo(word);
    }

    @Test
    void reportOfAMailServerIsAMachines() {
        assertThat(isMachineReport(headers(REPORT), "MAILER-DAEMON@example.org", STATUS))
                .isTrue();
        assertThat(isMachineReport(headers(REPORT), "postmaster@example.org", STATUS))
                .isTrue();
        assertThat(isMachineReport(headers(REPORT, "Return-Path: <>"), "bounces@example.org", STATUS))
                .isTrue();
    }

    @Test
    void reportThatAPersonForwardsIsNoMachines() {
        assertThat(isMachineReport(headers(REPORT), "jia@example.org", STATUS)).isFalse();
        assertThat(isMachineReport(headers(REPORT, "Return-Path: <jia@example.org>"), "jia@example.org", STATUS))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: multipart/mixed; report-type=delivery-status; boundary=b",
                "Content-Type: multipart/report; report-type=disposition-notification; boundary=b",
                "Content-Type: multipart/report; boundary=b",
                "Subject: Undelivered Mail"
            })
    void mailOfADaemonWithoutTheFormOfAReportIsTakenIn(String header) {
        assertThat(isMachineReport(headers(header), "mailer-daemon@example.org", STATUS))
                .isFalse();
    }

    @Test
    void reportThatNamesNoHostIsTakenIn() {
        assertThat(isMachineReport(headers(REPORT), "mailer-daemon@example.org", "Action: failed"))
                .isFalse();
    }

    private static MailClass of(String from, String mailbox) {
        return classOf(headers(), from, Set.of("text/plain"), "", mailbox);
    }

    private static MailClass classOf(
            MimeHeaders headers, String from, Set<String> types, String statusText, String mailbox) {
        return MailClass.of(signs(headers, from, types, statusText), mailbox);
    }

    private static boolean isMachineReport(MimeHeaders headers, String from, String statusText) {
        return MailClass.isMachineReport(signs(headers, from, Set.of("message/delivery-status"), statusText));
    }

    private static MailSigns signs(MimeHeaders headers, String from, Set<String> types, String statusText) {
        return new MailSigns(headers, new MailAddresses.Mailbox("", from, true), types, statusText, "", Set.of());
    }

    private static MimeHeaders headers(String... fields) {
        MimeHeaders headers = new MimeHeaders();
        for (String field : fields) {
            headers.add(field.getBytes(StandardCharsets.UTF_8));
        }
        return headers;
    }
}

package org.onestophub.pipeline.read.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which mail and whose address an answer of a machine is about. Lines are separated by {@code |}. */
class AnsweredMailTest {

    private static final String BOUNCE = "From: MAILER-DAEMON@example.org|Subject: failure notice|";
    private static final String REPORT = "From: MAILER-DAEMON@example.org"
            + "|Content-Type: multipart/report; report-type=delivery-status; boundary=b||--b||Sorry|--b|Content-Type: message/delivery-status||";

    @Test
    void fiftyMailsAreNamedAtMost() {
        StringBuilder ids = new StringBuilder();
        for (int i = 1; i <= 51; i++) {
            ids.append(" <").append(i).append("@example.org>");
        }

        assertThat(answer(BOUNCE + "References:" + ids + "||not delivered").path("messageIds"))
                .hasSize(50);
        assertThat(answer(BOUNCE + "|not delivered|Message-ID: <a@example.org>|References:" + ids)
                        .path("messageIds"))
                .hasSize(50);
    }

    @Test
    void everyPlaceThatNamesTheMailIsLookedAt() {
        assertThat(answer(
                                BOUNCE
                                        + "In-Reply-To: <1@x>|References: <2@x>|Content-Type: multipart/mixed; boundary=b||--b||not delivered|Original-Message-ID: <3@x>"
                                        + "|--b|Content-Type: message/rfc822||Message-ID: <4@x>|In-Reply-To: <5@x>|References: <6@x> <1@x>||words|--b--")
                        .path("messageIds")
                        .toString())
                .isEqualTo("[\"1@x\",\"2@x\",\"4@x\",\"5@x\",\"6@x\",\"3@x\"]");
    }

    @Test
    void twentyRecipientsAreNamedAtMost() {
        StringBuilder fields = new StringBuilder();
        StringBuilder addresses = new StringBuilder();
        for (int i = 1; i <= 21; i++) {
            fields.append("|Final-Recipient: rfc822; ").append(i).append("@example.net");
            addresses.append(' ').append(i).append("@example.net");
        }

        assertThat(answer(REPORT + "Action: failed" + fields + "|--b--").path("recipients"))
                .hasSize(20);
        assertThat(answer(BOUNCE + "X-Failed-Recipients:" + addresses + "||not delivered")
                        .path("recipients"))
                .hasSize(20);
        assertThat(answer(BOUNCE + "|not delivered to" + addresses).path("recipients"))
                .hasSize(20);
    }

    @Test
    void addressesOfTheTextCountOnlyWhereNoFieldNamesOne() {
        String text = "||not delivered to b@example.net";

        assertThat(answer(BOUNCE + "X-Failed-Recipients: a@example.net" + text)
                        .path("recipients")
                        .toString())
                .isEqualTo("[\"a@example.net\"]");
        assertThat(answer(BOUNCE + text.substring(1)).path("recipients").toString())
                .isEqualTo("[\"b@example.net\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                BOUNCE + "|Delivery is delayed, will keep trying to reach a@example.net! delayed",
                "From: a@b|Subject: abuse|Content-Type: multipart/report; report-type=feedback-report; boundary=b||--b||of a@example.net|--b--! feedback",
                "From: a@b|Content-Type: multipart/report; report-type=tlsrpt; boundary=b||--b||of a@example.net|--b--! feedback",
                "From: a@b|Content-Type: message/feedback-report||Final-Recipient: rfc822; a@example.net! feedback",
            })
    void reportsNameRecipients(String lines, String kind) {
        assertThat(answer(lines).path("kind").asText()).isEqualTo(kind);
        assertThat(answer(lines).path("recipients").toString()).isEqualTo("[\"a@example.net\"]");
    }

    @Test
    void answersOfPeoplesProgramsNameNone() {
        assertThat(answer("From: a@b|X-Autoreply: yes||write to c@example.net").path("recipients"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"message/delivery-status", "message/global-delivery-status"})
    void reportOfAnArrivalIsAReceiptInEveryForm(String type) {
        String report =
                "In-Reply-To: <1@x>|" + REPORT.replace("message/delivery-status", type) + "Action: delivered|--b--";

        assertThat(answer(report).path("kind").asText()).isEqualTo("receipt");
    }

    private static JsonNode answer(String lines) {
        return BounceFormTest.view(lines).path("machineAnswer");
    }
}

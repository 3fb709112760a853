package org.onestophub.pipeline.read.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.complaint.Candidate;

/** What is in a part of a mail is known by its bytes; names and types may be wrong. */
class MailContainerTest {

    private static final String INNER =
            "Received: from mail.example.org by mx.example.org; Fri, 18 Sep 2026 08:00:00 +0800\r\n"
                    + "From: bing@example.org\r\nSubject: inner\r\n\r\nNobody came to the ward.\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/octet-stream; name=letter.msg",
                "application/vnd.ms-outlook; name=letter.msg",
                "application/octet-stream; name=letter.eml",
                "application/octet-stream; name=letter",
                "application/ms-tnef; name=winmail.dat",
                "application/x-pkcs7-mime; name=smime.p7m",
                "text/plain; name=letter.eml",
                "message/rfc822",
            })
    void mailIsOpenedWhateverItIsCalled(String type) {
        Candidate candidate = attached(type, INNER.getBytes(StandardCharsets.US_ASCII));

        assertThat(candidate.view().path("text").asText()).contains("Nobody came to the ward.");
        assertThat(candidate.view().at("/nested/0/subject").asText()).isEqualTo("inner");
        assertThat(candidate.findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/octet-stream; name=letter.eml",
                "message/rfc822; name=letter.eml",
                "application/msword; name=letter.doc",
                "application/octet-stream",
                "application/ms-tnef; name=winmail.dat",
            })
    void mailThatOutlookSavedIsOpenedWhateverItIsCalled(String type) throws IOException {
        byte[] saved = OutlookMailBuilder.mail("投诉", "护士态度差", "a.txt", new byte[] {1}, "x");

        JsonNode view = attached(type, saved).view();

        assertThat(view.path("text").asText()).contains("护士态度差");
        assertThat(view.at("/nested/0/subject").asText()).isEqualTo("投诉");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/octet-stream; name=letter.msg",
                "application/octet-stream; name=att00001.dat",
                "application/vnd.ms-outlook",
            })
    void winmailIsOpenedWhateverItIsCalled(String type) {
        byte[] tnef = TnefBuilder.mail("护士态度差", "a.txt", new byte[] {1, 2});

        JsonNode view = attached(type, tnef).view();

        assertThat(view.at("/attachments/1/name").asText()).isEqualTo("a.txt");
    }

    @Test
    void officeDocumentsAreNoMailsAndNoFinding() throws IOException {
        byte[] other = new byte[4096];
        System.arraycopy(
                new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1},
                0,
                other,
                0,
                8);

        Candidate candidate = attached("application/msword; name=letter.doc", other);

        assertThat(candidate.findings()).isEmpty();
        assertThat(candidate.view().at("/attachments/0/sizeBytes").asInt()).isEqualTo(4096);
    }

    @Test
    void textFileThatQuotesAMailStaysAFile() {
        Candidate candidate = attached("text/plain; name=note.txt", INNER.getBytes(StandardCharsets.US_ASCII));

        assertThat(candidate.view().path("nested")).isEmpty();
        assertThat(candidate.view().path("text").asText()).isEqualTo("see attached");
        assertThat(candidate.findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dear Sir: thank you\r\n", "From: only one header\r\n\r\nwords", "{\"from\": 1}"})
    void fewSignsAreNoMail(String text) {
        assertThat(MailContainer.isMail(text.getBytes(StandardCharsets.US_ASCII)))
                .isFalse();
    }

    private static Candidate attached(String type, byte[] bytes) {
        MailSamples mail = MailSamples.mail();
        for (String line : ("From: jia@example.org|Subject: x|MIME-Version: 1.0"
                        + "|Content-Type: multipart/mixed; boundary=b||--b|Content-Type: text/plain||see attached|--b|Content-Type: "
                        + type + "|Content-Disposition: attachment|Content-Transfer-Encoding: base64||"
                        + Base64.getEncoder().encodeToString(bytes) + "|--b--")
                .split("\\|")) {
            mail.line(line);
        }
        return mail.candidate();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: a@example.org\r\nTo: b@example.org\r\n\r\nwords",
                "\r\n\r\nFROM: a@example.org\nDate: x\n",
                "\u00EF\u00BB\u00BFFrom: a@example.org\nTo: b@example.org",
                "From a@example.org Fri Sep 18\nSubject: x\nMessage-ID: <1@x>",
                "X-First: 1\n folded\n\tfolded too\nFrom: a\nReturn-Path: <>",
                "From: a\rTo: b\r",
                "Received: x\nDelivered-To: b",
                "MIME-Version: 1.0\nSubject: x"
            })
    void twoUsualHeadersAtTheStartAreAMail(String text) {
        assertThat(MailContainer.isMail(text.getBytes(StandardCharsets.ISO_8859_1)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: a@example.org\n\nTo: b@example.org",
                "From: a@example.org\nwords\nTo: b@example.org",
                "From: a@example.org\nFrom: b@example.org",
                "X-A: 1\nX-B: 2\nX-C: 3",
                "From : a\nTo : b",
                "xFrom: a",
                ""
            })
    void headersBehindOtherWordsAreNone(String text) {
        assertThat(MailContainer.isMail(text.getBytes(StandardCharsets.ISO_8859_1)))
                .isFalse();
    }

    @Test
    void headersAreLookedForInTheFirst2048Bytes() {
        String from = "From: a@example.org\nX-Long: ";
        String near = from + "x".repeat(MailContainer.HEAD_BYTES - from.length() - 6) + "\nTo: b";
        String far = from + "x".repeat(MailContainer.HEAD_BYTES - from.length() - 3) + "\nTo: b";

        assertThat(MailContainer.isMail(near.getBytes(StandardCharsets.US_ASCII)))
                .isTrue();
        assertThat(MailContainer.isMail(far.getBytes(StandardCharsets.US_ASCII)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/octet-stream; name=letter",
                "application/octet-stream; name=smime.p7m",
                "application/x-unknown; name=letter",
                "application/ms-tnef; name=winmail.dat",
                "application/vnd.ms-outlook; name=a.msg",
            })
    void signedMailIsOpenedWhateverItIsCalled(String type) {
        for (String inner : new String[] {"\r\nContent-Type: text/plain\r\n\r\nNobody came.", INNER}) {
            Candidate candidate = attached(type, signed(inner));

            assertThat(candidate.view().path("text").asText()).contains("Nobody came");
            assertThat(candidate.findings()).isEmpty();
        }
    }

    @Test
    void signedFileThatIsNoMailIsAFile() {
        for (String type : new String[] {"application/octet-stream; name=a.bin", "application/pdf; name=a.pdf"}) {
            Candidate candidate = attached(type, signed("%PDF-1.4 a signed document"));

            assertThat(candidate.view().path("text").asText()).isEqualTo("see attached");
            assertThat(candidate.findings()).isEmpty();
        }
        assertThat(attached("application/pdf; name=a.pdf", signed(INNER))
                        .view()
                        .path("text")
                        .asText())
                .as("what is called something else is not looked into")
                .isEqualTo("see attached");
    }

    @Test
    void fileOfNoBytesIsAFile() {
        for (String type : new String[] {"application/octet-stream; name=a.bin", "application/octet-stream"}) {
            Candidate candidate = attached(type, new byte[0]);

            assertThat(candidate.view().at("/attachments/0/sizeBytes").asInt(-1))
                    .isZero();
            assertThat(candidate.findings()).isEmpty();
        }
    }

    private static byte[] signed(String content) {
        byte[] octets = tlv(0x04, content.getBytes(StandardCharsets.US_ASCII));
        byte[] data = tlv(0x30, HexFormat.of().parseHex("06092a864886f70d010701"), tlv(0xA0, octets));
        byte[] signed = tlv(0x30, tlv(0x02, new byte[] {1}), tlv(0x31), data, tlv(0x31));
        return tlv(0x30, HexFormat.of().parseHex("06092a864886f70d010702"), tlv(0xA0, signed));
    }

    private static byte[] tlv(int tag, byte[]... content) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] piece : content) {
            body.writeBytes(piece);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) tag, (byte) 0x82, (byte) (body.size() >> 8), (byte) body.size()});
        out.writeBytes(body.toByteArray());
        return out.toByteArray();
    }
}

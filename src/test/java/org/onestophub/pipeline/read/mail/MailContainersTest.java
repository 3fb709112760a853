package org.onestophub.pipeline.read.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Finding;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** What mails are packed in, and what is found there. */
class MailContainersTest {

    private static final byte[] SIGNED_DATA = {
        0x06, 0x09, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 0x01, 0x07, 0x02
    };
    private static final byte[] COMPRESSED_DATA = {
        0x06, 0x0B, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01, 0x09
    };
    private static final byte[] ENVELOPED_DATA = {
        0x06, 0x09, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 0x01, 0x07, 0x03
    };
    private static final byte[] DATA = {
        0x06, 0x09, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 0x01, 0x07, 0x01
    };
    private static final byte[] INNER =
            "Content-Type: text/plain; charset=utf-8\r\n\r\n护士态度差".getBytes(StandardCharsets.UTF_8);

    @Test
    void signedContentIsReadWhole() {
        Candidate candidate = cms(tlv(0x30, SIGNED_DATA, tlv(0xA0, signed(tlv(0x04, INNER)))));

        assertThat(candidate.view().path("text").asText()).isEqualTo("护士态度差");
        assertThat(candidate.findings()).isEmpty();
    }

    @Test
    void signedContentInPiecesOfIndefiniteLengthIsReadWhole() {
        byte[] pieces = indefinite(
                0x24, tlv(0x04, Arrays.copyOf(INNER, 20)), tlv(0x04, Arrays.copyOfRange(INNER, 20, INNER.length)));
        byte[] signed = indefinite(
                0x30,
                tlv(0x02, new byte[] {1}),
                tlv(0x31),
                indefinite(0x30, DATA, indefinite(0xA0, pieces)),
                tlv(0x31));

        assertThat(cms(indefinite(0x30, SIGNED_DATA, indefinite(0xA0, signed)))
                        .view()
                        .path("text")
                        .asText())
                .isEqualTo("护士态度差");
    }

    @Test
    void compressedContentIsReadWhole() throws IOException {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
            out.write(INNER);
        }
        byte[] data = tlv(
                0x30,
                tlv(0x02, new byte[] {0}),
                tlv(0x30),
                tlv(0x30, DATA, tlv(0xA0, tlv(0x04, deflated.toByteArray()))));

        assertThat(cms(tlv(0x30, COMPRESSED_DATA, tlv(0xA0, data)))
                        .view()
                        .path("text")
                        .asText())
                .isEqualTo("护士态度差");
    }

    @Test
    void contentThatInflatesBeyondTheBoundIsNotOpened() throws IOException {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
            out.write(new byte[MimeParts.HELD_BYTES_MAX + 1]);
        }
        byte[] data = tlv(
                0x30,
                tlv(0x02, new byte[] {0}),
                tlv(0x30),
                tlv(0x30, DATA, tlv(0xA0, tlv(0x04, deflated.toByteArray()))));

        assertThat(cms(tlv(0x30, COMPRESSED_DATA, tlv(0xA0, data))).findings()).containsExactly(unopened("1"));
    }

    @Test
    void encryptedContentHasAFinding() {
        Candidate candidate = cms(tlv(0x30, ENVELOPED_DATA, tlv(0xA0, tlv(0x30))));

        assertThat(candidate.findings()).containsExactly(unopened("1"));
        assertThat(candidate.parts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b",
                "Content-Type: application/pgp-encrypted",
                "Content-Type: message/partial; id=x; number=1",
                "Content-Type: message/external-body; access-type=URL",
                "Content-Type: application/mac-binhex40",
                "Content-Type: application/octet-stream; name=letter.msg",
                "Content-Type: application/octet-stream|Content-Transfer-Encoding: x-yenc",
                "Content-Type: text/plain||-----BEGIN PGP MESSAGE-----|x",
            })
    void containerThatIsNotOpenedHasAFinding(String mail) {
        assertThat(candidate("From: jia@example.org|" + mail + "||--b||words|--b--")
                        .findings())
                .extracting(Finding::code)
                .contains(Problem.CONTAINER_UNOPENED.code());
    }

    @Test
    void mailSavedByOutlookIsReadLikeAnyOther() throws IOException {
        Candidate candidate = MailSamples.read(
                        OutlookMailBuilder.mail("投诉", "护士态度差", "账单.txt", new byte[] {1, 2, 3}, "附件邮件的文字"))
                .candidates()
                .get(0);

        JsonNode view = candidate.view();
        assertThat(view.at("/headers/subject").asText()).isEqualTo("投诉");
        assertThat(view.at("/author/address").asText()).isEqualTo("jia@example.org");
        assertThat(view.at("/author/name").asText()).isEqualTo("测试甲");
        assertThat(view.path("text").asText()).isEqualTo("护士态度差\n\n附件邮件的文字");
        assertThat(view.at("/attachments/0/name").asText()).isEqualTo("账单.txt");
        assertThat(view.at("/attachments/0/sizeBytes").asInt()).isEqualTo(3);
        assertThat(view.at("/attachments/1/name").asText()).isEqualTo("inner");
    }

    @Test
    void mailSavedByOutlookIsOpenedAsAttachment() throws IOException {
        byte[] msg = OutlookMailBuilder.mail("投诉", "护士态度差", "a.txt", new byte[] {1}, "x");
        JsonNode view = candidate("From: yi@example.org|Content-Type: application/vnd.ms-outlook; name=a.msg"
                        + "|Content-Transfer-Encoding: base64||"
                        + Base64.getEncoder().encodeToString(msg))
                .view();

        assertThat(view.path("text").asText()).startsWith("护士态度差");
        assertThat(view.at("/nested/0/subject").asText()).isEqualTo("投诉");
    }

    @Test
    void otherCompoundFilesAreNoMails() {
        byte[] bytes = new byte[2000];
        System.arraycopy(
                new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1},
                0,
                bytes,
                0,
                8);
        byte[] header = "\r\nFrom: jia@example.org\r\n\r\nwords".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(header, 0, bytes, 512, header.length);

        assertThatThrownBy(() -> MailSamples.read(bytes))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.TYPE_UNSUPPORTED));
    }

    @ParameterizedTest
    @CsvSource({"YQ, 1", "YWI, 2", "YWJj, 3", "YWI=|YWI=, 4", "YWJj|====, 3", "YWJjZ, 3", "_-__, 3", "'', 0"})
    void base64IsReadToItsLastByte(String text, int bytes) {
        JsonNode view = candidate(
                        "From: jia@example.org|Content-Type: application/pdf|Content-Transfer-Encoding: base64||"
                                + text)
                .view();

        assertThat(view.at("/attachments/0/sizeBytes").asInt()).isEqualTo(bytes);
    }

    @Test
    void textThatIsOnlyCalledBase64StaysWhatItIs() {
        assertThat(candidate(
                                "From: jia@example.org|Content-Type: text/plain; charset=utf-8|Content-Transfer-Encoding: base64||护士态度差, nobody came.")
                        .view()
                        .path("text")
                        .asText())
                .isEqualTo("护士态度差, nobody came.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: application/octet-stream; name=a.txt|Content-Transfer-Encoding: x-uuencode||begin 644 a.txt|#86)C|`|end",
                "Content-Type: text/plain||see|begin 644 a.txt|#86)C|`|end|bye",
                "Content-Type: text/plain|Content-Transfer-Encoding: uuencode||begin 644 a.txt|#86)C|`|end",
            })
    void uuencodedFileIsAnAttachment(String mail) {
        JsonNode view = candidate("From: jia@example.org|" + mail).view();

        assertThat(view.path("attachments")).hasSize(1);
        assertThat(view.at("/attachments/0/name").asText()).isEqualTo("a.txt");
        assertThat(view.at("/attachments/0/sizeBytes").asInt()).isEqualTo(3);
        assertThat(view.path("text").asText()).isIn("", "see\nbye");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "begin 644 the story of my stay",
                "we begin here\nbegin with the nurse",
                "begin 644 a.txt\nno lines of a file, dear all, at all, but of a letter that goes on and on"
            })
    void textThatBeginsLikeAFileIsText(String text) {
        assertThat(MailSamples.mail()
                        .line("From: jia@example.org")
                        .line("")
                        .line(text)
                        .view()
                        .path("text")
                        .asText())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\r\r\n", "\r\n", "\n"})
    void linesMayEndInAnyWay(String end) {
        String mail = String.join(end, "From: jia@example.org", "Subject: ward", "", "one", "two");
        JsonNode view = MailSamples.read(mail.getBytes(StandardCharsets.UTF_8))
                .candidates()
                .get(0)
                .view();

        assertThat(view.at("/headers/subject").asText()).isEqualTo("ward");
        assertThat(view.path("text").asText()).isEqualTo("one\ntwo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\u00a0", "\u200b\u200c", "\ufeff", "\u3000\u2800", "&#8203;", "\u00ad\u2060", "\ufffc"
            })
    void blankPlainTextNeverWins(String blank) {
        String mail =
                "From: jia@example.org|Content-Type: multipart/alternative; boundary=b||--b|Content-Type: text/plain; charset=utf-8||"
                        + blank.replace("&#8203;", "\u200b")
                        + "|--b|Content-Type: text/html; charset=utf-8||<p>护士态度差</p>|--b--";

        assertThat(candidate(mail).view().path("text").asText()).isEqualTo("护士态度差");
    }

    @Test
    void formsThatSayDifferentThingsAreBothShown() {
        Candidate candidate =
                candidate("From: jia@example.org|Content-Type: multipart/alternative; boundary=b||--b||Dear all"
                        + "|--b|Content-Type: text/html||<p>The nurse was rude and nobody came for hours</p>|--b--");

        assertThat(candidate.view().path("text").asText())
                .isEqualTo("Dear all\n\nThe nurse was rude and nobody came for hours");
        assertThat(candidate.findings()).extracting(Finding::code).containsExactly(Problem.TEXT_FORMS_DIFFER.code());
    }

    @ParameterizedTest
    @CsvSource({
        "Big5, 投訴急診護士態度惡劣",
        "ISO-8859-1, Beschwerde über Größe",
        "GB18030, 投诉急诊护士",
        "windows-31j, 看護師の態度",
        "EUC-KR, 불만"
    })
    void rawSubjectIsOfTheSetThatTheTextDeclares(String charset, String subject) {
        Charset set = Charset.forName(charset);
        assertThat(MailSamples.mail()
                        .line("From: jia@example.org")
                        .line("Subject: " + subject, set)
                        .line("Content-Type: text/plain; charset=" + charset)
                        .line("")
                        .line(subject, set)
                        .view()
                        .at("/headers/subject")
                        .asText())
                .isEqualTo(subject);
    }

    @ParameterizedTest
    @CsvSource({
        "Big5, 我要投訴急診室的護士態度惡劣，等了三個小時沒有人理會, false",
        "GB18030, 我要投诉急诊室的护士态度恶劣，等了三个小时没有人理会, false",
        "GB18030, A型血的病人由Dr王接诊, false",
        "ISO-8859-1, Die Schwester war unhöflich und später grob, true",
        "UTF-16LE, The nurse was rude, false",
        "UTF-16BE, The nurse was rude, false",
    })
    void undeclaredTextIsReadByItsBytes(String charset, String text, boolean doubtful) {
        Candidate candidate = MailSamples.mail()
                .line("From: jia@example.org")
                .line("")
                .raw(text.getBytes(Charset.forName(charset)))
                .candidate();

        assertThat(candidate.view().path("text").asText()).isEqualTo(text);
        assertThat(candidate.findings().contains(Finding.of(Problem.CHARSET_UNREADABLE, "text")))
                .isEqualTo(doubtful);
    }

    @ParameterizedTest
    @CsvSource({
        "hz-gb-2312, 7e7b3b7e7e7d, '畇'",
        "utf-16, 624b62b5, '手抵'",
        "utf-16, 4b62b562, '手抵'",
        "iso-2022-jp, 1b24422d2124221b2842, ①あ"
    })
    void declaredSetIsReadAsMailersWriteIt(String charset, String hex, String text) {
        assertThat(MailSamples.mail()
                        .line("From: jia@example.org")
                        .line("Content-Type: text/plain; charset=" + charset)
                        .line("")
                        .raw(java.util.HexFormat.of().parseHex(hex))
                        .view()
                        .path("text")
                        .asText())
                .hasSize(text.length());
    }

    @Property(tries = 500)
    void anyBytesEndInEveryContainer(@ForAll byte[] bytes, @ForAll boolean signed) {
        byte[] cms = signed ? tlv(0x30, SIGNED_DATA, tlv(0xA0, signed(bytes))) : bytes;

        CmsContent.of(cms, 1000);
        OutlookMail.asMime(bytes, 1000);
        UuText.of(bytes);
        assertThat(MailSamples.read(("From: a@example.org\nContent-Type: application/pkcs7-mime\n"
                                        + "Content-Transfer-Encoding: base64\n\n"
                                        + Base64.getEncoder().encodeToString(cms))
                                .getBytes(StandardCharsets.US_ASCII))
                        .candidates())
                .hasSize(1);
    }

    private static Candidate cms(byte[] bytes) {
        return candidate("From: jia@example.org|Content-Type: application/pkcs7-mime; name=smime.p7m"
                + "|Content-Transfer-Encoding: base64||"
                + Base64.getEncoder().encodeToString(bytes));
    }

    private static Candidate candidate(String mail) {
        MailSamples sample = MailSamples.mail();
        List.of(mail.split("\\|", -1)).forEach(sample::line);
        return sample.candidate();
    }

    private static Finding unopened(String part) {
        return Finding.of(Problem.CONTAINER_UNOPENED, part);
    }

    private static byte[] signed(byte[] octets) {
        return tlv(0x30, tlv(0x02, new byte[] {1}), tlv(0x31), tlv(0x30, DATA, tlv(0xA0, octets)), tlv(0x31));
    }

    private static byte[] tlv(int tag, byte[]... content) {
        byte[] body = joined(content);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        out.write(0x84);
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(body.length >> shift);
        }
        out.writeBytes(body);
        return out.toByteArray();
    }

    private static byte[] indefinite(int tag, byte[]... content) {
        return joined(new byte[] {(byte) tag, (byte) 0x80}, joined(content), new byte[2]);
    }

    private static byte[] joined(byte[]... pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }
}

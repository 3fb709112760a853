package org.onestophub.pipeline.read.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onestophub.pipeline.read.mail.MailSamples.GBK;
import static org.onestophub.pipeline.read.mail.MailSamples.mail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.Part;
import org.onestophub.problem.Problem;

/** Which parts of a mail are its text, which are files, and what makes two mails the same. Lines are separated by {@code |}. */
class MailStructureTest {

    private static final String MIXED = "From: jia@example.org|Content-Type: multipart/mixed; boundary=b||";
    private static final int TEXT_BYTES = 2 * 1024 * 1024;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: a@b|Content-Type: text/plain; name=a.txt||words",
                "From: a@b|Content-Disposition: attachment; filename=a.txt|Content-Type: text/plain||words",
                "From: a@b|Content-Type: text/html; name=a.htm||<p>words</p>",
                "From: a@b|Content-Type: text/markdown||words",
                "From: a@b|Content-Type: text/x-markdown||words",
                "From: a@b|Content-Type: text/enriched||words",
                "From: a@b|Content-Type: text/richtext||words",
                MIXED + "--b|Content-Type: application/pdf||x|--b|Content-Type: text/plain; name=a.txt||words|--b--",
                MIXED + "--b|Content-Type: text/plain|Content-Disposition: attachment||words|--b--",
            })
    void textWithANameIsReadWhereThereIsNoOther(String lines) {
        Candidate candidate = candidate(lines);

        assertThat(candidate.view().path("text").asText()).isEqualTo("words");
        assertThat(candidate.view().path("textFrom").asText()).isEqualTo("file");
        assertThat(candidate.parts()).isNotEmpty();
        assertThat(candidate.findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                MIXED
                        + "--b|Content-Type: application/pdf||x|--b|Content-Type: text/plain|Content-Disposition: attachment||words|--b--",
                MIXED + "--b|Content-Type: text/csv; name=a.csv||words|--b--",
                MIXED + "--b|Content-Type: message/rfc822||Content-Type: text/plain; name=a.txt||words|--b--",
            })
    void otherFilesAreNoText(String lines) {
        Candidate candidate = candidate(lines);

        assertThat(candidate.view().path("text").asText()).isEmpty();
        assertThat(candidate.findings()).isEmpty();
    }

    @Test
    void namedTextOfNoCharacterSetIsAFindingWhereItIsTheText() {
        byte[] odd = {'a', (byte) 0xFF, ' ', (byte) 0xE9};

        assertThat(mail().line("Content-Type: text/plain; name=a.txt")
                        .line("")
                        .raw(odd)
                        .candidate()
                        .findings())
                .containsExactly(Finding.of(Problem.CHARSET_UNREADABLE, "text"));
        assertThat(mail().line("Content-Type: multipart/mixed; boundary=b")
                        .line("")
                        .line("--b")
                        .line("")
                        .line("words")
                        .line("--b")
                        .line("Content-Type: text/plain; name=a.txt")
                        .line("")
                        .raw(odd)
                        .line("")
                        .line("--b--")
                        .candidate()
                        .findings())
                .isEmpty();
    }

    @Test
    void textsTogetherHaveUpToEightMebibytes() {
        String body = "<!-- " + "x".repeat(TEXT_BYTES - 9) + " -->";
        String named = "Content-Type: text/html; name=a.htm";
        MailSamples mail =
                mail().line("Content-Type: multipart/mixed; boundary=b").line("");
        List.of("Content-Type: text/html", named, "Content-Type: text/html", named)
                .forEach(type -> mail.line("--b").line(type).line("").line(body));

        Candidate candidate =
                mail.line("--b").line("").line("words").line("--b--").candidate();

        assertThat(candidate.view().path("text").asText()).isEmpty();
        assertThat(candidate.findings()).containsExactly(Finding.of(Problem.BOUNDS_EXCEEDED, "text"));
    }

    @Test
    void textPartIsReadUpToTwoMebibytes() {
        String most = " ".repeat(TEXT_BYTES - 5) + "words";

        assertThat(mail().line("Message-ID: <1@example.org>")
                        .line("")
                        .raw(bytes(most))
                        .candidate()
                        .key())
                .startsWith("mail:print:");
        Candidate longer = mail().line("Message-ID: <1@example.org>")
                .line("")
                .raw(bytes(most + "s"))
                .candidate();
        assertThat(longer.key()).doesNotStartWith("mail:print:");
        assertThat(longer.view().path("text").asText()).isEqualTo("words");
        assertThat(longer.findings()).containsExactly(Finding.of(Problem.BOUNDS_EXCEEDED, "text"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "Subject: Accepted|Content-Type: text/calendar; method=reply||BEGIN:VCALENDAR! calendar",
                "Subject: Accepted|Content-Type: text/calendar||BEGIN:VCALENDAR|METHOD:REPLY! calendar",
                "Subject: Accepted|Content-Type: text/calendar||BEGIN:VCALENDAR|METHOD:REPLY|METHOD:REQUEST! ''",
                "Subject: Accepted|Content-Type: text/calendar||BEGIN:VCALENDAR! ''",
                MIXED + "--b|Content-Type: message/rfc822||Content-Type: text/calendar; method=REPLY||x|--b--! ''",
            })
    void methodOfACalendarStandsInItsTypeOrInIt(String lines, String kind) {
        assertThat(candidate(lines).view().at("/machineAnswer/kind").asText()).isEqualTo(kind);
    }

    @Test
    void firstReportOfAMailCounts() {
        String report =
                "From: MAILER-DAEMON@example.org|Content-Type: multipart/report; report-type=delivery-status; boundary=b||--b||Sorry"
                        + "|--b|Content-Type: message/delivery-status||Final-Recipient: rfc822; a@example.net|Action: delayed"
                        + "|--b|Content-Type: message/delivery-status||Final-Recipient: rfc822; b@example.net|Action: failed|--b--";

        assertThat(candidate(report).view().path("mailClass").asText()).isEqualTo("delayed");
        assertThat(candidate(report).view().at("/machineAnswer/recipients").toString())
                .isEqualTo("[\"a@example.net\"]");
    }

    @Test
    void nameOrTypeOfAPartMakesAnotherMail() {
        String head = "Message-ID: <1@example.org>|Content-Type: ";

        assertThat(List.of(
                        key(head + "application/pdf||one"),
                        key(head + "application/pdf; name=a.pdf||one"),
                        key(head + "image/png||one"),
                        key(head + "text/plain||one"),
                        key(head + "text/html||one")))
                .doesNotHaveDuplicates();
    }

    @Test
    void mailWithoutAnIdIsKnownByItsSenderDateAndSubject() {
        String mail = "From: a@example.org|Date: Fri, 18 Sep 2026 09:01:02 +0800|Subject: x||one";

        assertThat(key(mail)).startsWith("mail:print:").isEqualTo(key("X-Trace: 2|" + mail));
        assertThat(List.of(
                        key(mail),
                        key(mail.replace("Subject: x", "Subject: y")),
                        key(mail.replace("09:01", "09:02")),
                        key(mail.replace("a@", "Jia <a@")),
                        key(mail.replace("||one", "||two"))))
                .doesNotHaveDuplicates()
                .allMatch(key -> key.startsWith("mail:print:"));
        assertThat(key(mail.replace("Date:", "X-Date:"))).doesNotStartWith("mail:print:");
        assertThat(key(mail.replace("From:", "X-From:"))).doesNotStartWith("mail:print:");
        assertThat(key("Message-ID: <1@example.org>||")).startsWith("mail:print:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n\r\n", "\u00EF\u00BB\u00BF", "\u00EF\u00BB\u00BF\r\n"})
    void marksAndBlankLinesBeforeTheFirstHeaderAreNone(String before) {
        byte[] mail = (before + "Subject: x\n\nwords").getBytes(StandardCharsets.ISO_8859_1);
        Candidate candidate = MailSamples.read(mail).candidates().get(0);

        assertThat(candidate.view().at("/headers/subject").asText()).isEqualTo("x");
        assertThat(candidate.view().path("text").asText()).isEqualTo("words");
        assertThat(candidate.findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ab", "abc", "abcdefg", "abcdefgh", "投诉"})
    void fewBytesAreAText(String text) {
        assertThat(MailSamples.read(text.getBytes(StandardCharsets.UTF_8))
                        .candidates()
                        .get(0)
                        .view()
                        .path("text")
                        .asText())
                .isEqualTo(text);
    }

    @Test
    void mailOfWhichOnlyHeadersWereFetchedHasAKeyOfItsOwn() {
        byte[] headers = mail().line("Message-ID: <1@example.org>")
                .line("Subject: x")
                .line("")
                .bytes();
        Candidate stub = new MimeReader()
                .read(MailSamples.receipt(headers, Map.of("unfetched", "1")), MailSamples.NO_PROFILE)
                .candidates()
                .get(0);

        assertThat(stub.key()).isEqualTo("mail:imap:a@example.org/INBOX:1:1");
        assertThat(stub.findings()).isEmpty();
    }

    @Test
    void noteBeforeThePartsIsTheTextOnlyWhereThereIsNoPart() {
        String note = "From: a@b|Content-Type: multipart/mixed; boundary=b||a note for old programs|";

        assertThat(candidate(note).view().path("text").asText()).isEqualTo("a note for old programs");
        assertThat(candidate(note + "--b|Content-Type: application/pdf||x|--b--")
                        .view()
                        .path("text")
                        .asText())
                .isEmpty();
        assertThat(candidate(note + "--b|| |--b--").view().path("text").asText())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                MIXED + "--b|Content-Type: multipart/alternative; boundary=c||words|--b--",
                MIXED + "--b|Content-Type: multipart/alternative; boundary=c||words|--wrong|--b--",
                MIXED
                        + "a note|--b|Content-Type: multipart/alternative; boundary=c||words|--b|Content-Type: image/png||x|--b--",
                "From: a@b|Content-Type: message/rfc822||Content-Type: multipart/mixed; boundary=c||words",
            })
    void wordsOfAMultipartInsideThatLostItsPartsAreRead(String lines) {
        Candidate candidate = candidate(lines);

        assertThat(candidate.view().path("text").asText()).startsWith("words");
        assertThat(candidate.findings()).containsExactly(Finding.of(Problem.CORRUPT, "structure"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                MIXED + "--b||words|--b|Content-Type: multipart/alternative; boundary=c|| |--b--",
                MIXED + "--b|Content-Type: multipart/mixed; boundary=c||a note|--c||words|--c--|--b--",
            })
    void noteBeforePartsInsideIsNone(String lines) {
        Candidate candidate = candidate(lines);

        assertThat(candidate.view().path("text").asText()).isEqualTo("words");
        assertThat(candidate.findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "YWJjYWJjYWJjYWJjYWJj, 15, twenty letters",
        "YWJjYWJjYWJjYWJjYWJ*, 14, one sign among nineteen letters",
        "YWJjYWJjYWJjYWJjYW**, 20, two of them",
        "'YWJjYWJjYWJjYWJjYWJ jYWJjYWJjYWJjYWJjYWJ', 29, one blank among 39 letters",
        "'YWJjYWJjYWJjYWJjYWJ ', 20, one blank among 19 letters",
        "'YWJjYWJjYWJjYWJj\u0000', 12, a zero"
    })
    void textWithFewOtherSignsIsBase64(String body, int bytes, String why) {
        assertThat(mail().line("From: a@b")
                        .line("Content-Type: application/pdf")
                        .line("Content-Transfer-Encoding: base64")
                        .line("")
                        .raw(body.getBytes(StandardCharsets.ISO_8859_1))
                        .view()
                        .at("/attachments/0/sizeBytes")
                        .asInt())
                .as(why)
                .isEqualTo(bytes);
    }

    @Test
    void nestedMailBeyondTheBoundIsAPartAndNotOpened() {
        byte[] much = new byte[MimeParts.HELD_BYTES_MAX];
        Arrays.fill(much, (byte) 'x');
        MailSamples mail = mail().line("From: a@b")
                .line("Content-Type: message/rfc822")
                .line("")
                .line("Subject: inner")
                .line("")
                .raw(much);

        Candidate candidate = mail.candidate();

        assertThat(candidate.findings()).containsExactly(Finding.of(Problem.BOUNDS_EXCEEDED, "nested"));
        assertThat(candidate.parts())
                .extracting(Part::number, Part::sizeBytes)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("1", (long) much.length + 18));
        assertThat(candidate.view().path("nested")).isEmpty();
    }

    @Test
    void filesWithinTextsCountAsParts() {
        String files = "begin 644 a|#0V%T|end|".repeat(100);
        Candidate candidate = candidate(MIXED + "--b||" + files + "--b||" + files + "--b--");

        assertThat(candidate.parts()).hasSize(MimeParts.PARTS_MAX - 2);
        assertThat(candidate.parts().get(0).number()).isEqualTo("1.1");
        assertThat(candidate.parts().get(197).number()).isEqualTo("2.98");
        assertThat(candidate.findings()).containsExactly(Finding.of(Problem.BOUNDS_EXCEEDED, "parts"));
    }

    @Test
    void partOfACharacterSetOfItsOwnIsReadByIt() {
        assertThat(mail().line("Content-Type: text/html; charset=gb18030")
                        .line("")
                        .line("<meta charset=big5><p>镕喆</p>", GBK)
                        .view()
                        .path("text")
                        .asText())
                .isEqualTo("镕喆");
    }

    @Test
    void encryptedPartsHaveTheirNumber() {
        assertThat(candidate(
                                MIXED
                                        + "--b||see|--b|Content-Type: multipart/encrypted; boundary=c||--c|Content-Type: application/octet-stream||x|--c--|--b--")
                        .findings())
                .containsExactly(Finding.of(Problem.CONTAINER_UNOPENED, "2"));
    }

    @Test
    void fileWithinATextThatBreaksOffIsAFinding() {
        Candidate candidate =
                candidate("From: a@b||words|begin 644 a|#0V%T|This is text again, and no line of a file.");

        assertThat(candidate.findings()).containsExactly(Finding.of(Problem.CORRUPT, "structure"));
        assertThat(candidate.parts()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"199, words", "200, ''"})
    void damagedMultipartIsAPartToo(int before, String text) {
        String images = "--b|Content-Type: image/png||x|".repeat(before);
        Candidate candidate = candidate(MIXED + images + "--b|Content-Type: multipart/mixed; boundary=c||words|--b--");

        assertThat(candidate.view().path("text").asText()).isEqualTo(text);
        assertThat(candidate.findings()).contains(Finding.of(Problem.CORRUPT, "structure"));
    }

    @Test
    void filesOfAWinmailAreAmongTheParts() {
        TnefBuilder tnef = TnefBuilder.tnef();
        for (int i = 0; i < 150; i++) {
            tnef.file(new byte[0], new byte[1], new byte[0]);
        }
        String winmail = "--b|Content-Type: application/ms-tnef|Content-Transfer-Encoding: base64||"
                + java.util.Base64.getEncoder().encodeToString(tnef.bytes()) + "|";
        String image = "--b|Content-Type: image/png||x|";

        Candidate before = candidate(MIXED + winmail + image.repeat(60) + "--b--");
        assertThat(before.parts()).hasSize(MimeParts.PARTS_MAX);
        assertThat(before.findings()).containsExactly(Finding.of(Problem.BOUNDS_EXCEEDED, "parts"));

        Candidate behind = candidate(MIXED + image.repeat(198) + winmail + "--b--");
        assertThat(behind.parts()).hasSize(MimeParts.PARTS_MAX);
        assertThat(behind.findings()).containsExactly(Finding.of(Problem.BOUNDS_EXCEEDED, "parts"));
    }

    @ParameterizedTest
    @CsvSource({"9, false", "10, true"})
    void mailsInMailsAreOpenedNineDeep(int depth, boolean isBounded) {
        Candidate candidate =
                candidate("From: a@b|" + "Content-Type: message/rfc822||".repeat(depth) + "Subject: in||words");

        assertThat(candidate.view().path("text").asText()).isEqualTo(isBounded ? "" : "words");
        assertThat(candidate.findings().contains(Finding.of(Problem.BOUNDS_EXCEEDED, "depth")))
                .isEqualTo(isBounded);
    }

    @ParameterizedTest
    @CsvSource({"4, false", "5, true"})
    void multipartsAroundMailsCountAsDepth(int depth, boolean isBounded) {
        StringBuilder mail = new StringBuilder("From: a@b|");
        for (int i = 0; i < depth; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("||--b")
                    .append(i);
            mail.append("|Content-Type: message/rfc822||");
        }
        Candidate candidate = candidate(mail + "Subject: in||words");

        assertThat(candidate.view().path("text").asText()).isEqualTo(isBounded ? "" : "words");
        assertThat(candidate.findings().contains(Finding.of(Problem.BOUNDS_EXCEEDED, "depth")))
                .isEqualTo(isBounded);
    }

    @ParameterizedTest
    @CsvSource({"9, false", "10, false", "11, true"})
    void multipartsAreTakenApartTenDeep(int depth, boolean isBounded) {
        StringBuilder mail = new StringBuilder("From: a@b|");
        for (int i = 0; i < depth; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("||--b")
                    .append(i)
                    .append('|');
        }
        Candidate candidate = candidate(mail + "Content-Type: image/png||x");

        assertThat(candidate.findings().contains(Finding.of(Problem.BOUNDS_EXCEEDED, "depth")))
                .isEqualTo(isBounded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: a@b|Content-Type: application/pgp-encrypted||x",
                "From: a@b|Content-Type: application/pdf|Content-Transfer-Encoding: x-yenc||x",
                "From: a@b|Content-Type: text/plain|Content-Transfer-Encoding: x-own||words",
            })
    void partThatIsNotDecodedIsKept(String lines) {
        Candidate candidate = candidate(lines);

        assertThat(candidate.parts().size()
                        + candidate.view().path("text").asText().length())
                .isPositive();
        assertThat(candidate.findings()).containsExactly(Finding.of(Problem.CONTAINER_UNOPENED, "1"));
    }

    @ParameterizedTest
    @CsvSource({
        "quoted-printable, =E6=8A=95=E8=AF=89 a=3Db=|c, 投诉 a=bc",
        "8bit, =E6 a=3Db=|c, =E6 a=3Db=|c",
        "7bit, =E6 a, =E6 a",
        "base64, 5oqV6K+J, 投诉"
    })
    void textIsReadByItsEncoding(String encoding, String body, String text) {
        assertThat(candidate("From: a@b|Content-Type: text/plain; charset=utf-8|Content-Transfer-Encoding: " + encoding
                                + "||" + body)
                        .view()
                        .path("text")
                        .asText())
                .isEqualTo(text.replace('|', '\n'));
    }

    private static String key(String lines) {
        return candidate(lines).key();
    }

    private static Candidate candidate(String lines) {
        MailSamples sample = mail();
        List.of(lines.split("\\|", -1)).forEach(sample::line);
        return sample.candidate();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

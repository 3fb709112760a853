package org.onestophub.pipeline.read.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onestophub.pipeline.read.mail.MailSamples.GBK;
import static org.onestophub.pipeline.read.mail.MailSamples.mail;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.Part;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.pipeline.read.format.HtmlText;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

class MimeReaderTest {

    @Test
    void plainMailGivesHeadersAndText() {
        JsonNode view = mail().line("From: =?UTF-8?B?5rWL6K+V55Sy?= <jia@example.org>")
                .line("To: complaints@example.com")
                .line("Subject: 回复：Re[2]: 投诉 260918-0000012-X")
                .line("Message-ID: <1@example.org>")
                .line("In-Reply-To: <0@example.com>")
                .line("References: <a@example.com>")
                .line(" <0@example.com>")
                .line("Date: Fri, 18 Sep 2026 09:01:02 +0800 (CST)")
                .line("Content-Type: text/plain; charset=utf-8")
                .line("")
                .line("排队三小时。")
                .view();

        JsonNode headers = view.get("headers");
        assertThat(headers.at("/from/name").asText()).isEqualTo("测试甲");
        assertThat(headers.at("/from/address").asText()).isEqualTo("jia@example.org");
        assertThat(headers.get("subjectPlain").asText()).isEqualTo("投诉 260918-0000012-X");
        assertThat(headers.at("/receiptNumbers/0").asText()).isEqualTo("260918-0000012-X");
        assertThat(headers.get("messageId").asText()).isEqualTo("1@example.org");
        assertThat(headers.get("references")).hasSize(2);
        assertThat(headers.get("sentAt").asText()).isEqualTo("2026-09-18T01:01:02Z");
        assertThat(view.get("text").asText()).isEqualTo("排队三小时。");
        assertThat(view.get("textFrom").asText()).isEqualTo("plain");
        assertThat(view.get("mailClass").asText()).isEqualTo("ordinary");
    }

    @Test
    void aMailDeliveredTwiceIsTheSameMailWhateverTheServersAdded() {
        String first = keyOf(
                "Return-Path: <jia@example.org>",
                "Received: from a.example.org; Fri, 18 Sep 2026 09:01:03 +0800",
                "Message-ID: <1@example.org>",
                "From: 测试甲 <jia@example.org>",
                "Date: Fri, 18 Sep 2026 09:01:02 +0800");
        String again = keyOf(
                "Delivered-To: second@example.com",
                "Received: from b.example.net; Fri, 18 Sep 2026 11:40:00 +0800",
                "X-Spam-Score: 1",
                "message-id:",
                " <1@example.org>",
                "From: =?utf-8?B?5rWL6K+V55Sy?= <Jia@example.org>",
                "Date: Fri,  18 Sep 2026 09:01:02 +0800");

        assertThat(again).isEqualTo(first).startsWith("mail:print:");
    }

    @Test
    void lineEndsAreNoDifference() {
        MailSamples crlf = mail().line("Message-ID: <1@example.org>")
                .line("")
                .line("Waiting for")
                .line("three hours.");
        byte[] lf = "Message-ID: <1@example.org>\n\nWaiting for\nthree hours.".getBytes(StandardCharsets.US_ASCII);

        assertThat(mail().raw(lf).candidate().key()).isEqualTo(crlf.candidate().key());
    }

    @Test
    void aMessageIdUsedAgainForSomethingElseIsAnotherMail() {
        MailSamples first = mail().line("Message-ID: <1@example.org>")
                .line("From: a@example.org")
                .line("")
                .line("one");
        MailSamples otherText = mail().line("Message-ID: <1@example.org>")
                .line("From: a@example.org")
                .line("")
                .line("two");
        MailSamples otherSender = mail().line("Message-ID: <1@example.org>")
                .line("From: b@example.org")
                .line("")
                .line("one");
        MailSamples otherFile = mail().line("Message-ID: <1@example.org>")
                .line("From: a@example.org")
                .line("Content-Type: application/pdf")
                .line("")
                .line("one");

        assertThat(java.util.stream.Stream.of(first, otherText, otherSender, otherFile)
                        .map(one -> one.candidate().key()))
                .doesNotHaveDuplicates();
    }

    @Test
    void otherBytesOfAnAttachmentOrOfABrokenBodyMakeAnotherMail() {
        assertThat(keyWithPart("one")).isEqualTo(keyWithPart("one")).isNotEqualTo(keyWithPart("two"));
        assertThat(keyOfPreamble("one")).isEqualTo(keyOfPreamble("one")).isNotEqualTo(keyOfPreamble("two"));
    }

    private static String keyWithPart(String bytes) {
        return mail().line("Message-ID: <1@example.org>")
                .line("Content-Type: multipart/mixed; boundary=b")
                .line("")
                .line("--b")
                .line("Content-Type: application/pdf; name=a.pdf")
                .line("")
                .line(bytes)
                .line("--b--")
                .candidate()
                .key();
    }

    private static String keyOfPreamble(String words) {
        return mail().line("Message-ID: <1@example.org>")
                .line("Content-Type: multipart/mixed; boundary=zz")
                .line("")
                .line(words)
                .candidate()
                .key();
    }

    @Test
    void textBeyondItsBoundIsCutAndTold() {
        Candidate most = mail().line("Message-ID: <1@example.org>")
                .line("")
                .line("x".repeat(MailWords.CHARS_MAX))
                .candidate();
        assertThat(most.findings()).isEmpty();

        Candidate more = mail().line("Message-ID: <1@example.org>")
                .line("")
                .line("x".repeat(MailWords.CHARS_MAX + 1))
                .candidate();
        assertThat(more.findings()).containsExactly(Finding.of(Problem.BOUNDS_EXCEEDED, "text"));
        assertThat(more.view().get("text").asText()).hasSize(MailWords.CHARS_MAX);
        assertThat(more.key()).as("all of it was seen").startsWith("mail:print:");

        Candidate unseen = mail().line("Message-ID: <1@example.org>")
                .line("")
                .line(("x".repeat(900) + "\r\n").repeat(2_400))
                .candidate();
        assertThat(unseen.key()).as("its end was not seen").doesNotStartWith("mail:print:");
    }

    @Test
    void mailsWithoutMessageIdAreKnownByTheirBytes() {
        MailSamples one = mail().line("From: form@example.org").line("").line("x");
        MailSamples other = mail().line("X-Trace: 2")
                .line("From: form@example.org")
                .line("")
                .line("x");

        assertThat(one.candidate().key()).isNotEqualTo(other.candidate().key());
    }

    private static String keyOf(String... headers) {
        MailSamples mail = mail();
        for (String header : headers) {
            mail.line(header);
        }
        return mail.line("Content-Type: text/plain; charset=utf-8")
                .line("")
                .line("排队三小时。")
                .candidate()
                .key();
    }

    @Test
    void rawGbkHeadersAreRead() {
        JsonNode view = mail().line("From: 测试乙 <yi@example.org>", GBK)
                .line("Subject: 投诉门诊部态度", GBK)
                .line("")
                .line("无", GBK)
                .view();

        assertThat(view.at("/headers/subject").asText()).isEqualTo("投诉门诊部态度");
        assertThat(view.at("/headers/from/name").asText()).isEqualTo("测试乙");
        assertThat(view.at("/headers/from/address").asText()).isEqualTo("yi@example.org");
    }

    @Test
    void bodyClaimedAsGb2312MayHoldGb18030() {
        assertThat(body("text/plain; charset=gb2312", "医生叫镕喆".getBytes(GBK))).isEqualTo("医生叫镕喆");
    }

    @Test
    void mislabelledBodiesAreRecognised() {
        byte[] utf8 = "投诉收费不清".getBytes(StandardCharsets.UTF_8);
        assertThat(body("text/plain; charset=us-ascii", utf8)).isEqualTo("投诉收费不清");
        assertThat(body("text/plain; charset=iso-8859-1", utf8)).isEqualTo("投诉收费不清");
        assertThat(body("text/plain; charset=gb2312", utf8)).isEqualTo("投诉收费不清");
        assertThat(body("text/plain; charset=iso-8859-1", "投诉收费不清".getBytes(GBK)))
                .isEqualTo("投诉收费不清");
        assertThat(body("text/plain; charset=utf-8", "投诉收费不清".getBytes(GBK))).isEqualTo("投诉收费不清");
        assertThat(body("text/plain; charset=iso-8859-1", "café à Genève".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo("café à Genève");
    }

    @Test
    void oldAndUnknownCharsetsAreRead() throws Exception {
        assertThat(body("text/plain; charset=x-unknown-8", "投诉".getBytes(GBK))).isEqualTo("投诉");
        assertThat(body("text/plain; charset=\"\"", "投诉".getBytes(GBK))).isEqualTo("投诉");
        assertThat(body("text/plain; charset=hz-gb-2312", "~{VPND~} ok".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("中文 ok");
        assertThat(body("text/plain; charset=utf-7", "+Ti1lhw-".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("中文");
        assertThat(body("text/plain; charset=big5", "醫院投訴".getBytes("Big5"))).isEqualTo("醫院投訴");
        assertThat(body("text/plain; charset=iso-2022-jp", "苦情".getBytes("ISO-2022-JP")))
                .isEqualTo("苦情");
        assertThat(body("text/plain", "苦情".getBytes("ISO-2022-JP"))).isEqualTo("苦情");
        assertThat(body("text/html", ("<meta charset=big5><p>" + "醫院").getBytes("Big5")))
                .isEqualTo("醫院");
    }

    @Test
    void bytesOfNoCharsetAreShownWithAFinding() {
        Candidate candidate = mail().line("Subject: x")
                .line("")
                .raw(new byte[] {'a', (byte) 0xFF, ' ', (byte) 0xE9})
                .candidate();

        assertThat(candidate.view().get("text").asText()).startsWith("a");
        assertThat(candidate.findings()).contains(Finding.of(Problem.CHARSET_UNREADABLE, "text"));
    }

    @Test
    void characterSplitOverEncodedWordsIsWhole() {
        byte[] utf8 = "投诉".getBytes(StandardCharsets.UTF_8);
        String first = Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(utf8, 4));
        String second = Base64.getEncoder().encodeToString(java.util.Arrays.copyOfRange(utf8, 4, 6));

        JsonNode view = mail().line("Subject: =?utf-8?B?" + first + "?=")
                .line(" =?utf-8?B?" + second + "?= a =?utf-8?Q?b c_d?=")
                .line("")
                .view();

        assertThat(view.at("/headers/subject").asText()).isEqualTo("投诉 a b c d");
    }

    @Test
    void attachmentNamesAreReadInEveryForm() {
        Candidate candidate = multipart("mixed")
                .line("--b")
                .line("Content-Disposition: attachment; filename*0*=utf-8''%E6%B5%8B%E8; filename*1*=%AF%95.pdf")
                .line("")
                .line("1")
                .line("--b")
                .line("Content-Type: image/png; name=\"=?gb2312?B?" + base64("照片.png", GBK) + "?=\"")
                .line("")
                .line("2")
                .line("--b")
                .line("Content-Disposition: attachment; filename=\"病历 一.doc\"", GBK)
                .line("")
                .line("3")
                .line("--b")
                .line("Content-Disposition: attachment; filename=\"..\\..\\etc/pass\u0001wd\u202Efdp.exe\"")
                .line("")
                .line("4")
                .line("--b--")
                .candidate();

        assertThat(candidate.parts())
                .extracting(Part::name)
                .containsExactly("测试.pdf", "照片.png", "病历 一.doc", "passwdfdp.exe");
        assertThat(candidate.parts()).extracting(Part::number).containsExactly("1", "2", "3", "4");
    }

    @Test
    void partGivesTheDecodedBytesByNumber() {
        MailSamples mail = multipart("mixed")
                .line("--b")
                .line("Content-Type: text/plain")
                .line("")
                .line("hello")
                .line("--b")
                .line("Content-Type: application/pdf; name=a.pdf")
                .line("Content-Transfer-Encoding: base64")
                .line("")
                .line(Base64.getEncoder().encodeToString("scan".getBytes(StandardCharsets.US_ASCII)))
                .line("--b--");

        assertThat(mail.part("2")).asString().isEqualTo("scan");
        assertThat(mail.part("1")).asString().isEqualTo("hello");
        assertThat(mail.candidate().parts())
                .singleElement()
                .satisfies(part -> assertThat(part.sizeBytes()).isEqualTo(4));
        assertThatThrownBy(() -> mail.part("9"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("AC-103");
    }

    @Test
    void plainFormIsPreferredUnlessBlank() {
        assertThat(alternative("words", "<p>markup</p>").get("text").asText()).isEqualTo("words");
        JsonNode htmlOnly = alternative("  ", "<style>p{}</style><p>line<br>two</p><p>three &amp; four</p>");
        assertThat(htmlOnly.get("text").asText()).isEqualTo("line\ntwo\nthree & four");
        assertThat(htmlOnly.get("textFrom").asText()).isEqualTo("html");
    }

    @Test
    void wordMarkupSwallowsNoText() {
        assertThat(
                        HtmlText.of(
                                "<!--[if gte mso 9]><xml><o:p>x</o:p></xml><![endif]--><p>one</p><![if !mso]><p>two</p><![endif]>"))
                .isEqualTo("one\ntwo");
        assertThat(HtmlText.of("<p>one</p><!--[if gte mso 9]><p>two</p>"))
                .contains("one")
                .contains("two");
        assertThat(HtmlText.of("<title>never closed <p>words")).contains("words");
    }

    @Test
    void nestedMailIsAnAttachmentWithItsTextIndexed() {
        Candidate candidate = multipart("mixed")
                .line("--b")
                .line("Content-Type: text/plain")
                .line("")
                .line("see below")
                .line("--b")
                .line("Content-Type: message/rfc822")
                .line("")
                .line("From: bing@example.net")
                .line("Subject: inner")
                .line("Content-Type: multipart/mixed; boundary=c")
                .line("")
                .line("--c")
                .line("")
                .line("inner words")
                .line("--c")
                .line("Content-Type: application/pdf; name=in.pdf")
                .line("")
                .line("x")
                .line("--c--")
                .line("--b--")
                .candidate();

        assertThat(candidate.view().get("text").asText()).isEqualTo("see below\n\ninner words");
        assertThat(candidate.parts()).extracting(Part::number).containsExactly("2", "2.2");
        assertThat(candidate.view().at("/nested/0/from/address").asText()).isEqualTo("bing@example.net");
    }

    @Test
    void onlyPartOfANestedMailIsNumberedBelowIt() {
        Candidate candidate = mail().line("Content-Type: message/rfc822")
                .line("")
                .line("From: bing@example.net")
                .line("Content-Type: application/pdf; name=in.pdf")
                .line("")
                .line("x")
                .candidate();

        assertThat(candidate.parts()).extracting(Part::number).containsExactly("1", "1.1");
        assertThat(candidate.parts().get(1).name()).isEqualTo("in.pdf");
    }

    @Test
    void winmailDatIsTakenApart() {
        MailSamples mail = multipart("mixed")
                .line("--b")
                .line("Content-Type: application/ms-tnef; name=winmail.dat")
                .line("Content-Transfer-Encoding: base64")
                .line("")
                .line(Base64.getMimeEncoder()
                        .encodeToString(TnefBuilder.mail("护士态度差", "账单.txt", "费用".getBytes(StandardCharsets.UTF_8))))
                .line("--b--");
        Candidate candidate = mail.candidate();

        assertThat(candidate.view().get("text").asText()).isEqualTo("护士态度差");
        assertThat(candidate.view().get("textFrom").asText()).isEqualTo("tnef");
        assertThat(candidate.parts())
                .extracting(Part::number, Part::name)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("1", "winmail.dat"),
                        org.assertj.core.groups.Tuple.tuple("1.1", "账单.txt"));
        assertThat(new String(mail.part("1.1"), StandardCharsets.UTF_8)).isEqualTo("费用");
    }

    @Test
    void rtfBodyBecomesText() {
        assertThat(RtfText.of(
                        ("{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0 Arial;}}\\f0 \\'cd\\'b6\\'cb\\'df\\par \\u25237?\\u-28726? {\\*\\x y}end}")
                                .getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("投诉\n投迊 end");
    }

    @Test
    void machineReportIsCountedAndOtherAutomatedMailIsTakenIn() {
        MailSamples report = mail().line("From: MAILER-DAEMON@example.org")
                .line("Content-Type: multipart/report; report-type=delivery-status; boundary=b")
                .line("")
                .line("--b")
                .line("")
                .line("Sorry")
                .line("--b")
                .line("Content-Type: message/delivery-status")
                .line("")
                .line("Reporting-MTA: dns; mx.example.org")
                .line("")
                .line("Action: failed")
                .line("--b--");
        Walk walk = report.walk();
        assertThat(walk.candidates()).isEmpty();
        assertThat(walk.counted()).containsEntry("delivery-report", 1L);

        assertThat(classOf("Auto-Submitted: auto-replied")).isEqualTo("auto-reply");
        assertThat(classOf("Subject: 自动回复: 休假")).isEqualTo("auto-reply");
        assertThat(classOf("Auto-Submitted: no")).isEqualTo("ordinary");
        assertThat(classOf("List-Unsubscribe: <mailto:x@example.org>")).isEqualTo("list");
        assertThat(classOf("X-Onestop-Hub: 1")).isEqualTo("own-loop");
        assertThat(classOf("Content-Type: text/calendar; method=REQUEST")).isEqualTo("calendar");
        assertThat(classOf("Content-Type: message/disposition-notification")).isEqualTo("receipt");
    }

    @Test
    void sameMessageIdWithOtherContentIsAnotherCandidate() {
        Candidate first =
                mail().line("Message-ID: <1@example.org>").line("").line("a").candidate();
        Candidate second =
                mail().line("Message-ID: <1@example.org>").line("").line("b").candidate();

        assertThat(first.key()).startsWith("mail:").isNotEqualTo(second.key());
    }

    @Test
    void bytesWithoutAnyHeaderAreShownAsText() {
        Candidate candidate = mail().line("我要投诉收费处").candidate();

        assertThat(candidate.view().get("text").asText()).isEqualTo("我要投诉收费处");
        assertThat(candidate.findings()).contains(Finding.of(Problem.CORRUPT, "structure"));
    }

    @Test
    void whatIsNeitherMailNorTextIsNoCase() {
        byte[] picture = {
            (byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', '\n', '\n', (byte) 0xFF, ':'
        };
        byte[] archive = {'P', 'K', 3, 4, 'a', ':', (byte) 0x80, '\n', '\n', (byte) 0xFF, (byte) 0xFE, 1};

        assertThatThrownBy(() -> MailSamples.read(picture)).hasMessage("RD-106");
        assertThatThrownBy(() -> MailSamples.read(archive)).hasMessage("RD-106");
    }

    @Test
    void textWithoutHeadersIsACaseAlsoIfItIsDamagedOrOfTwoCharacterSets() {
        byte[] damaged = "我要投诉：挂号排队太久了，请处理。".getBytes(StandardCharsets.UTF_8);
        damaged[16] = (byte) 0xFF;
        ByteArrayOutputStream mixed = new ByteArrayOutputStream();
        mixed.writeBytes("我要投诉：挂号排队太久了。".getBytes(StandardCharsets.UTF_8));
        mixed.writeBytes("请处理，谢谢。".getBytes(GBK));

        for (byte[] text : List.of(damaged, mixed.toByteArray())) {
            assertThat(MailSamples.read(text).candidates()).hasSize(1);
        }
    }

    @Test
    void nothingIsEmpty() {
        assertThatThrownBy(() -> MailSamples.read(new byte[0])).hasMessage("RD-108");
        assertThatThrownBy(() -> MailSamples.read("\r\n\n".getBytes(StandardCharsets.US_ASCII)))
                .hasMessage("RD-108");
    }

    @Test
    void mailWithoutBodyHasEmptyText() {
        assertThat(mail().line("Subject: only").line("").view().get("text").asText())
                .isEmpty();
        assertThat(mail().line("Subject: only").view().at("/headers/subject").asText())
                .isEqualTo("only");
    }

    @Test
    void multipartWithoutItsBoundaryKeepsItsWords() {
        assertThat(mail().line("Content-Type: multipart/mixed")
                        .line("")
                        .line("words")
                        .view()
                        .get("text")
                        .asText())
                .isEqualTo("words");
        assertThat(mail().line("Content-Type: multipart/mixed; boundary=zz")
                        .line("")
                        .line("words")
                        .view()
                        .get("text")
                        .asText())
                .isEqualTo("words");
        assertThat(mail().line("Content-Type: =?utf-8?Q?text/plain?=")
                        .line("")
                        .line("words")
                        .view()
                        .get("text")
                        .asText())
                .isEqualTo("words");
    }

    @Test
    void identityNumbersInTheTextAreFound() {
        JsonNode found = mail().line("Subject: x")
                .line("")
                .line(
                        "电话13800001234或+86 138 0000 5678，身份证11010519491231002X，错的110105194912310021，住院号：ZY-0012345，门诊号 88001，流水113800001234567")
                .view()
                .get("found");

        assertThat(found.toString())
                .isEqualTo(
                        "[{\"kind\":\"phone\",\"value\":\"13800001234\"},"
                                + "{\"kind\":\"phone\",\"value\":\"138 0000 5678\"},{\"kind\":\"id-card\",\"value\":\"11010519491231002X\"},"
                                + "{\"kind\":\"visit-number\",\"value\":\"ZY-0012345\"},{\"kind\":\"patient-number\",\"value\":\"88001\"}]");
    }

    @Test
    void implausibleDateIsNoInstant() {
        Candidate future =
                mail().line("Date: Fri, 18 Sep 2099 09:01:02 +0800").line("").candidate();
        assertThat(future.view().at("/headers/sentAt").isMissingNode()).isTrue();
        assertThat(future.findings()).contains(Finding.of(Problem.DATE_IMPLAUSIBLE, "date"));

        Candidate noDate = mail().line("Date: yesterday").line("").candidate();
        assertThat(noDate.findings()).contains(Finding.of(Problem.DATE_UNREADABLE, "date"));
    }

    @Test
    void oversizeStubIsACaseWithItsOwnKey() {
        byte[] headers = mail().line("Subject: 大附件").line("").bytes();
        Candidate stub = new MimeReader()
                .read(MailSamples.receipt(headers, Map.of("oversize", "99999999")), MailSamples.NO_PROFILE)
                .candidates()
                .get(0);

        assertThat(stub.key()).isEqualTo("mail:imap:a@example.org/INBOX:1:1");
        assertThat(stub.findings()).contains(Finding.of(Problem.TOO_LARGE, "size"));
        assertThat(stub.view().at("/transport/oversize").asText()).isEqualTo("99999999");
    }

    private static String body(String type, byte[] bytes) {
        return mail().line("Content-Type: " + type)
                .line("")
                .raw(bytes)
                .view()
                .get("text")
                .asText();
    }

    private static String classOf(String header) {
        return mail().line("From: a@example.org")
                .line(header)
                .line("")
                .line("x")
                .view()
                .get("mailClass")
                .asText();
    }

    private static MailSamples multipart(String subtype) {
        return mail().line("From: a@example.org")
                .line("Content-Type: multipart/" + subtype + "; boundary=b")
                .line("");
    }

    private static JsonNode alternative(String plain, String html) {
        return multipart("alternative")
                .line("--b")
                .line("Content-Type: text/plain")
                .line("")
                .line(plain)
                .line("--b")
                .line("Content-Type: text/html")
                .line("")
                .line(html)
                .line("--b--")
                .view();
    }

    private static String base64(String text, java.nio.charset.Charset charset) {
        return Base64.getEncoder().encodeToString(text.getBytes(charset));
    }
}

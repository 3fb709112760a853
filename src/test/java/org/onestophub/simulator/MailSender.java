package org.onestophub.simulator;

import static org.onestophub.simulator.ExpectedOutcome.APPENDED;
import static org.onestophub.simulator.ExpectedOutcome.NEW_CASE;
import static org.onestophub.simulator.ExpectedOutcome.REPEATED;
import static org.onestophub.simulator.ExpectedOutcome.parked;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** The mails of the first load: Chinese and English, plain, HTML, with attachments, answered, broken, repeated. */
final class MailSender {

    private static final String MAPPING = "email";
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String FIRST = head(
                    "jia@example.org",
                    "=?utf-8?B?" + base64("投诉收费处态度", StandardCharsets.UTF_8) + "?=",
                    "<complaint-1@example.org>")
            + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
            + base64("我叫测试甲，9月17日在收费处排队一个多小时，工作人员态度很差。请调查。电话13800000001。", StandardCharsets.UTF_8) + "\n";

    private MailSender() {}

    /** All of them in the order they are sent; the reply comes after what it answers. */
    static List<SentInput> all() {
        return List.of(
                laidIn("plain text in UTF-8", FIRST, NEW_CASE),
                bySmtp("plain text in GB2312", gb2312(), NEW_CASE),
                bySmtp("HTML only, in English", html(), NEW_CASE),
                bySmtp("with a PDF attached under a Chinese name", withPdf(), NEW_CASE),
                bySmtp("reply of the same sender to the first", reply("jia@example.org", "reply-1"), APPENDED)
                        .later(),
                bySmtp("reply of somebody else to the first", reply("bing@example.net", "reply-2"), NEW_CASE)
                        .later(),
                laidIn("raw GBK bytes in the headers, no charset", rawHeaders(), NEW_CASE),
                bySmtp("English in quoted-printable", quotedPrintable(), NEW_CASE),
                bySmtp("with another mail inside", forwarded(), NEW_CASE),
                bySmtp("broken MIME: unknown charset, boundary never closed", broken(), NEW_CASE),
                laidIn("the first mail once more", FIRST, REPEATED).later(),
                bySmtp(
                                "a mail its server delivers twice",
                                "Received: from relay.example.net by mx.example.org; Fri, 18"
                                        + " Sep 2026 11:40:00 +0800\nX-Relay-Queue: 7\n" + gb2312(),
                                REPEATED)
                        .later(),
                bySmtp(
                                "other words under a Message-ID already used",
                                html().replace("Please answer", "Nobody answered"),
                                NEW_CASE)
                        .later(),
                inFolder(
                        "saved-mail.eml",
                        "mail in the folder",
                        bytes(
                                head("ding@example.com", "Parking fee", "<folder-1@example.com>")
                                        + "\nI paid 40 yuan for 20 minutes of parking.\n",
                                StandardCharsets.US_ASCII),
                        NEW_CASE),
                inFolder("empty.eml", "file without a byte", new byte[0], parked("RD-108")));
    }

    /** A new complaint like many others; {@code id} makes it unique. */
    static SentInput another(long id, Random random) {
        String[] matters = {"等候时间太长", "护士解释不清楚", "Waiting for three hours", "洗手间太脏"};
        String text = head(
                        "trickle" + random.nextInt(50) + "@example.org",
                        "Complaint " + id,
                        "<trickle-" + id + "@example.org>")
                + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
                + base64(matters[random.nextInt(matters.length)] + " (" + id + ")", StandardCharsets.UTF_8) + "\n";
        return bySmtp("one more", text, NEW_CASE);
    }

    private static SentInput bySmtp(String what, String text, ExpectedOutcome expected) {
        return SentInput.of(
                MAPPING,
                what,
                expected,
                neighbours -> neighbours
                        .mail()
                        .deliver("sender@example.org", Neighbours.MAILBOX, bytes(text, StandardCharsets.US_ASCII)));
    }

    // Without trace headers, so that a mail laid in twice has the same bytes.
    private static SentInput laidIn(String what, String text, ExpectedOutcome expected) {
        return SentInput.of(
                MAPPING,
                what,
                expected,
                neighbours -> neighbours.mail().place(Neighbours.MAILBOX, bytes(text, GB18030)));
    }

    private static SentInput inFolder(String name, String what, byte[] bytes, ExpectedOutcome expected) {
        return SentInput.of(MAPPING, what, expected, neighbours -> neighbours.drop("email", name, bytes));
    }

    private static String gb2312() {
        return head("yi@example.org", "=?gb2312?B?" + base64("对检验科的意见", GB18030) + "?=", "<complaint-2@example.org>")
                + "Content-Type: text/plain; charset=gb2312\nContent-Transfer-Encoding: base64\n\n"
                + base64("测试乙：检验报告晚了三天才出来，耽误了复诊。", GB18030) + "\n";
    }

    private static String html() {
        return head("alpha@example.com", "Noise at night on ward 5", "<complaint-3@example.com>")
                + "Content-Type: text/html; charset=utf-8\n\n"
                + "<html><head><style>p{color:red}</style></head><body><p>Dear sirs,</p>"
                + "<p>there was <b>building work</b> at 2 a.m. Please answer.<br>Test Alpha</p>"
                + "<script>alert(1)</script><img src=\"http://example.com/pixel.gif\"></body></html>\n";
    }

    private static String withPdf() {
        return head(
                        "bing@example.org",
                        "=?utf-8?B?" + base64("药房发错药", StandardCharsets.UTF_8) + "?=",
                        "<complaint-4@example.org>")
                + "Content-Type: multipart/mixed; boundary=\"b1\"\n\n--b1\n"
                + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
                + base64("药房发错了药，照片和收据见附件。测试丙", StandardCharsets.UTF_8) + "\n--b1\n"
                + "Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n"
                + "Content-Disposition: attachment; filename*=UTF-8''%E6%94%B6%E6%8D%AE.pdf\n\n"
                + Base64.getMimeEncoder().encodeToString(Papers.pdf("Receipt 0042: 128.50 yuan")) + "\n--b1--\n";
    }

    private static String reply(String from, String id) {
        return head(
                        from,
                        "=?utf-8?B?" + base64("回复：投诉收费处态度", StandardCharsets.UTF_8) + "?=",
                        "<" + id + "@example.org>")
                + "In-Reply-To: <complaint-1@example.org>\nReferences: <complaint-1@example.org>\n"
                + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
                + base64("补充：当时窗口是3号。" + id, StandardCharsets.UTF_8) + "\n";
    }

    private static String rawHeaders() {
        return head("wu@example.org", "停车场乱收费", "<complaint-5@example.org>") + "\n停车二十分钟收了四十元。测试丁\n";
    }

    private static String quotedPrintable() {
        return head("beta@example.net", "Lost dentures", "<complaint-6@example.net>")
                + "Content-Type: text/plain; charset=windows-1252\nContent-Transfer-Encoding: quoted-printable\n\n"
                + "My father=92s dentures were lost on ward 7 =96 nobody feels responsible.=\n Caf=E9 staff saw it.\n";
    }

    private static String forwarded() {
        return head(
                        "office@example.org",
                        "=?utf-8?B?" + base64("转发：投诉", StandardCharsets.UTF_8) + "?=",
                        "<complaint-7@example.org>")
                + "Content-Type: multipart/mixed; boundary=\"b2\"\n\n--b2\nContent-Type: text/plain\n\nPlease handle.\n"
                + "--b2\nContent-Type: message/rfc822\n\n"
                + head("gamma@example.com", "Rude guard at gate 2", "<inner-1@example.com>")
                + "\nThe guard shouted at my mother.\n--b2--\n";
    }

    private static String broken() {
        return head("delta@example.com", "=?no-such-charset?Q?Wait=ing?=", "<complaint-8@example.com>")
                + "Content-Type: multipart/mixed; boundary=\"never\"\nContent-Transfer-Encoding: 9bit\n\n--never\n"
                + "Content-Type: =?utf-8?Q?text?=; charset=x-no-such\nContent-Transfer-Encoding: base64\n\n"
                + "V2FpdGluZyBmb3IgZml2ZSBob3Vycw\n%%%\n";
    }

    private static String head(String from, String subject, String id) {
        return "From: <" + from + ">\nTo: <" + Neighbours.MAILBOX
                + ">\nDate: Fri, 18 Sep 2026 09:00:00 +0800\nSubject: " + subject + "\nMessage-ID: " + id
                + "\nMIME-Version: 1.0\n";
    }

    private static byte[] bytes(String text, Charset charset) {
        return text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(charset);
    }

    private static String base64(String text, Charset charset) {
        return Base64.getEncoder().encodeToString(text.getBytes(charset));
    }
}

package org.onestophub.pipeline.read.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.onestophub.complaint.Candidate;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Any bytes end as a bounded candidate, a count, or a problem. */
class MimeReaderTotalityTest {

    private static final List<String> FRAGMENTS = List.of(
            "From: 测试甲 <a@example.org>\r\n",
            "Subject: =?gb2312?B?zba",
            "Subject: =?utf-8?Q?=E6=8A?= =?utf-8?Q?=95?=\r\n",
            "Content-Type: multipart/mixed; boundary=b\r\n",
            "Content-Type: multipart/alternative; boundary=\"c\"\r\n",
            "Content-Type: message/rfc822\r\n",
            "Content-Type: text/html; charset=x-none\r\n",
            "Content-Type: application/ms-tnef\r\n",
            "Content-Type: =?utf-8?Q?text/plain?=\r\n",
            "Content-Type: text/plain; charset=utf-7\r\n",
            "Content-Type: text/plain; charset=hz-gb-2312\r\n",
            "Content-Transfer-Encoding: base64\r\n",
            "Content-Transfer-Encoding: quoted-printable\r\n",
            "Content-Transfer-Encoding: x-uuencode\r\n",
            "Content-Type: application/pkcs7-mime\r\n",
            "Content-Type: application/vnd.ms-outlook\r\n",
            "Content-Type: text/calendar; method=REPLY\r\n",
            "Content-Type: text/plain; name=a.txt\r\n",
            "Content-Type: text/plain; charset=utf-16\r\n",
            "Content-Type: text/rfc822-headers\r\n",
            "From: MAILER-DAEMON\r\n",
            "Subject: 自动回复: x\r\n",
            "begin 644 a.txt\n#86)C\n`\nend\n",
            "MIAGCSqGSIb3DQEHAqCAMIACAQExADCABgkqhkiG9w0BBwGggCSABAFh",
            "Content-Disposition: attachment; filename*0*=gbk''%B2%E2; filename*1*=%CA; filename*99999=x\r\n",
            "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n",
            "Content-Type: message/delivery-status\r\n",
            "Date: Fri, 18 Sep 2026 09:01:02 +0800\r\n",
            "Date: 31 Feb 99999 25:61:61 +9999\r\n",
            "To: ,,;:\"<(\\@\r\n",
            "References: <<a@b> <c@d>>\r\n",
            "\r\n",
            "\r\n--b\r\n",
            "\r\n--b--\r\n",
            "\r\n--c\r\n",
            "\r\n--c--\r\n",
            "+AGE-+/w~{VPND~}",
            "<!--[if gte mso 9]>",
            "<html><style><p>",
            "=E6=8A=95",
            "5oqV6K+J",
            "\u0000\u0001",
            "\r",
            "\n ",
            "-----Original Message-----\n",
            "投诉门诊号：A12345 13800001234");

    @Property(tries = 800)
    void anyBytesEnd(@ForAll byte[] bytes) {
        readsBounded(bytes);
    }

    @Property(tries = 1500)
    void anyMixOfMailFragmentsEnds(@ForAll("fragments") byte[] bytes) {
        readsBounded(bytes);
    }

    @Provide
    Arbitrary<byte[]> fragments() {
        Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(6);
        Arbitrary<byte[]> known = Arbitraries.of(FRAGMENTS)
                .map(text -> text.getBytes(text.length() % 2 == 0 ? StandardCharsets.UTF_8 : MailSamples.GBK));
        Arbitrary<byte[]> tnef = Arbitraries.of(
                TnefBuilder.mail("正文", "a.txt", new byte[] {1, 2}), new byte[] {0x78, (byte) 0x9f, 0x3e, 0x22});
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(12, known),
                        net.jqwik.api.Tuple.of(2, noise),
                        net.jqwik.api.Tuple.of(1, tnef))
                .list()
                .ofMaxSize(40)
                .map(pieces -> {
                    ByteArrayOutputStream all = new ByteArrayOutputStream();
                    pieces.forEach(all::writeBytes);
                    return all.toByteArray();
                });
    }

    private static void readsBounded(byte[] bytes) {
        List<Candidate> candidates;
        try {
            candidates = MailSamples.read(bytes).candidates();
        } catch (ProblemException e) {
            assertThat(e.problem())
                    .isIn(Problem.EMPTY, Problem.TYPE_UNSUPPORTED, Problem.CORRUPT, Problem.BOUNDS_EXCEEDED);
            return;
        }
        for (Candidate candidate : candidates) {
            assertThat(candidate.view().toString().length()).isLessThan(400_000);
            assertThat(candidate.parts())
                    .hasSizeLessThanOrEqualTo(MimeParts.PARTS_MAX)
                    .allMatch(
                            part -> part.number().length() <= 40 && part.name().length() <= 200);
            assertLeavesAreClean(candidate.view());
        }
    }

    private static void assertLeavesAreClean(JsonNode node) {
        if (node.isTextual()) {
            assertThat(node.textValue().chars()).noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
        }
        node.forEach(MimeReaderTotalityTest::assertLeavesAreClean);
    }
}

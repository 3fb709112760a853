package org.onestophub.pipeline.read.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onestophub.pipeline.read.mail.MailSamples.mail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Finding;
import org.onestophub.problem.Problem;

/** What a mapping sees of a mail. */
class MailViewTest {

    @Test
    void everythingThatIsToldStandsInTheView() throws IOException {
        byte[] bytes = mail().line("From: 测试甲 <jia@example.org>")
                .line("Sender: desk@example.org")
                .line("Reply-To: a@example.org, b@example.org")
                .line("To: box@example.com, =?utf-8?B?5oqV?= <c@example.com>")
                .line("Cc: d@example.com")
                .line("Subject: Re: 投诉 260918-0000012-X")
                .line("Message-ID: <1@example.org>")
                .line("In-Reply-To: 0@example.com")
                .line("References: <a@example.com> <0@example.com> <a@example.com>")
                .line("Date: Fri, 18 Sep 2026 09:01:02 +0800")
                .line("Content-Type: multipart/mixed; boundary=b")
                .line("")
                .line("--b")
                .line("")
                .line("电话13800001234")
                .line("-----Original Message-----")
                .line("earlier")
                .line("--b")
                .line("Content-Type: application/pdf; name=a.pdf")
                .line("")
                .line("x")
                .line("--b")
                .line("Content-Type: message/rfc822")
                .line("")
                .line("Subject: inner")
                .line("Date: yesterday")
                .line("")
                .line("words")
                .line("--b--")
                .bytes();
        Map<String, String> transport = Map.of("folder", "INBOX", "uid", "7", "secret", "x");

        Candidate candidate = new MimeReader()
                .read(MailSamples.receipt(bytes, transport), MailSamples.NO_PROFILE)
                .candidates()
                .get(0);

        assertThat(json(candidate.view().toString())).isEqualTo(json("""
                {'headers':{'from':{'name':'测试甲','address':'jia@example.org'},'sender':{'address':'desk@example.org'},
                   'replyTo':[{'address':'a@example.org'},{'address':'b@example.org'}],
                   'to':[{'address':'box@example.com'},{'name':'投','address':'c@example.com'}],
                   'cc':[{'address':'d@example.com'}],
                   'subject':'Re: 投诉 260918-0000012-X','subjectPlain':'投诉 260918-0000012-X',
                   'receiptNumbers':['260918-0000012-X'],'messageId':'1@example.org','inReplyTo':'0@example.com',
                   'references':['a@example.com','0@example.com'],
                   'date':'Fri, 18 Sep 2026 09:01:02 +0800','sentAt':'2026-09-18T01:01:02Z'},
                 'author':{'name':'测试甲','addresses':['jia@example.org'],'address':'jia@example.org'},
                 'text':'电话13800001234\\n-----Original Message-----\\nearlier\\n\\nwords','textFrom':'plain',
                 'quoteStartsAt':14,'mailClass':'ordinary','found':[{'kind':'phone','value':'13800001234'}],
                 'attachments':[{'part':'2','name':'a.pdf','mediaType':'application/pdf','sizeBytes':1},
                                {'part':'3','name':'inner','mediaType':'message/rfc822','sizeBytes':%d}],
                 'nested':[{'part':'3','subject':'inner','subjectPlain':'inner','date':'yesterday'}],
                 'transport':{'folder':'INBOX','uid':'7'}}""".formatted(
                        candidate.view().at("/attachments/1/sizeBytes").asInt())));
        assertThat(candidate.findings())
                .as("a nested mail's date is its own affair")
                .isEmpty();
    }

    @Test
    void headersBeyondTheirBoundsAreCutAndTold() {
        StringBuilder to = new StringBuilder("a0@example.org");
        StringBuilder references = new StringBuilder();
        for (int i = 1; i <= 100; i++) {
            to.append(", a").append(i).append("@example.org");
            references.append(" <r").append(i).append("@example.org>");
        }
        Candidate candidate = mail().line("To: " + to)
                .line("Reply-To: a@b, c@d, e@f, g@h, i@j")
                .line("References:" + references + " <last@example.org>")
                .line("Subject: " + "长".repeat(501))
                .line("")
                .candidate();

        JsonNode headers = candidate.view().get("headers");
        assertThat(headers.get("to")).hasSize(50);
        assertThat(headers.get("toCount").asInt()).isEqualTo(101);
        assertThat(headers.get("replyTo")).hasSize(5);
        assertThat(headers.has("replyToCount")).isFalse();
        assertThat(headers.get("references")).hasSize(100);
        assertThat(headers.get("subject").asText()).hasSize(500);
        assertThat(candidate.findings()).containsExactly(Finding.of(Problem.BOUNDS_EXCEEDED, "subject"));
        assertThat(mail().line("Subject: " + "长".repeat(500))
                        .line("")
                        .candidate()
                        .findings())
                .isEmpty();
    }

    @Test
    void charactersThatMayBeWrongAreToldOfTheMailItself() {
        Candidate candidate = mail().raw(
                        new byte[] {'S', 'u', 'b', 'j', 'e', 'c', 't', ':', ' ', 'a', (byte) 0xFF, '\n'})
                .raw(new byte[] {'F', 'r', 'o', 'm', ':', ' ', 'a', (byte) 0xFF, '\n', '\n', 'x'})
                .candidate();

        assertThat(candidate.findings())
                .containsExactlyInAnyOrder(
                        Finding.of(Problem.CHARSET_UNREADABLE, "subject"),
                        Finding.of(Problem.CHARSET_UNREADABLE, "from"));
    }

    @Test
    void mailWithoutHeadersOfMeaningHasNone() {
        JsonNode headers = mail().line("Subject:")
                .line("To: ,")
                .line("From:")
                .line("X: y")
                .line("")
                .line("words")
                .view()
                .get("headers");

        assertThat(headers.isEmpty()).as(headers.toString()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'Mon, 1 Jan 1990 00:00:00 GMT', true", "'Sun, 31 Dec 1989 23:59:59 GMT', false",
        "'Sat, 19 Sep 2026 08:00:00 GMT', true", "'Sat, 19 Sep 2026 08:00:01 GMT', false"
    })
    void dateIsPlausibleFrom1990ToADayAhead(String date, boolean plausible) {
        Candidate candidate = mail().line("Date: " + date).line("").candidate();

        assertThat(candidate.view().at("/headers").has("sentAt")).isEqualTo(plausible);
        assertThat(candidate.findings()).hasSize(plausible ? 0 : 1);
    }

    @ParameterizedTest
    @CsvSource({
        "1@example.org, 1@example.org",
        "<1@example.org>, 1@example.org",
        "@x, ''",
        "no id, ''",
        "a b@c, ''",
        "<>, ''"
    })
    void messageIdMayLackItsBrackets(String header, String id) {
        assertThat(mail().line("Message-ID: " + header)
                        .line("")
                        .view()
                        .at("/headers/messageId")
                        .asText())
                .isEqualTo(id);
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper()
                .readTree(new ObjectMapper().readTree(text.replace('\'', '"')).toString());
    }

    @Test
    void furtherWritersAreListed() {
        JsonNode headers = mail().line("From: A <a@example.org>, b@example.org")
                .line("From: C <c@example.org>")
                .line("")
                .view()
                .get("headers");

        assertThat(headers.at("/from/address").asText()).isEqualTo("a@example.org");
        assertThat(headers.get("fromMore").toString())
                .isEqualTo("[{\"address\":\"b@example.org\"},{\"name\":\"C\",\"address\":\"c@example.org\"}]");
        assertThat(mail().line("From: a@example.org")
                        .line("")
                        .view()
                        .at("/headers")
                        .has("fromMore"))
                .isFalse();
    }

    @Test
    void uncertainAuthorIsReported() {
        assertThat(mail().line("From: a@example.org, b@example.org")
                        .line("")
                        .candidate()
                        .findings())
                .containsExactly(Finding.of(Problem.AUTHOR_UNCERTAIN, "from"));
    }

    @Test
    void textThatBeginsWithItsQuoteSaysSo() {
        assertThat(mail().line("Subject: x")
                        .line("")
                        .line("> earlier")
                        .view()
                        .get("quoteStartsAt")
                        .asInt(-1))
                .isZero();
        assertThat(mail().line("Subject: x").line("").line("words").view().has("quoteStartsAt"))
                .isFalse();
    }

    @Test
    void headersOfANestedMailAreNoFindings() {
        Candidate candidate = mail().line("Subject: outer")
                .line("Content-Type: message/rfc822")
                .line("")
                .raw(new byte[] {'S', 'u', 'b', 'j', 'e', 'c', 't', ':', ' ', (byte) 0xFF, '\n'})
                .raw(new byte[] {'F', 'r', 'o', 'm', ':', ' ', 'a', (byte) 0xFF, ' ', '<', 'a', '@', 'b', '>', '\n'})
                .line("Sender: " + "长".repeat(501))
                .line("Date: Fri, 18 Sep 2099 09:01:02 +0800")
                .line("")
                .line("words")
                .candidate();

        assertThat(candidate.findings()).isEmpty();
        assertThat(candidate.view().at("/nested/0/from/address").asText()).isEqualTo("a@b");
        assertThat(candidate.view().at("/nested/0").has("sentAt")).isFalse();
        assertThat(mail().line("Subject: outer")
                        .line("Content-Type: message/rfc822")
                        .line("")
                        .line("Subject: " + "长".repeat(501))
                        .line("")
                        .candidate()
                        .findings())
                .isEmpty();
    }
}

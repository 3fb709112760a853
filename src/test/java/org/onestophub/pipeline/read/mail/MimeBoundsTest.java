package org.onestophub.pipeline.read.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.onestophub.pipeline.read.mail.MailSamples.mail;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Finding;
import org.onestophub.problem.Problem;

/** Each bound is met by a hostile mail, in bounded time, and the rest of the mail is kept. */
class MimeBoundsTest {

    /** A guard against hanging on any machine, not a measurement; what is bounded takes a second. */
    private static final Duration HANGING = Duration.ofMinutes(3);

    @Test
    void partsBeyondTheBoundAreNotListed() {
        MailSamples mail = multipart();
        for (int i = 0; i < 5000; i++) {
            mail.line("--b").line("Content-Type: image/png").line("").line("x");
        }
        Candidate candidate = read(mail);

        assertThat(candidate.parts()).hasSize(MimeParts.PARTS_MAX);
        assertThat(candidate.findings()).contains(Finding.of(Problem.BOUNDS_EXCEEDED, "parts"));
    }

    @Test
    void nestingBeyondTheBoundIsOnePart() {
        MailSamples mail = mail().line("Subject: deep");
        for (int i = 0; i < 5000; i++) {
            mail.line("Content-Type: multipart/mixed; boundary=b" + i).line("").line("--b" + i);
        }
        Candidate candidate = read(mail.line("").line("bottom"));

        assertThat(candidate.findings()).contains(Finding.of(Problem.BOUNDS_EXCEEDED, "depth"));
        assertThat(candidate.view().at("/headers/subject").asText()).isEqualTo("deep");
    }

    @Test
    void mailsInMailsBeyondTheBoundAreNotLookedInto() {
        MailSamples mail = mail().line("Subject: deep");
        for (int i = 0; i < 3000; i++) {
            mail.line("Content-Type: message/rfc822").line("");
        }
        Candidate candidate = read(mail.line("Subject: bottom").line("").line("x"));

        assertThat(candidate.findings()).contains(Finding.of(Problem.BOUNDS_EXCEEDED, "depth"));
        assertThat(candidate.parts()).hasSizeLessThanOrEqualTo(MimeParts.DEPTH_MAX + 1);
    }

    @Test
    void longTextIsCut() {
        Candidate candidate = read(mail().line("Subject: x").line("").line("投诉".repeat(500_000)));

        assertThat(candidate.view().get("text").asText().length()).isEqualTo(MailWords.CHARS_MAX);
        assertThat(candidate.findings()).contains(Finding.of(Problem.BOUNDS_EXCEEDED, "text"));
    }

    @Test
    void tenThousandRecipientsAreCounted() {
        StringBuilder to = new StringBuilder("To: a@example.org");
        for (int i = 0; i < 9_999; i++) {
            to.append(",\r\n \"测试丙\" <b").append(i).append("@example.org>");
        }
        Candidate candidate = read(mail().line(to.toString()).line("").line("x"));

        assertThat(candidate.view().at("/headers/to")).hasSize(50);
        assertThat(candidate.view().at("/headers/toCount").asInt()).isEqualTo(10_000);
    }

    @Test
    void manyHeadersAreBounded() {
        MailSamples mail = mail().line("Subject: x");
        for (int i = 0; i < 100_000; i++) {
            mail.line("X-" + i + ": y");
        }
        Candidate candidate = read(mail.line("").line("words"));

        assertThat(candidate.view().get("text").asText()).isEqualTo("words");
        assertThat(candidate.findings()).contains(Finding.of(Problem.BOUNDS_EXCEEDED, "headers"));
    }

    @Test
    void oneEndlessHeaderLineIsRefused() {
        MailSamples mail = mail().raw(new byte[0])
                .line("Subject: " + "x".repeat(9_000_000))
                .line("")
                .line("words");

        assertTimeoutPreemptively(HANGING, () -> assertThatThrownBy(mail::walk).hasMessage("RD-107 headers"));
    }

    @Test
    void bodyInOneEndlessLineIsRead() {
        MailSamples mail = multipart()
                .line("--b")
                .line("Content-Type: application/pdf")
                .line("Content-Transfer-Encoding: base64")
                .line("")
                .line("QUJD".repeat(2_000_000))
                .line("--b--");

        assertThat(read(mail).parts().get(0).sizeBytes()).isEqualTo(6_000_000);
    }

    @Test
    @Tag("slow")
    void hostileTextsTakeBoundedTime() {
        read(mail().line("Subject: " + "=?a?q?x".repeat(100_000))
                .line("From: " + "=?a?b?".repeat(100_000))
                .line("")
                .line("x"));
        read(mail().line("Content-Type: text/html").line("").line("<div>".repeat(200_000) + "x"));
        read(mail().line("Content-Type: text/html").line("").line("<b><p>".repeat(200_000) + "x"));
        read(mail().line("Content-Type: text/html").line("").line("<table><a>".repeat(100_000) + "x"));
        read(mail().line("Content-Type: text/html").line("").line("<script>".repeat(250_000)));
        read(mail().line("Content-Type: text/html").line("").line("<style><script>".repeat(130_000)));
        read(mail().line("Subject: x").line("").line("a" + "\u0316\u0301".repeat(200_000)));
        read(mail().line("Subject: x").line("").line("在".repeat(300) + "\n" + ("> ".repeat(100) + "\n").repeat(1000)));
        read(mail().line("Subject: x").line("").line("住院号 ".repeat(100_000) + "1380000".repeat(1000)));
        read(mail().line("Content-Type: text/plain; " + "a*1*=x;".repeat(100_000))
                .line("")
                .line("x"));
    }

    @Test
    void markupWithoutAnyTextCountsAsText() {
        MailSamples mail = multipart();
        for (int i = 0; i < 6; i++) {
            mail.line("--b").line("Content-Type: text/html").line("").line("<!-- " + "x".repeat(2_000_000) + " -->");
        }
        Candidate found = read(mail.line("--b")
                .line("Content-Type: text/plain")
                .line("")
                .line("words")
                .line("--b--"));

        assertThat(found.view().get("text").asText()).isEmpty();
        assertThat(found.findings()).contains(Finding.of(Problem.BOUNDS_EXCEEDED, "text"));
    }

    private static MailSamples multipart() {
        return mail().line("Content-Type: multipart/mixed; boundary=b").line("");
    }

    private static Candidate read(MailSamples mail) {
        return assertTimeoutPreemptively(HANGING, mail::candidate);
    }
}

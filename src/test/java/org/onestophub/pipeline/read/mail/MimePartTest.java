package org.onestophub.pipeline.read.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the headers of a part say that it is. */
class MimePartTest {

    @ParameterizedTest
    @CsvSource({
        "text/plain, plain body",
        "TEXT/PLAIN, plain body",
        "text/html, html body",
        "message/rfc822, message",
        "message/global, message",
        "text/rfc822-headers, message",
        "message/global-headers, message",
        "application/ms-tnef, tnef",
        "application/vnd.ms-tnef, tnef",
        "application/pkcs7-mime, cms",
        "application/x-pkcs7-mime, cms",
        "application/vnd.ms-outlook, outlook",
        "application/pgp-encrypted, sealed",
        "message/external-body, sealed",
        "message/partial, sealed",
        "application/mac-binhex40, sealed",
        "application/pdf, ''",
        "text/calendar, ''"
    })
    void kindIsThatOfTheType(String type, String kinds) {
        assertThat(kindsOf(part(type, ""))).isEqualTo(kinds);
    }

    @ParameterizedTest
    @CsvSource({
        "winmail.dat, tnef",
        "WinMail.DAT, tnef",
        "xwinmail.dat, ''",
        "a.p7m, cms",
        "A.P7Z, cms",
        "a.p7s, ''",
        "a.MSG, outlook",
        "msg, ''"
    })
    void kindIsThatOfTheNameToo(String name, String kinds) {
        assertThat(kindsOf(part("application/octet-stream", "Content-Disposition: attachment; filename=" + name)))
                .isEqualTo(kinds);
    }

    @Test
    void textWithANameOrCalledAnAttachmentIsAFile() {
        assertThat(part("text/plain", "Content-Type: text/plain; name=a.txt").isBody())
                .isFalse();
        assertThat(part("text/plain", "Content-Disposition: attachment").isBody())
                .isFalse();
        assertThat(part("text/html", "Content-Disposition: attachment").isBody())
                .isFalse();
        assertThat(part("text/plain", "Content-Disposition: inline").isBody()).isTrue();
        assertThat(part("text/plain", "Content-Disposition: attachment").attached())
                .isTrue();
        assertThat(part("text/plain", "Content-Disposition: inline").attached()).isFalse();
    }

    @Test
    void nameOfTheDispositionGoesBeforeThatOfTheType() {
        assertThat(part("a/b", "Content-Type: a/b; name=x.pdf", "Content-Disposition: attachment; filename=y.pdf")
                        .name())
                .isEqualTo("y.pdf");
        assertThat(part("a/b", "Content-Type: a/b; name=x.pdf", "Content-Disposition: attachment")
                        .name())
                .isEqualTo("x.pdf");
        assertThat(part("text/plain", "Content-Type: text/plain; charset=gbk").charset())
                .isEqualTo("gbk");
    }

    @Test
    void typeThatCannotBeReadIsTextUnlessItIsAFile() {
        String longest = "a/" + "b".repeat(98);

        assertThat(part(longest, "").mediaType()).isEqualTo(longest);
        for (String type : new String[] {longest + "b", "", "text", "a b/c", "/x", "x/", "a/b/c", "-a/b"}) {
            assertThat(part(type, "").mediaType()).as(type).isEqualTo("text/plain");
            assertThat(part(type, "Content-Disposition: attachment").mediaType())
                    .isEqualTo("application/octet-stream");
            assertThat(part(type, "Content-Disposition: inline; filename=a").mediaType())
                    .isEqualTo("application/octet-stream");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a.pdf, a.pdf",
        "../../a.pdf, a.pdf",
        "C:\\x\\a.pdf, a.pdf",
        "x/, ''",
        "., ''",
        ".., ''",
        "..., ...",
        "' a  b ', a b",
        "a\u202Efdp.exe, afdp.exe",
        "a\u200B.pdf, a.pdf"
    })
    void nameIsTheLastStepOfAPath(String declared, String name) {
        assertThat(MimePart.fileName(declared)).isEqualTo(name);
    }

    @Test
    void endOfALongNameIsKept() {
        assertThat(MimePart.fileName("x".repeat(196) + ".pdf")).isEqualTo("x".repeat(196) + ".pdf");
        assertThat(MimePart.fileName("y" + "x".repeat(196) + ".pdf")).isEqualTo("x".repeat(196) + ".pdf");
        assertThat(MimePart.fileName("𠮷".repeat(100) + ".pdf")).isEqualTo("𠮷".repeat(98) + ".pdf");
        assertThat(MimePart.fileName("𠮷".repeat(100) + "a.pdf"))
                .hasSize(199)
                .startsWith("𠮷")
                .endsWith("a.pdf");
    }

    @Test
    void partWithinAnotherHasItsNumberBehindThatOfTheOther() {
        MimePart outer = new MimePart("2", "a/b", "", "x", true, 3, "1");

        assertThat(MimePart.within(outer, 4, "d/y"))
                .isEqualTo(new MimePart("2.4", "application/octet-stream", "", "y", true, 0, "1"));
        assertThat(outer.asMessage()).isEqualTo(new MimePart("2", "a/b", "", "x", true, 0, "2"));
        assertThat(outer.named("d/z")).isEqualTo(new MimePart("2", "a/b", "", "z", true, 3, "1"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 7bit",
        "7BIT, 7bit",
        "8bits, 7bit",
        "7-bit, 7bit",
        "8bit, 8bit",
        "BASE64, base64",
        "base-64, base64",
        "b, base64",
        "'\"base64\"', base64",
        "base64; x=y, base64",
        "base64 (comment), base64",
        "'quoted-printable, x', quoted-printable",
        "q, quoted-printable",
        "QuotedPrintable, quoted-printable",
        "uuencode, x-uuencode",
        "x-uu, x-uuencode",
        "x-other, x-other"
    })
    void encodingIsKnownByAllItsNames(String written, String name) {
        MimeHeaders headers = new MimeHeaders();
        headers.add(("Content-Transfer-Encoding: " + written).getBytes(StandardCharsets.UTF_8));

        assertThat(TransferEncoding.nameIn(headers)).isEqualTo(name);
        assertThat(TransferEncoding.isKnown(name)).isEqualTo(!name.equals("x-other"));
    }

    @Test
    void linesThatAreNoFieldsAreLeftOutAndTheFirstOfANameCounts() {
        MimeHeaders headers = new MimeHeaders();
        for (String line : new String[] {"no field", " A : x ", "a: y", "B:"}) {
            headers.add(line.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(headers.text("a").text()).isEqualTo("x");
        assertThat(headers.all("a")).hasSize(2);
        assertThat(headers.has("b")).isTrue();
        assertThat(headers.has("no field")).isFalse();
        assertThat(headers.isEmpty()).isFalse();
        assertThat(new MimeHeaders().isEmpty()).isTrue();
        assertThat(headers.exceeded()).isFalse();
    }

    @Test
    void headersHaveUpToTwoMebibytes() {
        MimeHeaders headers = new MimeHeaders();
        headers.add(("a:" + "x".repeat(1024 * 1024 - 2)).getBytes(StandardCharsets.US_ASCII));
        headers.add(("b:" + "x".repeat(1024 * 1024 - 2)).getBytes(StandardCharsets.US_ASCII));
        assertThat(headers.exceeded()).isFalse();
        assertThat(headers.has("b")).isTrue();

        headers.add("c:".getBytes(StandardCharsets.US_ASCII));
        assertThat(headers.exceeded()).isTrue();
        assertThat(headers.has("c")).isFalse();
    }

    @Test
    void wordOfAFieldIsSmallAndShort() {
        MimeHeaders headers = new MimeHeaders();
        headers.add(("A: =?utf-8?Q?X?= " + "Y".repeat(2_000)).getBytes(StandardCharsets.US_ASCII));

        assertThat(headers.word("a")).hasSize(1_000).startsWith("x y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Action: delivered", "action:relayed", "x\nAction: expanded\n"})
    void reportOfAnArrivalIsNoBounce(String status) {
        assertThat(BounceForm.isArrival(status)).isTrue();
        assertThat(BounceForm.isArrival(status + "\nAction: failed")).isFalse();
        assertThat(BounceForm.isArrival(status + "\nAction: delayed")).isFalse();
        assertThat(BounceForm.isArrival("Action: other")).isFalse();
    }

    private static String kindsOf(MimePart part) {
        StringBuilder kinds = new StringBuilder();
        kinds.append(part.isPlain() ? " plain" : "")
                .append(part.isHtml() ? " html" : "")
                .append(part.isBody() ? " body" : "")
                .append(part.isMessage() ? " message" : "")
                .append(part.isTnef() ? " tnef" : "")
                .append(part.isCms() ? " cms" : "")
                .append(part.isOutlook() ? " outlook" : "")
                .append(part.isSealed() ? " sealed" : "");
        return kinds.toString().strip();
    }

    private static MimePart part(String type, String... lines) {
        MimeHeaders headers = new MimeHeaders();
        for (String line : lines) {
            headers.add(line.getBytes(StandardCharsets.UTF_8));
        }
        return MimePart.of("1", type, headers, 0, "");
    }

    @Test
    void headersHaveUpTo500Fields() {
        MimeHeaders headers = new MimeHeaders();
        for (int i = 1; i <= 500; i++) {
            headers.add(("x" + i + ": y").getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(headers.exceeded()).isFalse();
        assertThat(headers.has("x500")).isTrue();

        headers.add("x501: y".getBytes(StandardCharsets.US_ASCII));
        assertThat(headers.exceeded()).isTrue();
        assertThat(headers.has("x501")).isFalse();
    }
}

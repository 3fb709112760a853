package org.onestophub.pipeline.read.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.pipeline.read.mail.MailAddresses.Mailbox;

/** Encoded words, parameters, dates, subjects and mailboxes as mailers write them. */
class MailHeaderFormsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "=?utf-8?B?5oqV6K+J?=; 投诉",
                "=?UTF-8?b?5oqV6K+J?=; 投诉",
                "=?utf-8*zh?B?5oqV6K+J?=; 投诉",
                "=?utf-8?Q?=E6=8A=95=E8=AF=89?=; 投诉",
                "=?utf-8?q?a_b=5Fc?=; a b_c",
                "=?utf-8?Q?50=25_=ZZ_=4?=; 50% =ZZ =4",
                "=?utf-8?Q?投?=; 投",
                "=?gb2312?B?zba?=; 投",
                "=?utf-8?B?5oqV6K+J=?=; 投诉",
                "=?utf-8?B?5oqV 6K+J?=; 投诉",
                "=?utf-8?B?5oqV?= =?utf-8?B?6K+J?=; 投诉",
                "=?utf-8?B?5oqV?= =?gb2312?B?y98=?=; 投诉",
                "=?utf-8?B?5oqV?= x =?utf-8?B?6K+J?=; 投 x 诉",
                "a =?utf-8?B?5oqV?=b; a 投b",
                "=?utf-8?X?abc?=; =?utf-8?X?abc?=",
                "=?utf-8?BB?abc?=; =?utf-8?BB?abc?=",
                "=?utf-8?B?abc; =?utf-8?B?abc",
                "=?utf-8; =?utf-8",
                "a =? b =?utf-8?B?5oqV?=; a =? b 投",
                "=?utf-8?Q??=; ''",
            })
    void encodedWordsAreDecoded(String raw, String text) {
        assertThat(HeaderText.words(raw).text()).isEqualTo(text);
    }

    @Test
    void nameOfACharacterSetHasAtMost58Characters() {
        String longest = "=?" + "x".repeat(58) + "?B?5oqV?=";
        String longer = "=?" + "x".repeat(59) + "?B?5oqV?=";

        assertThat(HeaderText.words(longest).text()).isEqualTo("投");
        assertThat(HeaderText.words(longer).text()).isEqualTo(longer);
    }

    @Test
    void endOfAWordIsLookedForIn4096Characters() {
        String head = "=?utf-8?Q?";
        String longest = head + "a".repeat(4096 - head.length() - 2) + "?=";
        String longer = head + "a".repeat(4096 - head.length() - 1) + "?=";

        assertThat(HeaderText.words(longest).text()).isEqualTo("a".repeat(4096 - head.length() - 2));
        assertThat(HeaderText.words(longer).text()).isEqualTo(longer);
    }

    @Test
    void foldedLinesAreOneAndOtherLineEndsAreBlanks() {
        assertThat(HeaderText.of(" a\r\n b\n\tc\r\nd\n\ne ".getBytes(StandardCharsets.US_ASCII))
                        .text())
                .isEqualTo("a b\tc d e");
        assertThat(HeaderText.of(new byte[] {'a', (byte) 0xFF}).doubtful()).isTrue();
        assertThat(HeaderText.words("=?utf-8?Q?=FF?=").doubtful()).isTrue();
        assertThat(HeaderText.words("=?utf-8?Q?=FF?= =?utf-8?Q?_x?=").doubtful())
                .isTrue();
        assertThat(HeaderText.words("plain").doubtful()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "text/plain; charset=utf-8! charset! utf-8",
                "text/plain;charset=\"utf-8\"! charset! utf-8",
                "Text/Plain ; Charset = utf-8! charset! utf-8",
                "x/y; name=\"a;b.pdf\"! name! a;b.pdf",
                "x/y; name=\"a\\\"b\\\\c\\d.pdf\"! name! a\"b\\c\\d.pdf",
                "x/y; name=\"a.pdf! name! a.pdf",
                "x/y; name=\"! name! \"",
                "x/y; name=a.pdf; name=b.pdf! name! a.pdf",
                "x/y; name=\"=?gb2312?B?zba?=.pdf\"! name! 投.pdf",
                "x/y; name*=utf-8'zh'%E6%8A%95.pdf! name! 投.pdf",
                "x/y; name*=utf-8''a%9; z=1! name! a%9",
                "x/y; name*=utf-8''%zz%4! name! %zz%4",
                "x/y; name*0=a; name*1=b; name*10=d; name*2=c! name! abcd",
                "x/y; name*1=b; name*0=a! name! ab",
                "x/y; name*0*=gbk''%CD; name*1*=%B6.pdf! name! 投.pdf",
                "x/y; name*0*=utf-8''a%20; name*1=%20b! name! a %20b",
                "x/y; name*0*=no quotes%20; name*1*=x'y'z! name! no quotes x'y'z",
                "x/y; name*0=a; name*0=b! name! a",
                "x/y; name*1000=a! name! ''",
                "x/y; name*999=a! name! a",
                "x/y; name*1x=a! name! ''",
                "x/y; name=plain; name*=utf-8''extended! name! extended",
                "x/y; name=\"a\\\";b\"; z=1! name! a\";b",
                "x/y; name=\"a\\\";b\"; z=1! z! 1",
                "x/y; name=a\\; z=1! z! 1",
                "x/y; name=\"a\\! name! a\\",
                "x/y; name*=''%41bc! name! Abc",
                "x/y; name*=%41%42! name! AB",
                "x/y;=a; b! ''! ''",
                "x/y; other=1! name! ''",
            })
    void parametersAreReadInEveryForm(String header, String name, String value) {
        assertThat(MimeParameters.of(header).get(name)).isEqualTo(value);
        assertThat(MimeParameters.of(header).value()).isIn("x/y", "text/plain");
    }

    @Test
    void parameter201IsNotLookedAt() {
        StringBuilder header = new StringBuilder("x/y");
        for (int i = 1; i <= 201; i++) {
            header.append(";p").append(i).append('=').append(i);
        }

        assertThat(MimeParameters.of(header.toString()).get("p200")).isEqualTo("200");
        assertThat(MimeParameters.of(header.toString()).get("p201")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Fri, 18 Sep 2026 09:01:02 +0800; 2026-09-18T01:01:02Z",
                "18 Sep 2026 09:01 +0800; 2026-09-18T01:01:00Z",
                "1 January 2026 9:01:02 GMT; 2026-01-01T09:01:02Z",
                "18-Sep-26 09:01:02 UT; 2026-09-18T09:01:02Z",
                "18 Sep 49 09:01:02 Z; 2049-09-18T09:01:02Z",
                "18 Sep 50 09:01:02 UTC; 1950-09-18T09:01:02Z",
                "18 Sep 99 09:01:02 UTC; 1999-09-18T09:01:02Z",
                "18 SEP 2026 09:01:60 -0500; 2026-09-18T14:01:59Z",
                "18 Dec 2026 09:01:02 EST; 2026-12-18T14:01:02Z",
                "18 Jun 2026 09:01:02 EDT; 2026-06-18T13:01:02Z",
                "18 Dec 2026 09:01:02 pst; 2026-12-18T17:01:02Z",
                "18 Jun 2026 09:01:02 PDT; 2026-06-18T16:01:02Z",
                "18 Sep 2026 09:01:02 CST; ''",
                "18 Foo 2026 09:01:02 +0800; ''",
                "31 Feb 2026 09:01:02 +0800; ''",
                "18 Sep 2026 25:01:02 +0800; ''",
                "18 Sep 2026 09:01:02 +9900; ''",
                "yesterday; ''",
                "''; ''",
            })
    void dateIsAnInstantUnlessItsZoneIsAmbiguous(String text, String instant) {
        assertThat(MailDate.of(text).map(Instant::toString).orElse("")).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"RE: x", "Re[2]: x", "re(12)：x", "回复：转发: x", "Fwd: AW: WG: SV: VS: RV: TR: Antw: x", " 答复 （3）：x"
            })
    void marksOfAnswersAreNoPartOfTheSubject(String subject) {
        assertThat(MailSubject.plain(subject)).isEqualTo("x");
    }

    @Test
    void wordThatOnlyBeginsLikeAMarkStays() {
        assertThat(MailSubject.plain("Regarding: x")).isEqualTo("Regarding: x");
        assertThat(MailSubject.plain("x re: y")).isEqualTo("x re: y");
        assertThat(MailSubject.plain("re[1234]: x")).isEqualTo("re[1234]: x");
    }

    @Test
    void firstFiveReceiptNumbersAreToldOnce() {
        String six =
                "260918-0000001-X 260918-0000002-1 260918-0000001-X 260918-0000003-1 260918-0000004-1 260918-0000005-1";

        assertThat(MailSubject.receiptNumbers(six))
                .containsExactly("260918-0000001-X", "260918-0000002-1", "260918-0000003-1", "260918-0000004-1");
        assertThat(MailSubject.numbersIn(six)).hasSize(6);
        assertThat(MailSubject.receiptNumbers("1260918-0000001-X 260918-0000001-XY 260918-000001-X"))
                .isEmpty();
    }

    @Test
    void mailboxesAreReadInEveryForm() {
        assertBoxes("a@example.org", box("", "a@example.org"));
        assertBoxes("<a@example.org>", box("", "a@example.org"));
        assertBoxes("测试甲 <a@example.org>", box("测试甲", "a@example.org"));
        assertBoxes("\"Jia, \\\"A\\\\B\\\"\" <a@example.org>", box("Jia, \"A\\B\"", "a@example.org"));
        assertBoxes("a@example.org (测试甲)", box("测试甲", "a@example.org"));
        assertBoxes("a@example.org (测试甲", box("", "a@example.org"));
        assertBoxes("测试甲", box("测试甲", ""));
        assertBoxes("测试 <a@example.org", box("测试", "a@example.org"));
        assertBoxes("=?utf-8?Q?a=2C_b?= <a@example.org>", box("a, b", "a@example.org"));
        assertBoxes("=?utf-8?Q?=E6=8A=95,x?= <a@example.org>", box("投,x", "a@example.org"));
        assertBoxes("=?utf-8?B?5oqV?= <a@example.org>", box("投", "a@example.org"));
        assertBoxes("=?utf-8?Q?Jia_=3Ca=40example.org=3E?=", box("Jia", "a@example.org"));
        assertBoxes("\"\" <a@example.org>", box("", "a@example.org"));
    }

    @Test
    void severalMailboxesAreSeparatedByCommaOrSemicolonAndGroupsFallApart() {
        assertBoxes(
                "a@example.org, ; \"x, y\" <b@example.org>; c@example.org",
                box("", "a@example.org"),
                box("x, y", "b@example.org"),
                box("", "c@example.org"));
        assertBoxes("team: a@example.org;", box("team", ""), box("", "a@example.org"));
        for (String word : new String[] {
            "=?utf-8?Q?a=2C_b?=", "=?utf-8?q?=61=2C_b?=", "=?utf-8?B?YSwgYg==?=", "=?utf-8?Q?a,_b?=", "\"a, b\""
        }) {
            assertBoxes(
                    word + " <a@example.org>, c@example.org", box("a, b", "a@example.org"), box("", "c@example.org"));
        }
        assertBoxes(
                "=?utf-8?Q?a\"b?= <a@example.org>, c@example.org",
                box("a\"b", "a@example.org"),
                box("", "c@example.org"));
        assertBoxes("<smtp:a@example.org>", box("", "smtp:a@example.org"));
    }

    @Test
    void mailboxesBeyondTheMostAreCountedOnly() {
        MailAddresses boxes =
                MailAddresses.of("a@example.org,b@example.org,c@example.org".getBytes(StandardCharsets.US_ASCII), 2);

        assertThat(boxes.first()).containsExactly(box("", "a@example.org"), box("", "b@example.org"));
        assertThat(boxes.count()).isEqualTo(3);
        assertThat(boxes.doubtful()).isFalse();
        assertThat(MailAddresses.of(new byte[0], 2).count()).isZero();
        assertThat(MailAddresses.of(new byte[] {(byte) 0xFF, 'a'}, 1).doubtful())
                .isTrue();
        assertThat(MailAddresses.of("=?utf-8?Q?=FF?= <a@b>".getBytes(StandardCharsets.US_ASCII), 1)
                        .doubtful())
                .isTrue();
    }

    @Test
    void nameAndAddressAreBounded() {
        String header = "n".repeat(201) + " <" + "a".repeat(321) + ">";

        Mailbox box = MailAddresses.of(header.getBytes(StandardCharsets.US_ASCII), 1)
                .first()
                .get(0);

        assertThat(box.name()).hasSize(200);
        assertThat(box.address()).hasSize(320);
    }

    private static Mailbox box(String name, String address) {
        return new Mailbox(name, address, true);
    }

    private static void assertBoxes(String header, Mailbox... boxes) {
        assertThat(MailAddresses.of(header.getBytes(StandardCharsets.UTF_8), 10).first())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("plain")
                .containsExactly(boxes);
    }
}

package org.onestophub.pipeline.read.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is the author of a mail, and which headers have no say in it. Lines are headers, separated by {@code |}. */
class MailAuthorTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "From: jia@example.org! ''",
                "From: 测试甲 <jia@example.org>! 测试甲",
                "From: 测试, 甲 <jia@example.org>! 测试, 甲",
                "From: Test, A, B <jia@example.org>! Test, A, B",
                "From: =?utf-8?B?5rWL6K+V?=, Jia <jia@example.org>! 测试, Jia",
                "From: Test; A <jia@example.org>! Test, A",
                "From: \"jia@example.org\"! ''",
                "From: 'jia@example.org'! ''",
                "From: <'jia@example.org'>! ''",
                "From: <mailto:jia@example.org>! ''",
                "From: mailto:jia@example.org! ''",
                "From: \"jia@example.org\" <jia@example.org>! ''",
                "From: jia@example.org <jia@example.org>! ''",
                "From: \"@jia\" <jia@example.org>! ''",
                "From: \"测试甲 <jia@example.org>\"! 测试甲",
                "From: =?utf-8?Q?jia=40example.org?=! ''",
                "From: =?utf-8?Q?Jia_=3Cjia=40example.org=3E?=! Jia",
                "From: 测试甲 jia@example.org! 测试甲",
                "From: \"Test, A\" jia@example.org! Test, A",
                "From: jia@example.org (测试甲)! 测试甲",
                "From: (测试甲) jia@example.org! 测试甲",
                "From: 测试甲 (a, b) <jia@example.org>! 测试甲 (a, b)",
                "From: ward: 测试甲 <jia@example.org>;! 测试甲",
                "From: <jia@example.org>, 测试甲! ''",
                "From: , <jia@example.org>! ''",
                "From: 测试甲|Sender: jia@example.org! 测试甲",
                "From: |Sender: jia@example.org! ''",
                "From: <>|Sender: 测试甲 <jia@example.org>! ''",
                "From: ward:;|Sender: jia@example.org! ''",
                "Sender: 测试甲 <jia@example.org>! 测试甲",
            })
    void oneAddressInOneFieldIsTheAuthor(String lines, String name) {
        MailAuthor author = author(lines);

        assertThat(author.sole()).contains("jia@example.org");
        assertThat(author.addresses()).containsExactly("jia@example.org");
        assertThat(author.name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Reply-To: jia@example.org",
                "Sender: jia@example.org",
                "Resent-From: jia@example.org",
                "Resent-Sender: jia@example.org",
                "Resent-Reply-To: jia@example.org",
                "Return-Path: <jia@example.org>",
                "Errors-To: jia@example.org",
                "Mail-Followup-To: jia@example.org",
                "Mail-Reply-To: jia@example.org",
                "X-Original-From: jia@example.org",
                "X-Original-Sender: jia@example.org",
                "X-Sender: jia@example.org",
                "X-From: jia@example.org",
                "Apparently-From: jia@example.org",
                "Delivered-To: jia@example.org",
                "On-Behalf-Of: jia@example.org",
                "From : jia@example.org",
            })
    void noOtherFieldMakesSomebodyTheAuthor(String line) {
        assertThat(author("From: yi@example.net|" + line).sole())
                .isNotEqualTo(author("From: jia@example.org").sole());
        assertThat(author("From: yi@example.net|" + line).sole().orElse("yi@example.net"))
                .isEqualTo("yi@example.net");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: \"jia@example.org\" <yi@example.net>",
                "From: \"Jia <jia@example.org>\" <yi@example.net>",
                "From: jia@example.org <yi@example.net>",
                "From: yi@example.net (jia@example.org)",
                "From: yi@example.net (<jia@example.org>)",
                "From: yi@example.net (<jia@example.org>",
                "From: (jia@example.org) yi@example.net",
                "From: (<jia@example.org>) yi@example.net",
                "From: yi@example.net \"<jia@example.org>\"",
                "From: \"a\\\" <jia@example.org> \" <yi@example.net>",
                "From: =?utf-8?Q?jia=40example.org?= <yi@example.net>",
                "From: =?utf-8?Q?<jia=40example.org>?= <yi@example.net>",
                "From: jia@example.org: yi@example.net;",
                "From: jia@example.org:;|Sender: yi@example.net",
                "From: (jia@example.org)|Sender: yi@example.net",
                "From: <yi@example.net> <jia@example.org>",
                "From: <jia@example.org> <yi@example.net>",
                "From: <yi@example.net> jia@example.org",
                "From: <<jia@example.org> yi@example.net>",
                "From: yi@example.net, jia@example.org",
                "From: jia@example.org, yi@example.net",
                "From: \"jia@example.org\", yi@example.net",
                "From: ward: jia@example.org, yi@example.net;",
                "From: jia@example.org yi@example.net",
                "From: jia@example.org|From: yi@example.net",
                "From: yi@example.net|From: jia@example.org",
                "From: |Sender: jia@example.org|Sender: yi@example.net",
                "From: ji\u200ba@example.org",
                "From: ji\u0001a@example.org",
                "From: <\ufeffjia@example.org>",
                "From: ji a@example.org",
                "From: <ji a@example.org>",
                "From: jia+yi@example.org",
                "From: \"jia@example.org\"@example.net",
                "From: jia%example.org@example.net",
                "From: <@example.net,@example.com:jia@example.org>",
                "From: jia@example.org.example.net",
            })
    void writerWhoShowsAnothersAddressIsNotTheOther(String lines) {
        assertThat(author(lines).sole())
                .isNotEqualTo(author("From: jia@example.org").sole());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: [??????]|From: 测试甲 <jia@example.org>",
                "From: 测试甲 <jia@example.org>|From: 测试甲 <jia@example.org>",
            })
    void secondFromFieldLeavesTheAddressAndTakesTheRight(String lines) {
        MailAuthor author = author(lines);

        assertThat(author.addresses()).containsExactly("jia@example.org");
        assertThat(author.name()).isEqualTo("测试甲");
        assertThat(author.sole()).isEmpty();
    }

    @Test
    void severalWritersAreAllReachedAndNoneMayAddAlone() {
        MailAuthor author = author("From: A <jia@example.org>, B <yi@example.org>|Sender: jia@example.org");

        assertThat(author.addresses()).containsExactly("jia@example.org", "yi@example.org");
        assertThat(author.sole()).isEmpty();
    }

    @Test
    void fromFieldsThatContradictEachOtherGiveNoAddress() {
        MailAuthor author = author("From: A <jia@example.org>|From: B <yi@example.org>");

        assertThat(author.addresses()).isEmpty();
        assertThat(author.name()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: Jia via Ward <ward@example.org>|List-Post: <mailto:ward@example.org>|Reply-To: jia@example.org",
                "From: 'Jia' via Ward <ward@example.org>|List-Id: Ward <ward.example.org>",
                "From: ward@example.org|To: Ward <WARD@example.org>|Precedence: list",
                "From: ward@example.org|X-BeenThere: ward@example.org",
                "From: ward@example.org|Mailing-List: list ward@example.org; contact owner@example.org",
                "From: ward-x@example.org|X-Original-From: Jia <jia@example.org>",
            })
    void addressOfAListIsNobodysOwn(String lines) {
        assertThat(author(lines).sole()).isEmpty();
        assertThat(author(lines).addresses()).isEmpty();
    }

    @Test
    void writerToAListIsTheAuthorWhereTheListLeavesFromAlone() {
        assertThat(author("From: jia@example.org|To: ward@example.org|List-Id: <ward.example.org>")
                        .sole())
                .contains("jia@example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-reply@example.org",
                "NoReply@example.org",
                "do_not_reply@example.org",
                "noreply+7@example.org"
            })
    void addressNobodyReadsIsNoPersons(String address) {
        assertThat(author("From: " + address).sole()).isEmpty();
        assertThat(author("From: " + address).addresses()).containsExactly(address);
    }

    @Test
    @Tag("slow")
    void hostileFieldsAreReadInBoundedTime() {
        for (String one : List.of("(", "\"", "<", "=?", "=?a?b", "\"\\", "(\\(", ",", "a@b,", "<a@b>")) {
            assertThat(author("From: " + one.repeat(1_000_000 / one.length())).sole())
                    .isEmpty();
        }
    }

    private static MailAuthor author(String lines) {
        MimeHeaders headers = new MimeHeaders();
        for (String line : lines.split("\\|", -1)) {
            headers.add(line.getBytes(StandardCharsets.UTF_8));
        }
        return MailAuthor.of(headers);
    }
}

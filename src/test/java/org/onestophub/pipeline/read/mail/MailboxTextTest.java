package org.onestophub.pipeline.read.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.pipeline.read.mail.MailAddresses.Mailbox;

/** Where one mailbox of a header ends, and what its name and address are. */
class MailboxTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a@b.cn,c@d.cn | 6",
                "a@b.cn;c@d.cn | 6",
                "group:a@b.cn | 5",
                "<a:b@c.cn>,d | 10",
                "\"a,b\",c | 5",
                "(a,b),c | 5",
                "=?utf-8?Q?a,b?=,c | 15",
                "\"a\\\",b\",c | 7",
                "a@b.cn | 6"
            })
    void pieceEndsAtTheFirstCommaOutsideQuotesAndComments(String text, int end) {
        assertThat(MailboxText.endOfPiece(text, 0)).isEqualTo(end);
    }

    @Test
    void pieceIsLookedForFromWhereTheLastOneEnded() {
        assertThat(MailboxText.endOfPiece("a,b,c", 2)).isEqualTo(3);
        assertThat(MailboxText.endOfPiece("a,b,c", 4)).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "王五＜w@b.cn＞ | 王五 | w@b.cn",
                "王五〈 w@b.cn 〉 | 王五 | w@b.cn",
                "Wang Wu [w@b.cn] | Wang Wu | w@b.cn",
                "王五《w@b.cn》 | 王五 | w@b.cn",
                "\"王五 [急诊]\" <w@b.cn> | 王五 [急诊] | w@b.cn",
                "[急诊] 王五 <w@b.cn> | [急诊] 王五 | w@b.cn",
                "Wang <w @b.cn> | Wang | w@b.cn",
                "Wang <w@ b.cn> | Wang | w@b.cn",
                "Wang <w @ b.cn> | Wang | w@b.cn"
            })
    void addressIsFoundInOtherBracketsAndWithoutItsBlanks(String piece, String name, String address) {
        assertThat(MailboxText.of(piece).name()).isEqualTo(name);
        assertThat(MailboxText.of(piece).address()).isEqualTo(address);
    }

    @Test
    void addressOfAHostByNumberKeepsItsBrackets() {
        assertThat(MailboxText.of("Wang <w@[192.0.2.1]>").address()).isEqualTo("w@[192.0.2.1]");
        assertThat(MailboxText.of("w@[192.0.2.1]").address()).isEqualTo("w@[192.0.2.1]");
    }

    @Test
    void quoteWithoutItsEndIsNoPartOfAnAddress() {
        assertThat(MailboxText.of("\"w@b.cn").address()).isEqualTo("w@b.cn");
        assertThat(MailboxText.of("<w@b.cn\">").address()).isEqualTo("w@b.cn");
    }

    @Test
    void bothCommentsAreTheName() {
        assertThat(MailboxText.of("a@b.cn (测试甲) (门诊)")).isEqualTo(new Mailbox("测试甲 门诊", "a@b.cn", true));
        assertThat(MailboxText.of("a@b.cn (测试甲)")).isEqualTo(new Mailbox("测试甲", "a@b.cn", true));
    }

    @Test
    void whatFollowsABracketThatIsNeverClosedIsNoAddress() {
        assertThat(MailboxText.of("(a@b.cn").hasAddress()).isFalse();
        assertThat(MailboxText.of("a@b.cn (c@d.cn").address()).isEqualTo("a@b.cn");
    }

    @Test
    void quotedLocalPartBelongsToTheAddress() {
        assertThat(MailboxText.of("\"zhang san\"@b.cn").address()).isEqualTo("\"zhang san\"@b.cn");
    }

    @Test
    void quotesAroundAnAddressAreNoPartOfIt() {
        assertThat(MailboxText.of("<'a@b.cn'>").address()).isEqualTo("a@b.cn");
        assertThat(MailboxText.of("<\"a@b.cn\">").address()).isEqualTo("a@b.cn");
        assertThat(MailboxText.of("<'a@b.cn>").address()).isEqualTo("'a@b.cn");
        assertThat(MailboxText.of("<'a'@b.cn'>").address()).isEqualTo("'a'@b.cn'");
        assertThat(MailboxText.of("<MAILTO:a@b.cn>").address()).isEqualTo("a@b.cn");
    }

    @Test
    void secondAddressBesideTheFirstMakesItDoubtful() {
        assertThat(MailboxText.of("<a@b.cn> <c@d.cn>").plain()).isFalse();
        assertThat(MailboxText.of("c@d.cn <a@b.cn>").plain()).isFalse();
        assertThat(MailboxText.of("A@B.cn <a@b.cn>").plain()).isTrue();
        assertThat(MailboxText.of("<x<a@b.cn>").plain()).isFalse();
        assertThat(MailboxText.of("测试甲 <a@b.cn>")).isEqualTo(new Mailbox("测试甲", "a@b.cn", true));
    }

    @Test
    void nameWithoutACommaStaysAndTwoPartsAreJoined() {
        assertThat(MailboxText.joined("王", "")).isEqualTo("王");
        assertThat(MailboxText.joined("", "丽")).isEqualTo("丽");
        assertThat(MailboxText.joined("王", "丽")).isEqualTo("王, 丽");
        assertThat(MailboxText.joined("x".repeat(300), "y")).hasSize(MailboxText.NAME_CHARS_MAX);
    }

    @Test
    void partsThatAreNeverClosedProtectNothing() {
        assertThat(MailboxText.endOfPiece("\"a,b", 0)).isEqualTo(2);
        assertThat(MailboxText.endOfPiece("\"a\\\",b", 0)).isEqualTo(4);
        assertThat(MailboxText.endOfPiece("(a,b", 0)).isEqualTo(2);
        assertThat(MailboxText.endOfPiece("((a),b", 0)).isEqualTo(4);
        assertThat(MailboxText.endOfPiece("=?utf-8?Q?a,b", 0)).isEqualTo(11);
        assertThat(MailboxText.endOfPiece("=?utf-8,b", 0)).isEqualTo(7);
        assertThat(MailboxText.endOfPiece("=?a?,b", 0)).isEqualTo(4);
        assertThat(MailboxText.endOfPiece("=a,b", 0)).isEqualTo(2);
    }

    @Test
    void commentsMayHoldCommentsAndEscapes() {
        assertThat(MailboxText.endOfPiece("(a(b,)c,),d", 0)).isEqualTo(9);
        assertThat(MailboxText.endOfPiece("(a\\),b),c", 0)).isEqualTo(7);
        assertThat(MailboxText.of("a@b.cn (x(y)z)").name()).isEqualTo("x(y)z");
    }

    @Test
    void quotedPartHasUpTo1000Characters() {
        String longest = "\"" + ",".repeat(998) + "\"";

        assertThat(MailboxText.endOfPiece(longest + ",b", 0)).isEqualTo(1000);
        assertThat(MailboxText.endOfPiece("\"" + ",".repeat(999) + "\",b", 0)).isEqualTo(1);
        assertThat(MailboxText.endOfPiece("(" + ",".repeat(998) + "),b", 0)).isEqualTo(1000);
        assertThat(MailboxText.endOfPiece("(" + ",".repeat(999) + "),b", 0)).isEqualTo(1);
    }

    @Test
    void encodedWordHasUpTo4096Characters() {
        String longest = "=?a?Q?" + ",".repeat(4_088) + "?=";

        assertThat(MailboxText.endOfPiece(longest + ",b", 0)).isEqualTo(4_096);
        assertThat(MailboxText.endOfPiece("=?a?Q?" + ",".repeat(4_089) + "?=,b", 0))
                .isEqualTo(6);
    }

    @Test
    void nameAndAddressInOneEncodedOrQuotedTextAreBoth() {
        assertThat(MailboxText.of("\"测试甲 <a@b.cn>\"")).isEqualTo(new Mailbox("测试甲", "a@b.cn", true));
        assertThat(MailboxText.of("\"a@b.cn\"").address()).isEqualTo("a@b.cn");
        assertThat(MailboxText.of("\"测试甲 at home\"").name()).isEqualTo("测试甲 at home");
        assertThat(MailboxText.of("测试甲 a@b.cn")).isEqualTo(new Mailbox("测试甲", "a@b.cn", true));
        assertThat(MailboxText.of("a@b.cn 测试甲")).isEqualTo(new Mailbox("测试甲", "a@b.cn", true));
        assertThat(MailboxText.of("a@b.cn c@d.cn").plain()).isFalse();
    }

    @Test
    void bracketWithoutItsEndIsReadToTheEnd() {
        assertThat(MailboxText.of("测试甲 <a@b.cn")).isEqualTo(new Mailbox("测试甲", "a@b.cn", true));
        assertThat(MailboxText.of("<>").hasAddress()).isFalse();
        assertThat(MailboxText.of("").hasAddress()).isFalse();
    }
}

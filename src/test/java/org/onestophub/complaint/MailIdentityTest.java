package org.onestophub.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses are one person's, and which only look so. */
class MailIdentityTest {

    @ParameterizedTest
    @CsvSource({
        "jia@example.org, jia@example.org",
        "JIA@Example.ORG, jia@example.org",
        "\"jia\"@example.org, jia@example.org",
        "\"jia.a\"@example.org, jia.a@example.org",
        "jia@例子.cn, jia@xn--fsqu00a.cn",
        "测试@example.org, 测试@example.org",
        "jia@[192.0.2.1], jia@[192.0.2.1]",
        "root@localhost, root@localhost",
    })
    void oneAddressHasOneForm(String written, String form) {
        assertThat(MailIdentity.of(written)).contains(form);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jia+x@example.org",
                "j.ia@example.org",
                "ji\u0430@example.org",
                "jia@ex\u0430mple.org",
                "jia@example.org.",
                "jia@\uff45xample.org",
                "\"jia@example.org\"@example.net",
                "jia%example.org@example.net",
            })
    void addressThatOnlyLooksLikeAnotherIsAnother(String similar) {
        assertThat(MailIdentity.of(similar)).isNotEqualTo(MailIdentity.of("jia@example.org"));
    }

    @Test
    void onlyLettersOfAsciiHaveTwoCases() {
        assertThat(MailIdentity.of("\u212Aim@example.org")).isNotEqualTo(MailIdentity.of("kim@example.org"));
        assertThat(MailIdentity.of("\u0130@example.org")).isNotEqualTo(MailIdentity.of("i@example.org"));
        assertThat(MailIdentity.of("a@stra\u00dfe.example")).isNotEqualTo(MailIdentity.of("a@strasse.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jia",
                "@example.org",
                "jia@",
                "jia@example.org,yi@example.org",
                "jia@example.org yi@example.org",
                "ji\u200ba@example.org",
                "ji\u0000a@example.org",
                "jia@exa\u202emple.org",
                "jia@exa\ufffdmple.org",
                "<jia@example.org>",
                "smtp:jia@example.org",
                "a@b@example.org",
                "\"a\\\"b\"@example.org",
            })
    void textThatIsNotOneCompleteAddressHasNone(String text) {
        assertThat(MailIdentity.of(text)).isEmpty();
    }

    @Test
    void endlessAddressHasNone() {
        assertThat(MailIdentity.of("a".repeat(400) + "@example.org")).isEmpty();
        assertThat(MailIdentity.of("a@" + "x".repeat(300) + "\u4f8b")).isPresent();
    }
}

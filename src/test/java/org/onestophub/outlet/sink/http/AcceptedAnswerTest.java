package org.onestophub.outlet.sink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.problem.Problem;

class AcceptedAnswerTest {

    private static String judged(String fields, String accepted, String refused, String body) {
        Problem problem = AcceptedAnswer.of(fields, accepted, refused).problemOf(body);
        return problem == null ? "yes" : problem.code();
    }

    @Test
    void withoutARuleEveryBodyIsAYes() {
        assertThat(judged("", "", "", "{\"errcode\":1}")).isEqualTo("yes");
        assertThat(judged("", "", "", "")).isEqualTo("yes");
    }

    /** As DingTalk, WeCom, Feishu old and new, Teams, and platforms with words instead of numbers answer. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "/errcode|0|{\"errcode\":0,\"errmsg\":\"ok\"}|yes",
                "/errcode|0|{\"errcode\":310000,\"errmsg\":\"keywords\"}|DL-305",
                "/errcode|0|{\"errcode\":40035}|DL-101",
                "/errcode|0|{\"errcode\":\"0\"}|yes",
                "/errcode|0|{\"errcode\":0.0}|yes",
                "/errcode|0|{\"errcode\":-0}|yes",
                "/errcode|0|{\"errcode\":10}|DL-305",
                "/errcode|0|{\"errcode\":null}|DL-305",
                "/errcode|0|{\"errcode\":false}|DL-305",
                "/errcode|0|{\"errcode\":[0]}|DL-304",
                "/code,/StatusCode|0|{\"StatusCode\":0,\"StatusMessage\":\"success\"}|yes",
                "/code,/StatusCode|0|{\"code\":19001,\"StatusCode\":0}|DL-305",
                "/data/0/state|done,queued|{\"data\":[{\"state\":\"queued\"}]}|yes",
                "/a~1b|true|{\"a/b\":true}|yes",
                "/ok|true|{\"ok\":\"TRUE\"}|DL-305",
                "|1|1|yes",
                "|1|Webhook message delivery failed with error: 429|DL-305",
                "|success|success|yes",
                "|success|\"success\"|yes",
                "|success|  success |yes",
                "|success|{\"success\":true}|DL-304",
            })
    void theFieldDecides(String fields, String accepted, String body, String verdict) {
        assertThat(judged(fields == null ? "" : fields, accepted, "40035", body))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "<html>Log in</html>",
                "{\"errcode\":0",
                "{\"errcode\":1,\"errcode\":0}",
                "{\"errcode\":0} {\"errcode\":1}",
                "{\"code\":0}",
                "[]",
                "0",
            })
    void whereTheFieldCannotBeReadNobodyKnows(String body) {
        assertThat(judged("/errcode", "0", "", body)).isEqualTo("DL-304");
        assertThat(judged("/errcode", "0", "", "")).isEqualTo("DL-304");
    }

    @Test
    void byteOrderMarkIsNoPartOfTheAnswer() {
        assertThat(judged("/errcode", "0", "", "\uFEFF{\"errcode\":0}")).isEqualTo("yes");
    }

    @Test
    void hostileBodiesAreUnknownAndNoFault() {
        assertThat(judged("/errcode", "0", "", "[".repeat(16_000))).isEqualTo("DL-304");
        assertThat(judged("/errcode", "0", "", "{\"errcode\":" + "9".repeat(5_000) + "}"))
                .isIn("DL-304", "DL-305");
        assertThat(judged("/errcode", "0", "", "{\"errcode\":1e999999999}")).isIn("DL-304", "DL-305");
    }

    @ParameterizedTest
    @CsvSource({"errcode,0,''", "/errcode,'',''", "'','',5", "/errcode,'0,1',1", "/errcode,0,0.0"})
    void ruleThatCannotBeMeantStopsTheRoute(String fields, String accepted, String refused) {
        assertThatThrownBy(() -> AcceptedAnswer.of(fields, accepted, refused)).hasMessageContaining("CH-207");
    }
}

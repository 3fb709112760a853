package org.onestophub.outlet.sink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.outlet.sink.SinkRig;
import org.onestophub.outlet.sink.SinkRig.Outcome;
import org.onestophub.outlet.sink.http.ApiServer.Answer;
import org.onestophub.platform.remote.ClientKey;
import org.onestophub.platform.remote.TrustedCertificates;
import org.onestophub.problem.Problem;
import org.onestophub.support.TestTls;

class ApiSinkIT {

    private static final String VERDICT = "hub.destinations.test.verdict";
    private static final String TOKEN_URL = "hub.destinations.test.token-url";
    private static final String SECRET = "hub.destinations.test.client-secret";

    private ApiServer server;

    @BeforeEach
    void start() throws IOException {
        server = ApiServer.plain();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Map<String, String> parameters(String... more) {
        Map<String, String> all = new HashMap<>();
        all.put("urlSetting", SinkRig.URL_SETTING);
        all.put("url", server.url("/api?app=hub"));
        all.put("allowPlainHttp", "true");
        all.put("answerTimeout", "20000");
        all.put(SECRET, "a secret of 20 chars");
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    private SinkRig rig(String... more) {
        return SinkRig.start("http-api-sink", parameters(more));
    }

    private SinkRig oauth(String... more) {
        Map<String, String> all = parameters(
                "auth",
                "oauth2",
                "tokenUrlSetting",
                TOKEN_URL,
                TOKEN_URL,
                server.url("/token"),
                "clientIdSetting",
                SinkRig.USERNAME_SETTING,
                "secretSetting",
                SECRET,
                "scope",
                "orders answers");
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return SinkRig.start("http-api-sink", all);
    }

    private static Answer token(String value, int seconds) {
        return new Answer(
                200, "{\"access_token\":\"" + value + "\",\"token_type\":\"Bearer\",\"expires_in\":" + seconds + "}");
    }

    private String authorization(int request) {
        return server.seen().get(request).headers().getFirst("Authorization");
    }

    @Test
    void theMappingDecidesPathAndBody() {
        try (SinkRig rig =
                rig("method", "PUT", "path", "/orders/{/taskId}/{/action}?round={/round}", "bodyField", "/body")) {
            Outcome outcome = rig.send(
                    "d-1", "{\"taskId\":\"SH 1/2\",\"action\":\"sign\",\"round\":2,\"body\":{\"text\":\"已签收\"}}");

            assertThat(outcome).isEqualTo(new Outcome("", "200", "{\"code\":0}"));
        }
        ApiServer.Seen seen = server.seen().get(0);
        assertThat(seen.method()).isEqualTo("PUT");
        assertThat(seen.address()).isEqualTo("/api/orders/SH%201%2F2/sign?app=hub&round=2");
        assertThat(seen.body()).isEqualTo("{\"text\":\"已签收\"}");
        assertThat(seen.headers().getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(seen.headers().getFirst("Idempotency-Key")).isEqualTo("d-1");
        assertThat(seen.headers()).doesNotContainKey("Authorization");
    }

    @ParameterizedTest
    @CsvSource({"'{\"body\":{}}'", "'{\"taskId\":\"..\",\"body\":{}}'", "'{\"taskId\":[\"1\"],\"body\":{}}'", "'[]'"})
    void whatCannotStandInAPathIsNotSent(String made) {
        try (SinkRig rig = rig("path", "/orders/{/taskId}")) {
            assertThat(rig.send("d-1", made).code()).isEqualTo("DL-201");
        }
        assertThat(server.seen()).isEmpty();
    }

    @Test
    void aFormHasTheFieldsOfTheBody() {
        try (SinkRig rig = rig("contentType", "form")) {
            rig.send("d-1", "{\"mobile\":\"13800000001\",\"content\":\"编号 1&2\",\"none\":null}");
        }
        assertThat(server.seen().get(0).body()).isEqualTo("mobile=13800000001&content=%E7%BC%96%E5%8F%B7+1%262");
        assertThat(server.seen().get(0).headers().getFirst("Content-Type"))
                .isEqualTo("application/x-www-form-urlencoded");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|{\"code\":0}|''",
                "200|{\"code\":7}|DL-101",
                "200|{\"code\":9}|DL-305",
                "200|nothing to read|DL-304",
                "200|''|DL-304",
                "409|{\"code\":1}|''",
                "503|{\"code\":9}|DL-303",
                "400|{\"code\":5}|DL-101"
            })
    void theVerdictReadsTheAnswer(int status, String body, String code) {
        server.answers(new Answer(status, body));
        String verdict = """
                if (.status == 409) "accepted" else if (.body.code == 0) "accepted"
                else if (.body.code == 7) "refused" else if (.body.code == 9) "retry"
                else if (.status == 200) "unknown" else null""";
        try (SinkRig rig = rig("verdictSetting", VERDICT, VERDICT, verdict)) {
            Outcome outcome = rig.send("d-1", "{}");

            assertThat(outcome.code()).isEqualTo(code);
            assertThat(outcome.status()).isEqualTo(Integer.toString(status));
            assertThat(outcome.response()).isEqualTo(body);
        }
    }

    @ParameterizedTest
    @CsvSource({"number(.body),DL-304", "'\"whatever\"',DL-304", "null,''"})
    void aVerdictThatSaysNothingUsableLeavesItUnknown(String verdict, String code) {
        server.answers(new Answer(200, "words"));
        try (SinkRig rig = rig("verdictSetting", VERDICT, VERDICT, verdict)) {
            assertThat(rig.send("d-1", "{}").code()).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @CsvSource({"if (", "def f(x) f($x) f(1)", "import \"a\" as a a(.)"})
    void aVerdictThatCannotBeStopsTheRoute(String verdict) {
        assertThatThrownBy(() -> rig("verdictSetting", VERDICT, VERDICT, verdict))
                .hasStackTraceContaining("CH-207");
    }

    @Test
    void withoutAnAnswerNobodyKnows() {
        server.answers(new Answer(0, ""));
        try (SinkRig rig = rig()) {
            assertThat(rig.send("d-1", "{}").code()).isEqualTo("DL-304");
            assertThat(server.seen()).hasSize(1);
        }
    }

    @Test
    void thePauseOfATooManyIsHandedOn() {
        server.answers(new Answer(429, "slow down", "Retry-After", "90"));
        try (SinkRig rig = rig()) {
            assertThat(rig.send("d-1", "{}").code()).isEqualTo("DL-303");
            assertThat(rig.lastRetryAfter()).isEqualTo(Duration.ofSeconds(90));
        }
    }

    @Test
    void aBearerTokenIsReadAtEachRequest() {
        try (SinkRig rig = rig("auth", "bearer", "secretSetting", SECRET)) {
            rig.send("d-1", "{}");
            rig.set(SECRET, "another-secret");
            rig.send("d-2", "{}");
            rig.set(SECRET, "");

            assertThat(rig.send("d-3", "{}").code()).isEqualTo("DL-302");
        }
        assertThat(authorization(0)).isEqualTo("Bearer a secret of 20 chars");
        assertThat(authorization(1)).isEqualTo("Bearer another-secret");
        assertThat(server.seen()).hasSize(2);
    }

    @Test
    void aTokenIsKeptUntilShortlyBeforeItsEnd() {
        server.tokens(token("t-1", 3600));
        try (SinkRig rig = oauth()) {
            rig.send("d-1", "{}");
            rig.send("d-2", "{}");
        }
        assertThat(server.asked()).hasSize(1);
        assertThat(server.asked().get(0).body()).isEqualTo("grant_type=client_credentials&scope=orders+answers");
        assertThat(server.asked().get(0).headers().getFirst("Authorization"))
                .isEqualTo("Basic aHViOmErc2VjcmV0K29mKzIwK2NoYXJz");
        assertThat(authorization(0)).isEqualTo("Bearer t-1");
        assertThat(authorization(1)).isEqualTo("Bearer t-1");
    }

    @Test
    void aRejectedTokenIsReplacedAndTheRequestMadeOnceMore() {
        server.tokens(token("t-1", 3600), token("t-2", 3600));
        try (SinkRig rig = oauth("tokenLogin", "body")) {
            rig.send("d-1", "{}");
            server.answers(new Answer(401, "expired"));

            assertThat(rig.send("d-2", "{}").code()).isEmpty();
        }
        assertThat(server.asked()).hasSize(2);
        assertThat(server.asked().get(0).body()).endsWith("&client_id=hub&client_secret=a+secret+of+20+chars");
        assertThat(authorization(1)).isEqualTo("Bearer t-1");
        assertThat(authorization(2)).isEqualTo("Bearer t-2");
    }

    @Test
    void aTokenThatTheBodyRejectsIsReplacedToo() {
        server.tokens(token("t-1", 3600), token("t-2", 3600));
        server.answers(new Answer(200, "{\"code\":42001}"));
        try (SinkRig rig = oauth("verdictSetting", VERDICT, VERDICT, "if (.body.code == 42001) \"token\" else null")) {
            assertThat(rig.send("d-1", "{}").code()).isEmpty();
        }
        assertThat(authorization(1)).isEqualTo("Bearer t-2");
    }

    @Test
    void aSecondRejectionIsForTheOperator() {
        server.tokens(token("t-1", 3600), token("t-2", 3600));
        server.answers(new Answer(401, "no"), new Answer(401, "never"));
        try (SinkRig rig = oauth()) {
            assertThat(rig.send("d-1", "{}")).isEqualTo(new Outcome("DL-302", "401", "never"));
        }
        assertThat(server.seen()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|{\"error\":\"invalid_client\"}|DL-302|token 400|{\"error\":\"invalid_client\"}",
                "429|wait|DL-303|token 429|wait",
                "200|{\"accessToken\":\"hidden\"}|DL-302|token|the answer has no access_token",
                "0|''|DL-302|token|''"
            })
    void withoutATokenNothingIsHandedOver(int status, String body, String code, String shown, String words) {
        server.tokens(new Answer(status, body, "Retry-After", "60"));
        try (SinkRig rig = oauth()) {
            assertThat(rig.send("d-1", "{}")).isEqualTo(new Outcome(code, shown, words));
            assertThat(rig.lastRetryAfter()).isEqualTo(Duration.ofSeconds(status == 429 || status == 400 ? 60 : 0));
        }
        assertThat(server.seen()).isEmpty();
    }

    @Test
    void aTestOfTheWayAsksForAToken() {
        server.tokens(token("t-1", 3600));
        try (SinkRig rig = oauth()) {
            assertThat(rig.probe())
                    .containsExactly("settings ok", "resolve ok", "connect ok", "token ok", "hand-over skipped");
            assertThat(rig.probeEnd()).isEqualTo("token " + Problem.LOGIN_REFUSED.code());
        }
        assertThat(server.seen()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"hmac-sha256,32", "hmac-sm3,32"})
    void aSignatureCoversWhatThePlatformWants(String auth, int bytes) throws Exception {
        try (SinkRig rig = rig(
                "auth", auth,
                "secretSetting", SECRET,
                "clientIdSetting", SinkRig.USERNAME_SETTING,
                "signedText", "{method}{nl}{path}{nl}{query}{nl}{timestamp}{nl}{nonce}{nl}{key}{nl}{body}",
                "signatureHeader", "X-Sign",
                "signaturePrefix", "",
                "signatureEncoding", "base64",
                "timestampUnit", "ms",
                "nonceHeader", "X-Nonce",
                "keyHeader", "X-App")) {
            rig.send("d-1", "{\"a\":\"投诉\"}");
        }
        ApiServer.Seen seen = server.seen().get(0);
        String nonce = seen.headers().getFirst("X-Nonce");
        String timestamp = seen.headers().getFirst("X-Onestop-Timestamp");
        assertThat(timestamp).isEqualTo(Long.toString(SinkRig.NOW.toEpochMilli()));
        assertThat(seen.headers().getFirst("X-App")).isEqualTo("hub");
        String text = String.join("\n", "POST", "/api", "app=hub", timestamp, nonce, "hub", seen.body());
        byte[] expected =
                RequestSignatureTest.hmac(auth.equals("hmac-sm3") ? "sm3" : "sha256", "a secret of 20 chars", text);
        assertThat(expected).hasSize(bytes);
        assertThat(java.util.Base64.getDecoder().decode(seen.headers().getFirst("X-Sign")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "signedText,'no part'",
        "signedText,{secret}",
        "signatureHeader,'a b'",
        "path,orders/1",
        "path,/orders/{taskId}",
        "bodyField,body",
        "auth,basic",
        "clientKeyFile,pom.xml"
    })
    void aParameterThatCannotBeStopsTheRoute(String name, String value) {
        assertThatThrownBy(() -> rig("auth", "hmac-sha256", "secretSetting", SECRET, name, value)
                        .close())
                .hasStackTraceContaining("CH-207");
    }

    @Test
    void aServerThatAsksForACertificateGetsIt(@TempDir Path folder) throws Exception {
        TestTls tls = TestTls.make(folder);
        SSLContext context = TrustedCertificates.contextOf(
                ClientKey.of(tls.keyStore().toString(), TestTls.PASSWORD), new TrustManager[] {
                    TrustedCertificates.ofFile(tls.certificate().toString()).judge()
                });
        try (ApiServer mutual = ApiServer.mutual(context)) {
            String[] known = {
                "url",
                "https://localhost:" + mutual.port() + "/",
                "allowPlainHttp",
                "false",
                "certificateFile",
                tls.certificate().toString()
            };
            try (SinkRig stranger = rig(known)) {
                // in TLS 1.3 it closes the line after the request was written, mostly without a word
                assertThat(stranger.send("d-1", "{}").code()).isIn("DL-302", "DL-304");
                assertThat(mutual.seen()).isEmpty();
            }
            Map<String, String> all = parameters(known);
            all.put("clientKeyFile", tls.keyStore().toString());
            all.put("clientKeyPasswordSetting", SECRET);
            all.put(SECRET, TestTls.PASSWORD);
            try (SinkRig friend = SinkRig.start("http-api-sink", all)) {
                assertThat(friend.probe())
                        .containsExactly("settings ok", "resolve ok", "connect ok", "tls ok", "hand-over skipped");
                assertThat(friend.send("d-1", "{}").code()).isEmpty();
                assertThat(mutual.seen()).hasSize(1);
            }
        }
    }
}

package org.onestophub.outlet.sink;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Shipment;
import org.onestophub.platform.probe.ProbeSocket;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.platform.remote.RetryAfter;
import org.onestophub.platform.remote.WebhookSignature;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Posts JSON to a webhook, signed. The JDK's client and not camel-http: it has a type of its own for "no connection was
 * made", it does not repeat a POST behind our back, and the answer's body is ours to cut off.
 */
public class WebhookSinkStep extends TrustingSinkStep {

    /** Where nothing was accepted because a setting here or there is wrong: an operator corrects it, then it goes through. */
    private static final Set<Integer> MISCONFIGURED = Set.of(401, 403, 404, 405, 407);

    private static final Set<Integer> BUSY = Set.of(408, 425, 429);
    /** A gateway speaks for a server behind it that may have taken it: bad gateway, gateway timeout(). */
    private static final Set<Integer> UNKNOWN = Set.of(502, 504);

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private String urlSetting = "";
    private URI url;
    private String secretSetting = "";
    private boolean allowPlainHttp;
    private String answerFields = "";
    private String acceptedValues = "";
    private String refusedValues = "";
    private AcceptedAnswer acceptedAnswer;
    private @Nullable HttpClient client;

    /** Name of the setting that holds the address: in a URI its {@code &} would end it (CAMEL-23594), and it may hold a token. */
    public void setUrlSetting(String urlSetting) {
        this.urlSetting = required("urlSetting", urlSetting);
    }

    /** Name of the setting that holds the secret shared with the receiver. */
    public void setSecretSetting(String secretSetting) {
        this.secretSetting = required("secretSetting", secretSetting);
    }

    /** Whether complaints may travel unencrypted. */
    public void setAllowPlainHttp(boolean allowPlainHttp) {
        this.allowPlainHttp = allowPlainHttp;
    }

    /**
     * JSON Pointers (RFC 6901) to the field of a 2xx answer that says whether it was accepted, separated by commas: the
     * first that the answer has counts. Empty: the whole answer.
     */
    public void setAnswerFields(String answerFields) {
        this.answerFields = answerFields;
    }

    /** Values of that field that mean yes, separated by commas; empty: the status line alone decides. */
    public void setAcceptedValues(String acceptedValues) {
        this.acceptedValues = acceptedValues;
    }

    /** Values of that field that mean no for good, separated by commas. */
    public void setRefusedValues(String refusedValues) {
        this.refusedValues = refusedValues;
    }

    @Override
    protected void doStart() {
        acceptedAnswer = AcceptedAnswer.of(answerFields, acceptedValues, refusedValues);
        url = addressOf(settingOf(urlSetting));
        if (!allowPlainHttp && !isTls()) {
            throw new ProblemException(Problem.SETTING_INVALID, "allowPlainHttp");
        }
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                // a redirect would carry a complaint, and the signature, to wherever the answer says
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout())
                .sslContext(trust().context())
                .build();
    }

    @Override
    protected void doStop() {
        // it ends its thread when nobody holds it any more; Java 17 has no other way
        client = null;
    }

    @Override
    public String kind() {
        return isTls() ? "https" : "http";
    }

    @Override
    public void probe(ProbeSteps steps) {
        probeSettings(steps, urlSetting, secretSetting);
        int port = url.getPort() > 0 ? url.getPort() : isTls() ? HTTPS : HTTP;
        try (ProbeSocket line = new ProbeSocket(url.getHost(), port)) {
            line.resolve(steps);
            line.connect(steps);
            if (isTls()) {
                line.tls(steps, trust().judge(), true, clock(), plain -> {});
            }
        }
        steps.skip("hand-over", "whatever is posted would be taken for a complaint");
    }

    private boolean isTls() {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    @Override
    SinkReply handOver(String shipmentId, Message message) {
        int attempt = Objects.requireNonNullElse(message.getHeader(Shipment.ATTEMPT, Integer.class), 1);
        HttpClient started = client;
        if (started == null) {
            // the route was stopped
            return SinkReply.failed(Problem.DESTINATION_UNREACHABLE, "", "");
        }
        HttpRequest request = requestOf(shipmentId, attempt, bytesOf(message));
        try {
            return judge(started.send(request, answer -> new BoundedAnswer(timeout())));
        } catch (HttpConnectTimeoutException | ConnectException | SSLHandshakeException e) {
            return HandOverFault.of(e).reply();
        } catch (IOException e) {
            // also the timeout() of the answer: the body may have arrived
            return SinkReply.failed(Problem.OUTCOME_UNKNOWN, "", "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return SinkReply.failed(Problem.OUTCOME_UNKNOWN, "", "");
        }
    }

    private HttpRequest requestOf(String shipmentId, int attempt, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(timeout())
                .header("Content-Type", "application/json")
                .header("User-Agent", "onestop-hub")
                .header("Idempotency-Key", ShipmentNames.ascii(shipmentId))
                .header("X-Onestop-Attempt", Integer.toString(attempt))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return WebhookSignature.sign(request, secretOf(secretSetting), clock().instant(), body)
                .build();
    }

    /** CH-207 if it is not an absolute http or https address without a login in it. */
    private static URI addressOf(String text) {
        try {
            URI given = new URI(text);
            boolean isHttp = "https".equalsIgnoreCase(given.getScheme()) || "http".equalsIgnoreCase(given.getScheme());
            if (isHttp && given.getHost() != null && given.getRawUserInfo() == null) {
                return given;
            }
        } catch (URISyntaxException e) {
            // reported below
        }
        throw new ProblemException(Problem.SETTING_INVALID, "url");
    }

    private SinkReply judge(HttpResponse<byte[]> answer) {
        int code = answer.statusCode();
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        Problem problem = isSuccess(code) ? acceptedAnswer.problemOf(body) : problemOf(code);
        String text = answer.headers()
                        .firstValue("Retry-After")
                        .map(after -> "Retry-After: " + after + "\n")
                        .orElse("")
                + body;
        Duration pause = problem == null ? Duration.ZERO : RetryAfter.of(answer.headers(), clock().instant());
        return new SinkReply(Integer.toString(code), text, problem, pause);
    }

    private static boolean isSuccess(int code) {
        return code >= 200 && code < 300;
    }

    private static Problem problemOf(int code) {
        if (code >= 300 && code < 400 || MISCONFIGURED.contains(code)) {
            return Problem.DESTINATION_UNREACHABLE;
        }
        if (BUSY.contains(code) || code >= 500 && code < 600 && !UNKNOWN.contains(code)) {
            return Problem.DESTINATION_BUSY;
        }
        return code >= 400 && code < 500 ? Problem.DESTINATION_REFUSED : Problem.OUTCOME_UNKNOWN;
    }
}

package org.onestophub.outlet.sink.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.onestophub.outlet.sink.HandOverFault;
import org.onestophub.outlet.sink.TrustingSinkStep;
import org.onestophub.platform.probe.ProbeSocket;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.platform.probe.TlsInspection;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * A sink that hands over by HTTP. The JDK's client and not camel-http: it has a type of its own for "no connection was
 * made", it does not repeat a POST behind our back, and the answer's body is ours to cut off.
 */
public abstract class HttpSinkStep extends TrustingSinkStep {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private String urlSetting = "";
    private URI url;
    private boolean allowPlainHttp;
    private KeyManager[] keys = {};
    private @Nullable HttpClient client;

    /** Name of the setting that holds the address: in a URI its {@code &} would end it (CAMEL-23594), and it may hold a token. */
    public final void setUrlSetting(String urlSetting) {
        this.urlSetting = required("urlSetting", urlSetting);
    }

    /** Whether complaints may travel unencrypted. */
    public final void setAllowPlainHttp(boolean allowPlainHttp) {
        this.allowPlainHttp = allowPlainHttp;
    }

    @Override
    protected void doStart() {
        url = addressIn(urlSetting);
        keys = clientKeys();
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                // a redirect would carry a complaint, and the signature, to wherever the answer says
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout())
                .sslContext(trust().context(keys))
                .build();
    }

    @Override
    protected void doStop() {
        // it ends its thread when nobody holds it any more; Java 17 has no other way
        client = null;
    }

    @Override
    public String kind() {
        return isTls(url) ? "https" : "http";
    }

    /** The keys by which the hub shows who it is; none unless a sink has some. Asked for when the route starts. */
    KeyManager[] clientKeys() {
        return new KeyManager[0];
    }

    final URI url() {
        return url;
    }

    final String urlSetting() {
        return urlSetting;
    }

    /** The way to the server as far as one can go without a request. */
    final void probeLine(ProbeSteps steps) {
        boolean isTls = isTls(url);
        int port = url.getPort() > 0 ? url.getPort() : isTls ? HTTPS : HTTP;
        try (ProbeSocket line = new ProbeSocket(url.getHost(), port)) {
            line.resolve(steps);
            line.connect(steps);
            if (isTls) {
                line.tls(steps, new TlsInspection(trust().judge(), keys), true, clock(), plain -> {});
            }
        }
    }

    /**
     * Sends it once.
     * @throws HandOverFault DL-302 if nothing was handed over, DL-304 if nobody knows
     */
    final HttpAnswer send(HttpRequest request) throws HandOverFault {
        HttpClient started = client;
        if (started == null) {
            // the route was stopped
            throw new HandOverFault(Problem.DESTINATION_UNREACHABLE, "", "");
        }
        try {
            return HttpAnswer.of(started.send(request, answer -> new BoundedAnswer(timeout())));
        } catch (HttpConnectTimeoutException | ConnectException | SSLHandshakeException e) {
            throw HandOverFault.of(e);
        } catch (IOException e) {
            // also the timeout of the answer: the body may have arrived
            throw unknown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown();
        }
    }

    private static HandOverFault unknown() {
        return new HandOverFault(Problem.OUTCOME_UNKNOWN, "", "");
    }

    static boolean isTls(URI address) {
        return "https".equalsIgnoreCase(address.getScheme());
    }

    /**
     * The address that a setting holds.
     * @throws ProblemException CH-204 if there is none; CH-207 if it is not an absolute http or https address without a
     *     login in it, or if it is plain http and that is not allowed
     */
    final URI addressIn(String setting) {
        URI address = addressOf(settingOf(setting));
        if (!allowPlainHttp && !isTls(address)) {
            throw new ProblemException(Problem.SETTING_INVALID, "allowPlainHttp");
        }
        return address;
    }

    private static URI addressOf(String text) {
        try {
            URI given = new URI(text);
            boolean isHttp = isTls(given) || "http".equalsIgnoreCase(given.getScheme());
            if (isHttp && given.getHost() != null && given.getRawUserInfo() == null) {
                return given;
            }
        } catch (URISyntaxException e) {
            // reported below
        }
        throw new ProblemException(Problem.SETTING_INVALID, "url");
    }
}

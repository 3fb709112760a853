package org.onestophub.intake.source.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.X509ExtendedTrustManager;
import org.onestophub.intake.source.CamelAwareBean;
import org.onestophub.platform.connector.ConnectorSetting;
import org.onestophub.platform.remote.TrustedCertificates;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.util.unit.DataSize;

/** Where a platform is and how much of an answer is read; set by the Kamelet. */
public final class PullServer extends CamelAwareBean {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private String urlSetting = "";
    private boolean allowPlainHttp;
    private TrustedCertificates trust = TrustedCertificates.ofTheJvm();
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration answerTimeout = Duration.ofSeconds(30);
    private long maxBytes = DataSize.ofMegabytes(8).toBytes();

    /** Name of the setting that holds the address: an address may hold a token. */
    public void setUrlSetting(String urlSetting) {
        this.urlSetting = urlSetting;
    }

    /** Whether items may travel unencrypted. */
    public void setAllowPlainHttp(boolean allowPlainHttp) {
        this.allowPlainHttp = allowPlainHttp;
    }

    /**
     * PEM file of trusted certificates; empty for those the JVM trusts.
     * @throws ProblemException CH-207 if the file has none or cannot be read
     */
    public void setCertificateFile(String file) {
        this.trust = TrustedCertificates.of(file);
    }

    /** Longest wait for a connection, in milliseconds. */
    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = Duration.ofMillis(connectTimeout);
    }

    /** Longest time for an answer with all of its body, in milliseconds. */
    public void setAnswerTimeout(long answerTimeout) {
        this.answerTimeout = Duration.ofMillis(answerTimeout);
    }

    /** Largest body of an answer, for example {@code 8MB}. */
    public void setMaxSize(String maxSize) {
        this.maxBytes = DataSize.parse(maxSize).toBytes();
    }

    Duration connectTimeout() {
        return connectTimeout;
    }

    Duration answerTimeout() {
        return answerTimeout;
    }

    long maxBytes() {
        return maxBytes;
    }

    TrustedCertificates trust() {
        return trust;
    }

    /** Who judges the certificate; null without TLS. */
    @SuppressWarnings("NullAway") // a probe target without TLS has none
    X509ExtendedTrustManager judge(URI address) {
        return isTls(address) ? trust.judge() : null;
    }

    /**
     * The address as it is set now.
     * @throws ProblemException CH-204 if it is not set, CH-207 if it cannot be used
     */
    URI address() {
        return checked(ConnectorSetting.needed(getCamelContext(), urlSetting), "url");
    }

    /**
     * An absolute address of http or https without a login in it.
     * @throws ProblemException CH-207 if it is none, or is not encrypted where it must be
     */
    URI checked(String text, String field) {
        try {
            URI given = new URI(text.strip());
            if (given.getHost() != null && given.getRawUserInfo() == null && (isTls(given) || isPlain(given))) {
                return given;
            }
        } catch (URISyntaxException e) {
            // the text may hold a token
        }
        throw new ProblemException(Problem.SETTING_INVALID, field);
    }

    private boolean isPlain(URI given) {
        return allowPlainHttp && "http".equalsIgnoreCase(given.getScheme());
    }

    static boolean isTls(URI address) {
        return "https".equalsIgnoreCase(address.getScheme());
    }

    static int portOf(URI address) {
        return address.getPort() > 0 ? address.getPort() : isTls(address) ? HTTPS : HTTP;
    }

    /** Scheme, host and port: what may see the token. */
    static String originOf(URI address) {
        return (address.getScheme() + "://" + address.getHost() + ":" + portOf(address)).toLowerCase(Locale.ROOT);
    }
}

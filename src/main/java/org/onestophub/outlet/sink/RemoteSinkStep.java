package org.onestophub.outlet.sink;

import java.time.Duration;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** A sink that opens one connection to one server for each shipment, and gives up after a time. */
public abstract class RemoteSinkStep extends SinkStep {

    private String host = "";
    private int port;
    private TrustedCertificates trust = TrustedCertificates.ofTheJvm();
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration timeout = Duration.ofSeconds(30);

    /** The server's name or address; CH-207 if blank. */
    public final void setHost(String host) {
        this.host = required("host", host);
    }

    /** The server's port; CH-207 if it cannot be one. */
    public final void setPort(int port) {
        if (port < 1 || port > 65_535) {
            throw new ProblemException(Problem.SETTING_INVALID, "port");
        }
        this.port = port;
    }

    /** PEM file with the certificate of the server or of who signed it; empty: who the JVM trusts. CH-207 if unusable. */
    public final void setCertificateFile(String file) {
        this.trust = TrustedCertificates.of(file);
    }

    /** Milliseconds to wait for a connection. */
    public final void setConnectTimeout(long millis) {
        this.connectTimeout = waiting("connectTimeout", millis);
    }

    /** Milliseconds for everything that follows; then the line is closed. */
    public final void setAnswerTimeout(long millis) {
        this.timeout = waiting("answerTimeout", millis);
    }

    final String host() {
        return host;
    }

    final int port() {
        return port;
    }

    final TrustedCertificates trust() {
        return trust;
    }

    final Duration connectTimeout() {
        return connectTimeout;
    }

    final Duration timeout() {
        return timeout;
    }
}

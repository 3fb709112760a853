package org.onestophub.platform.probe;

import java.io.IOException;
import java.net.Socket;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.ShortText;
import org.onestophub.complaint.contract.configuration.ServerIdentity;
import org.onestophub.platform.remote.TrustedCertificates;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** A handshake that remembers the server's certificate, and what is wrong with it. */
public final class TlsInspection extends X509ExtendedTrustManager {

    /** Names in certificates may be long; this many characters are shown. */
    private static final int MOST_TEXT = 200;
    /** RFC 7468: characters of a line. */
    private static final int PEM_LINE = 64;

    private final X509ExtendedTrustManager trust;
    private final KeyManager[] keys;
    private @Nullable X509Certificate shown;
    private @Nullable Problem fault;

    /** An inspection that trusts what {@code trust} trusts. */
    public TlsInspection(X509ExtendedTrustManager trust) {
        this(trust, new KeyManager[0]);
    }

    /** The same by a hub that shows who it is by one of these keys. */
    public TlsInspection(X509ExtendedTrustManager trust, KeyManager[] keys) {
        this.trust = trust;
        this.keys = keys.clone();
    }

    /**
     * TLS over a connection.
     * @throws ProblemException CH-315 to CH-318
     */
    public SSLSocket over(Socket plain, String host, int port, boolean checkHostName) throws IOException {
        try {
            return TrustedCertificates.over(context(), plain, host, port, checkHostName);
        } catch (SSLException e) {
            throw new ProblemException(fault == null ? Problem.TLS_REFUSED : fault);
        }
    }

    /** Subject, issuer and validity of the certificate; empty before a server sent one. */
    public Map<String, String> facts(Clock clock) {
        if (shown == null) {
            return Map.of();
        }
        Map<String, String> facts = facts(shown, clock);
        ServerIdentity identity = identity();
        if (identity != null) {
            facts.put("fingerprint", identity.fingerprint());
        }
        return facts;
    }

    /** Subject, issuer and validity of a certificate, in an order for people. */
    public static Map<String, String> facts(X509Certificate certificate, Clock clock) {
        Instant end = certificate.getNotAfter().toInstant();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("subject", shortened(certificate.getSubjectX500Principal().getName()));
        facts.put("issuer", shortened(certificate.getIssuerX500Principal().getName()));
        facts.put("validUntil", end.toString());
        facts.put(
                "daysLeft", Long.toString(Duration.between(clock.instant(), end).toDays()));
        return facts;
    }

    /** The certificate that the server showed, also one that nobody trusts; null if it showed none. */
    public @Nullable ServerIdentity identity() {
        if (shown == null) {
            return null;
        }
        try {
            byte[] bytes = shown.getEncoded();
            String text = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(bytes);
            return new ServerIdentity(
                    HexFormat.ofDelimiter(":").withUpperCase().formatHex(Digest.raw(bytes)),
                    "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
        } catch (CertificateEncodingException e) {
            return null;
        }
    }

    /** End of validity of the server's certificate, null if it sent none. */
    public @Nullable Instant validUntil() {
        return shown == null ? null : shown.getNotAfter().toInstant();
    }

    /** For libraries that make their own sockets. */
    public SSLContext context() {
        return TrustedCertificates.contextOf(keys, this);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        judge(chain, kind);
        named(() -> trust.checkServerTrusted(chain, kind, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        judge(chain, kind);
        named(() -> trust.checkServerTrusted(chain, kind, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        judge(chain, kind);
    }

    private void judge(X509Certificate[] chain, String kind) throws CertificateException {
        X509Certificate certificate = chain[0];
        shown = certificate;
        try {
            certificate.checkValidity();
            trust.checkServerTrusted(chain, kind);
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            fault = Problem.CERTIFICATE_OUT_OF_DATE;
            throw e;
        } catch (CertificateException e) {
            fault = Problem.CERTIFICATE_UNTRUSTED;
            throw e;
        }
    }

    private interface Check {
        void make() throws CertificateException;
    }

    /** The chain is good, so what is still wrong is the name. */
    private void named(Check check) throws CertificateException {
        try {
            check.make();
        } catch (CertificateException e) {
            fault = Problem.CERTIFICATE_OTHER_NAME;
            throw e;
        }
    }

    private static String shortened(String text) {
        return ShortText.of(text, MOST_TEXT);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        throw new CertificateException("no clients here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        throw new CertificateException("no clients here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        throw new CertificateException("no clients here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trust.getAcceptedIssuers();
    }
}

package org.onestophub.outlet.sink;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Whose certificates a sink believes. */
final class TrustedCertificates {

    private final TrustManager[] judges;

    private TrustedCertificates(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        this.judges = factory.getTrustManagers();
    }

    /** Those the JVM trusts. */
    static TrustedCertificates ofTheJvm() {
        return of("");
    }

    /**
     * Those signed by, or equal to, the certificates of a PEM file, and no others; those the JVM trusts if it is empty.
     * @throws ProblemException CH-207 if the file has none or cannot be read
     */
    static TrustedCertificates of(String file) {
        try {
            return new TrustedCertificates(file.isBlank() ? null : storeOf(Path.of(file)));
        } catch (IOException | GeneralSecurityException e) {
            throw new ProblemException(Problem.SETTING_INVALID, "certificateFile");
        }
    }

    /** Who judges, for a look that tells what is wrong. */
    X509ExtendedTrustManager judge() {
        return Stream.of(judges)
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, judges, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java speaks TLS");
        }
    }

    /** TLS over a connection, the handshake done. */
    SSLSocket over(Socket plain, String host, int port, boolean checkHostName) throws IOException {
        SSLSocket line = (SSLSocket) context().getSocketFactory().createSocket(plain, host, port, true);
        if (checkHostName) {
            SSLParameters checked = line.getSSLParameters();
            checked.setEndpointIdentificationAlgorithm("HTTPS");
            line.setSSLParameters(checked);
        }
        line.startHandshake();
        return line;
    }

    private static KeyStore storeOf(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("server-" + number++, one);
            }
        }
        if (number == 0) {
            throw new IOException("no certificate");
        }
        return store;
    }
}

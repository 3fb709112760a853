package org.onestophub.platform.remote;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** The certificates that the hub trusts when it opens a connection. */
public final class TrustedCertificates {

    /** Far more than all authorities of the world take. */
    private static final int MOST_BYTES = 1024 * 1024;

    static {
        // vsftpd 3 names a lifetime of 68 years for its tickets of TLS 1.2, and the JDK throws such a ticket away
        // without
        // keeping the session: without tickets the session is kept by its id. TLS 1.3 is not affected.
        if (System.getProperty("jdk.tls.client.enableSessionTicketExtension") == null) {
            System.setProperty("jdk.tls.client.enableSessionTicketExtension", "false");
        }
    }

    private final TrustManager[] judges;

    private TrustedCertificates(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        this.judges = factory.getTrustManagers();
    }

    /** Those the JVM trusts. CH-207 if it has no list. */
    public static TrustedCertificates ofTheJvm() {
        return of((KeyStore) null);
    }

    /**
     * Those of {@link #ofFile}; those the JVM trusts if no file is named.
     * @throws ProblemException CH-207 if the file has none or cannot be read
     */
    public static TrustedCertificates of(String file) {
        return file.isBlank() ? ofTheJvm() : ofFile(file);
    }

    /**
     * Those signed by, or equal to, the certificates of a PEM file, and no others.
     * @throws ProblemException CH-207 if the file has none or cannot be read
     */
    public static TrustedCertificates ofFile(String file) {
        try {
            return of(storeOf(certificatesIn(Path.of(file))));
        } catch (IOException | GeneralSecurityException e) {
            throw new ProblemException(Problem.SETTING_INVALID, "certificateFile");
        }
    }

    /** Those of a store; those the JVM trusts if it is null. */
    public static TrustedCertificates of(@Nullable KeyStore store) {
        try {
            return new TrustedCertificates(store);
        } catch (GeneralSecurityException e) {
            throw new ProblemException(Problem.SETTING_INVALID, "certificateFile");
        }
    }

    /** The trust manager, for an inspection that reports what is wrong. */
    public X509ExtendedTrustManager judge() {
        return Stream.of(judges)
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** For libraries that make their own sockets. */
    public SSLContext context() {
        return contextOf(judges);
    }

    /** The same for a hub that shows who it is by one of these keys, if the server asks. */
    public SSLContext context(KeyManager[] keys) {
        return contextOf(keys, judges);
    }

    /** A context, with sessions of its own, in which these judge certificates. */
    public static SSLContext contextOf(TrustManager... judges) {
        return contextOf(new KeyManager[0], judges);
    }

    /** The same with keys by which the hub shows who it is. */
    public static SSLContext contextOf(KeyManager[] keys, TrustManager... judges) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, judges, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java speaks TLS");
        }
    }

    /** TLS over a connection, the handshake done. */
    public SSLSocket over(Socket plain, String host, int port, boolean checkHostName) throws IOException {
        return over(context(), plain, host, port, checkHostName);
    }

    /** The same with a context of one's own. */
    public static SSLSocket over(SSLContext context, Socket plain, String host, int port, boolean checkHostName)
            throws IOException {
        SSLSocket line = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
        if (checkHostName) {
            SSLParameters checked = line.getSSLParameters();
            checked.setEndpointIdentificationAlgorithm("HTTPS");
            line.setSSLParameters(checked);
        }
        line.startHandshake();
        return line;
    }

    /**
     * The certificates of a PEM file, at least one.
     * @throws IOException if it is no regular file of at most 1 MiB, cannot be read or has none
     * @throws CertificateException if one of them is none
     */
    public static List<X509Certificate> certificatesIn(Path file) throws IOException, CertificateException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("no regular file");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        }
        if (bytes.length > MOST_BYTES) {
            throw new IOException("more than 1 MiB");
        }
        List<X509Certificate> found =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes)).stream()
                        .map(X509Certificate.class::cast)
                        .toList();
        if (found.isEmpty()) {
            throw new IOException("no certificate");
        }
        return found;
    }

    private static KeyStore storeOf(List<X509Certificate> certificates) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("server-" + i, certificates.get(i));
        }
        return store;
    }
}

package org.onestophub.intake.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.onestophub.platform.probe.TlsInspection;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Trust in a server by a PEM file. Left to itself the FTP client believes every certificate that is in date.
 */
public class FtpsTrust extends SSLContextParameters {

    private KeyStore trusted;

    /**
     * The PEM file with one or more certificates.
     * @throws ProblemException CH-207 if it has none or cannot be read
     */
    public void setCertificateFile(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("server-" + number++, one);
            }
            if (number == 0) {
                throw new ProblemException(Problem.SETTING_INVALID, "certificateFile");
            }
            trusted = store;
        } catch (IOException | GeneralSecurityException e) {
            throw new ProblemException(Problem.SETTING_INVALID, "certificateFile");
        }
    }

    @Override
    public SSLContext createSSLContext(CamelContext camelContext) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trust()}, null);
        return context;
    }

    /** Believes what the file says, and nobody else. */
    public X509ExtendedTrustManager trust() {
        return TlsInspection.trustOf(trusted);
    }
}

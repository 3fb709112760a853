package org.onestophub.intake.source;

import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.onestophub.platform.remote.TrustedCertificates;

/**
 * Trust in a server by a PEM file. By default the FTP client trusts every certificate that is in date.
 */
public class FtpsTrust extends SSLContextParameters {

    private TrustedCertificates trust = TrustedCertificates.ofTheJvm();

    /**
     * The PEM file with one or more certificates.
     * @throws org.onestophub.problem.ProblemException CH-207 if it has none or cannot be read
     */
    public void setCertificateFile(String file) {
        trust = TrustedCertificates.ofFile(file);
    }

    @Override
    public SSLContext createSSLContext(CamelContext camelContext) throws GeneralSecurityException {
        return trust.context();
    }

    /** Trusts the certificates of the file, and no others. */
    public X509ExtendedTrustManager trust() {
        return trust.judge();
    }
}

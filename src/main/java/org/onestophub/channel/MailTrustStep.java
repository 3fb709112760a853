package org.onestophub.channel;

import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;

/** Trust in a mail server: by the platform's own list, or by a PEM file where the hospital signs for itself. */
public class MailTrustStep extends FtpsTrustStep {

    /** Word for the list of the Java platform. */
    private static final String PLATFORM = "platform";

    private boolean own;

    @Override
    public void setCertificateFile(String file) {
        if (!PLATFORM.equals(file)) {
            super.setCertificateFile(file);
            own = true;
        }
    }

    @Override
    public SSLContext createSSLContext(CamelContext camelContext) throws GeneralSecurityException {
        return own ? super.createSSLContext(camelContext) : SSLContext.getDefault();
    }
}

package org.onestophub.intake.source.mail;

import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.onestophub.intake.source.FtpsTrust;

/** Trust in a mail server: by the platform's own list, or by a PEM file where the hospital signs for itself. */
public class MailTrust extends FtpsTrust {

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

package org.onestophub.operate.channel;

import java.util.Map;
import java.util.Properties;
import org.onestophub.platform.probe.ProbeTarget;
import org.onestophub.platform.remote.TrustedCertificates;

/** A mailbox of which only the settings are there, and no connector yet. */
final class GivenMailbox {

    /** Word for the list of the Java platform. */
    private static final String PLATFORM = "platform";

    private GivenMailbox() {}

    /**
     * The mailbox of these settings.
     * @throws org.onestophub.problem.ProblemException CH-207 if there is no such file of certificates
     */
    static ProbeTarget.Mailbox of(Map<String, String> values) {
        Properties mail = new Properties();
        mail.put("mail.imap.starttls.enable", "true");
        mail.put("mail.imap.starttls.required", values.getOrDefault("start-tls-required", "true"));
        mail.put("mail.imap.ssl.checkserveridentity", "true");
        mail.put("mail.imaps.ssl.checkserveridentity", "true");
        String certificates = values.getOrDefault("certificate-file", PLATFORM);
        TrustedCertificates trust = certificates.equals(PLATFORM)
                ? TrustedCertificates.ofTheJvm()
                : TrustedCertificates.ofFile(certificates);
        return new ProbeTarget.Mailbox(
                values.getOrDefault("protocol", "imaps"),
                values.getOrDefault("host", ""),
                Integer.parseInt(values.getOrDefault("port", "993")),
                mail,
                trust.judge(),
                () -> new ProbeTarget.Login(values.getOrDefault("username", ""), values.getOrDefault("password", "")),
                values.getOrDefault("folder", "INBOX"),
                values.getOrDefault("kept-folder", ""));
    }
}

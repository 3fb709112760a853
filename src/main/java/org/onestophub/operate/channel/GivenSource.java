package org.onestophub.operate.channel;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.onestophub.intake.source.mllp.MllpTls;
import org.onestophub.platform.probe.ProbeTarget;
import org.onestophub.platform.remote.KnownHosts;
import org.onestophub.platform.remote.TrustedCertificates;

/** A source of which only the settings are there, and no connector yet. */
final class GivenSource {

    /** Word for the list of the Java platform. */
    private static final String PLATFORM = "platform";
    /** As the connector has it. */
    private static final String SFTP_LOGINS = "password,keyboard-interactive";

    private final Map<String, String> values;

    private GivenSource(Map<String, String> values) {
        this.values = values;
    }

    /**
     * The source that a connector with these settings would read.
     * @throws org.onestophub.problem.ProblemException CH-207 if a file of certificates or host keys is missing or has none
     */
    static ProbeTarget of(String connector, Map<String, String> values) {
        GivenSource given = new GivenSource(values);
        return switch (connector) {
            case "imap-mailbox-source" -> given.mailbox();
            case "sftp-files-source" -> given.sftp();
            case "ftps-files-source" -> given.ftp(given.trust().judge());
            case "ftp-files-source" -> given.ftp(null);
            case "folder-files-source" -> new ProbeTarget.Folder(Path.of(given.text("directory")), true);
            case "mllp-listener-source" -> given.listener();
            default -> new ProbeTarget.Unknown();
        };
    }

    private ProbeTarget mailbox() {
        Properties mail = new Properties();
        mail.put("mail.imap.starttls.enable", "true");
        mail.put("mail.imap.starttls.required", values.getOrDefault("start-tls-required", "true"));
        mail.put("mail.imap.ssl.checkserveridentity", "true");
        mail.put("mail.imaps.ssl.checkserveridentity", "true");
        return new ProbeTarget.Mailbox(
                values.getOrDefault("protocol", "imaps"),
                text("host"),
                port(),
                mail,
                trust().judge(),
                this::login,
                values.getOrDefault("folder", "INBOX"),
                text("kept-folder"));
    }

    private ProbeTarget listener() {
        MllpTls tls = new MllpTls(text("tls-certificate-file"), text("tls-key-file"), text("tls-senders-file"));
        return new ProbeTarget.Port(text("host"), port(), tls.isOn() ? tls::key : null);
    }

    private ProbeTarget sftp() {
        String file = text("known-hosts-file");
        return new ProbeTarget.SftpFolder(
                text("host"),
                port(),
                file.isEmpty() ? "" : KnownHosts.file(file),
                SFTP_LOGINS,
                charset("filename-encoding"),
                this::login,
                values.getOrDefault("directory", "."));
    }

    private ProbeTarget ftp(@Nullable X509ExtendedTrustManager trust) {
        return new ProbeTarget.FtpFolder(
                text("host"),
                port(),
                charset("control-encoding"),
                trust,
                Boolean.parseBoolean(values.getOrDefault("check-host-name", "true")),
                this::login,
                values.getOrDefault("directory", "."));
    }

    /** By the file; by the list of the Java platform if none is given. */
    private TrustedCertificates trust() {
        String file = values.getOrDefault("certificate-file", PLATFORM);
        return file.equals(PLATFORM) ? TrustedCertificates.ofTheJvm() : TrustedCertificates.of(file);
    }

    private ProbeTarget.Login login() {
        return new ProbeTarget.Login(text("username"), text("password"));
    }

    private String text(String name) {
        return values.getOrDefault(name, "");
    }

    private int port() {
        return Integer.parseInt(text("port"));
    }

    private Charset charset(String name) {
        try {
            return Charset.forName(text(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }
}

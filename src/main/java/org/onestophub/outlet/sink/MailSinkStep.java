package org.onestophub.outlet.sink;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.net.Socket;
import java.util.Date;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Message;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Sends a mail by SMTP over TLS, to addresses of the domains given and to no others. Angus is spoken to directly and not
 * through Camel's producer, which takes headers of the exchange for headers of the mail and does not tell whether the
 * server had already said yes.
 */
public class MailSinkStep extends RemoteSinkStep {

    private static final Set<String> SECURITY = Set.of("starttls", "smtps", "none");
    private static final int MOST_RECIPIENTS = 50;

    private String security = "starttls";
    private boolean checkHostName = true;
    private String usernameSetting = "";
    private String passwordSetting = "";
    private InternetAddress from;
    private Set<String> domains = Set.of();
    private int maxRecipients = 10;

    /** {@code starttls}, {@code smtps}, or {@code none}: then nobody logs in either. CH-207 if something else. */
    public void setSecurity(String security) {
        if (!SECURITY.contains(security)) {
            throw new ProblemException(Problem.SETTING_INVALID, "security");
        }
        this.security = security;
    }

    /** Whether the certificate must name the host. */
    public void setCheckHostName(boolean checkHostName) {
        this.checkHostName = checkHostName;
    }

    /** Name of the setting that holds the user's name; empty: nobody logs in. */
    public void setUsernameSetting(String usernameSetting) {
        this.usernameSetting = usernameSetting;
    }

    /** Name of the setting that holds the password. */
    public void setPasswordSetting(String passwordSetting) {
        this.passwordSetting = passwordSetting;
    }

    /** The sender's address; CH-207 if it is none. */
    public void setFrom(String from) {
        this.from = OutgoingMail.address(from.strip())
                .orElseThrow(() -> new ProblemException(Problem.SETTING_INVALID, "from"));
    }

    /** Domains that may be written to, separated by commas; CH-207 if there is none. */
    public void setDomains(String domains) {
        this.domains = Stream.of(required("domains", domains).split(","))
                .map(domain -> domain.strip().toLowerCase(java.util.Locale.ROOT))
                .filter(domain -> !domain.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Most addresses a mail may have, 1 to 50. */
    public void setMaxRecipients(int maxRecipients) {
        if (maxRecipients < 1 || maxRecipients > MOST_RECIPIENTS) {
            throw new ProblemException(Problem.SETTING_INVALID, "maxRecipients");
        }
        this.maxRecipients = maxRecipients;
    }

    @Override
    protected void doStart() {
        boolean logsIn = !usernameSetting.isBlank();
        if (logsIn && security.equals("none")) {
            // the password would be read by whoever listens
            throw new ProblemException(Problem.SETTING_INVALID, "security");
        }
    }

    @Override
    public String kind() {
        return security.equals("smtps") ? "smtps" : "smtp";
    }

    @Override
    public void probe(ProbeSteps steps) {
        probeSettings(steps, usernameSetting, passwordSetting);
        new MailProbe(this).run(steps);
    }

    @Override
    SinkReply handOver(String shipmentId, Message message) {
        if (!(message.getBody() instanceof MailText text)) {
            throw new ProblemException(Problem.OUTBOUND_FAILED, "body");
        }
        Session session = session();
        OutgoingMail mail = OutgoingMail.of(
                session,
                text,
                from,
                domains,
                maxRecipients,
                Date.from(clock().instant()),
                ShipmentNames.ascii(shipmentId));
        SmtpConnection line = new SmtpConnection(session, login());
        SinkReply taken = null;
        try (Socket plain = new Socket();
                Deadline end = Deadline.of(connectTimeout().plus(timeout()), plain)) {
            SmtpConnection.connect(plain, host(), port(), connectTimeout());
            line.connect(security.equals("smtps") ? trust().over(plain, host(), port(), checkHostName) : plain);
            line.sendMessage(mail, mail.getAllRecipients());
            taken = SinkReply.taken("250", line.getLastServerResponse());
            line.end();
            return taken;
        } catch (MessagingException e) {
            return line.judge(e);
        } catch (IOException e) {
            // also a socket that does not close well, after the server's yes
            return taken != null ? taken : SinkReply.failed(Problem.DESTINATION_UNREACHABLE, "", "");
        }
    }

    final String security() {
        return security;
    }

    final boolean checkHostName() {
        return checkHostName;
    }

    final String from() {
        return from.getAddress();
    }

    final Session session() {
        return Session.getInstance(properties());
    }

    final URLName login() {
        return usernameSetting.isBlank()
                ? new URLName("smtp", host(), port(), null, null, null)
                : new URLName("smtp", host(), port(), null, secretOf(usernameSetting), secretOf(passwordSetting));
    }

    private Properties properties() {
        Properties mail = new Properties();
        mail.put("mail.smtp.ssl.socketFactory", trust().context().getSocketFactory());
        mail.put("mail.smtp.ssl.checkserveridentity", Boolean.toString(checkHostName));
        mail.put("mail.smtp.starttls.enable", Boolean.toString(security.equals("starttls")));
        mail.put("mail.smtp.starttls.required", Boolean.toString(security.equals("starttls")));
        mail.put("mail.smtp.auth", Boolean.toString(!usernameSetting.isBlank()));
        // one address refused, none sent: half a delivery could not be repeated
        mail.put("mail.smtp.sendpartial", "false");
        mail.put("mail.smtp.localhost", "onestop-hub");
        mail.put("mail.smtp.quitwait", "false");
        return mail;
    }
}

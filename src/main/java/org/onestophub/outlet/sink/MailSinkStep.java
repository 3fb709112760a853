package org.onestophub.outlet.sink;

import jakarta.mail.internet.InternetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Message;
import org.onestophub.platform.connector.ConnectorSetting;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.platform.remote.SmtpServer;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Sends a mail by SMTP over TLS, to addresses of the domains given and to no others. Angus is used directly and not through
 * Camel's producer, which takes headers of the exchange for headers of the mail and does not show whether the server had
 * already accepted.
 */
public class MailSinkStep extends ServerSinkStep {

    private static final int MOST_RECIPIENTS = 50;

    private SmtpServer.Security security = SmtpServer.Security.STARTTLS;
    private boolean checkHostName = true;
    private String usernameSetting = "";
    private String passwordSetting = "";
    private InternetAddress from;
    private Set<String> domains = Set.of();
    private int maxRecipients = 10;
    private boolean automaticReply;
    private boolean logsIn;

    /** {@code starttls}, {@code smtps}, or {@code none}: then nobody logs in either. CH-207 if something else. */
    public void setSecurity(String security) {
        this.security = SmtpServer.Security.of(security)
                .orElseThrow(() -> new ProblemException(Problem.SETTING_INVALID, "security"));
    }

    /** Whether the certificate must name the host. */
    public void setCheckHostName(boolean checkHostName) {
        this.checkHostName = checkHostName;
    }

    /** Name of the setting that holds the user's name; nobody logs in if it or the setting is empty. */
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

    /** Domains that may be written to, separated by commas, or {@code *} for all; CH-207 if there is none. */
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

    /** Whether the mails answer what somebody sent, so that no program may answer them in turn. */
    public void setAutomaticReply(boolean automaticReply) {
        this.automaticReply = automaticReply;
    }

    @Override
    protected void doStart() {
        // not asked again: who gives a user later must not have the password sent on a plain line
        logsIn = !usernameSetting.isBlank()
                && ConnectorSetting.of(getCamelContext(), usernameSetting).isPresent();
        if (logsIn) {
            if (security == SmtpServer.Security.NONE) {
                // anybody on the network could read the password
                throw new ProblemException(Problem.SETTING_INVALID, "security");
            }
            settingOf(passwordSetting);
        }
        if (from == null) {
            throw new ProblemException(Problem.SETTING_INVALID, "from");
        }
    }

    @Override
    public String kind() {
        return security == SmtpServer.Security.SMTPS ? "smtps" : "smtp";
    }

    @Override
    public void probe(ProbeSteps steps) {
        if (logsIn) {
            probeSettings(steps, usernameSetting, passwordSetting);
        } else {
            probeSettings(steps);
        }
        new MailProbe(this).run(steps);
    }

    @Override
    protected SinkReply handOver(String shipmentId, Message message) {
        if (!(message.getBody() instanceof MailText text)) {
            throw new ProblemException(Problem.OUTBOUND_FAILED, "body");
        }
        SmtpServer server = server();
        OutgoingMail mail = OutgoingMail.of(
                server.session(),
                text,
                from,
                domains,
                maxRecipients,
                clock().instant(),
                ShipmentNames.ascii(shipmentId),
                automaticReply);
        SmtpServer.Answer answer = server.send(mail, login());
        return new SinkReply(answer.status(), answer.words(), answer.problem());
    }

    final SmtpServer server() {
        return new SmtpServer(
                host(), port(), security, trust(), checkHostName, connectTimeout(), timeout(), "onestop-hub");
    }

    final String from() {
        return from.getAddress();
    }

    final Optional<SmtpServer.Login> login() {
        return logsIn
                ? Optional.of(new SmtpServer.Login(secretOf(usernameSetting), secretOf(passwordSetting)))
                : Optional.empty();
    }
}

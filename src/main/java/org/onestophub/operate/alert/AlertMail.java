package org.onestophub.operate.alert;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onestophub.platform.remote.NamedMail;
import org.onestophub.platform.remote.SmtpServer;
import org.onestophub.platform.remote.TrustedCertificates;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Sends alerts by mail. */
@Component
class AlertMail implements AlertTransport {

    private final AlertProperties.Mail settings;
    private final Clock clock;

    AlertMail(AlertProperties properties, Clock clock) {
        this.settings = properties.mail();
        this.clock = clock;
    }

    @Override
    public String word() {
        return "mail";
    }

    @Override
    public boolean isOn() {
        return !settings.host().isBlank();
    }

    @Override
    public void send(List<AlertChange> changes) throws NotSent {
        try {
            SmtpServer server = server();
            SmtpServer.Answer answer = server.send(mailOf(server, changes), login());
            if (answer.problem() != null) {
                throw new NotSent(answer.problem().code());
            }
        } catch (ProblemException e) {
            throw new NotSent(e.problem().code());
        } catch (MessagingException e) {
            throw new NotSent(e.getClass().getSimpleName());
        }
    }

    /** Made for each mail, so that a new certificate needs no restart. */
    private SmtpServer server() {
        return new SmtpServer(
                settings.host(),
                settings.port(),
                settings.security().orElseThrow(),
                TrustedCertificates.of(settings.certificateFile()),
                settings.checkHostName(),
                settings.connectTimeout(),
                settings.answerTimeout(),
                domain());
    }

    private Optional<SmtpServer.Login> login() {
        return settings.username().isBlank()
                ? Optional.empty()
                : Optional.of(new SmtpServer.Login(settings.username(), settings.password()));
    }

    private NamedMail mailOf(SmtpServer server, List<AlertChange> changes) throws MessagingException {
        NamedMail mail = new NamedMail(server.session(), UUID.randomUUID().toString(), domain());
        mail.setFrom(new InternetAddress(settings.from()));
        for (String to : settings.to()) {
            mail.addRecipient(Message.RecipientType.TO, new InternetAddress(to));
        }
        long raised = changes.stream()
                .filter(change -> change.change().equals("raised"))
                .count();
        String subject = "Onestop Hub: " + raised + " raised, " + (changes.size() - raised) + " resolved";
        mail.write(subject, AlertMailText.of(changes), clock.instant());
        return mail;
    }

    private String domain() {
        return settings.from().substring(settings.from().indexOf('@') + 1);
    }
}

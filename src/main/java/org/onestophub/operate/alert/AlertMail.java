package org.onestophub.operate.alert;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells by mail. */
@Component
class AlertMail implements AlertTransport {

    private static final String TIMEOUT_MILLIS = "10000";

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
    public void tell(List<AlertChange> changes) throws NotTold {
        Session session = Session.getInstance(properties());
        try {
            MimeMessage mail = mailOf(session, changes);
            boolean hasLogin = !settings.username().isBlank();
            try (Transport line = session.getTransport(isTlsFirst() ? "smtps" : "smtp")) {
                line.connect(
                        settings.host(),
                        settings.port(),
                        hasLogin ? settings.username() : null,
                        hasLogin ? settings.password() : null);
                line.sendMessage(mail, mail.getAllRecipients());
            }
        } catch (MessagingException e) {
            throw new NotTold(e.getClass().getSimpleName());
        }
    }

    private MimeMessage mailOf(Session session, List<AlertChange> changes) throws MessagingException {
        MimeMessage mail = new Unsigned(session, domain());
        mail.setFrom(new InternetAddress(settings.from()));
        for (String to : settings.to()) {
            mail.addRecipient(Message.RecipientType.TO, new InternetAddress(to));
        }
        long raised = changes.stream()
                .filter(change -> change.change().equals("raised"))
                .count();
        mail.setSubject("Onestop Hub: " + raised + " raised, " + (changes.size() - raised) + " resolved");
        mail.setText(AlertMailText.of(changes), StandardCharsets.UTF_8.name());
        mail.setSentDate(Date.from(clock.instant()));
        // no robot answers it
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.saveChanges();
        return mail;
    }

    private Properties properties() {
        Properties mail = new Properties();
        for (String protocol : new String[] {"mail.smtp.", "mail.smtps."}) {
            mail.put(protocol + "connectiontimeout", TIMEOUT_MILLIS);
            mail.put(protocol + "timeout", TIMEOUT_MILLIS);
            mail.put(protocol + "writetimeout", TIMEOUT_MILLIS);
            mail.put(protocol + "ssl.checkserveridentity", "true");
            mail.put(
                    protocol + "starttls.enable", String.valueOf(!settings.tls().equals("none")));
            mail.put(
                    protocol + "starttls.required",
                    String.valueOf(settings.tls().equals("starttls")));
            // otherwise the machine's own name goes out
            mail.put(protocol + "localhost", domain());
        }
        return mail;
    }

    private boolean isTlsFirst() {
        return settings.tls().equals("tls");
    }

    private String domain() {
        return settings.from().substring(settings.from().indexOf('@') + 1);
    }

    /** A mail whose id does not tell the name of this machine and of its user. */
    private static final class Unsigned extends MimeMessage {

        private final String domain;

        private Unsigned(Session session, String domain) {
            super(session);
            this.domain = domain;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + UUID.randomUUID() + "@" + domain + ">");
        }
    }
}

package org.onestophub.outlet.sink;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** A mail whose Message-ID is the same at every attempt, so that a mailbox can tell a repetition. */
final class OutgoingMail extends MimeMessage {

    /** No quoted local part, no comment, no route: what cannot hold a space or a line end cannot hold another header. */
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+");

    private final String messageId;

    private OutgoingMail(Session session, String messageId) {
        super(session);
        this.messageId = messageId;
    }

    /**
     * The mail, complete.
     * @throws ProblemException DL-201 if there are too many addresses, or one is none or of another domain
     */
    static OutgoingMail of(
            Session session,
            MailText text,
            InternetAddress from,
            Set<String> domains,
            int maxRecipients,
            Date at,
            String name) {
        if (text.to().size() + text.cc().size() > maxRecipients) {
            throw new ProblemException(Problem.OUTBOUND_FAILED, "to");
        }
        OutgoingMail mail = new OutgoingMail(session, "<" + name + "@" + domainOf(from) + ">");
        try {
            mail.setFrom(from);
            mail.setRecipients(Message.RecipientType.TO, allowed(text.to(), domains, "to"));
            mail.setRecipients(Message.RecipientType.CC, allowed(text.cc(), domains, "cc"));
            mail.setSubject(text.subject(), StandardCharsets.UTF_8.name());
            mail.setText(text.text(), StandardCharsets.UTF_8.name());
            mail.setSentDate(at);
            // RFC 3834: nobody's holiday notice shall answer
            mail.setHeader("Auto-Submitted", "auto-generated");
            mail.saveChanges();
            return mail;
        } catch (MessagingException e) {
            throw new ProblemException(Problem.OUTBOUND_FAILED, "mail");
        }
    }

    /** The address if it is a plain one. */
    static Optional<InternetAddress> address(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new InternetAddress(text, true));
        } catch (AddressException e) {
            return Optional.empty();
        }
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    @Override
    public InternetAddress[] getAllRecipients() {
        try {
            return java.util.Arrays.copyOf(
                    super.getAllRecipients(), super.getAllRecipients().length, InternetAddress[].class);
        } catch (MessagingException impossible) {
            throw new IllegalStateException("the addresses were parsed before");
        }
    }

    private static InternetAddress[] allowed(List<String> given, Set<String> domains, String field) {
        return given.stream()
                .map(text -> address(text)
                        .filter(address -> domains.contains(domainOf(address)))
                        .orElseThrow(() -> new ProblemException(Problem.OUTBOUND_FAILED, field)))
                .toArray(InternetAddress[]::new);
    }

    private static String domainOf(InternetAddress address) {
        return address.getAddress().replaceFirst(".*@", "").toLowerCase(Locale.ROOT);
    }
}

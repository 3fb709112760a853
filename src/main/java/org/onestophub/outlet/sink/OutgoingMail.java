package org.onestophub.outlet.sink;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.onestophub.platform.remote.NamedMail;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** A mail whose Message-ID is the same at every attempt, so that a mailbox can recognise a repetition. */
final class OutgoingMail extends NamedMail {

    /** No quoted local part, no comment, no route: what cannot hold a space or a line end cannot hold another header. */
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+");

    /** Stands for every domain. */
    private static final String ALL = "*";

    private OutgoingMail(Session session, String name, String domain) {
        super(session, name, domain);
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
            Instant at,
            String name,
            boolean isReply) {
        if (text.to().size() + text.cc().size() > maxRecipients) {
            throw new ProblemException(Problem.OUTBOUND_FAILED, "to");
        }
        OutgoingMail mail = new OutgoingMail(session, name, domainOf(from));
        try {
            mail.setFrom(from);
            mail.setRecipients(Message.RecipientType.TO, allowed(text.to(), domains, "to"));
            mail.setRecipients(Message.RecipientType.CC, allowed(text.cc(), domains, "cc"));
            mail.write(text.subject(), text.text(), at);
            if (isReply) {
                mail.markAsReply();
            }
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
    public InternetAddress[] getAllRecipients() {
        try {
            return java.util.Arrays.copyOf(
                    super.getAllRecipients(), super.getAllRecipients().length, InternetAddress[].class);
        } catch (MessagingException impossible) {
            throw new IllegalStateException("the addresses were parsed before");
        }
    }

    /**
     * RFC 3834 for programs that keep to it, Precedence for older ones, the last for Exchange; none of them answers then.
     */
    private void markAsReply() throws MessagingException {
        setHeader("Auto-Submitted", "auto-replied");
        setHeader("Precedence", "bulk");
        setHeader("X-Auto-Response-Suppress", "All");
    }

    private static InternetAddress[] allowed(List<String> given, Set<String> domains, String field) {
        return given.stream()
                .map(text -> address(text)
                        .filter(address -> domains.contains(ALL) || domains.contains(domainOf(address)))
                        .orElseThrow(() -> new ProblemException(Problem.OUTBOUND_FAILED, field)))
                .toArray(InternetAddress[]::new);
    }

    private static String domainOf(InternetAddress address) {
        return address.getAddress().replaceFirst(".*@", "").toLowerCase(Locale.ROOT);
    }
}

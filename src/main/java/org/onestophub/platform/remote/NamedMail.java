package org.onestophub.platform.remote;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/** A mail with a given Message-ID: Angus would put the names of this machine and of its user into its own. */
public class NamedMail extends MimeMessage {

    private final String messageId;

    /** An empty mail with the Message-ID {@code <name@domain>}. */
    public NamedMail(Session session, String name, String domain) {
        super(session);
        this.messageId = "<" + name + "@" + domain + ">";
    }

    /** Gives it subject and text; sender and receivers are set before. */
    public final void write(String subject, String text, Instant at) throws MessagingException {
        setSubject(subject, StandardCharsets.UTF_8.name());
        setText(text, StandardCharsets.UTF_8.name());
        setSentDate(Date.from(at));
        // RFC 3834: no automatic reply, such as a holiday notice
        setHeader("Auto-Submitted", "auto-generated");
        saveChanges();
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }
}

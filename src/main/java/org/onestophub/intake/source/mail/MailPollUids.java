package org.onestophub.intake.source.mail;

import jakarta.mail.Message;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.component.mail.MailUidGenerator;

/** Names a mail for Camel by its place in the poll: Camel's own way fetches the headers of every mail for it. */
public class MailPollUids implements MailUidGenerator {

    @Override
    public String generateUuid(MailEndpoint endpoint, Message message) {
        return Integer.toString(message.getMessageNumber());
    }
}

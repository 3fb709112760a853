package org.onestophub.intake.source.mail;

import java.util.Locale;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.component.mail.JavaMailSender;
import org.apache.camel.component.mail.MailConfiguration;
import org.apache.camel.component.mail.MailEndpoint;
import org.onestophub.intake.source.PolledSource;

/** A mailbox, with the options of Camel's mail endpoint and the hub's own way to look at it. */
final class MailboxEndpoint extends MailEndpoint implements PolledSource {

    MailboxEndpoint(String uri, MailboxComponent component, MailConfiguration settings) {
        super(uri, component, settings);
    }

    @Override
    public Consumer createConsumer(Processor processor, JavaMailSender sender) throws Exception {
        MailboxConsumer consumer = new MailboxConsumer(this, processor, sender);
        configureConsumer(consumer);
        return consumer;
    }

    /** Without the port, as one server may be reached over several. */
    @Override
    public String sharedName(String channel) {
        MailConfiguration mail = getConfiguration();
        String user = mail.getPasswordAuthentication().getUserName();
        return "imap:" + user + "@" + mail.getHost().toLowerCase(Locale.ROOT) + "/" + mail.getFolderName();
    }
}

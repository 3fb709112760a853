package org.onestophub.intake.source.mail;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.component.mail.JavaMailSender;
import org.apache.camel.component.mail.MailConfiguration;
import org.apache.camel.component.mail.MailEndpoint;

/** A mailbox, with the options of Camel's mail endpoint and the hub's own way to look at it. */
final class MailboxEndpoint extends MailEndpoint {

    MailboxEndpoint(String uri, MailboxComponent component, MailConfiguration settings) {
        super(uri, component, settings);
    }

    @Override
    public Consumer createConsumer(Processor processor, JavaMailSender sender) throws Exception {
        MailboxConsumer consumer = new MailboxConsumer(this, processor, sender);
        configureConsumer(consumer);
        return consumer;
    }
}

package org.onestophub.intake.source.mail;

import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.onestophub.intake.source.SourceExceptionHandler;

/** Notes each poll of a mailbox that went well: nothing else shows the difference between a quiet mailbox and a dead poll. */
public class MailPollStrategy extends DefaultPollingConsumerPollStrategy {

    private String channel = "";

    /** Name of the channel. */
    public void setChannel(String channel) {
        this.channel = channel;
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        SourceExceptionHandler.lifeIn(endpoint.getCamelContext()).ifPresent(life -> life.looked(channel));
    }
}

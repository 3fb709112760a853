package org.onestophub.intake.source.mail;

import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.onestophub.intake.source.SourceExceptionHandler;

/** Notes each look at a mailbox that went well: a poll that is quiet and one that is dead are told apart by nothing else. */
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

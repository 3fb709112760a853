package org.onestophub.channel;

import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;

/** Notes each look at a mailbox that went well: a poll that is quiet and one that is dead are told apart by nothing else. */
public class MailLookStep extends DefaultPollingConsumerPollStrategy {

    private String channel = "";

    /** Name of the channel. */
    public void setChannel(String channel) {
        this.channel = channel;
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        SourceFaultStep.lifeIn(endpoint.getCamelContext()).ifPresent(life -> life.looked(channel));
    }
}

package org.onestophub.intake.source.queue;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.onestophub.complaint.contract.StatusQueue;

/** The queue as a source of inputs. Several hubs may read it; each message goes to one of them. */
public final class StatusQueueEndpoint extends ScheduledPollEndpoint {

    private final StatusQueue queue;
    private final String channel;

    StatusQueueEndpoint(String uri, StatusQueueComponent component, StatusQueue queue, String channel) {
        super(uri, component);
        this.queue = queue;
        this.channel = channel;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("the queue is only read");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        StatusQueueConsumer consumer = new StatusQueueConsumer(this, processor, queue, channel);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public boolean isSingleton() {
        return true;
    }
}

package org.onestophub.intake.source.queue;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.onestophub.complaint.contract.StatusQueue;
import org.springframework.stereotype.Component;

/** {@code status-queue:<channel>}: what systems put onto the queue {@code complaint.status} of the hub's broker. */
@Component("status-queue")
public class StatusQueueComponent extends DefaultComponent {

    private final StatusQueue queue;

    StatusQueueComponent(StatusQueue queue) {
        this.queue = queue;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String channel, Map<String, Object> parameters) throws Exception {
        StatusQueueEndpoint endpoint = new StatusQueueEndpoint(uri, this, queue, channel);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}

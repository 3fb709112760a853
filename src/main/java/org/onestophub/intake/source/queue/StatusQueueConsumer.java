package org.onestophub.intake.source.queue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledPollConsumer;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Inbound;
import org.onestophub.complaint.contract.StatusQueue;
import org.onestophub.intake.source.ItemHandOver;
import org.onestophub.problem.Problem;

/** Takes messages one by one: each leaves the queue once the hub has kept it. */
final class StatusQueueConsumer extends ScheduledPollConsumer {

    /** Between two looks a channel may be stopped. */
    private static final int MOST_PER_LOOK = 500;

    private static final long WAIT_MILLIS = 200;

    private final StatusQueue queue;
    private final String channel;
    private StatusQueue.@Nullable Session session;

    StatusQueueConsumer(StatusQueueEndpoint endpoint, Processor processor, StatusQueue queue, String channel) {
        super(endpoint, processor);
        this.queue = queue;
        this.channel = channel;
    }

    @Override
    protected int poll() {
        forceConsumerAsReady();
        int count = 0;
        boolean isOver = false;
        try {
            StatusQueue.Session open = session == null ? queue.open() : session;
            session = open;
            while (count < MOST_PER_LOOK && isRunAllowed()) {
                Optional<StatusQueue.Sent> message = open.take(WAIT_MILLIS);
                if (message.isEmpty()) {
                    break;
                }
                ItemHandOver.toRouteOf(this, inboundOf(message.get()));
                open.done();
                count++;
            }
            isOver = true;
            return count;
        } finally {
            if (!isOver) {
                // what was taken is on the queue again
                leave();
            }
        }
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        leave();
    }

    private void leave() {
        StatusQueue.Session open = session;
        session = null;
        if (open != null) {
            open.close();
        }
    }

    /** The same bytes of the same sender are the same event; whether an id is used twice is seen when it is recorded. */
    private Inbound inboundOf(StatusQueue.Sent message) {
        Content content = Content.of(message.bytes());
        Map<String, String> facts =
                new HashMap<>(Map.of("account", message.sender(), "contentType", "application/json"));
        String key = channel + ":" + message.sender() + ":sha256:" + Digest.sha256(content);
        if (!message.isWhole()) {
            facts.put("wholeSize", Long.toString(message.sizeBytes()));
            facts.put(Inbound.REFUSE, Problem.TOO_LARGE.code());
            key = "refused:" + key + ":" + message.sizeBytes();
        }
        return new Inbound(content, List.of(key), facts, Inbound.SameKey.KEEP_BOTH);
    }
}

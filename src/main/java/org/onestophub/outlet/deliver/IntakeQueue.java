package org.onestophub.outlet.deliver;

import java.util.Optional;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQQueueExistsException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientSession;

/** Names on the broker. Clients consume {@code complaint.intake::complaint.intake.<destination>}. */
final class IntakeQueue {

    static final String ADDRESS = "complaint.intake";
    static final String DEAD = "complaint.dead";

    private IntakeQueue() {}

    static String of(String destination) {
        return ADDRESS + "." + destination;
    }

    /** The destination of a queue; empty if it is no destination's. */
    static Optional<String> destinationOf(String queue) {
        String begin = of("");
        return queue.startsWith(begin) && queue.length() > begin.length()
                ? Optional.of(queue.substring(begin.length()))
                : Optional.empty();
    }

    /** Makes it if it is missing: an external broker may not have it, and no broker has that of a new route. */
    static void make(ClientSession session, String destination) throws ActiveMQException {
        SimpleString queue = SimpleString.of(of(destination));
        if (session.queueQuery(queue).isExists()) {
            return;
        }
        try {
            session.createQueue(QueueConfiguration.of(queue)
                    .setAddress(ADDRESS)
                    .setRoutingType(RoutingType.MULTICAST)
                    .setDurable(true));
        } catch (ActiveMQQueueExistsException e) {
            // the relay and the reader of a new destination both make it, and the other one was faster
        }
    }
}

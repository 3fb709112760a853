package org.onestophub.outlet.deliver.broker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * One destination's queue as its reader sees it. What was taken is on the queue again unless {@link #done} follows. Of a
 * message only the event's id counts: the ledger has the event itself.
 */
public final class DestinationQueue implements AutoCloseable {

    private final ClientSessionFactory factory;
    private final ClientSession session;
    private final String queue;
    private final ClientConsumer consumer;
    private final List<ClientMessage> taken = new ArrayList<>();

    DestinationQueue(ClientSessionFactory factory, ClientSession session, String destination) throws ActiveMQException {
        this.factory = factory;
        this.session = session;
        this.queue = IntakeQueue.of(destination);
        this.consumer = session.createConsumer(queue);
        session.start();
    }

    /**
     * The next messages, at most {@code max}: ids of the events they name. Empty if nothing came in time.
     * @throws ProblemException DL-301 if the broker went away
     */
    public Optional<List<UUID>> take(int max, long waitMillis) {
        try {
            ClientMessage message = consumer.receive(waitMillis);
            while (message != null) {
                taken.add(message);
                message = taken.size() < max ? consumer.receiveImmediate() : null;
            }
        } catch (ActiveMQException e) {
            throw new ProblemException(Problem.BROKER_UNAVAILABLE);
        }
        if (consumer.isClosed()) {
            // a consumer whose broker went away returns nothing, for ever and without an exception
            throw new ProblemException(Problem.BROKER_UNAVAILABLE);
        }
        return taken.isEmpty()
                ? Optional.empty()
                : Optional.of(taken.stream()
                        .flatMap(message -> idOf(message).stream())
                        .toList());
    }

    /**
     * Takes off the queue all that was taken. Messages of {@code strangers}, and those that name no event, become dead
     * letters. Gives how many.
     * @throws ProblemException DL-301 if the broker went away; everything is on the queue again then
     */
    public int done(Collection<UUID> strangers) {
        int aside = 0;
        try {
            for (ClientMessage message : taken) {
                Optional<UUID> id = idOf(message);
                if (id.isEmpty() || strangers.contains(id.get())) {
                    DeadLetterQueue.putAside(session, message, queue);
                    aside++;
                }
                message.acknowledge();
            }
            session.commit();
        } catch (ActiveMQException e) {
            throw new ProblemException(Problem.BROKER_UNAVAILABLE);
        }
        taken.clear();
        return aside;
    }

    @Override
    public void close() {
        factory.close();
    }

    private static Optional<UUID> idOf(ClientMessage message) {
        try {
            return DeadLetterQueue.eventOf(message).map(UUID::fromString);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

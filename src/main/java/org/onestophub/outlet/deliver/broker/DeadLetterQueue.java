package org.onestophub.outlet.deliver.broker;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQNonExistentQueueException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.DeadLetter;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** The queue {@code complaint.dead} in a session of its own. What is moved is moved at {@link #commit}, all or nothing. */
final class DeadLetterQueue implements AutoCloseable {

    /** The event's id where it may not stand for the detection of duplicates: the same event may come here twice. */
    static final SimpleString EVENT = SimpleString.of("hub_event");

    private static final SimpleString DUPLICATE_ID = Message.HDR_DUPLICATE_DETECTION_ID;
    private static final SimpleString REASON = SimpleString.of("hub_reason");
    private static final String UNKNOWN_EVENT = "unknown-event";
    private static final String ORIGIN = "_AMQ_ORIG_";
    /** So much is fetched ahead: enough for a few messages, not for a queue of thousands. */
    private static final int WINDOW_BYTES = 1024 * 1024;

    private final ClientSessionFactory factory;
    private final ClientSession session;

    DeadLetterQueue(ClientSessionFactory factory, ClientSession session) throws ActiveMQException {
        this.factory = factory;
        this.session = session;
        session.start();
    }

    /** Puts a message of a destination's queue here in the caller's session; this ledger does not know its event. */
    static void putAside(ClientSession session, ClientMessage message, String queue) throws ActiveMQException {
        SimpleString dead = SimpleString.of(IntakeQueue.DEAD);
        if (!session.queueQuery(dead).isExists()) {
            session.createQueue(QueueConfiguration.of(dead)
                    .setRoutingType(RoutingType.ANYCAST)
                    .setDurable(true));
        }
        ClientMessage copy = copyOf(session, message);
        copy.putStringProperty(Message.HDR_ORIGINAL_QUEUE, SimpleString.of(queue));
        copy.putLongProperty(Message.HDR_ORIG_MESSAGE_ID, message.getMessageID());
        copy.putStringProperty(REASON, SimpleString.of(UNKNOWN_EVENT));
        try (ClientProducer producer = session.createProducer(dead)) {
            producer.send(copy);
        }
    }

    /**
     * Shows messages from the oldest on, until {@code look} says no.
     *
     * @param destination only those of this one, null: all
     */
    void browse(@Nullable String destination, Predicate<DeadLetter> look) {
        try (ClientConsumer browser = consumer(destination == null ? null : filterOf(destination), true)) {
            boolean goesOn = true;
            for (ClientMessage message = next(browser); message != null && goesOn; message = next(browser)) {
                goesOn = look.test(letterOf(message));
            }
        } catch (ActiveMQNonExistentQueueException e) {
            // an external broker on which nothing ever died
        } catch (ActiveMQException e) {
            throw new ProblemException(Problem.BROKER_UNAVAILABLE);
        }
    }

    /**
     * Puts those of a destination's letters back whose ids are given; gives how many were still there.
     * @throws ProblemException DL-104 if the destination has no queue
     */
    int giveBack(String destination, Set<Long> ids) {
        String queue = IntakeQueue.of(destination);
        try {
            if (destination.isEmpty()
                    || !session.queueQuery(SimpleString.of(queue)).isExists()) {
                throw new ProblemException(Problem.QUEUE_GONE, "destination");
            }
            // by both names it goes to this queue alone, and not to those of the other destinations
            try (ClientProducer producer = session.createProducer(IntakeQueue.ADDRESS + "::" + queue)) {
                return take(filterOf(destination), ids, message -> producer.send(copyOf(session, message)));
            }
        } catch (ActiveMQException e) {
            throw new ProblemException(Problem.BROKER_UNAVAILABLE);
        }
    }

    /** Removes those whose ids are given; gives how many were still there. */
    int discard(Set<Long> ids) {
        try {
            return take(null, ids, message -> {});
        } catch (ActiveMQException e) {
            throw new ProblemException(Problem.BROKER_UNAVAILABLE);
        }
    }

    /** Makes everything since the last call so. */
    void commit() {
        try {
            session.commit();
        } catch (ActiveMQException e) {
            throw new ProblemException(Problem.BROKER_UNAVAILABLE);
        }
    }

    @Override
    public void close() {
        factory.close();
    }

    private interface Move {
        void make(ClientMessage message) throws ActiveMQException;
    }

    private int take(@Nullable String filter, Set<Long> ids, Move move) throws ActiveMQException {
        int taken = 0;
        try (ClientConsumer consumer = consumer(filter, false)) {
            ClientMessage message = next(consumer);
            while (message != null && taken < ids.size()) {
                if (ids.contains(message.getMessageID())) {
                    move.make(message);
                    message.individualAcknowledge();
                    taken++;
                }
                message = taken < ids.size() ? next(consumer) : null;
            }
        }
        return taken;
    }

    private ClientConsumer consumer(@Nullable String filter, boolean isBrowser) throws ActiveMQException {
        return session.createConsumer(
                SimpleString.of(IntakeQueue.DEAD),
                filter == null ? null : SimpleString.of(filter),
                WINDOW_BYTES,
                -1,
                isBrowser);
    }

    /** Null at the end of the queue. */
    private static ClientMessage next(ClientConsumer consumer) throws ActiveMQException {
        return consumer.receiveImmediate();
    }

    private static String filterOf(String destination) {
        return Message.HDR_ORIGINAL_QUEUE + " = '" + IntakeQueue.of(destination) + "'";
    }

    /** Without what the broker wrote about its way, and free to arrive where the same event has been before. */
    private static ClientMessage copyOf(ClientSession session, ClientMessage message) throws ActiveMQException {
        ClientMessage copy = session.createMessage(message.getType(), true);
        for (SimpleString name : message.getPropertyNames()) {
            if (!name.toString().startsWith(ORIGIN) && !name.equals(DUPLICATE_ID) && !name.equals(REASON)) {
                copy.putObjectProperty(name, message.getObjectProperty(name));
            }
        }
        eventOf(message).ifPresent(event -> copy.putStringProperty(EVENT, SimpleString.of(event)));
        // the one way that also works for long messages, which the client gets in pieces
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        message.saveToOutputStream(body);
        copy.getBodyBuffer().writeBytes(body.toByteArray());
        return copy;
    }

    /** Id of the event that a message carries; empty if it names none. */
    static Optional<String> eventOf(ClientMessage message) {
        String id = message.getStringProperty(DUPLICATE_ID);
        return Optional.ofNullable(id == null ? message.getStringProperty(EVENT) : id);
    }

    private static DeadLetter letterOf(ClientMessage message) {
        String queue = text(message, Message.HDR_ORIGINAL_QUEUE);
        return new DeadLetter(
                message.getMessageID(),
                IntakeQueue.destinationOf(queue).orElse(""),
                eventOf(message).orElse(""),
                text(message, Message.HDR_GROUP_ID),
                text(message, SimpleString.of("ce_type")),
                Instant.ofEpochMilli(message.getTimestamp()),
                UNKNOWN_EVENT.equals(text(message, REASON)) ? UNKNOWN_EVENT : "consumer");
    }

    private static String text(ClientMessage message, SimpleString name) {
        Object value = message.getObjectProperty(name);
        return value == null ? "" : value.toString();
    }
}

package org.onestophub.outlet.deliver.broker;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.ActiveMQDuplicateIdException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.client.impl.ClientSessionFactoryInternal;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.BrokerRegister;
import org.onestophub.complaint.contract.StatusQueue;
import org.onestophub.platform.store.HubHome;
import org.onestophub.problem.Fault;
import org.onestophub.problem.FaultSource;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * The intake queue as the relay sees it: batches go in as one transaction each, and a batch that went in before is
 * recognised by its duplicate ids and changes nothing.
 */
@Component
public class Broker implements FaultSource, StatusQueue, AutoCloseable {

    private static final String DUPLICATE_ID = Message.HDR_DUPLICATE_DETECTION_ID.toString();
    /** An in-VM name nobody answers to: what is left when the own broker may not be started. */
    private static final String NOWHERE = "vm://0";

    private static final int ACK_BATCH_BYTES = 1024 * 1024;

    private final BrokerProperties properties;
    private final BrokerRegister register;
    private final @Nullable EmbeddedBroker embedded;
    private final @Nullable ServerLocator locator;
    /** Destinations that are fed by a route of the hub. */
    private final Set<String> fed = ConcurrentHashMap.newKeySet();

    private @Nullable ClientSessionFactory factory;
    private @Nullable Opened opened;

    private record Opened(ClientSession session, ClientProducer producer) {}

    /**
     * The broker, started if it is the hub's own. An external one that is not there yet is asked later.
     * @throws ProblemException CH-338 if another hub on the database uses another broker
     */
    Broker(BrokerProperties properties, HubHome home, BrokerRegister register) throws Exception {
        this.properties = properties;
        this.register = register;
        // a broker that forgets is not even started; the start is refused with this among all other faults
        if (!properties.persistent()) {
            this.embedded = null;
            this.locator = null;
            return;
        }
        if (properties.isEmbedded()) {
            register.use("own broker of " + home.name());
        }
        this.embedded = properties.isEmbedded()
                ? new EmbeddedBroker(properties, home.folder().resolve("broker"))
                : null;
        this.locator = ActiveMQClient.createServerLocator(
                embedded != null ? embedded.url() : properties.isEmbedded() ? NOWHERE : properties.url());
        locator.setBlockOnDurableSend(false);
        locator.setReconnectAttempts(0);
        if (embedded == null) {
            meet();
        }
    }

    private void meet() {
        try {
            sending();
        } catch (ActiveMQException e) {
            // inputs are accepted without it, and it is asked with the first event
            disconnect();
        } catch (ProblemException e) {
            close();
            throw e;
        }
    }

    /** One event on its way: its id for duplicate detection, the complaint for order, and the CloudEvents JSON. */
    record Envelope(String id, String complaintNumber, String type, String institution, String json) {}

    @Override
    public List<Fault> faults() {
        return properties.persistent()
                ? List.of()
                : List.of(Fault.of(Problem.BROKER_NOT_PERSISTENT, "hub.broker.persistent", 0, ""));
    }

    /** True if events can be handed to it now. */
    boolean isReachable() {
        if (embedded != null) {
            return embedded.isActive();
        }
        return properties.persistent()
                && depth(properties.destinations().keySet().stream().findFirst().orElse("")) >= 0;
    }

    /** The port clients connect to, -1 if the acceptor is off or the broker is an external one. */
    public int port() {
        return embedded == null ? -1 : embedded.port();
    }

    /** Messages that wait in the queue of a destination; -1 if that cannot be found out now. */
    public synchronized long depth(String destination) {
        try {
            return sending()
                    .session()
                    .queueQuery(SimpleString.of(IntakeQueue.of(destination)))
                    .getMessageCount();
        } catch (ActiveMQException | ProblemException e) {
            disconnect();
            return -1;
        }
    }

    /**
     * Messages in {@code complaint.dead}; 0 if there is no such queue.
     * @throws ProblemException DL-301 if the broker cannot be asked now
     */
    synchronized long deadDepth() {
        try {
            return sending()
                    .session()
                    .queueQuery(SimpleString.of(IntakeQueue.DEAD))
                    .getMessageCount();
        } catch (ActiveMQException e) {
            disconnect();
            throw new ProblemException(Problem.BROKER_UNAVAILABLE);
        }
    }

    /** Destinations that have a queue, also those whose route is off or gone; none if that cannot be found out now. */
    synchronized Set<String> destinations() {
        try {
            return sending().session().addressQuery(SimpleString.of(IntakeQueue.ADDRESS)).getQueueNames().stream()
                    .flatMap(queue -> IntakeQueue.destinationOf(queue.toString()).stream())
                    .collect(Collectors.toSet());
        } catch (ActiveMQException | ProblemException e) {
            disconnect();
            return Set.of();
        }
    }

    /** From now on no batch is put on the queue before the destination has a queue of its own. */
    public synchronized void feed(String destination) {
        if (fed.add(destination)) {
            // the next batch opens the session anew, and with it makes the queue
            disconnect();
        }
    }

    /**
     * A destination's queue, to read from in a session of its own; made if it is not there yet.
     * @throws ProblemException DL-301 if the broker cannot be asked now
     */
    public DestinationQueue queueOf(String destination) {
        feed(destination);
        return inOwnSession((own, reader) -> {
            make(reader, destination);
            return new DestinationQueue(own, reader, destination);
        });
    }

    @Override
    public StatusQueue.Session open() {
        return inOwnSession((own, reader) -> new StatusInbox(own, reader, embedded != null));
    }

    /**
     * The queue of dead letters, in a session of its own.
     * @throws ProblemException DL-301 if the broker cannot be asked now
     */
    DeadLetterQueue deadLetters() {
        return inOwnSession(DeadLetterQueue::new);
    }

    private interface Opening<T> {
        T open(ClientSessionFactory factory, ClientSession session) throws ActiveMQException;
    }

    private <T> T inOwnSession(Opening<T> opening) {
        ClientSessionFactory own = null;
        try {
            own = newFactory();
            identify(own);
            return opening.open(own, newSession(own));
        } catch (ActiveMQException | ProblemException e) {
            if (own != null) {
                own.close();
            }
            throw e instanceof ProblemException known ? known : new ProblemException(Problem.BROKER_UNAVAILABLE);
        }
    }

    /**
     * Removes the queue of a destination nobody feeds any more. Gives how many messages went; empty if there is no queue.
     * @throws ProblemException DL-102 if somebody reads it, DL-202 if the hub may not, DL-301 if the broker is away
     */
    public synchronized OptionalLong remove(String destination) {
        fed.remove(destination);
        try {
            return QueueRemoval.of(sending().session(), IntakeQueue.of(destination));
        } catch (ActiveMQException e) {
            disconnect();
            throw new ProblemException(Problem.BROKER_UNAVAILABLE);
        }
    }

    /** True if somebody outside may log in and read the destination's queue. */
    public boolean isOpenTo(String destination) {
        BrokerProperties.Destination configured = properties.destinations().get(destination);
        return configured != null && !configured.secret().isEmpty();
    }

    /**
     * Puts the batch on the queue, all or nothing.
     * @throws ProblemException DL-301 if the broker does not take it now
     */
    synchronized void send(List<Envelope> batch) {
        try {
            Opened now = sending();
            for (Envelope envelope : batch) {
                now.producer().send(messageOf(envelope, now.session()));
            }
            now.session().commit();
        } catch (ActiveMQDuplicateIdException e) {
            // the batch is on the queue since before a crash; nothing of it went in again
            disconnect();
        } catch (ActiveMQException e) {
            disconnect();
            throw new ProblemException(Problem.BROKER_UNAVAILABLE);
        } catch (ProblemException e) {
            disconnect();
            throw e;
        }
    }

    @Override
    public synchronized void close() {
        disconnect();
        if (locator != null) {
            locator.close();
        }
        if (embedded != null) {
            embedded.close();
        }
    }

    private static ClientMessage messageOf(Envelope envelope, ClientSession session) {
        ClientMessage message = session.createMessage(Message.TEXT_TYPE, true);
        message.getBodyBuffer().writeNullableSimpleString(SimpleString.of(envelope.json()));
        message.putStringProperty(DUPLICATE_ID, envelope.id());
        message.setGroupID(SimpleString.of(envelope.complaintNumber()));
        message.putStringProperty(IntakeQueue.TYPE, envelope.type());
        message.putStringProperty(IntakeQueue.INSTITUTION, envelope.institution());
        message.putStringProperty("JMS_AMQP_ContentType", "application/cloudevents+json");
        return message;
    }

    private Opened sending() throws ActiveMQException {
        Opened known = opened;
        if (known != null && !known.session().isClosed()) {
            return known;
        }
        disconnect();
        ClientSessionFactory fresh = newFactory();
        factory = fresh;
        identify(fresh);
        ClientSession session = newSession(fresh);
        for (String name : properties.destinations().keySet()) {
            make(session, name);
        }
        for (String name : fed) {
            make(session, name);
        }
        Opened made = new Opened(session, session.createProducer(IntakeQueue.ADDRESS));
        opened = made;
        return made;
    }

    /** A route of the hub chooses by itself, so its queue takes every event. */
    private void make(ClientSession session, String destination) throws ActiveMQException {
        BrokerProperties.Destination outside = properties.destinations().get(destination);
        IntakeQueue.make(session, destination, outside == null ? null : IntakeQueue.filterOf(outside));
    }

    /** Nothing is sent to a broker, or read from it, before it is known to be that of the other hubs too. */
    private void identify(ClientSessionFactory connected) throws ActiveMQException {
        if (embedded != null) {
            return;
        }
        String node = ((ClientSessionFactoryInternal) connected).getPrimaryNodeId();
        if (node == null) {
            throw new ActiveMQException("the broker does not report its name");
        }
        register.use(node);
    }

    private ClientSessionFactory newFactory() throws ActiveMQException {
        if (locator == null) {
            throw new ActiveMQException("the broker is not persistent");
        }
        try {
            return locator.createSessionFactory();
        } catch (ActiveMQException e) {
            throw e;
        } catch (Exception e) {
            throw new ActiveMQException("no session factory");
        }
    }

    private ClientSession newSession(ClientSessionFactory of) throws ActiveMQException {
        String user = embedded == null ? properties.username() : embedded.username();
        String password = embedded == null ? properties.password() : embedded.password();
        return of.createSession(user, password, false, false, false, false, ACK_BATCH_BYTES);
    }

    private void disconnect() {
        if (factory != null) {
            factory.close();
        }
        factory = null;
        opened = null;
        if (embedded == null) {
            register.leave();
        }
    }
}

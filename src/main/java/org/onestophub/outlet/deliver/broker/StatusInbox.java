package org.onestophub.outlet.deliver.broker;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQQueueExistsException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.StatusQueue;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** The queue onto which systems put status events, as the hub reads it. */
final class StatusInbox implements StatusQueue.Session {

    static final String QUEUE = "complaint.status";

    /** A status event with all its texts is below 200 KiB. */
    private static final int MOST_BYTES = 1024 * 1024;

    /** Kept of a larger one. */
    private static final int BEGINNING = 64 * 1024;

    private final ClientSessionFactory factory;
    private final ClientSession session;
    private final ClientConsumer consumer;
    private final boolean isOwnBroker;
    private @Nullable ClientMessage taken;

    /** @param isOwnBroker true if the broker marks messages with their senders; another one may carry any mark */
    StatusInbox(ClientSessionFactory factory, ClientSession session, boolean isOwnBroker) throws ActiveMQException {
        this.isOwnBroker = isOwnBroker;
        this.factory = factory;
        this.session = session;
        make(session);
        this.consumer = session.createConsumer(QUEUE);
        session.start();
    }

    /** An external broker may not have it. */
    private static void make(ClientSession session) throws ActiveMQException {
        if (session.queueQuery(SimpleString.of(QUEUE)).isExists()) {
            return;
        }
        try {
            session.createQueue(QueueConfiguration.of(QUEUE)
                    .setRoutingType(RoutingType.ANYCAST)
                    .setDurable(true));
        } catch (ActiveMQQueueExistsException e) {
            // another hub was faster
        }
    }

    @Override
    public Optional<StatusQueue.Sent> take(long waitMillis) {
        try {
            ClientMessage message = consumer.receive(waitMillis);
            if (message == null) {
                if (consumer.isClosed()) {
                    // a consumer whose broker went away returns nothing, for ever and without an exception
                    throw new ProblemException(Problem.BROKER_UNAVAILABLE);
                }
                return Optional.empty();
            }
            taken = message;
            return Optional.of(messageOf(message));
        } catch (ActiveMQException e) {
            throw new ProblemException(Problem.BROKER_UNAVAILABLE);
        }
    }

    @Override
    public void done() {
        try {
            if (taken != null) {
                taken.acknowledge();
            }
            session.commit();
            taken = null;
        } catch (ActiveMQException e) {
            throw new ProblemException(Problem.BROKER_UNAVAILABLE);
        }
    }

    @Override
    public void close() {
        factory.close();
    }

    private StatusQueue.Sent messageOf(ClientMessage message) {
        String named = isOwnBroker ? message.getStringProperty(StatusSenderMark.SENDER) : message.getValidatedUserID();
        String sender = named == null ? "" : named;
        long size = message.getBodySize();
        ActiveMQBuffer body = message.getDataBuffer();
        if (message.getType() == Message.TEXT_TYPE && size <= 4L * MOST_BYTES) {
            SimpleString text = body.readNullableSimpleString();
            byte[] bytes = text == null ? new byte[0] : text.toString().getBytes(StandardCharsets.UTF_8);
            return bounded(sender, bytes, bytes.length);
        }
        byte[] bytes = new byte[(int) Math.min(body.readableBytes(), MOST_BYTES + 1L)];
        body.readBytes(bytes);
        return bounded(sender, bytes, Math.max(size, bytes.length));
    }

    private static StatusQueue.Sent bounded(String sender, byte[] bytes, long size) {
        return bytes.length <= MOST_BYTES
                ? new StatusQueue.Sent(sender, bytes, size, true)
                : new StatusQueue.Sent(sender, java.util.Arrays.copyOf(bytes, BEGINNING), size, false);
    }
}

package org.onestophub.bench;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.onestophub.simulator.CaseSystem;

/** A consumer of the intake queue over AMQP 1.0 that notes when the event of each work order came. */
final class EventReader implements AutoCloseable {

    static final String USER = "case-system";
    /** What the task id of a measured order begins with; its number follows. */
    private static final String TASK = "2609B";
    /** Acknowledged together: one commit each would cost the broker a flush. */
    private static final int BATCH = 200;

    private static final long PATIENCE_MILLIS = 1_000;

    private final Connection connection;
    private final Thread thread;
    private final Map<Long, Long> cameAt = new ConcurrentHashMap<>();
    /**
     * Looks at what has come already and does not ask the broker to empty the link: at 500 events a second Artemis
     * leaves such a request unanswered now and then, and the client gives up after a minute.
     */
    private static final String LOCAL = "?jms.receiveLocalOnly=true&jms.receiveNoWaitLocalOnly=true";

    private final AtomicLong count = new AtomicLong();
    private volatile JMSException fault;

    /** Reads the queue of {@link #USER} until closed. */
    EventReader(int port, String secret) throws IOException {
        try {
            connection = new JmsConnectionFactory(USER, secret, "amqp://127.0.0.1:" + port + LOCAL).createConnection();
            connection.start();
        } catch (JMSException e) {
            throw new IOException(e);
        }
        thread = new Thread(this::read, "event-reader");
        thread.start();
    }

    /** Events so far. */
    long count() {
        stillReads();
        return count.get();
    }

    /** When the first event of that order came, in nanoseconds of {@link System#nanoTime()}; null if none did. */
    Long cameAt(long order) {
        stillReads();
        return cameAt.get(order);
    }

    /** A reader that has ended would look like a hub that delivers nothing. */
    private void stillReads() {
        if (fault != null) {
            throw new IllegalStateException("the consumer lost its session", fault);
        }
    }

    private void read() {
        try (Session session = connection.createSession(Session.SESSION_TRANSACTED);
                MessageConsumer consumer = session.createConsumer(session.createQueue(CaseSystem.QUEUE))) {
            int open = 0;
            while (!Thread.currentThread().isInterrupted()) {
                Message message = open == 0 ? consumer.receive(PATIENCE_MILLIS) : consumer.receiveNoWait();
                if (message != null) {
                    note(((TextMessage) message).getText(), System.nanoTime());
                    open++;
                }
                if (open == BATCH || message == null && open > 0) {
                    session.commit();
                    open = 0;
                }
            }
        } catch (JMSException e) {
            // closed by us: what was not committed stays on the queue of a hub that is thrown away
            if (!Thread.currentThread().isInterrupted()) {
                fault = e;
            }
        }
    }

    private void note(String event, long now) {
        count.incrementAndGet();
        int from = event.indexOf(TASK) + TASK.length();
        int to = from;
        while (to < event.length() && Character.isDigit(event.charAt(to))) {
            to++;
        }
        if (from >= TASK.length() && to > from) {
            cameAt.putIfAbsent(Long.parseLong(event.substring(from, to)), now);
        }
    }

    @Override
    public void close() throws IOException {
        thread.interrupt();
        try {
            connection.close();
        } catch (JMSException e) {
            throw new IOException(e);
        }
    }
}

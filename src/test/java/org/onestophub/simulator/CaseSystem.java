package org.onestophub.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.qpid.jms.JmsConnectionFactory;

/**
 * The hospital's case system: takes CloudEvents from its queue over AMQP 1.0 in transactions, and remembers what it saw.
 * After a lost connection it connects again by itself.
 */
public class CaseSystem implements AutoCloseable {

    /** The queue of the destination {@code case-system}, with its address as Artemis writes the two. */
    public static final String QUEUE = "complaint.intake::complaint.intake.case-system";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long RECEIVE_MILLIS = 200;
    private static final long RECONNECT_MILLIS = 300;
    private static final long CLOSE_MILLIS = 5_000;
    // Acknowledged in batches: one commit each costs a disk flush of the broker.
    private static final int BATCH = 50;

    private final ConnectionFactory factory;
    private final String queue;
    private final Thread thread;
    private final Set<String> eventIds = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicInteger> createdByNumber = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<JsonNode> events = new ConcurrentLinkedQueue<>();
    private final AtomicInteger duplicates = new AtomicInteger();
    private final AtomicInteger unreadable = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Consumes {@code queue} through {@code factory} until closed. */
    protected CaseSystem(ConnectionFactory factory, String queue) {
        this.factory = factory;
        this.queue = queue;
        this.thread = new Thread(this::consume, "case-system");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** Consumes {@link #QUEUE} over AMQP 1.0, for example {@code amqp://127.0.0.1:5672}. */
    public static CaseSystem start(String amqpUrl, String user, String password) {
        return start(amqpUrl, user, password, QUEUE);
    }

    /** Consumes the named queue over AMQP 1.0. */
    public static CaseSystem start(String amqpUrl, String user, String password, String queue) {
        return new CaseSystem(new JmsConnectionFactory(user, password, amqpUrl), queue);
    }

    /** Every event in the order it came, redelivered ones left out. */
    public List<JsonNode> events() {
        return List.copyOf(events);
    }

    /** Ids of all events seen. */
    public Set<String> eventIds() {
        return Set.copyOf(eventIds);
    }

    /** Numbers of all complaints whose {@code complaint.created} came. */
    public Set<String> complaintNumbers() {
        return Set.copyOf(createdByNumber.keySet());
    }

    /** Events that came again under an id already seen, plus complaints created more than once. Must stay 0. */
    public int duplicates() {
        int created = createdByNumber.values().stream()
                .mapToInt(count -> count.get() - 1)
                .sum();
        return duplicates.get() + created;
    }

    /** Messages that were no CloudEvents JSON. Must stay 0. */
    public int unreadable() {
        return unreadable.get();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void consume() {
        while (isOpen()) {
            try (Connection connection = factory.createConnection();
                    Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                    MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
                connection.start();
                consume(session, consumer);
            } catch (JMSException e) {
                pause();
            }
        }
    }

    private void consume(Session session, MessageConsumer consumer) throws JMSException {
        List<String> taken = new ArrayList<>();
        while (isOpen()) {
            Message message = taken.size() < BATCH ? consumer.receive(taken.isEmpty() ? RECEIVE_MILLIS : 1) : null;
            if (message != null) {
                taken.add(textOf(message));
            } else if (!taken.isEmpty()) {
                // Remember only after the commit: what is rolled back rightly comes again.
                session.commit();
                taken.forEach(this::remember);
                taken.clear();
            }
        }
    }

    private void remember(String text) {
        JsonNode event;
        try {
            event = JSON.readTree(text);
        } catch (IOException e) {
            unreadable.incrementAndGet();
            return;
        }
        String id = event.path("id").asText();
        if (id.isEmpty() || !event.hasNonNull("type")) {
            unreadable.incrementAndGet();
            return;
        }
        if (!eventIds.add(event.path("source").asText() + " " + id)) {
            duplicates.incrementAndGet();
            return;
        }
        events.add(event);
        if (event.path("type").asText().endsWith("complaint.created")) {
            createdByNumber
                    .computeIfAbsent(numberOf(event), number -> new AtomicInteger())
                    .incrementAndGet();
        }
    }

    private static String numberOf(JsonNode event) {
        String number = event.path("data").path("number").asText();
        return number.isEmpty() ? event.path("subject").asText() : number;
    }

    private static String textOf(Message message) throws JMSException {
        if (message instanceof BytesMessage bytes) {
            byte[] body = new byte[(int) bytes.getBodyLength()];
            bytes.readBytes(body);
            return new String(body, StandardCharsets.UTF_8);
        }
        return message instanceof TextMessage text && text.getText() != null ? text.getText() : "";
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    private void pause() {
        try {
            closed.await(RECONNECT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.onestophub.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.onestophub.simulator.CaseSystem;

/**
 * Reads the intake queue over AMQP 1.0 in transactions while its broker dies again and again, and keeps account of every
 * delivery. A transaction whose commit was answered is confirmed: its events must never come again. One whose commit
 * got no answer is in doubt: its events may come again or not, and count as read. One that never got to its commit is
 * rolled back by the broker: its events must come again.
 */
final class IntakeReader implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BATCH = 20;
    private static final long RECEIVE_MILLIS = 200;
    private static final long PAUSE_MILLIS = 200;

    private final JmsConnectionFactory factory;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** By event id, in the order of the first delivery; guarded by this. */
    private final Map<String, Event> events = new LinkedHashMap<>();

    private final Set<String> deliveredAgain = new TreeSet<>();
    private int unreadable;

    /** An event as it was delivered first. */
    private static final class Event {
        private final String type;
        private final String complaint;
        private final long sequence;
        private final String status;
        private final boolean counts;
        private final String duty;
        private final Set<String> marks = new TreeSet<>();
        private boolean confirmed;
        private boolean inDoubt;

        Event(JsonNode json) {
            this.type = json.path("type").asText();
            this.complaint = json.path("subject").asText();
            this.sequence = json.path("sequence").asLong();
            this.status = json.at("/status/type").asText();
            this.counts = json.at("/status/counts").asBoolean();
            this.duty = json.at("/duty/rule").asText();
            Matcher mark = Aftermath.MARK.matcher(json.toString());
            while (mark.find()) {
                marks.add(mark.group());
            }
        }
    }

    IntakeReader(int port, String user, String password) {
        // short waits: a broker that is dead does not answer, and the test must go on
        this.factory = new JmsConnectionFactory(
                user,
                password,
                "amqp://127.0.0.1:" + port + "?jms.requestTimeout=5000&jms.closeTimeout=1000&jms.connectTimeout=3000"
                        + "&jms.prefetchPolicy.all=" + BATCH);
        this.thread = new Thread(this::read, "intake-reader");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** Ids of all events that were read for good. */
    synchronized Set<String> eventIds() {
        Set<String> ids = new TreeSet<>();
        events.forEach((id, event) -> {
            if (event.confirmed || event.inDoubt) {
                ids.add(id);
            }
        });
        return ids;
    }

    /** Numbers of complaints with how many different {@code complaint.created} were read of each. */
    synchronized Map<String, Integer> created() {
        Map<String, Integer> created = new TreeMap<>();
        events.values().stream()
                .filter(event -> event.type.endsWith("complaint.created") && (event.confirmed || event.inDoubt))
                .forEach(event -> created.merge(event.complaint, 1, Integer::sum));
        return created;
    }

    /**
     * By complaint, what is said to have happened to it and counts, with how many different events say so. What counts only
     * since an earlier one has arrived was announced before as something that does not.
     */
    synchronized Map<String, Map<String, Integer>> statuses() {
        Map<String, Map<String, Integer>> statuses = new TreeMap<>();
        events.values().stream()
                .filter(event -> event.counts && (event.confirmed || event.inDoubt))
                .forEach(event -> statuses.computeIfAbsent(event.complaint, none -> new TreeMap<>())
                        .merge(event.status, 1, Integer::sum));
        return statuses;
    }

    /** By mark, the number of the complaint that it was read in first. */
    synchronized Map<String, String> numbersByMark() {
        Map<String, String> numbers = new TreeMap<>();
        events.values().forEach(event -> event.marks.forEach(mark -> numbers.putIfAbsent(mark, event.complaint)));
        return numbers;
    }

    /** By complaint, the rules of its duties that are said to be of that type, such as {@code duty.met}, with how many events say so. */
    synchronized Map<String, Map<String, Integer>> duties(String type) {
        Map<String, Map<String, Integer>> duties = new TreeMap<>();
        events.values().stream()
                .filter(event -> event.type.equals(type) && (event.confirmed || event.inDoubt))
                .forEach(event -> duties.computeIfAbsent(event.complaint, none -> new TreeMap<>())
                        .merge(event.duty, 1, Integer::sum));
        return duties;
    }

    /** Ids of the events of complaints themselves that were read for good. */
    synchronized Set<String> complaintEventIds() {
        Set<String> ids = new TreeSet<>();
        events.forEach((id, event) -> {
            if (event.type.startsWith("complaint.") && event.status.isEmpty() && (event.confirmed || event.inDoubt)) {
                ids.add(id);
            }
        });
        return ids;
    }

    /** Ids of events that came again after their transaction was confirmed, and the number of texts that are no event. */
    synchronized List<String> faults() {
        List<String> faults = new ArrayList<>(deliveredAgain);
        if (unreadable > 0) {
            faults.add(unreadable + " unreadable");
        }
        return faults;
    }

    /** Numbers of complaints of which an event came before one with a lower sequence, or did not begin with created. */
    synchronized Set<String> outOfOrder() {
        Map<String, Long> last = new TreeMap<>();
        Set<String> outOfOrder = new TreeSet<>();
        for (Event event : events.values()) {
            boolean first = !last.containsKey(event.complaint);
            if (first != event.type.endsWith("complaint.created")
                    || event.sequence <= last.getOrDefault(event.complaint, 0L)) {
                outOfOrder.add(event.complaint);
            }
            last.put(event.complaint, event.sequence);
        }
        return outOfOrder;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        while (closed.getCount() > 0) {
            try (Connection connection = factory.createConnection();
                    Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                    MessageConsumer consumer = session.createConsumer(session.createQueue(CaseSystem.QUEUE))) {
                connection.start();
                while (closed.getCount() > 0) {
                    readBatch(session, consumer);
                }
            } catch (JMSException e) {
                pause();
            }
        }
    }

    private void readBatch(Session session, MessageConsumer consumer) throws JMSException {
        List<String> ids = new ArrayList<>();
        Message message = consumer.receive(RECEIVE_MILLIS);
        while (message != null) {
            delivered(textOf(message), ids);
            message = ids.size() < BATCH ? consumer.receive(1) : null;
        }
        if (ids.isEmpty()) {
            return;
        }
        try {
            session.commit();
        } catch (JMSException e) {
            settle(ids, false);
            throw e;
        }
        settle(ids, true);
    }

    private synchronized void delivered(String text, List<String> ids) {
        try {
            JsonNode json = JSON.readTree(text);
            String id = json.path("id").asText();
            Event known = events.putIfAbsent(id, new Event(json));
            if (known != null && known.confirmed) {
                deliveredAgain.add(id);
            }
            ids.add(id);
        } catch (IOException e) {
            unreadable++;
        }
    }

    private synchronized void settle(List<String> ids, boolean answered) {
        for (String id : ids) {
            events.get(id).confirmed |= answered;
            events.get(id).inDoubt |= !answered;
        }
    }

    private static String textOf(Message message) throws JMSException {
        if (message instanceof BytesMessage bytes) {
            byte[] body = new byte[(int) bytes.getBodyLength()];
            bytes.readBytes(body);
            return new String(body, StandardCharsets.UTF_8);
        }
        return message instanceof TextMessage text && text.getText() != null ? text.getText() : "";
    }

    private void pause() {
        try {
            closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

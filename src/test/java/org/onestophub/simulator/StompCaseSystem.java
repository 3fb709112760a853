package org.onestophub.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The case system of a hospital that speaks STOMP 1.2: takes CloudEvents from its queue, acknowledges each by itself and
 * remembers what it saw. It does not connect again after a lost connection.
 */
public final class StompCaseSystem implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long CLOSE_MILLIS = 5_000;

    private final StompLine line;
    private final Thread thread;
    private final Set<String> eventIds = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<JsonNode> events = new ConcurrentLinkedQueue<>();
    private final AtomicInteger duplicates = new AtomicInteger();
    private final AtomicInteger unreadable = new AtomicInteger();

    private StompCaseSystem(StompLine line) {
        this.line = line;
        this.thread = new Thread(this::consume, "stomp-case-system");
        this.thread.setDaemon(true);
    }

    /**
     * Logs in at a port of this machine and consumes the named queue until closed.
     * @throws IOException if the broker refuses the login or closes the connection
     */
    public static StompCaseSystem start(int port, String user, String password, String queue) throws IOException {
        StompLine line = StompLine.connect(port, user, password);
        line.send("SUBSCRIBE", "id:0", "destination:" + queue.replace(":", "\\c"), "ack:client-individual");
        StompCaseSystem system = new StompCaseSystem(line);
        system.thread.start();
        return system;
    }

    /** Every event in the order it came. */
    public List<JsonNode> events() {
        return List.copyOf(events);
    }

    /** Events that came again under an id already seen. Must stay 0. */
    public int duplicates() {
        return duplicates.get();
    }

    /** Messages that were no CloudEvents JSON. Must stay 0. */
    public int unreadable() {
        return unreadable.get();
    }

    @Override
    public void close() {
        try {
            line.close();
            thread.join(CLOSE_MILLIS);
        } catch (IOException e) {
            // it is gone already
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void consume() {
        try {
            while (true) {
                StompLine.Frame frame = line.read();
                if (frame.command().equals("MESSAGE")) {
                    remember(frame.body());
                    line.send("ACK", "id:" + frame.headers().get("ack"));
                }
            }
        } catch (IOException e) {
            // closed by this side, or by the broker
        }
    }

    private void remember(byte[] body) {
        JsonNode event;
        try {
            event = JSON.readTree(body);
        } catch (IOException e) {
            unreadable.incrementAndGet();
            return;
        }
        if (!event.hasNonNull("id") || !event.hasNonNull("type")) {
            unreadable.incrementAndGet();
        } else if (eventIds.add(
                event.path("source").asText() + " " + event.path("id").asText())) {
            events.add(event);
        } else {
            duplicates.incrementAndGet();
        }
    }
}

package org.onestophub.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final int CONNECT_MILLIS = 30_000;
    private static final long CLOSE_MILLIS = 5_000;

    private final Socket socket;
    private final InputStream in;
    private final Thread thread;
    private final Set<String> eventIds = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<JsonNode> events = new ConcurrentLinkedQueue<>();
    private final AtomicInteger duplicates = new AtomicInteger();
    private final AtomicInteger unreadable = new AtomicInteger();

    private StompCaseSystem(Socket socket, InputStream in) {
        this.socket = socket;
        this.in = in;
        this.thread = new Thread(this::consume, "stomp-case-system");
        this.thread.setDaemon(true);
    }

    /**
     * Logs in at a port of this machine and consumes the named queue until closed.
     * @throws IOException if the broker refuses the login or closes the connection
     */
    public static StompCaseSystem start(int port, String user, String password, String queue) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MILLIS);
            socket.setSoTimeout(CONNECT_MILLIS);
            StompCaseSystem system = new StompCaseSystem(socket, new BufferedInputStream(socket.getInputStream()));
            system.send("CONNECT", "accept-version:1.2", "host:hub", "login:" + user, "passcode:" + password);
            Frame answer = system.read();
            if (!answer.command().equals("CONNECTED")) {
                throw new IOException("the broker answers " + answer.command());
            }
            socket.setSoTimeout(0);
            system.send("SUBSCRIBE", "id:0", "destination:" + queue.replace(":", "\\c"), "ack:client-individual");
            system.thread.start();
            return system;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
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
            socket.close();
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
                Frame frame = read();
                if (frame.command().equals("MESSAGE")) {
                    remember(frame.body());
                    send("ACK", "id:" + frame.headers().get("ack"));
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

    private void send(String command, String... headers) throws IOException {
        String frame = command + "\n" + String.join("\n", headers) + "\n\n\0";
        socket.getOutputStream().write(frame.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private record Frame(String command, Map<String, String> headers, byte[] body) {}

    private Frame read() throws IOException {
        String command = line();
        while (command.isEmpty()) {
            // an empty line between frames says that the broker is alive
            command = line();
        }
        Map<String, String> headers = new HashMap<>();
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            // of a header that stands twice, the first counts
            headers.putIfAbsent(header.substring(0, colon), unescaped(header.substring(colon + 1)));
        }
        byte[] body = headers.containsKey("content-length")
                ? in.readNBytes(Integer.parseInt(headers.get("content-length")))
                : new byte[0];
        byte[] rest = until('\0');
        return new Frame(command, headers, body.length == 0 ? rest : body);
    }

    private String line() throws IOException {
        String line = new String(until('\n'), StandardCharsets.UTF_8);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private byte[] until(char end) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b != end; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            bytes.write(b);
        }
        return bytes.toByteArray();
    }

    private static String unescaped(String value) {
        return value.replace("\\c", ":")
                .replace("\\n", "\n")
                .replace("\\r", "\r")
                .replace("\\\\", "\\");
    }
}

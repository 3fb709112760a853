package org.onestophub.simulator;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A hospital system that sends HL7 over MLLP on one connection, one message at a time or pipelined. A message that is
 * answered AE, or not at all, is sent again on a new connection.
 */
public final class HospitalSystem implements AutoCloseable {

    private static final int START = 0x0B;
    private static final int END = 0x1C;
    private static final int CR = 0x0D;
    // longer than the hub lets a sender wait at most
    private static final int TIMEOUT_MILLIS = 90_000;
    private static final int ATTEMPTS = 20;
    private static final int ACK_BYTES_AT_MOST = 65_536;
    private static final long PAUSE_NANOS = 50_000_000L;
    private static final long PAUSE_NANOS_AT_MOST = 2_000_000_000L;

    private final String host;
    private final int port;
    private Socket socket;
    private InputStream in;

    /** A system that will connect to that MLLP listener when it first sends. */
    public HospitalSystem(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /**
     * An acknowledgement.
     *
     * @param code MSA-1: AA, AE or AR
     * @param controlId MSA-2
     * @param bytes the whole message, without the frame
     */
    public record Ack(String code, String controlId, byte[] bytes) {}

    /**
     * Sends one message and returns its first acknowledgement other than AE.
     * @throws IOException if there is none after all attempts
     */
    public Ack send(byte[] message) throws IOException {
        return sendPipelined(List.of(message)).get(0);
    }

    /**
     * Writes all messages at once, then reads as many acknowledgements; those that got AE or none are sent again.
     * @return one acknowledgement per message, in the messages' order
     * @throws IOException if one stays without after all attempts
     */
    public List<Ack> sendPipelined(List<byte[]> messages) throws IOException {
        Ack[] acks = new Ack[messages.size()];
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < acks.length; i++) {
            open.add(i);
        }
        for (int attempt = 1; attempt <= ATTEMPTS && !open.isEmpty(); attempt++) {
            try {
                exchange(messages, open, acks);
            } catch (IOException e) {
                close();
            }
            open.removeIf(index -> acks[index] != null && !acks[index].code().equals("AE"));
            if (!open.isEmpty()) {
                LockSupport.parkNanos(Math.min(PAUSE_NANOS_AT_MOST, attempt * PAUSE_NANOS));
            }
        }
        if (!open.isEmpty()) {
            throw new IOException("no acknowledgement for " + open.size() + " messages");
        }
        return List.of(acks);
    }

    /** Writes raw bytes without a frame, as a broken sender does. */
    public void sendUnframed(byte[] bytes) throws IOException {
        connect();
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    @Override
    public void close() {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // Closing a dead connection may fail; it is given up either way.
            }
            socket = null;
        }
    }

    /** A message in its MLLP frame. */
    public static byte[] framed(byte[] message) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(message.length + 3);
        frame.write(START);
        frame.writeBytes(message);
        frame.write(END);
        frame.write(CR);
        return frame.toByteArray();
    }

    private void exchange(List<byte[]> messages, List<Integer> open, Ack[] acks) throws IOException {
        connect();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int index : open) {
            all.writeBytes(framed(messages.get(index)));
        }
        socket.getOutputStream().write(all.toByteArray());
        socket.getOutputStream().flush();
        for (int index : open) {
            acks[index] = readAck();
        }
    }

    private void connect() throws IOException {
        if (socket != null) {
            return;
        }
        Socket fresh = new Socket();
        fresh.setSoTimeout(TIMEOUT_MILLIS);
        fresh.setTcpNoDelay(true);
        fresh.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
        socket = fresh;
        in = new BufferedInputStream(fresh.getInputStream());
    }

    private Ack readAck() throws IOException {
        int next = in.read();
        while (next != START) {
            if (next < 0) {
                throw new EOFException("connection closed before the acknowledgement");
            }
            next = in.read();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (next = in.read(); next != END; next = in.read()) {
            if (next < 0 || body.size() > ACK_BYTES_AT_MOST) {
                throw new EOFException("acknowledgement does not end");
            }
            body.write(next);
        }
        if (in.read() != CR) {
            throw new IOException("acknowledgement is not framed");
        }
        return ackOf(body.toByteArray());
    }

    private static Ack ackOf(byte[] bytes) throws IOException {
        for (String segment : new String(bytes, StandardCharsets.ISO_8859_1).split("\r")) {
            String[] fields = segment.split("\\|", -1);
            if (fields[0].equals("MSA") && fields.length > 1) {
                return new Ack(fields[1], fields.length > 2 ? fields[2] : "", bytes);
            }
        }
        throw new IOException("acknowledgement has no MSA");
    }
}

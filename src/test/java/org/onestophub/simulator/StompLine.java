package org.onestophub.simulator;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A connection that speaks STOMP 1.2, frame by frame. */
public final class StompLine implements AutoCloseable {

    private static final int CONNECT_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream in;

    private StompLine(Socket socket, InputStream in) {
        this.socket = socket;
        this.in = in;
    }

    /**
     * Logs in at a port of this machine.
     * @throws IOException if the broker refuses the login or closes the connection
     */
    public static StompLine connect(int port, String user, String password) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MILLIS);
            socket.setSoTimeout(CONNECT_MILLIS);
            StompLine line = new StompLine(socket, new BufferedInputStream(socket.getInputStream()));
            line.send("CONNECT", "accept-version:1.2", "host:hub", "login:" + user, "passcode:" + password);
            Frame answer = line.read();
            if (!answer.command().equals("CONNECTED")) {
                throw new IOException("the broker answers " + answer.command());
            }
            socket.setSoTimeout(0);
            return line;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Sends a frame without a body. */
    public void send(String command, String... headers) throws IOException {
        send(frame(command, headers));
    }

    /** Sends frames as they are, in one write. */
    public void send(String frames) throws IOException {
        socket.getOutputStream().write(frames.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** A frame without a body, as it is sent. */
    public static String frame(String command, String... headers) {
        return command + "\n" + String.join("\n", headers) + "\n\n\0";
    }

    /** What the broker sent; of a header that stands twice, the first. */
    public record Frame(String command, Map<String, String> headers, byte[] body) {}

    /** Waits for the next frame; IOException if the connection ends. */
    public Frame read() throws IOException {
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

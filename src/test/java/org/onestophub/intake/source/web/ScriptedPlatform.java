package org.onestophub.intake.source.web;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/** A platform on loopback that answers as a test wants, also with a date of its own, and remembers what it was asked. */
final class ScriptedPlatform implements AutoCloseable {

    private final ServerSocket server;
    private final boolean isSecure;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Script script;

    /** How it answers. */
    @FunctionalInterface
    interface Script {
        void answer(Asked asked, Reply reply) throws IOException;
    }

    /** What it was asked: path, parameters of the query, headers by lower-case name, body. */
    record Asked(String path, Map<String, String> query, Map<String, String> headers, String body) {

        String authorization() {
            return headers.getOrDefault("authorization", "");
        }
    }

    /** One answer; the line is closed after it. */
    static final class Reply {
        private final OutputStream out;
        private final StringBuilder headers = new StringBuilder();

        private Reply(OutputStream out) {
            this.out = out;
        }

        Reply header(String name, String value) {
            headers.append(name).append(": ").append(value).append("\r\n");
            return this;
        }

        void json(String body) throws IOException {
            bytes(200, body.getBytes(StandardCharsets.UTF_8));
        }

        void status(int status) throws IOException {
            bytes(status, new byte[0]);
        }

        void bytes(int status, byte[] body) throws IOException {
            begin(status, body.length, body);
        }

        /** An answer of which only a part comes now. */
        void begin(int status, int wholeSize, byte[] part) throws IOException {
            String head = "HTTP/1.1 " + status + " x\r\nContent-Length: " + wholeSize + "\r\nConnection: close\r\n"
                    + headers + "\r\n";
            out.write(head.getBytes(StandardCharsets.UTF_8));
            out.write(part);
            out.flush();
        }
    }

    ScriptedPlatform(Script script) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), false, script);
    }

    private ScriptedPlatform(ServerSocket server, boolean isSecure, Script script) {
        this.server = server;
        this.isSecure = isSecure;
        this.script = script;
        threads.execute(this::accept);
    }

    /** One that speaks TLS with the key of that context. */
    static ScriptedPlatform secure(SSLContext tls, Script script) throws IOException {
        ServerSocket server =
                tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        return new ScriptedPlatform(server, true, script);
    }

    void script(Script other) {
        script = other;
    }

    String address() {
        return (isSecure ? "https" : "http") + "://127.0.0.1:" + server.getLocalPort() + "/orders";
    }

    int port() {
        return server.getLocalPort();
    }

    List<Asked> asked() {
        return asked;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket line = server.accept();
                threads.execute(() -> serve(line));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void serve(Socket line) {
        try (line) {
            Asked one = read(new BufferedInputStream(line.getInputStream()));
            asked.add(one);
            script.answer(one, new Reply(line.getOutputStream()));
        } catch (SocketException | SSLException e) {
            // the hub has closed the line
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Asked read(InputStream in) throws IOException {
        String target = line(in).split(" ")[1];
        Map<String, String> headers = new HashMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String[] parts = header.split(":", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
        }
        String body = new String(
                in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0"))), StandardCharsets.UTF_8);
        Map<String, String> query = new HashMap<>();
        String[] address = target.split("\\?", 2);
        for (String pair : address.length < 2 ? new String[0] : address[1].split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(decoded(parts[0]), decoded(parts[1]));
        }
        return new Asked(address[0], query, headers, body);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new SocketException("closed");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}

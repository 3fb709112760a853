package org.onestophub.platform.probe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Pattern;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** The first steps of every test over the network: name, port, TLS, and the server's first line. */
public final class ProbeSocket implements AutoCloseable {

    /** How long an answer is waited for: less than a step may take, so that a silent server is reported as one. */
    public static final int TIMEOUT_MILLIS = 9_000;
    /** RFC 5321, 3501 and 959 all stay below; a server that says more is not one of them. */
    private static final int MOST_LINE = 1_000;

    private static final int MOST_LINES = 50;
    /** How FTP and SMTP, IMAP, SSH and HTTP servers begin an answer. */
    private static final Pattern OTHER_ANSWER =
            Pattern.compile("^([0-9]{3}[ -]|\\* (OK|BYE|PREAUTH)|hub1 |SSH-|HTTP/)");

    private final String host;
    private final int port;
    private volatile @Nullable InetAddress address;
    private volatile Socket socket = new Socket();

    /** A connection to a server, not open yet. */
    public ProbeSocket(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /** The name has an address. */
    public void resolve(ProbeSteps steps) {
        steps.step("resolve", Problem.NAME_UNKNOWN, () -> {
            InetAddress[] found = InetAddress.getAllByName(host);
            address = found[0];
            return Map.of("addresses", Integer.toString(found.length));
        });
    }

    /** The port takes connections. */
    public void connect(ProbeSteps steps) {
        steps.step("connect", Problem.PORT_CLOSED, () -> {
            Socket plain = socket;
            plain.connect(new InetSocketAddress(address, port), TIMEOUT_MILLIS);
            plain.setSoTimeout(TIMEOUT_MILLIS);
            return Map.of("port", Integer.toString(port));
        });
    }

    /** A handshake; {@code opening} sends what the protocol needs before it. */
    public TlsInspection tls(
            ProbeSteps steps, X509ExtendedTrustManager trust, boolean checkHostName, Clock clock, Opening opening) {
        return tls(steps, new TlsInspection(trust), checkHostName, clock, opening);
    }

    /** The same by an inspection that may have keys of the hub. */
    public TlsInspection tls(
            ProbeSteps steps, TlsInspection look, boolean checkHostName, Clock clock, Opening opening) {
        steps.step(
                "tls",
                Problem.TLS_REFUSED,
                () -> {
                    opening.say(this);
                    socket = look.over(socket, host, port, checkHostName);
                    return look.facts(clock);
                },
                () -> look.facts(clock));
        return look;
    }

    /** What is sent before a handshake. */
    @FunctionalInterface
    public interface Opening {
        /** Sends it. */
        void say(ProbeSocket line) throws IOException;
    }

    /** The server begins as one of its protocol does. */
    public void greeting(ProbeSteps steps, String begin) {
        steps.step("greeting", Problem.SERVER_STRANGE, () -> {
            expect(begin);
            return Map.of();
        });
    }

    /**
     * Reads up to a line with this beginning. Lines before it may be parts of the same answer or a greeting.
     * @throws ProblemException CH-314 if another answer comes, or none
     */
    public void expect(String begin) throws IOException {
        String longer = begin.strip() + "-";
        for (int i = 0; i < MOST_LINES; i++) {
            String line = line();
            if (line.startsWith(begin)) {
                return;
            }
            if (!line.startsWith(longer) && OTHER_ANSWER.matcher(line).find()) {
                break;
            }
        }
        throw new ProblemException(Problem.SERVER_STRANGE);
    }

    /** Sends a line. */
    public void say(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = socket.getInputStream().read();
                next != '\n';
                next = socket.getInputStream().read()) {
            if (next < 0 || line.size() > MOST_LINE) {
                throw new ProblemException(Problem.SERVER_STRANGE);
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }
}

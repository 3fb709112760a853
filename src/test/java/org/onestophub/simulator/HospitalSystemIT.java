package org.onestophub.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The simulated hospital system frames, pipelines and repeats. */
class HospitalSystemIT {

    @Test
    void pipelinedMessagesGetTheirAcknowledgementsInOrder() throws IOException {
        try (Listener listener = new Listener();
                HospitalSystem his = new HospitalSystem("127.0.0.1", listener.port())) {
            List<byte[]> messages = List.of(adt("M1"), adt("M2"), adt("M3"));

            List<HospitalSystem.Ack> acks = his.sendPipelined(messages);

            assertThat(acks).extracting(HospitalSystem.Ack::controlId).containsExactly("M1", "M2", "M3");
            assertThat(acks).extracting(HospitalSystem.Ack::code).containsOnly("AA");
        }
    }

    @Test
    void aMessageThatGotErrorIsSentAgain() throws IOException {
        try (Listener listener = new Listener();
                HospitalSystem his = new HospitalSystem("127.0.0.1", listener.port())) {
            listener.errorsToCome.set(2);

            assertThat(his.send(adt("M1")).code()).isEqualTo("AA");
            assertThat(listener.seen.get()).isEqualTo(3);
        }
    }

    @Test
    void aMessageWithoutAnswerIsSentAgainOnANewConnection() throws IOException {
        try (Listener listener = new Listener();
                HospitalSystem his = new HospitalSystem("127.0.0.1", listener.port())) {
            listener.hangUpsToCome.set(1);

            assertThat(his.send(adt("M1")).code()).isEqualTo("AA");
            assertThat(listener.seen.get()).isEqualTo(2);
        }
    }

    private static byte[] adt(String controlId) {
        return ("MSH|^~\\&|HIS|H|HUB|H|20260918090000||ADT^A04|" + controlId + "|P|2.4\rPID|1||1||测试^甲\r")
                .getBytes(Charset.forName("GB18030"));
    }

    /** A small MLLP listener that acknowledges everything, except what it is set to fail. */
    private static final class Listener implements AutoCloseable {

        final AtomicInteger errorsToCome = new AtomicInteger();
        final AtomicInteger hangUpsToCome = new AtomicInteger();
        final AtomicInteger seen = new AtomicInteger();
        private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        private final List<Socket> sockets = new ArrayList<>();

        Listener() throws IOException {
            Thread thread = new Thread(this::accept);
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return server.getLocalPort();
        }

        private void accept() {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    sockets.add(socket);
                    serve(socket.getInputStream(), socket.getOutputStream());
                } catch (IOException e) {
                    // The peer or the test has closed; the next connection is awaited.
                }
            }
        }

        private void serve(InputStream in, OutputStream out) throws IOException {
            StringBuilder message = new StringBuilder();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == 0x0B) {
                    message.setLength(0);
                } else if (next != 0x1C) {
                    message.append((char) next);
                } else {
                    in.read();
                    seen.incrementAndGet();
                    if (hangUpsToCome.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                        return;
                    }
                    String code = errorsToCome.getAndUpdate(n -> Math.max(0, n - 1)) > 0 ? "AE" : "AA";
                    String ack = "MSH|^~\\&|HUB\rMSA|" + code + "|"
                            + message.toString().split("\\|")[9] + "\r";
                    out.write(HospitalSystem.framed(ack.getBytes(StandardCharsets.US_ASCII)));
                    out.flush();
                }
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}

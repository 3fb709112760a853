package org.onestophub.outlet.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.outlet.sink.SinkRig.Outcome;
import org.onestophub.support.FreePort;
import org.onestophub.support.TestTls;

class MllpSinkIT {

    private static final String MESSAGE = "MSH|^~\\&|HUB||||||ORU^R01|d-1||2.4||||||UNICODE UTF-8\rPID|||P1||测试甲\r";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private ServerSocket server;

    private interface Answering {
        void answer(OutputStream out, Socket line) throws IOException;
    }

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    private void receiver(Answering answering) {
        threads.execute(() -> {
            while (!server.isClosed()) {
                try (Socket line = server.accept()) {
                    received.add(frame(line.getInputStream()));
                    answering.answer(line.getOutputStream(), line);
                } catch (IOException e) {
                    // the sender hung up, or the test is over
                }
            }
        });
    }

    private static String frame(InputStream raw) throws IOException {
        InputStream in = new BufferedInputStream(raw);
        StringBuilder bytes = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != 0x1C; next = in.read()) {
            bytes.append((char) next);
        }
        return new String(bytes.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static byte[] ack(String code, String controlId) {
        return ("\u000BMSH|^~\\&|HIS||HUB||20260102||ACK|9|P|2.4\rMSA|" + code + "|" + controlId + "|因为\r\u001C\r")
                .getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, String> parameters() {
        return new HashMap<>(Map.of(
                "host",
                "localhost",
                "port",
                Integer.toString(server.getLocalPort()),
                "connectTimeout",
                "20000",
                "answerTimeout",
                "20000"));
    }

    /** For receivers whose answer never comes. */
    private Map<String, String> impatient() {
        Map<String, String> parameters = parameters();
        parameters.put("connectTimeout", "500");
        parameters.put("answerTimeout", "500");
        return parameters;
    }

    private Outcome send() {
        return send(parameters());
    }

    private Outcome send(Map<String, String> parameters) {
        try (SinkRig rig = SinkRig.start("mllp-message-sink", parameters)) {
            return rig.send("d-1", MESSAGE);
        }
    }

    @ParameterizedTest
    @CsvSource({"AA,''", "CA,''", "AE,DL-303", "CE,DL-303", "AR,DL-101", "CR,DL-101", "XX,DL-304", "'',DL-304"})
    void theAcknowledgementDecidesAndIsKept(String code, String problem) {
        receiver((out, line) -> out.write(ack(code, "d-1")));

        Outcome outcome = send();

        assertThat(outcome.code()).isEqualTo(problem);
        assertThat(outcome.status()).isEqualTo(code);
        assertThat(outcome.response()).contains("MSA|" + code + "|d-1|因为");
        assertThat(received).containsExactly("\u000B" + MESSAGE);
    }

    @Test
    void theAnswerToAnotherMessageSaysNothingAboutOurs() {
        receiver((out, line) -> out.write(ack("AA", "d-0")));

        assertThat(send().code()).isEqualTo("DL-304");
    }

    @Test
    void anAnswerInPiecesIsPutTogether() {
        receiver((out, line) -> {
            for (byte b : ack("AA", "d-1")) {
                out.write(b);
                out.flush();
            }
        });

        assertThat(send().code()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"silence", "hangs up", "endless", "drips", "no HL7"})
    void withoutAnAcknowledgementNobodyKnows(String how) {
        receiver((out, line) -> {
            switch (how) {
                case "silence" -> line.getInputStream().read();
                case "endless" -> endless(out);
                case "drips" -> drip(out);
                case "no HL7" -> out.write("\u000BHELLO\u001C\r".getBytes(StandardCharsets.US_ASCII));
                default -> line.setSoLinger(true, 0);
            }
        });

        assertThat(send(impatient()).code()).isEqualTo("DL-304");
        // a message that is given up at once may still be read
        await().until(() -> received.size() == 1);
    }

    private static void endless(OutputStream out) throws IOException {
        byte[] block = new byte[8192];
        java.util.Arrays.fill(block, (byte) 'A');
        out.write(0x0B);
        for (int i = 0; i < 100_000; i++) {
            out.write(block);
        }
    }

    /** Ends by the sender's hanging up. */
    private static void drip(OutputStream out) throws IOException {
        out.write(0x0B);
        for (int i = 0; i < 600; i++) {
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
            out.write('A');
            out.flush();
        }
    }

    @Test
    void aReceiverThatReadsNothingIsGivenUp() throws IOException {
        try (SinkRig rig = SinkRig.start("mllp-message-sink", impatient())) {
            // the connection waits in the backlog, and its buffers fill
            assertThat(rig.send("d-1", new byte[16 << 20]).code()).isEqualTo("DL-304");
        }
    }

    @Test
    void whereNobodyListensNothingWasGiven() throws IOException {
        Map<String, String> nobody = parameters();
        nobody.put("port", Integer.toString(FreePort.next()));

        assertThat(send(nobody).code()).isEqualTo("DL-302");
    }

    @Test
    void anEncryptedLineIsTrustedByItsCertificateOnly(@TempDir Path folder) throws Exception {
        TestTls tls = TestTls.make(folder);
        server.close();
        server = tls.context().getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        receiver((out, line) -> out.write(ack("AA", "d-1")));
        Map<String, String> parameters = parameters();
        parameters.put("tls", "true");

        try (SinkRig stranger = SinkRig.start("mllp-message-sink", parameters)) {
            assertThat(stranger.probeEnd()).isEqualTo("tls CH-316");
            assertThat(stranger.send("d-1", MESSAGE).code()).isEqualTo("DL-302");
        }
        parameters.put("certificateFile", tls.certificate().toString());
        try (SinkRig friend = SinkRig.start("mllp-message-sink", parameters)) {
            assertThat(friend.probe()).containsExactly("resolve ok", "connect ok", "tls ok", "hand-over skipped");
            assertThat(received).as("a test sends no message").allMatch(String::isEmpty);
            assertThat(friend.send("d-1", MESSAGE).code()).isEmpty();
        }
    }
}

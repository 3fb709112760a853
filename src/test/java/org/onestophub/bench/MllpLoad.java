package org.onestophub.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;

/** ADT messages of 1 KB over MLLP, every one about one of 20,000 patients. */
final class MllpLoad {

    private static final int PATIENTS = 20_000;
    private static final int SIZE = 1_024;
    private static final String LANE = "select count(*) from work where lane = 'patient'";

    private MllpLoad() {}

    static void measure(Table table, int seconds) throws IOException, SQLException {
        try (BenchedHub hub = BenchedHub.started();
                Connection ledger = hub.ledger()) {
            table.row(
                    "floor: PostgreSQL alone, 16 waiting senders, rows committed together",
                    Floor.rate(hub, 16, seconds),
                    "",
                    "",
                    "",
                    "");
            ClosedLoop.run(16, seconds, 0, index -> new Line(hub.mllpPort()));
            hub.await(ledger, LANE, 0);
            long first = 10_000_000_000L;
            for (int connections : new int[] {1, 4, 16}) {
                double[] before = hub.cpu();
                ClosedLoop.Result result =
                        ClosedLoop.run(connections, seconds, first, index -> new Line(hub.mllpPort()));
                double open = hub.number(ledger, LANE);
                Duration drained = hub.await(ledger, LANE, 0);
                table.rate(
                        "mllp: ADT acknowledged, " + connections + " connections",
                        result,
                        before,
                        hub.cpu(),
                        String.format(
                                Locale.ROOT,
                                "%,.0f not yet applied at the end, applied %.1f s later",
                                open,
                                drained.toMillis() / 1000.0));
                first += 10_000_000_000L;
            }
        }
    }

    /** One message, a kilobyte. */
    static byte[] message(long number) {
        long patient = number * 7919 % PATIENTS;
        String control = "B" + number;
        String text = "MSH|^~\\&|HIS|H1|HUB|H1|20260918093000+0800||ADT^A08^ADT_A01|" + control
                + "|P|2.5|||||CHN|UNICODE UTF-8\r"
                + "EVN|A08|20260918093000+0800\r"
                + String.format(
                        Locale.ROOT,
                        "PID|1||P%06d^^^H1^PI||测试%06d^^^^^^L||19800101|M|||虚构路1号||1380000%04d^PRN^PH\r",
                        patient,
                        patient,
                        patient % 10_000)
                + String.format(
                        Locale.ROOT,
                        "PV1|1|I|W3^301^12^H1||||D001^测试甲||||||||||||V%07d^^^H1^VN|||||||||||||||||||||||||20260918080000+0800\r",
                        patient);
        StringBuilder whole = new StringBuilder(text).append("NTE|1||");
        int missing = SIZE - whole.toString().getBytes(StandardCharsets.UTF_8).length - 1;
        return whole.append("x".repeat(Math.max(0, missing)))
                .append('\r')
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A connection of the hospital system. */
    private static final class Line implements ClosedLoop.Sender {

        private final Socket socket;
        private final InputStream in;

        Line(int port) throws IOException {
            socket = new Socket("127.0.0.1", port);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        }

        @Override
        public void send(long number) throws IOException {
            byte[] message = message(number);
            byte[] frame = new byte[message.length + 3];
            frame[0] = 0x0B;
            System.arraycopy(message, 0, frame, 1, message.length);
            frame[frame.length - 2] = 0x1C;
            frame[frame.length - 1] = 0x0D;
            socket.getOutputStream().write(frame);
            StringBuilder answer = new StringBuilder();
            for (int next = in.read(); next != 0x1C; next = in.read()) {
                if (next < 0) {
                    throw new IOException("connection closed before the acknowledgement");
                }
                answer.append((char) next);
            }
            in.read();
            if (answer.indexOf("MSA|AA|B" + number) < 0) {
                throw new IOException("not accepted: " + answer.substring(answer.indexOf("MSA")));
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}

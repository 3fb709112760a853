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

/** Distinct work orders pushed over kept-alive HTTP connections. */
final class PushLoad {

    private static final String LANE = "select count(*) from work where lane = 'complaint'";
    /** Asked again and again while the hub works, so it must cost nothing. */
    private static final String LANE_IN_USE = "select count(*) from ("
            + "select from work where lane = 'complaint' limit 1) as one";
    private static final String QUEUE_IN_USE = "select count(*) from ("
            + "select from event where relayed_at is null limit 1) as one";

    private PushLoad() {}

    static void measure(Table table, int seconds) throws IOException, SQLException {
        try (HubUnderTest hub = HubUnderTest.started(); Connection ledger = hub.ledger()) {
            table.row("floor: PostgreSQL alone, 16 waiting senders, rows committed together",
                    Floor.rate(hub, 16, seconds), "", "", "", "");
            ClosedLoop.run(16, seconds, 0, index -> new Client(hub.httpPort()));
            drain(hub, ledger);
            long first = 10_000_000_000L;
            for (int clients : new int[] {1, 16}) {
                double[] before = hub.cpu();
                ClosedLoop.Result result =
                        ClosedLoop.run(clients, seconds, first, index -> new Client(hub.httpPort()));
                double[] answered = hub.cpu();
                double open = hub.number(ledger, LANE);
                Duration drained = drain(hub, ledger);
                table.rate("push: work orders answered 201, " + clients + " clients", result, before, answered,
                        String.format(Locale.ROOT, "%,.0f not yet recorded at the end, all on the queue %.1f s later; "
                                + "CPU with that: %s", open, drained.toMillis() / 1000.0,
                                Table.cost(before, hub.cpu(), result.count())));
                first += 10_000_000_000L;
            }
        }
    }

    private static Duration drain(HubUnderTest hub, Connection ledger) throws SQLException {
        return hub.await(ledger, LANE_IN_USE, 0).plus(hub.await(ledger, QUEUE_IN_USE, 0));
    }

    private static byte[] order(long number) {
        return String.format(Locale.ROOT, """
                {"taskId":"2609B%d","round":1,"reportDept":"12345","serviceType":"投诉","approach":"0",\
                "emergencyLevel":"一般","levelOne":"医疗卫生","levelTwo":"医疗服务","streetName":"虚构街道",\
                "address":"虚构路1号","reflectPerson":"测试甲","callNumber":"1380000%04d",\
                "discription":"挂号窗口排队两小时无人管理，第%d号","orderTime":"2026-09-18 16:30:00",\
                "dispatchTime":"2026-09-18 16:40:00","hastentypeCount":0}""", number, number % 10_000, number)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A kept-alive connection; reads just enough HTTP to know where an answer ends. */
    private static final class Client implements ClosedLoop.Sender {

        private final Socket socket;
        private final InputStream in;

        Client(int port) throws IOException {
            socket = new Socket("127.0.0.1", port);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        }

        @Override
        public void send(long number) throws IOException {
            byte[] body = order(number);
            byte[] head = ("POST /api/hotline/v1/work-orders HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer "
                    + HubUnderTest.KEY + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                    + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
            byte[] all = new byte[head.length + body.length];
            System.arraycopy(head, 0, all, 0, head.length);
            System.arraycopy(body, 0, all, head.length, body.length);
            socket.getOutputStream().write(all);
            String status = line();
            if (!status.contains(" 201 ") && !status.endsWith(" 201")) {
                throw new IOException("not accepted: " + status);
            }
            skipBody();
        }

        private void skipBody() throws IOException {
            int length = 0;
            boolean chunked = false;
            for (String line = line(); !line.isEmpty(); line = line()) {
                String header = line.toLowerCase(Locale.ROOT);
                if (header.startsWith("content-length:")) {
                    length = Integer.parseInt(header.substring(15).strip());
                }
                chunked |= header.startsWith("transfer-encoding:") && header.contains("chunked");
            }
            if (!chunked) {
                in.skipNBytes(length);
                return;
            }
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                in.skipNBytes(size + 2L);
            }
            line();
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new IOException("connection closed before the answer");
                }
                if (next != '\r') {
                    line.append((char) next);
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}

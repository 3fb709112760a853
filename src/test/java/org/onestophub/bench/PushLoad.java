package org.onestophub.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Distinct work orders pushed over kept-alive HTTP connections. */
final class PushLoad {

    private static final String RECORDED = "select count(*) from complaint";
    /** Asked again and again while the hub works, so it must cost nothing. */
    private static final String LANE_IN_USE =
            "select count(*) from (" + "select from work where lane = 'complaint' limit 1) as one";

    private static final String QUEUE_IN_USE =
            "select count(*) from (" + "select from event where relayed_at is null limit 1) as one";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    /** Numbers of the orders of one run. */
    private static final long RUN = 10_000_000_000L;

    private PushLoad() {}

    /**
     * One client in a hub that has seen some, then sixteen in one that has compiled all that is in the way, which takes it
     * {@code warm} seconds of the same load.
     */
    static void measure(Table table, int seconds, int warm) throws IOException, SQLException {
        try (BenchedHub hub = BenchedHub.started();
                Connection ledger = hub.ledger()) {
            table.row(
                    "floor: PostgreSQL alone, 16 waiting senders, rows committed together",
                    Floor.rate(hub, 16, seconds),
                    "",
                    "",
                    "",
                    "");
            load(hub, 16, seconds, 0);
            drain(hub, ledger);
            answered(table, hub, 1, seconds, RUN);
            drain(hub, ledger);
            load(hub, 16, warm, 2 * RUN);
            answered(table, hub, 16, seconds, 3 * RUN);
            double before = hub.number(ledger, RECORDED);
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
            table.row(
                    "what was pushed recorded afterwards",
                    String.format(Locale.ROOT, "%,.0f/s", (hub.number(ledger, RECORDED) - before) / seconds),
                    "",
                    "",
                    "",
                    "");
        }
    }

    private static void answered(Table table, BenchedHub hub, int clients, int seconds, long first) throws IOException {
        double[] before = hub.cpu();
        ClosedLoop.Result result = load(hub, clients, seconds, first);
        table.rate("push: work orders answered 201, " + clients + " clients", result, before, hub.cpu(), "");
    }

    private static ClosedLoop.Result load(BenchedHub hub, int clients, int seconds, long first) throws IOException {
        return ClosedLoop.run(clients, seconds, first, index -> new Client(hub.httpPort()));
    }

    private static void drain(BenchedHub hub, Connection ledger) throws SQLException {
        hub.await(ledger, LANE_IN_USE, 0);
        hub.await(ledger, QUEUE_IN_USE, 0);
    }

    /** Spreads numbers that follow each other over all phones. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /**
     * One work order, dispatched a minute ago; its task id ends with the number. Of an old one everything would be overdue at
     * once. Each is of another caller, but the tenth of ten, who called with the ninth.
     */
    static byte[] order(long number) {
        LocalDateTime now = LocalDateTime.now(ZoneId.of("Asia/Shanghai"));
        long caller = number % 10 == 9 ? number - 1 : number;
        return String.format(
                        Locale.ROOT,
                        """
                {"taskId":"2609B%d","round":1,"reportDept":"12345","serviceType":"投诉","approach":"0",\
                "emergencyLevel":"一般","levelOne":"医疗卫生","levelTwo":"医疗服务","streetName":"虚构街道",\
                "address":"虚构路1号","reflectPerson":"测试甲","callNumber":"13%09d",\
                "discription":"挂号窗口排队两小时无人管理，第%d号","orderTime":"%s",\
                "dispatchTime":"%s","hastentypeCount":0}""",
                        number,
                        Math.floorMod(Long.rotateLeft(caller * SPREAD, 32), 1_000_000_000L),
                        number,
                        TIME.format(now.minusMinutes(5)),
                        TIME.format(now.minusMinutes(1)))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A kept-alive connection; reads just enough HTTP to know where an answer ends. */
    static final class Client implements ClosedLoop.Sender {

        private final int port;
        private Socket socket;
        private InputStream in;

        Client(int port) throws IOException {
            this.port = port;
            connect();
        }

        private void connect() throws IOException {
            socket = new Socket("127.0.0.1", port);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        }

        @Override
        public void send(long number) throws IOException {
            byte[] body = order(number);
            byte[] head = ("POST /api/hotline/v1/work-orders HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer "
                            + BenchedHub.KEY + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
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
            boolean last = false;
            for (String line = line(); !line.isEmpty(); line = line()) {
                String header = line.toLowerCase(Locale.ROOT);
                if (header.startsWith("content-length:")) {
                    length = Integer.parseInt(header.substring(15).strip());
                }
                last |= header.equals("connection: close");
                chunked |= header.startsWith("transfer-encoding:") && header.contains("chunked");
            }
            if (chunked) {
                skipChunks();
            } else {
                in.skipNBytes(length);
            }
            if (last) {
                // the hub gives a connection so many requests, and then wants a new one
                close();
                connect();
            }
        }

        private void skipChunks() throws IOException {
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

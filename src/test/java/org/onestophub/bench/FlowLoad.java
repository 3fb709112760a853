package org.onestophub.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.onestophub.support.FreePort;

/** Work orders from the push to a consumer of the intake queue: in a rush, after it, and at a steady rate. */
final class FlowLoad {

    private static final int CLIENTS = 16;
    private static final int[] STEADY_RATES = {50, 500};
    /** Clients over which a steady load is spread, so that one slow answer delays no other order. */
    private static final int STEADY_CLIENTS = 8;

    private static final long RUN = 10_000_000_000L;
    private static final String RECORDED = "select count(*) from complaint";

    private FlowLoad() {}

    /** Sixteen clients without pause: what is recorded and read by the consumer meanwhile, and how fast the rest is. */
    static void measureRush(Table table, int seconds, int warm) throws IOException, SQLException {
        int port = FreePort.next();
        try (BenchedHub hub = started(port);
                Connection ledger = hub.ledger();
                EventReader reader = new EventReader(port, BenchedHub.KEY)) {
            table.floor("PostgreSQL alone, 16 waiting senders, rows committed together", Floor.rate(hub, 16, seconds));
            table.floor("PostgreSQL alone, rows of 1 KB, two writers, lists of 200", Floor.lists(hub, seconds));
            push(hub, warm, 0);
            double[] before = hub.cpu();
            double recorded = hub.number(ledger, RECORDED);
            long read = reader.count();
            ClosedLoop.Result result = push(hub, seconds, RUN);
            double recordedInRush = hub.number(ledger, RECORDED) - recorded;
            long readInRush = reader.count() - read;
            table.rate("rush: orders answered 201, 16 clients", result, before, hub.cpu(), "");
            table.row("rush: recorded meanwhile", rate(recordedInRush, result.seconds()), "", "", "", "");
            table.row("rush: read by the consumer meanwhile", rate(readInRush, result.seconds()), "", "", "", "");
            afterwards(table, hub, ledger, reader, seconds);
        }
    }

    private static void afterwards(Table table, BenchedHub hub, Connection ledger, EventReader reader, int seconds)
            throws IOException, SQLException {
        double[] before = hub.cpu();
        double recorded = hub.number(ledger, RECORDED);
        long read = reader.count();
        long begin = System.nanoTime();
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
        double took = (System.nanoTime() - begin) / 1e9;
        double more = hub.number(ledger, RECORDED) - recorded;
        table.row(
                "rush: recorded afterwards, nobody pushes",
                rate(more, took),
                "",
                "",
                Table.cost(before, hub.cpu(), (long) more),
                String.format(
                        Locale.ROOT,
                        "%,.0f still waited at the end",
                        hub.number(ledger, "select count(*) from work where lane = 'complaint'")));
        table.row("rush: read by the consumer afterwards", rate(reader.count() - read, took), "", "", "", "");
    }

    /** A steady load: from the 201 to the consumer. */
    static void measureSteady(Table table, int seconds, int warm) throws IOException, SQLException {
        int port = FreePort.next();
        try (BenchedHub hub = started(port);
                Connection ledger = hub.ledger();
                EventReader reader = new EventReader(port, BenchedHub.KEY)) {
            ClosedLoop.Result floor = Floor.waiting(hub, 1, seconds);
            table.row(
                    "floor: PostgreSQL alone, one durable row",
                    String.format(Locale.ROOT, "%,.0f/s", floor.rate()),
                    String.format(Locale.ROOT, "%.1f", floor.p50()),
                    String.format(Locale.ROOT, "%.1f", floor.p99()),
                    "",
                    "");
            long first = 0;
            for (int rate : STEADY_RATES) {
                // by the same load: another one would leave work behind and compile other code
                arrivals(reader, load(hub, rate, warm, first).answered());
                hub.await(ledger, "select count(*) from work where lane = 'complaint'", 0);
                first += RUN;
                steady(table, hub, reader, rate, seconds, first);
                first += RUN;
            }
        }
    }

    /** Orders by their numbers, each with the time of its answer in nanoseconds. */
    private record Load(ConcurrentMap<Long, Long> answered, double seconds) {}

    private static Load load(BenchedHub hub, int rate, int seconds, long first) throws IOException {
        ConcurrentMap<Long, Long> answered = new ConcurrentHashMap<>();
        long begin = System.nanoTime();
        long pause = TimeUnit.SECONDS.toNanos(1) / rate;
        List<Thread> threads = new ArrayList<>();
        AtomicReference<IOException> fault = new AtomicReference<>();
        for (int i = 0; i < STEADY_CLIENTS; i++) {
            int index = i;
            Thread thread = new Thread(() -> {
                try (PushLoad.Client client = new PushLoad.Client(hub.httpPort())) {
                    for (long n = index; n < (long) rate * seconds; n += STEADY_CLIENTS) {
                        parkUntil(begin + n * pause);
                        client.send(first + n);
                        answered.put(first + n, System.nanoTime());
                    }
                } catch (IOException e) {
                    fault.set(e);
                }
            });
            threads.add(thread);
            thread.start();
        }
        ClosedLoop.join(threads);
        if (fault.get() != null) {
            throw fault.get();
        }
        return new Load(answered, (System.nanoTime() - begin) / 1e9);
    }

    private static void steady(Table table, BenchedHub hub, EventReader reader, int rate, int seconds, long first)
            throws IOException {
        Load load = load(hub, rate, seconds, first);
        ConcurrentMap<Long, Long> answered = load.answered();
        long[] times = arrivals(reader, answered);
        table.times(
                "steady: " + rate + " orders/s, from the 201 to the consumer",
                rate(answered.size(), load.seconds()),
                times,
                answered.size() == times.length ? "" : ", " + (answered.size() - times.length) + " never came");
    }

    private static long[] arrivals(EventReader reader, ConcurrentMap<Long, Long> answered) {
        for (int look = 0;
                look < 600 && answered.keySet().stream().anyMatch(order -> reader.cameAt(order) == null);
                look++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        long[] times = answered.entrySet().stream()
                .filter(order -> reader.cameAt(order.getKey()) != null)
                .mapToLong(order -> Math.max(0, reader.cameAt(order.getKey()) - order.getValue()))
                .toArray();
        Arrays.sort(times);
        return times;
    }

    private static void parkUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static BenchedHub started(int port) throws IOException {
        BenchedHub hub = BenchedHub.fresh();
        hub.start(hub.settings().caseSystem(port, BenchedHub.KEY));
        return hub;
    }

    private static ClosedLoop.Result push(BenchedHub hub, int seconds, long first) throws IOException {
        return ClosedLoop.run(CLIENTS, seconds, first, index -> new PushLoad.Client(hub.httpPort()));
    }

    private static String rate(double count, double seconds) {
        return String.format(Locale.ROOT, "%,.0f/s", count / seconds);
    }
}

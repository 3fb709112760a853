package org.onestophub.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.onestophub.simulator.Desk;
import org.onestophub.simulator.FirstLoad;
import org.onestophub.simulator.HotlinePlatform;
import org.onestophub.simulator.HubSettings;
import org.onestophub.simulator.Neighbours;
import org.onestophub.simulator.Scoreboard;
import org.onestophub.simulator.Senders;
import org.onestophub.simulator.SentInput;
import org.onestophub.support.FreePort;
import org.postgresql.ds.PGSimpleDataSource;

/** How long the hub takes to be ready, and how much memory it holds after the first load of the demo. */
final class StartAndMemory {

    private static final int WARM_STARTS = 3;

    private StartAndMemory() {}

    static void measureStart(Table table) throws IOException {
        for (BenchedHub.Form form : List.of(BenchedHub.Form.INSTALLED, BenchedHub.Form.JAR)) {
            if (form.isBuilt()) {
                try (BenchedHub hub = BenchedHub.fresh(form)) {
                    String what = "start, " + form.name().toLowerCase(Locale.ROOT) + ": to ready, ";
                    start(table, hub, what + "empty data folder");
                    for (int i = 0; i < WARM_STARTS; i++) {
                        start(table, hub, what + "warm data folder");
                    }
                }
            }
        }
    }

    private static void start(Table table, BenchedHub hub, String what) throws IOException {
        Duration took = hub.start(hub.settings());
        double[] cpu = hub.cpu();
        table.row(
                what,
                String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0),
                "",
                "",
                String.format(Locale.ROOT, "%.1f s, %.1f s", cpu[0], cpu[1]),
                "");
        hub.stop();
    }

    /** Every channel on, as in the demo; memory after everything sent has ended as expected. */
    static void measureMemory(Table table) throws IOException, InterruptedException {
        try (BenchedHub hub = BenchedHub.fresh();
                Neighbours neighbours =
                        Neighbours.start(Files.createDirectories(hub.home().resolve("neighbours")), BenchedHub.KEY)) {
            String deskKey = BenchedHub.KEY + "-desk";
            HubSettings settings = hub.settings()
                    .key("desk", deskKey, "desk")
                    .key("opinion", BenchedHub.KEY + "-opinion", "push-public-opinion")
                    .caseSystem(FreePort.next(), BenchedHub.KEY)
                    .channels(neighbours, BenchedHub.KEY, hub.mllpPort());
            hub.start(settings);
            URI address = URI.create("http://127.0.0.1:" + hub.httpPort());
            neighbours.meet(
                    new HotlinePlatform(address, BenchedHub.KEY),
                    new Desk(address, deskKey),
                    hub.mllpPort(),
                    hub.home().resolve("inbox"));
            neighbours.opinion().meet(address, BenchedHub.KEY + "-opinion");
            long idle = Cpu.residentMiB(hub.pid());
            List<SentInput> first =
                    FirstLoad.shipments().stream().filter(one -> !one.isLater()).toList();
            Senders.send(neighbours, first);
            boolean settled = settle(hub, first);
            table.row(
                    "rss: hub's JVM after the first load of the demo",
                    Cpu.residentMiB(hub.pid()) + " MiB",
                    "",
                    "",
                    "",
                    idle + " MiB before it" + (settled ? "" : "; not everything ended as expected"));
            table.row(
                    "rss: its PostgreSQL, all processes",
                    Cpu.familyMiB(hub.postgresPid()) + " MiB",
                    "",
                    "",
                    "",
                    "shared memory counted once");
        }
    }

    private static boolean settle(BenchedHub hub, List<SentInput> sent) throws IOException {
        PGSimpleDataSource ledger = new PGSimpleDataSource();
        ledger.setUrl(hub.ledgerUrl());
        ledger.setUser("postgres");
        ledger.setPassword(hub.ledgerPassword());
        Scoreboard board = new Scoreboard(ledger);
        for (int look = 0; look < 90; look++) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            boolean open = board.scores(java.util.Set.of()).values().stream().anyMatch(score -> score.open() > 0);
            if (look > 20 && !open) {
                return true;
            }
        }
        return false;
    }
}

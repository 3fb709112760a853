package org.onestophub.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.simulator.Desk;
import org.onestophub.simulator.HospitalSystem;
import org.onestophub.simulator.HotlinePlatform;
import org.onestophub.simulator.HubSettings;
import org.onestophub.simulator.Neighbours;
import org.onestophub.support.FreePort;
import org.onestophub.support.HubProcess;

/**
 * The rule of custody under {@code kill -9}: the real hub is killed at random moments while every channel sends, and
 * afterwards everything that was acknowledged is there, once, with its outcome. The seed of the moments is printed;
 * {@code -Dcrash.seed=} and {@code -Dcrash.kills=} give others.
 */
@Tag("heavy")
class CrashIT {

    private static final long SEED = Long.getLong("crash.seed", 20260918L);
    private static final int KILLS = Integer.getInteger("crash.kills", 9);
    /** At this kill the database dies too, at once and without a word. */
    private static final int DATABASE_DIES_AT = 5;
    /** After every so many kills the next hub is killed before it is well up. */
    private static final int YOUNG_EVERY = 4;
    /** A shipped destination that recognises a repetition. */
    private static final String OFFICE = "oa-webhook";

    private static final int LONGEST_LIFE_MILLIS = 4_000;
    private static final int LONGEST_YOUTH_MILLIS = 6_000;
    // bounds against hanging only, for a machine that has much else to do; alone it takes seconds
    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration DRAIN = Duration.ofMinutes(8);

    private final Random random = new Random(SEED);
    private HubProcess process;

    // what a failed run leaves is what people need to look at
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void killedAtAnyMomentTheHubLosesNothingAndTellsNothingTwice() throws Exception {
        long begun = System.nanoTime();
        Path home = Files.createDirectories(folder.resolve("home"));
        int port = FreePort.next();
        int mllpPort = FreePort.next();
        int brokerPort = FreePort.next();
        URI hub = URI.create("http://127.0.0.1:" + port);
        String password = "crash-of-a-hub-" + String.format("%016x", random.nextLong());
        try (Neighbours neighbours = Neighbours.start(Files.createDirectories(folder.resolve("around")), password);
                OfficeWebhook office = new OfficeWebhook(folder);
                IntakeReader reader = new IntakeReader(brokerPort, "case-system", password)) {
            HubSettings settings = new HubSettings(home, port)
                    .key("hotline", "h-" + password, "hotline")
                    .key("desk", "d-" + password, "desk")
                    .caseSystem(brokerPort, password)
                    .channels(neighbours, password, mllpPort)
                    .set("hub.channels.email.fetch-size", 200)
                    .set("hub.destinations." + OFFICE + ".enabled", true)
                    .set("hub.destinations." + OFFICE + ".url", office.url())
                    .set("hub.destinations." + OFFICE + ".secret", password)
                    .set("hub.destinations." + OFFICE + ".certificate-file", office.certificate());
            neighbours.meet(null, null, mllpPort, home.resolve("inbox"));
            HospitalSystem hospital = new HospitalSystem("127.0.0.1", mllpPort);
            CrashSenders senders = new CrashSenders(
                    neighbours, new HotlinePlatform(hub, "h-" + password), new Desk(hub, "d-" + password), hospital);

            start(settings, port);
            senders.start();
            for (int kill = 1; kill <= KILLS; kill++) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
                kill(kill);
                if (kill % YOUNG_EVERY == 0) {
                    startAfterOneKilledYoung(settings, port);
                } else {
                    start(settings, port);
                }
            }
            senders.finish();
            Aftermath ledger = Aftermath.in(home);
            boolean isThrough = drain(senders, ledger, reader);

            assertNothingLostNothingTwice(senders, ledger, reader);
            assertEveryEventWasDelivered(ledger, office);
            assertThat(waiting(neighbours, home)).as("files that nobody took").isEmpty();
            assertThat(isThrough).as("everything came to its end in time").isTrue();
            System.out.printf(
                    "CrashIT: seed %d, %d kills, %d items, %s receipts, %d events read, %d s%n",
                    SEED,
                    KILLS + KILLS / YOUNG_EVERY,
                    senders.sent().size(),
                    ledger.receipts(),
                    reader.eventIds().size(),
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun));
            hospital.close();
        }
    }

    @AfterEach
    void endTheHub() {
        if (process != null) {
            process.close();
        }
        killDatabase();
    }

    private void killDatabase() {
        try {
            ProcessHandle.of(Aftermath.serverIn(folder.resolve("home"))).ifPresent(ProcessHandle::destroyForcibly);
        } catch (IOException e) {
            // stopped with its hub, as it should
        }
    }

    private void start(HubSettings settings, int port) throws IOException {
        process = HubProcess.start(folder.resolve("output.txt"), settings.arguments());
        process.awaitReady(port, START);
    }

    /** A hub that is killed again before it is well up, and the one after it. */
    private void startAfterOneKilledYoung(HubSettings settings, int port) throws Exception {
        HubProcess young = HubProcess.start(folder.resolve("output.txt"), settings.arguments());
        TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(LONGEST_YOUTH_MILLIS));
        young.kill();
        start(settings, port);
    }

    private void kill(int kill) throws Exception {
        if (kill == DATABASE_DIES_AT) {
            killDatabase();
        }
        process.kill();
    }

    /** Waits until everything has come to its end, or long enough; what is missing then is said by the assertions. */
    private static boolean drain(CrashSenders senders, Aftermath ledger, IntakeReader reader)
            throws InterruptedException {
        long end = System.nanoTime() + DRAIN.toNanos();
        while (System.nanoTime() < end) {
            if (ledger.open() == 0
                    && ledger.marks().keySet().equals(senders.sent())
                    && reader.eventIds().equals(ledger.eventIds())
                    && ledger.shipmentsByEvent(OFFICE).keySet().equals(ledger.eventIds())) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(250);
        }
        return false;
    }

    /** Files that lie in an inbox or are claimed still. */
    private static Set<String> waiting(Neighbours neighbours, Path home) throws IOException {
        Set<String> waiting = new TreeSet<>();
        for (Path inbox : List.of(
                home.resolve("inbox/email"),
                home.resolve("inbox/phone-cdr"),
                home.resolve("inbox/letters"),
                neighbours.sftp().root().resolve("cdr"),
                neighbours.sftp().root().resolve("letters"))) {
            for (Path place : List.of(inbox, inbox.resolve("hub-claimed"))) {
                if (Files.isDirectory(place)) {
                    try (Stream<Path> files = Files.list(place)) {
                        files.filter(Files::isRegularFile)
                                .forEach(file -> waiting.add(file.getFileName().toString()));
                    }
                }
            }
        }
        return waiting;
    }

    private static void assertNothingLostNothingTwice(CrashSenders senders, Aftermath ledger, IntakeReader reader) {
        assertThat(senders.unfinished()).as("senders without an answer").isEmpty();
        assertThat(senders.refused()).as("sound items that were refused").isEmpty();
        assertThat(ledger.troubled()).as("receipts that are not done").isEmpty();

        Map<String, Integer> stored = ledger.marks();
        assertThat(notOnce(senders.sent(), stored))
                .as("items that are not there exactly once")
                .isEmpty();
        assertThat(stored.keySet()).as("marks in the ledger").isEqualTo(senders.sent());

        assertThat(reader.faults())
                .as("events delivered again after their commit")
                .isEmpty();
        assertThat(reader.eventIds()).as("events read").isEqualTo(ledger.eventIds());
        assertThat(reader.created().keySet()).as("complaints delivered").isEqualTo(ledger.complaintNumbers());
        assertThat(notOnce(reader.created().keySet(), reader.created()))
                .as("complaints delivered twice")
                .isEmpty();
        assertThat(reader.outOfOrder()).as("complaints delivered out of order").isEmpty();
    }

    /** At least once, and however often under the one id by which the receiver knows it again. */
    private static void assertEveryEventWasDelivered(Aftermath ledger, OfficeWebhook office) {
        Map<String, String> shipments = ledger.shipmentsByEvent(OFFICE);
        assertThat(shipments.keySet()).as("events delivered").isEqualTo(ledger.eventIds());
        Map<String, Set<String>> known = new TreeMap<>();
        shipments.forEach((event, shipment) -> known.put(event, Set.of(shipment)));
        assertThat(office.idsByEvent())
                .as("ids under which the receiver got each event")
                .isEqualTo(known);
    }

    private static Set<String> notOnce(Set<String> wanted, Map<String, Integer> found) {
        Set<String> wrong = new TreeSet<>();
        wanted.stream()
                .filter(one -> found.getOrDefault(one, 0) != 1)
                .forEach(one -> wrong.add(one + " " + found.getOrDefault(one, 0)));
        return wrong;
    }
}

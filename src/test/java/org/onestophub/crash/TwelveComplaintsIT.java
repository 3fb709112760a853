package org.onestophub.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.platform.access.Caller;
import org.onestophub.platform.store.PreparedHome;
import org.onestophub.simulator.Desk;
import org.onestophub.simulator.HotlinePlatform;
import org.onestophub.simulator.HubSettings;
import org.onestophub.simulator.Neighbours;
import org.onestophub.support.FreePort;
import org.onestophub.support.HubProcess;

/**
 * Twelve complaints over twelve channels, from receipt to their end, between a hospital and a hotline platform that lose
 * answers, repeat and reorder, while the real hub is killed with {@code kill -9}. At the end all sides agree. The seed is
 * printed; {@code -Dtwelve.seed=} and {@code -Dtwelve.kills=} give others.
 */
@Tag("heavy")
class TwelveComplaintsIT {

    private static final long SEED = Long.getLong("twelve.seed", 20261130L);
    private static final int KILLS = Integer.getInteger("twelve.kills", 3);
    private static final int LONGEST_LIFE_MILLIS = 5_000;
    private static final int ONE_PAGE_LOST_OF = 3;
    /** What the hospital's answers are to the platform. */
    private static final Map<String, String> ACTIONS = Map.of(
            "signed", "sign",
            "contacted", "contact",
            "extension-asked", "extension",
            "returned", "return",
            "fed-back", "result");
    // bounds against hanging only
    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration DRAIN = Duration.ofMinutes(4);

    private final Random random = new Random(SEED);
    private final List<TwelveWalk> walks = TwelveScript.walks();
    private HubProcess process;
    private int port;

    // what a failed run leaves is what people need to look at
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void allSidesAgreeAboutTwelveComplaintsThroughLossAndDeath() throws Exception {
        System.out.printf("TwelveComplaintsIT: seed %d, %d kills%n", SEED, KILLS);
        Path home = PreparedHome.at(folder.resolve("home"));
        port = FreePort.next();
        int brokerPort = FreePort.next();
        URI hub = URI.create("http://127.0.0.1:" + port);
        String secret = "twelve-complaints-" + String.format("%016x", random.nextLong());
        try (Neighbours around = Neighbours.start(Files.createDirectories(folder.resolve("around")), secret);
                ForgetfulPlatform platform = new ForgetfulPlatform(folder, new Random(random.nextLong()));
                IntakeReader reader = new IntakeReader(brokerPort, "case-system", secret)) {
            int mllpPort = FreePort.next();
            HubSettings settings = settings(home, brokerPort, around, secret, mllpPort, platform);
            HotlinePlatform hotline = new HotlinePlatform(hub, "h-" + secret);
            Desk desk = new Desk(hub, "d-" + secret);
            around.meet(hotline, desk, mllpPort, home.resolve("inbox"));
            around.opinion().meet(hub, "o-" + secret);
            TwelveSenders senders = new TwelveSenders(hub, "c-" + secret, brokerPort, around, hotline, reader, random);

            start(settings);
            senders.start(walks, TwelveScript.arrivals(around, hotline, desk, around.opinion()));
            for (int kill = 1; kill <= KILLS; kill++) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
                process.kill();
                start(settings);
            }
            assertThat(senders.join(DRAIN)).as("walks that are not through").isEmpty();
            assertThat(senders.refused()).as("sound steps that were refused").isEmpty();
            Aftermath ledger = Aftermath.in(home);
            boolean isThrough = drain(ledger, reader, platform);
            assertAllAgree(senders, ledger, reader, platform, secret);
            assertThat(isThrough).as("everything came to its end in time").isTrue();
        }
    }

    @AfterEach
    void endTheHub() {
        if (process != null) {
            process.close();
        }
        try {
            ProcessHandle.of(Aftermath.serverIn(folder.resolve("home"))).ifPresent(ProcessHandle::destroyForcibly);
        } catch (IOException e) {
            // stopped with its hub, as it should
        }
    }

    private static HubSettings settings(
            Path home, int brokerPort, Neighbours around, String secret, int mllpPort, ForgetfulPlatform platform)
            throws IOException {
        String answers = "hub.destinations.hotline-answer.";
        String tables = "hub.channels.status-sftp.";
        Files.createDirectories(around.sftp().root().resolve("status"));
        return new HubSettings(home, 0)
                .key("hotline", "h-" + secret, "hotline")
                .key("desk", "d-" + secret, "desk")
                .key("vendor", "o-" + secret, "push-public-opinion")
                .key("office", "c-" + secret, "cases,push-status-oa")
                .key("district", "f-" + secret, "district")
                .caseSystem(brokerPort, secret)
                .set(
                        "hub.broker.destinations.case-system.types",
                        "complaint.created,complaint.updated,complaint.status,duty.met,duty.overdue")
                .set("hub.broker.status-senders.hospital.secret", "c-" + secret)
                .channels(around, secret, mllpPort)
                .set(tables + "enabled", true)
                .set(tables + "host", around.sftp().host())
                .set(tables + "port", around.sftp().port())
                .set(tables + "username", around.sftp().user())
                .set(tables + "password", secret)
                .set(tables + "known-hosts-file", around.sftp().knownHosts())
                .set(tables + "directory", "status")
                .set(tables + "quiet-seconds", 0)
                .set(tables + "delay", 1000)
                .set(answers + "enabled", true)
                .set(answers + "url", platform.url())
                .set(answers + "secret", secret)
                .set(answers + "certificate-file", platform.certificate());
    }

    private void start(HubSettings settings) throws IOException {
        process = HubProcess.start(
                folder.resolve("output.txt"), settings.set("server.port", port).arguments());
        process.awaitReady(port, START);
    }

    /** Waits until everything has come to its end, or long enough; what is missing then is said by the assertions. */
    private boolean drain(Aftermath ledger, IntakeReader reader, ForgetfulPlatform platform)
            throws InterruptedException {
        long end = System.nanoTime() + DRAIN.toNanos();
        while (System.nanoTime() < end) {
            Map<String, String> numbers = reader.numbersByMark();
            boolean isTold = walks.stream()
                    .allMatch(walk -> typesOf(reader, numbers.get(walk.mark())).equals(counted(walk.types())));
            if (ledger.open() == 0
                    && isTold
                    && reader.complaintEventIds().equals(ledger.eventIds())
                    && platform.answers().equals(answersOf(walks))) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(250);
        }
        return false;
    }

    private void assertAllAgree(
            TwelveSenders senders, Aftermath ledger, IntakeReader reader, ForgetfulPlatform platform, String secret) {
        Map<String, String> numbers = reader.numbersByMark();
        assertThat(ledger.troubled()).as("receipts that are not done").isEmpty();
        assertThat(ledger.complaintNumbers()).as("cases").isEqualTo(new TreeSet<>(numbers.values()));
        assertThat(reader.created()).as("complaints on the queue").isEqualTo(once(numbers.values()));
        assertThat(reader.faults()).as("delivered again after their commit").isEmpty();

        SoftAssertions all = new SoftAssertions();
        for (TwelveWalk walk : walks) {
            String number = numbers.get(walk.mark());
            List<Instant> times = senders.timesOf(walk);
            all.assertThat(historyOf(number, secret))
                    .as("history of " + walk.mark())
                    .isEqualTo(history(walk, times));
            all.assertThat(ledger.states()).as(walk.mark()).containsEntry(number, walk.state());
            all.assertThat(typesOf(reader, number))
                    .as("said on the queue of " + walk.mark())
                    .isEqualTo(counted(walk.types()));
            List<String> duties = walk.duties(times);
            all.assertThat(ledger.duties().getOrDefault(number, List.of()))
                    .as("duties of " + walk.mark())
                    .isEqualTo(duties);
            all.assertThat(reader.duties("duty.met").getOrDefault(number, Map.of()))
                    .as("met duties on the queue of " + walk.mark())
                    .isEqualTo(counted(rules(duties, " met ", "")));
            all.assertThat(reader.duties("duty.overdue").getOrDefault(number, Map.of()))
                    .as("overdue duties on the queue of " + walk.mark())
                    .isEqualTo(counted(rules(duties, "", " late")));
        }
        all.assertThat(ledger.lastDays(numbers.get(TwelveScript.OLD_ORDER)))
                .containsAllEntriesOf(TwelveScript.LAST_DAYS);
        all.assertThat(platform.answers()).as("answers at the platform").isEqualTo(answersOf(walks));
        all.assertThat(platform.toldTwice()).as("answers under several ids").isEmpty();
        all.assertThat(pulled(secret)).as("events of the feed").isEqualTo(reader.complaintEventIds());
        all.assertAll();
    }

    /** What the status door says happened, with its times. */
    private List<String> historyOf(String number, String secret) {
        JsonNode state = new Caller(port, "c-" + secret)
                .get("/api/status/v1/complaints/" + number)
                .json();
        List<String> history = new ArrayList<>();
        state.path("events")
                .forEach(event -> history.add(
                        event.at("/type/code").asText() + " " + event.path("at").asText()));
        return history;
    }

    private static List<String> history(TwelveWalk walk, List<Instant> times) {
        List<String> history = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            history.add(walk.types().get(i) + " " + times.get(i));
        }
        return history;
    }

    /** Ids of all events that a district gets which loses every third page and asks for it again. */
    private Set<String> pulled(String secret) {
        Caller district = new Caller(port, "f-" + secret);
        Set<String> ids = new TreeSet<>();
        String cursor = "";
        boolean hasMore = true;
        while (hasMore) {
            JsonNode page =
                    district.get("/api/district/v1/changes?limit=5" + cursor).json();
            if (random.nextInt(ONE_PAGE_LOST_OF) == 0) {
                continue;
            }
            page.path("events").forEach(event -> ids.add(event.path("id").asText()));
            cursor = "&cursor=" + page.path("next").asText();
            hasMore = page.path("hasMore").asBoolean();
        }
        return ids;
    }

    private static List<String> answersOf(List<TwelveWalk> walks) {
        return walks.stream()
                .filter(walk ->
                        walk.steps().stream().anyMatch(step -> step.type().equals("signed")))
                .flatMap(walk -> walk.types().stream()
                        .filter(ACTIONS::containsKey)
                        .map(type -> walk.mark() + " " + ACTIONS.get(type)))
                .sorted()
                .toList();
    }

    private static Map<String, Integer> typesOf(IntakeReader reader, String number) {
        return number == null ? Map.of() : reader.statuses().getOrDefault(number, Map.of());
    }

    private static List<String> rules(List<String> duties, String with, String end) {
        return duties.stream()
                .filter(duty -> duty.contains(with) && duty.endsWith(end))
                .map(duty -> duty.replaceFirst(" .*", ""))
                .toList();
    }

    private static Map<String, Integer> counted(Iterable<String> words) {
        Map<String, Integer> counts = new TreeMap<>();
        words.forEach(word -> counts.merge(word, 1, Integer::sum));
        return counts;
    }

    private static Map<String, Integer> once(Iterable<String> words) {
        Map<String, Integer> counts = counted(words);
        counts.replaceAll((word, count) -> 1);
        return counts;
    }
}

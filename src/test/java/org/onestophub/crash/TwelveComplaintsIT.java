package org.onestophub.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.operate.cli.FeedCommand;
import org.onestophub.platform.access.Caller;
import org.onestophub.simulator.HospitalSystem;
import org.onestophub.simulator.HubSettings;
import org.onestophub.simulator.Neighbours;
import org.onestophub.simulator.Papers;
import org.onestophub.support.FreePort;
import org.onestophub.support.HubProcess;
import picocli.CommandLine;

/**
 * Twelve complaints over all channels, from receipt to closing and call-back, with a hospital and a hotline platform that lose
 * answers, repeat and reorder, while the hub is killed. At the end the hospital, the platform, the queue, the feed and the
 * duties agree, counted from the scripts of the two sides alone. {@code -Dwalk.seed=} gives other luck.
 */
class TwelveComplaintsIT {

    private static final long SEED = Long.getLong("walk.seed", 20261129L);
    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String EVENTS = "/api/status/v1/events";
    private static final String ORDERS = "/api/hotline/v1/work-orders";
    /** What the hospital's system asked for. */
    private static final Set<String> TYPES =
            Set.of("complaint.created", "complaint.updated", "complaint.status", "duty.met");

    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    private final Random random = new Random(SEED);
    /** All of it happens after the receipt, and no later than the hub believes. */
    private final Instant begin = Instant.now().plus(Duration.ofMinutes(30)).truncatedTo(ChronoUnit.SECONDS);

    private final String password = "walk-of-twelve-" + String.format("%016x", random.nextLong());
    private final Map<String, CaseScript> scripts = new TreeMap<>();
    private final Map<String, String> numbers = new TreeMap<>();
    private HubProcess process;
    private HubSettings settings;
    private URI hub;
    private int port;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void fromReceiptToCallBackBothSidesAgreeWhateverIsLost() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        port = FreePort.next();
        int mllpPort = FreePort.next();
        int brokerPort = FreePort.next();
        hub = URI.create("http://127.0.0.1:" + port);
        try (Neighbours neighbours = Neighbours.start(Files.createDirectories(folder.resolve("around")), password);
                AnsweredPlatform platform =
                        new AnsweredPlatform(Files.createDirectories(folder.resolve("platform")), SEED);
                IntakeReader reader = new IntakeReader(brokerPort, "case-system", password);
                HospitalSystem hospital = new HospitalSystem("127.0.0.1", mllpPort)) {
            settings = settings(home, neighbours, platform, mllpPort, brokerPort);
            neighbours.meet(null, null, mllpPort, home.resolve("inbox"));
            process = started();
            neighbours.opinion().meet(hub, "o-" + password);

            send(neighbours, hospital);
            kill();
            find();
            happen(true);

            Aftermath ledger = Aftermath.in(home);
            settle(ledger, reader, platform);
            assertCasesAgree();
            assertQueueAgrees(ledger, reader);
            assertPlatformAgrees(platform);
            assertDutiesAgree(ledger);
            assertFeedAgrees();
        }
    }

    @AfterEach
    void end() throws IOException {
        if (process != null) {
            process.close();
        }
        try {
            ProcessHandle.of(Aftermath.serverIn(folder.resolve("home"))).ifPresent(ProcessHandle::destroyForcibly);
        } catch (IOException e) {
            // stopped with its hub, as it should
        }
    }

    private HubSettings settings(
            Path home, Neighbours neighbours, AnsweredPlatform platform, int mllpPort, int brokerPort)
            throws IOException {
        String answers = "hub.destinations.hotline-answer.";
        return new HubSettings(home, port)
                .key("hotline", "h-" + password, "hotline")
                .key("desk", "d-" + password, "desk")
                .key("cases", "c-" + password, "cases")
                .key("opinion", "o-" + password, "push-public-opinion")
                .key("ops", "p-" + password, "ops")
                .key("district", "f-" + password, "district")
                .caseSystem(brokerPort, password)
                .set("hub.broker.destinations.case-system.types", String.join(",", TYPES))
                .channels(neighbours, password, mllpPort)
                .set(answers + "enabled", true)
                .set(answers + "url", platform.url())
                .set(answers + "secret", password)
                .set(answers + "idempotent", true)
                .set(answers + "certificate-file", platform.certificate());
    }

    /** Twelve complaints, each over a way of its own. */
    private void send(Neighbours neighbours, HospitalSystem hospital) throws Exception {
        push(ORDERS, "h-", order("WALK-1", text("KHOTLINE000001Z")));
        script(CaseScript.closed("KHOTLINE000001Z", "hotline", "WALK-1", begin));
        push(ORDERS, "h-", order("WALK-2", text("KHOTLINE000002Z")));
        script(CaseScript.of(
                "KHOTLINE000002Z",
                "hotline",
                "WALK-2",
                begin,
                List.of(
                        "accepted",
                        "signed",
                        "contacted",
                        "assigned",
                        "replied",
                        "fed-back",
                        "closed",
                        "re-handled",
                        "replied",
                        "closed",
                        "called-back")));
        push(ORDERS, "h-", order("WALK-3", text("KHOTLINE000003Z")));
        script(CaseScript.of(
                "KHOTLINE000003Z", "hotline", "WALK-3", begin, List.of("accepted", "signed", "withdrawn")));
        neighbours.orders().add(order("WALK-4", text("KPULL000004Z")));
        script(CaseScript.closed("KPULL000004Z", "orders", "WALK-4", begin));
        neighbours.mail().place(Neighbours.MAILBOX, mail("KMAIL000005Z"));
        script(CaseScript.closed("KMAIL000005Z", "email", "", begin));
        neighbours.drop("email", "walk.eml", mail("KEML000006Z"));
        script(CaseScript.closed("KEML000006Z", "email", "", begin));
        neighbours.sftp().upload("letters/walk.pdf", Papers.pdf("The waiting room is too cold.", "KLETTER000007Z"));
        script(CaseScript.closed("KLETTER000007Z", "letter", "", begin));
        neighbours.drop("phone-cdr", "walk.csv", CrashSenders.callOf(8, "13800000008"));
        script(CaseScript.closed("13800000008", "phone-cdr", "", begin));
        hospital.send(CrashSenders.admission("KADT000009Z"));
        push("/api/desk/v1/complaints", "d-", entry("WALK-9", text("KDESK000009Z"), "KADT000009Z"));
        script(CaseScript.closed("KDESK000009Z", "visit", "", begin));
        push("/api/desk/v1/complaints", "d-", entry("WALK-10", text("KDESK000010Z"), ""));
        script(CaseScript.closed("KDESK000010Z", "visit", "", begin));
        push(
                "/api/push/v1/public-opinion",
                "o-",
                "{\"url\":\"https://news.example.org/walk-11\",\"title\":\"候诊\",\"text\":\"" + text("KPOST000011Z")
                        + "\",\"site\":\"测试论坛\"}");
        script(CaseScript.closed("KPOST000011Z", "public-opinion", "", begin));
        neighbours.drop(
                "hotline-sheet",
                "walk-12.csv",
                ("工单编号,诉求内容,联系电话,受理时间\r\nWALK-12," + text("KSHEET000012Z") + ",13800000012,2026/11/20 9:05\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        script(CaseScript.closed("KSHEET000012Z", "orders", "WALK-12", begin));
        assertThat(scripts).hasSize(12);
    }

    private void script(CaseScript script) {
        scripts.put(script.mark(), script);
    }

    /** The number of each complaint, asked for by its words. */
    private void find() {
        Caller ops = new Caller(port, "p-" + password);
        await().dontCatchUncaughtExceptions()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    for (String mark : scripts.keySet()) {
                        if (!numbers.containsKey(mark)) {
                            List<String> found = ops.get("/api/ops/v1/complaints?text=" + mark)
                                    .json()
                                    .path("items")
                                    .findValuesAsText("number");
                            if (found.size() == 1) {
                                numbers.put(mark, found.get(0));
                            }
                        }
                    }
                    return numbers.size() == scripts.size();
                });
    }

    /** All that happens, in no order, some of it twice; the answers to some of it are lost. The hub is killed in the middle. */
    private void happen(boolean isKilled) throws Exception {
        List<String[]> calls = new ArrayList<>();
        scripts.values()
                .forEach(script -> script.steps()
                        .forEach(
                                step -> calls.add(step.isOfPlatform() ? pushOf(script, step) : eventOf(script, step))));
        List<String[]> all = new ArrayList<>(calls);
        calls.stream().filter(call -> random.nextInt(4) == 0).forEach(all::add);
        Collections.shuffle(all, random);
        int dies = isKilled ? all.size() / 3 + random.nextInt(all.size() / 3) : -1;
        for (int i = 0; i < all.size(); i++) {
            push(all.get(i)[0], all.get(i)[1], all.get(i)[2]);
            if (random.nextInt(5) == 0) {
                // the answer was lost on the way: the same again
                push(all.get(i)[0], all.get(i)[1], all.get(i)[2]);
            }
            if (i == dies) {
                kill();
            }
        }
    }

    private String[] eventOf(CaseScript script, CaseScript.Step step) {
        String id = script.mark() + "-" + step.type() + "-" + step.at().getEpochSecond();
        return new String[] {
            EVENTS,
            "c-",
            "{\"eventId\":\"" + id + "\",\"type\":\"" + step.type() + "\",\"occurredAt\":\"" + step.at()
                    + "\",\"text\":\"已处理\",\"result\":\"解决\",\"receiptNumber\":\"" + numbers.get(script.mark()) + "\"}"
        };
    }

    private static String[] pushOf(CaseScript script, CaseScript.Step step) {
        String at = LOCAL.format(step.at());
        String what = switch (step.type()) {
            case "withdrawn" -> "\"isDel\":\"1\",\"operationTime\":\"" + at + "\"";
            case "re-handled" -> "\"操作类型\":\"退回重办\",\"操作编号\":\"R-1\",\"操作时间\":\"" + at + "\"";
            default -> "\"telAskTime\":\"" + at + "\",\"allManyi\":\"满意\"";
        };
        return new String[] {ORDERS, "h-", "{\"taskId\":\"" + script.order() + "\"," + what + "}"};
    }

    /** Sends until there is an answer; a sender that gets none does not know whether it arrived. */
    private void push(String path, String key, String body) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                int status = new Caller(port, key + password).post(path, body).status();
                if (status < 300) {
                    return;
                }
                assertThat(status).as(path + " " + body).isGreaterThanOrEqualTo(500);
            } catch (AssertionError e) {
                if (!(e.getCause() instanceof IOException) || System.nanoTime() > end) {
                    throw e;
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private void kill() throws Exception {
        process.kill();
        process = started();
    }

    private HubProcess started() throws Exception {
        HubProcess fresh = HubProcess.start(folder.resolve("output.txt"), settings.arguments());
        await().dontCatchUncaughtExceptions()
                .atMost(START)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    assertThat(fresh.isAlive()).as("the hub starts").isTrue();
                    return HubProcess.isReady(hub);
                });
        return fresh;
    }

    /** Waits until everything has come to its end, or long enough; the assertions then say what is missing. */
    private void settle(Aftermath ledger, IntakeReader reader, AnsweredPlatform platform) throws InterruptedException {
        Set<String> orders = answeredOrders();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            if (ledger.open() == 0
                    && reader.eventIds().containsAll(ledger.eventIdsOf(TYPES))
                    && platform.answered().containsAll(orders)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(250);
        }
    }

    private Set<String> answeredOrders() {
        Set<String> orders = new TreeSet<>();
        scripts.values().stream()
                .filter(script -> script.isOrder() && script.types().contains("fed-back"))
                .forEach(script -> orders.add(script.order()));
        return orders;
    }

    private void assertCasesAgree() {
        Caller hospital = new Caller(port, "c-" + password);
        scripts.forEach((mark, script) -> {
            JsonNode state = hospital.get("/api/status/v1/complaints/" + numbers.get(mark))
                    .json();
            assertThat(state.at("/state/code").asText()).as(mark).isEqualTo(script.state());
            assertThat(state.path("events").findValues("type").stream()
                            .map(type -> type.path("code").asText())
                            .toList())
                    .as(mark)
                    .isEqualTo(script.types());
        });
    }

    /** What happened is on the queue, each event once, and nothing else is. */
    private void assertQueueAgrees(Aftermath ledger, IntakeReader reader) {
        assertThat(reader.faults()).isEmpty();
        assertThat(reader.created().keySet()).isEqualTo(new TreeSet<>(numbers.values()));
        Map<String, Map<String, Integer>> happened = reader.statuses();
        scripts.forEach((mark, script) -> {
            assertThat(happened.get(numbers.get(mark)).keySet()).as(mark).isEqualTo(new TreeSet<>(script.types()));
        });
        assertThat(reader.eventIds()).isEqualTo(ledger.eventIdsOf(TYPES));
    }

    private void assertPlatformAgrees(AnsweredPlatform platform) {
        assertThat(platform.answered()).isEqualTo(answeredOrders());
    }

    /** A reply meets the duty to reply when it happened, not when the hub got to know. */
    private void assertDutiesAgree(Aftermath ledger) {
        scripts.forEach((mark, script) -> script.repliedAt().ifPresent(at -> {
            List<Instant> met = ledger.metAt(numbers.get(mark), "reply-one-department");
            assertThat(met).as(mark).allMatch(at::equals);
            if (script.isDueAnAnswer()) {
                assertThat(met).as(mark).isNotEmpty();
            }
        }));
    }

    /** The district's own client has every complaint and proves it. */
    private void assertFeedAgrees() throws IOException {
        Path key = Files.writeString(folder.resolve("district.key"), "f-" + password);
        Path district = folder.resolve("district");

        int exit = new CommandLine(new FeedCommand())
                .setErr(new PrintWriter(System.err, true))
                .execute(
                        "sync", "--url", hub.toString(), "--key-file", key.toString(), "--folder", district.toString());

        assertThat(exit).isZero();
        String complaints = Files.readString(district.resolve("complaints.ndjson"));
        assertThat(complaints.lines()).hasSize(scripts.size());
        numbers.values().forEach(number -> assertThat(complaints).contains("\"" + number + "\""));
    }

    private static String text(String mark) {
        return "候诊时间过长，无人解释 " + mark;
    }

    private static String order(String number, String text) {
        return "{\"taskId\":\"" + number + "\",\"round\":\"1\",\"serviceType\":\"投诉\",\"discription\":\"" + text
                + "\"}";
    }

    private static String entry(String id, String text, String patient) {
        return "{\"entryId\":\"" + id + "\",\"channel\":\"visit\",\"matter\":{\"type\":\"投诉\",\"facts\":\"" + text
                + "\"}" + (patient.isEmpty() ? "" : ",\"patient\":{\"patientNumber\":\"" + patient + "\"}") + "}";
    }

    private static byte[] mail(String mark) {
        return ("From: <jia@example.org>\r\nTo: <" + Neighbours.MAILBOX
                        + ">\r\nDate: Fri, 18 Sep 2026 09:00:00 +0800\r\n"
                        + "Subject: Complaint\r\nMessage-ID: <" + mark + "@example.org>\r\nMIME-Version: 1.0\r\n"
                        + "Content-Type: text/plain; charset=utf-8\r\n\r\nThe lift was broken again. " + mark + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}

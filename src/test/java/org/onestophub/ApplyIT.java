package org.onestophub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.platform.access.Caller;
import org.onestophub.platform.store.PreparedHome;
import org.onestophub.simulator.HotlinePlatform;
import org.onestophub.simulator.HubSettings;
import org.onestophub.support.ConfigCopy;
import org.onestophub.support.FreePort;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One running hub whose files are edited, planned and applied, by the API and by the commands of the jar. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ApplyIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OPS = "key-of-the-apply-test-for-ops-0123456789";
    private static final String HOTLINE = "key-of-the-apply-test-for-hotline-0123456789";
    private static final String LONG_WATCH = "8s";
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final List<String> EDITED = List.of(
            "routes/in-hotline.yaml",
            "routes/in-email-folder.yaml",
            "routes/in-desk.yaml",
            "routes/in-patient-adt.yaml",
            "connectors/folder-files-source.kamelet.yaml",
            "mappings/hotline/hotline.jslt",
            "mappings/phone-cdr/phone-cdr.jslt",
            "mappings/code-lists/sex.csv");

    @TempDir
    private static Path folder;

    private static ConfigCopy config;
    private static ConfigurableApplicationContext hub;
    private static JdbcClient jdbc;
    private static String[] arguments;
    private static String[] patientArguments;
    private static int port;
    private static int mllpPort;

    @BeforeAll
    static void startTheHub() throws IOException {
        config = ConfigCopy.to(folder.resolve("config"));
        lookSoon();
        mllpPort = FreePort.next();
        HubSettings settings = new HubSettings(PreparedHome.at(folder.resolve("home")), 0)
                .key("test-ops", OPS, "ops")
                .key("test-hotline", HOTLINE, "hotline")
                .set("hub.config-dir", config.root())
                .set("hub.channels.patient-adt.port", mllpPort);
        for (String channel : List.of("email-folder", "letter-folder", "phone-cdr-folder")) {
            settings.set("hub.channels." + channel + ".delay", 200)
                    .set("hub.channels." + channel + ".quiet-seconds", 0);
        }
        settings.set("hub.channels.watch", "300ms");
        arguments = settings.arguments();
        // what fails by its first inputs only needs time for them
        settings.set("hub.channels.watch", LONG_WATCH);
        patientArguments = settings.arguments();
        run(arguments);
    }

    /** A folder is first looked at after a second by itself, which is longer than a route is watched here. */
    private static void lookSoon() throws IOException {
        config.edit(
                "connectors/folder-files-source.kamelet.yaml",
                "        delay:",
                "        initialDelay: 100\n        delay:");
    }

    private static void run(String[] settings) {
        LoggingSystem.get(ApplyIT.class.getClassLoader()).cleanUp();
        hub = SpringApplication.run(new Class<?>[] {OnestopHub.class}, settings);
        jdbc = JdbcClient.create(hub.getBean(DataSource.class));
        port = hub.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @AfterAll
    static void stopTheHub() {
        hub.close();
    }

    @AfterEach
    void whatRunsIsWhatTheProductHas() throws IOException {
        for (String file : EDITED) {
            config.restore(file);
        }
        lookSoon();
        if (edited().isEmpty()) {
            return;
        }
        assertThat(apply().path("results").findValuesAsText("result")).doesNotContain("blocked", "put-back", "broken");
        assertThat(edited()).isEmpty();
    }

    @Test
    void goodChangeIsAppliedUnderLoadAndNothingIsLostOrDoubled() throws Exception {
        Load load = new Load("good");
        config.edit("routes/in-hotline.yaml", "description: Work orders", "description: All work orders");
        config.edit(
                "connectors/folder-files-source.kamelet.yaml",
                "title: Files of a folder",
                "title: Files of one folder");
        assertThat(edited()).containsExactlyInAnyOrder("hotline", "email-folder", "letter-folder", "phone-cdr-folder");
        String desk = digestOf("desk");

        CompletableFuture<JsonNode> applied = CompletableFuture.supplyAsync(() -> apply());
        // asking for a second apply before the first is under way could take its place
        await().atMost(PATIENCE)
                .until(() -> applied.isDone()
                        || get("/api/ops/v1/config/history?limit=1")
                                .at("/0/result")
                                .asText()
                                .equals("begun"));
        String second = order("0", List.of()).json().path("code").asText();
        // on a slow machine the first may have ended before the second was looked at
        assertThat(second).isIn(applied.isDone() ? List.of("CH-304", "CH-101") : List.of("CH-304"));
        JsonNode report = applied.join();

        assertThat(results(report))
                .isEqualTo(Map.of(
                        "in-hotline",
                        "applied",
                        "in-email-folder",
                        "applied",
                        "in-letter-folder",
                        "applied",
                        "in-phone-cdr-folder",
                        "applied"));
        load.endAndAssertNothingLostOrDoubled();
        assertThat(edited()).isEmpty();
        assertThat(digestOf("desk")).isEqualTo(desk);
        JsonNode history = get("/api/ops/v1/config/history?limit=4");
        assertThat(history.findValuesAsText("keyName")).containsOnly("test-ops");
        assertThat(history.findValuesAsText("result")).containsOnly("applied");
        assertThat(history.findValuesAsText("name")).doesNotContain("in-desk");
    }

    /** After {@link #channelWhoseFilesAreBrokenAtAStartRunsItsLastGoodVersionAndSaysSo}, whose hub watches long enough. */
    @Test
    @Order(Integer.MAX_VALUE)
    void brokenChangeIsPutBackUnderLoadAndNothingIsLostOrDoubled() throws Exception {
        if (!hub.getEnvironment().getRequiredProperty("hub.channels.watch").equals(LONG_WATCH)) {
            hub.close();
            run(patientArguments);
        }
        Load load = new Load("broken");
        String before = digestOf("email-folder");
        // sound to every look, and wrong for every mail
        config.edit(
                "routes/in-email-folder.yaml",
                "      steps:\n",
                "      steps:\n        - bean:\n            id: wrong\n"
                        + "            ref: mllpItem\n            method: item\n");

        JsonNode report = apply("email-folder");

        assertThat(results(report)).isEqualTo(Map.of("in-email-folder", "put-back"));
        assertThat(report.at("/results/0/code").asText()).isEqualTo("CH-301");
        assertThat(digestOf("email-folder")).isEqualTo(before);
        load.endAndAssertNothingLostOrDoubled();
        JsonNode last = get("/api/ops/v1/config/history?limit=1").get(0);
        assertThat(last.path("result").asText()).isEqualTo("put-back");
        assertThat(last.path("code").asText()).isEqualTo("CH-301");
        assertThat(edited()).containsExactly("email-folder");
    }

    @Test
    void listenerThatCannotOpenItsPortIsPutBack() throws Exception {
        config.edit("routes/in-patient-adt.yaml", "\"{{hub.channels.patient-adt.port:2575}}\"", Integer.toString(port));

        JsonNode report = apply("patient-adt");

        assertThat(results(report)).isEqualTo(Map.of("in-patient-adt", "put-back"));
        assertThat(report.at("/results/0/code").asText()).isEqualTo("CH-201");
        assertThat(stateOf("patient-adt")).isEqualTo("running");
        try (Socket line = new Socket("127.0.0.1", mllpPort)) {
            assertThat(line.isConnected()).isTrue();
        }
    }

    @Test
    void redSamplesBlockAndTheOldMappingGoesOn() throws Exception {
        config.edit("mappings/hotline/hotline.jslt", "\"hotline\"", "\"letter\"");
        JsonNode plan = plan();
        assertThat(item(plan, "hotline").path("touches").findValuesAsText("")).isEmpty();
        assertThat(item(plan, "hotline").path("touches").get(0).asText()).isEqualTo("in-hotline");
        assertThat(plan.at("/samples/0/mapping").asText()).isEqualTo("hotline");
        assertThat(plan.at("/samples/0/red")).isNotEmpty();

        JsonNode report = apply("hotline");

        assertThat(results(report)).isEqualTo(Map.of("in-hotline", "blocked"));
        assertThat(report.at("/results/0/code").asText()).isEqualTo("CH-208");
        assertThat(report.at("/results/0/samples/0/red")).isNotEmpty();
        assertThat(push("red", 1).status()).isEqualTo(201);
    }

    @Test
    void changedRulesMoveOpenDutiesWithoutARestartAndAFaultyOneIsNotTaken() throws Exception {
        String rules = "mappings/duties/reply.yaml";
        String receipt = push("rules", 1).json().path("receiptNumber").asText();
        await().atMost(PATIENCE).until(() -> lastDay(receipt) != null);
        String before = lastDay(receipt);
        try {
            config.edit(rules, "limit: 5 working-days", "limit: 2 fortnights");
            JsonNode refused = apply("rules-duties");
            assertThat(results(refused)).isEqualTo(Map.of("rules-duties", "blocked"));
            assertThat(refused.at("/results/0/code").asText()).isEqualTo("CH-203");
            config.restore(rules);

            config.edit(rules, "limit: 5 working-days", "limit: 100 working-days");
            JsonNode plan = plan();
            assertThat(item(plan, "rules-duties").path("change").asText()).isEqualTo("changed");
            assertThat(item(plan, "rules-duties").path("kind").asText()).isEqualTo("rules");
            assertThat(plan.at("/duties/rules").findValuesAsText("rule")).contains("reply-one-department");

            assertThat(results(apply("rules-duties"))).isEqualTo(Map.of("rules-duties", "applied"));

            await().atMost(PATIENCE).until(() -> lastDay(receipt).compareTo(before) > 0);
            assertThat(item(plan(), "rules-duties").path("change").asText()).isEqualTo("unchanged");
            assertThat(get("/api/ops/v1/config/history?limit=1").at("/0/name").asText())
                    .isEqualTo("rules-duties");
        } finally {
            config.restore(rules);
            assertThat(results(apply("rules-duties"))).isEqualTo(Map.of("rules-duties", "applied"));
        }
        await().atMost(PATIENCE).until(() -> lastDay(receipt).equals(before));
    }

    @Test
    void changedCalendarMovesOpenDutiesWithoutARestartAndAFaultyOneIsNotTaken() throws Exception {
        String calendar = "mappings/calendars/cn-mainland.csv";
        String receipt = push("calendar", 1).json().path("receiptNumber").asText();
        await().atMost(PATIENCE).until(() -> lastDay(receipt) != null);
        String before = lastDay(receipt);
        try {
            config.append(calendar, before + "," + before + ",holiday,one too many\n");
            JsonNode refused = apply("rules-calendars");
            assertThat(results(refused)).isEqualTo(Map.of("rules-calendars", "blocked"));
            assertThat(refused.at("/results/0/code").asText()).isEqualTo("CH-203");
            config.restore(calendar);

            config.append(calendar, before + "," + before + ",off,day off\n");
            JsonNode plan = plan();
            assertThat(item(plan, "rules-calendars").path("change").asText()).isEqualTo("changed");
            JsonNode moved = plan.at("/duties/rules");
            assertThat(moved.findValuesAsText("rule")).contains("reply-one-department");

            assertThat(results(apply("rules-calendars"))).isEqualTo(Map.of("rules-calendars", "applied"));

            await().atMost(PATIENCE).until(() -> lastDay(receipt).compareTo(before) > 0);
            assertThat(item(plan(), "rules-calendars").path("change").asText()).isEqualTo("unchanged");
        } finally {
            config.restore(calendar);
            assertThat(results(apply("rules-calendars"))).isEqualTo(Map.of("rules-calendars", "applied"));
        }
        await().atMost(PATIENCE).until(() -> lastDay(receipt).equals(before));
    }

    /** Last day of the reply to the complaint of a receipt; null if it has none. */
    private static String lastDay(String receipt) {
        return jdbc.sql(
                        "select d.due_day from duty d join receipt_item i on i.complaint_id = d.complaint_id"
                                + " join receipt r on r.id = i.receipt_id where r.number = :number and d.rule = 'reply-one-department'")
                .param("number", receipt)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    @Test
    void mappingIsExchangedForAllItsChannelsWithoutARestart() throws Exception {
        config.append("mappings/phone-cdr/phone-cdr.jslt", "// a note\n");

        JsonNode report = apply("phone-cdr-folder");

        assertThat(results(report)).isEqualTo(Map.of("in-phone-cdr-folder", "applied"));
        assertThat(plan().path("items").findValuesAsText("change")).containsOnly("unchanged", "off");
    }

    @Test
    void faultBlocksItsOwnRouteWithItsLineAndTheOthersAreApplied() throws Exception {
        config.edit("routes/in-desk.yaml", "ref: receive", "ref: recieve");
        config.append("routes/in-hotline.yaml", "# a note\n");

        JsonNode report = apply();

        assertThat(results(report)).isEqualTo(Map.of("in-desk", "blocked", "in-hotline", "applied"));
        JsonNode fault = report.findValue("faults").get(0);
        assertThat(fault.path("file").asText() + ":" + fault.path("line").asInt())
                .isEqualTo(config.placeOf("routes/in-desk.yaml", "ref: recieve"));
        assertThat(ops().post("/api/ops/v1/config/check", "{}").json().path("faults"))
                .hasSize(1);
        assertThat(stateOf("desk")).isEqualTo("running");
    }

    @Test
    void planThatIsNoLongerTrueIsNotCarriedOut() throws Exception {
        String digest = plan().path("digest").asText();
        config.append("routes/in-hotline.yaml", "# a note\n");

        Caller.Reply stale = order(digest, List.of());
        Caller.Reply flow = order(plan().path("digest").asText(), List.of("flow-patient"));
        Caller.Reply unknown = order(plan().path("digest").asText(), List.of("nobody"));

        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.json().path("code").asText()).isEqualTo("CH-101");
        assertThat(flow.json().path("code").asText()).isEqualTo("CH-209");
        assertThat(unknown.json().path("code").asText()).isEqualTo("AC-103");
        assertThat(edited()).containsExactly("hotline");
    }

    @Test
    void removedRouteIsRemovedAndANewOneRuns() throws Exception {
        Path removed = config.file("routes/in-phone-cdr-folder.yaml");
        String text = Files.readString(removed);
        Files.delete(removed);
        Path added = config.file("routes/in-letter-two.yaml");
        Files.writeString(
                added,
                Files.readString(config.file("routes/in-letter-folder.yaml"))
                        .replace("id: in-letter-folder", "id: in-letter-two")
                        .replace(
                                "{{hub.channels.letter-folder.directory}}",
                                folder.resolve("two").toString()));

        Map<String, String> results = results(apply());
        Files.delete(added);
        Files.writeString(removed, text);

        assertThat(results).isEqualTo(Map.of("in-letter-two", "applied", "in-phone-cdr-folder", "removed"));
        assertThat(results(apply())).isEqualTo(Map.of("in-letter-two", "removed", "in-phone-cdr-folder", "applied"));
    }

    @Test
    void stoppedChannelStaysStoppedWhenItIsChanged() throws Exception {
        ops().post("/api/ops/v1/channels/desk/stop", "");
        config.append("routes/in-desk.yaml", "# a note\n");

        assertThat(results(apply("desk"))).isEqualTo(Map.of("in-desk", "applied"));
        assertThat(stateOf("desk")).isEqualTo("stopped");
        ops().post("/api/ops/v1/channels/desk/start", "");
        assertThat(stateOf("desk")).isEqualTo("running");
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void channelWhoseFilesAreBrokenAtAStartRunsItsLastGoodVersionAndSaysSo() throws Exception {
        String before = digestOf("hotline");
        // as a hub leaves it that dies while it exchanges a route
        jdbc.sql(
                        "insert into applied (at, key_name, name, before, after, tree) values (now(), 'console', 'in-desk', '', 'x', '')")
                .update();
        hub.close();
        config.edit("routes/in-hotline.yaml", "ref: receive", "ref: recieve");
        config.edit("mappings/hotline/hotline.jslt", "{", "{ \"open\": (");
        run(patientArguments);

        assertThat(stateOf("hotline")).isEqualTo("running");
        assertThat(channel("hotline").path("reason").asText())
                .startsWith("CH-201 " + config.placeOf("routes/in-hotline.yaml", "ref: recieve"));
        assertThat(digestOf("hotline")).isEqualTo(before);
        assertThat(edited()).containsExactly("hotline");
        assertThat(get("/actuator/health").path("status").asText()).isEqualTo("DEGRADED");
        assertThat(push("restart", 1).status()).isEqualTo(201);
        List<String> desk = jdbc.sql(
                        "select key_name || ' ' || result || ' ' || after from applied where name = 'in-desk' order by id desc limit 2")
                .query(String.class)
                .list();
        assertThat(desk).containsExactly("start applied " + digestOf("desk"), "console unknown x");
    }

    @Test
    void commandsOfTheJarAskTheSameHub() throws Exception {
        Path keyFile = Files.writeString(folder.resolve("key"), OPS + "\n");
        String[] hubIs = {"--url", "http://127.0.0.1:" + port, "--key-file", keyFile.toString()};
        config.append("routes/in-hotline.yaml", "# a note\n");

        assertThat(command(hubIs, "plan").text()).contains("changed", "in-hotline", "route");
        Output plan = command(hubIs, "plan", "--json");
        assertThat(plan.status()).isZero();
        assertThat(command(hubIs, "apply", "--all", "--expect", "0").text())
                .contains("CH-101")
                .contains("Plan again");
        Output applied = command(
                hubIs,
                "apply",
                "hotline",
                "--json",
                "--expect",
                plan.json().path("digest").asText());
        assertThat(applied.status()).isZero();
        assertThat(applied.json().at("/results/0/result").asText()).isEqualTo("applied");
        assertThat(command(hubIs, "apply", "--all").text()).contains("Nothing to apply");

        assertThat(command(hubIs, "channels").text()).contains("hotline", "running");
        assertThat(command(hubIs, "channels", "--json").json().findValuesAsText("name"))
                .contains("desk");
        String number = push("command", 1).json().path("receiptNumber").asText();
        await().atMost(PATIENCE)
                .until(() -> command(hubIs, "receipts", "search", "--number", number)
                        .text()
                        .contains("done"));
        Output found = command(hubIs, "receipts", "search", "--number", number, "--json");
        long id = found.json().at("/items/0/id").asLong();
        assertThat(command(hubIs, "receipts", "show", Long.toString(id)).text())
                .contains("\"receipt\"")
                .doesNotContain("测试");
        assertThat(command(hubIs, "receipts", "show", Long.toString(id), "--all")
                        .text())
                .contains("测试");
        assertThat(command(
                                hubIs,
                                "receipts",
                                "show",
                                Long.toString(id),
                                "--raw",
                                folder.resolve("raw").toString())
                        .status())
                .isZero();
        assertThat(Files.readString(folder.resolve("raw"))).contains("command-1");
        assertThat(command(hubIs, "receipts", "show", "999999999").status()).isEqualTo(1);
        sampleIsMadeOfAKeptInput(hubIs, number);
        assertThat(command(hubIs, "quarantine", "groups", "--json").status()).isZero();
        assertThat(command(hubIs, "quarantine", "list").status()).isZero();
        assertThat(command(hubIs, "quarantine", "discard", "999999999", "--reason", "x")
                        .text())
                .contains("AC-103");
        assertThat(command(hubIs, "destinations", "drop-queue", "nowhere", "--reason", "x")
                        .text())
                .contains("AC-103");
        Output off = command(hubIs, "destinations", "test", "oa-webhook");
        assertThat(off.status()).isEqualTo(1);
        assertThat(off.text()).contains("loaded", "CH-302");
        assertThat(command(new String[] {"--url", "http://127.0.0.1:" + port}, "plan")
                        .text())
                .contains("AC-101");
        assertThat(command(new String[] {"--url", "http://127.0.0.1:1"}, "channels", "--json")
                        .status())
                .isEqualTo(1);
    }

    private static void sampleIsMadeOfAKeptInput(String[] hubIs, String number) throws IOException {
        String[] wanted = {
            "mapping", "sample", number, "--config-dir", config.root().toString(), "--name"
        };
        Path samples = config.file("mappings/hotline/samples");

        assertThat(command(hubIs, with(wanted, "of-a-receipt")).text())
                .contains("of-a-receipt.json", "of-a-receipt.expected.json");
        String input = Files.readString(samples.resolve("of-a-receipt.json"));
        assertThat(input).contains("测试甲");
        assertThat(command(
                                new String[0],
                                "mapping",
                                "test",
                                "hotline",
                                "--config-dir",
                                config.root().toString())
                        .status())
                .isZero();
        Output again = command(hubIs, with(wanted, "of-a-receipt"));
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.text()).contains("There is a sample of that name");
        assertThat(command(hubIs, with(wanted, "../escaped")).status()).isEqualTo(2);
        assertThat(command(
                                hubIs,
                                "mapping",
                                "sample",
                                "999999999",
                                "--name",
                                "x",
                                "--config-dir",
                                config.root().toString())
                        .text())
                .contains("AC-103");
        for (String suffix : List.of(".json", ".meta.json", ".expected.json")) {
            Files.delete(samples.resolve("of-a-receipt" + suffix));
        }
    }

    private static String[] with(String[] words, String last) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add(last);
        return all.toArray(String[]::new);
    }

    /** Work orders pushed by several threads and mails dropped into the folder, until it is stopped. */
    private static final class Load {
        private static final int SENDERS = 2;
        // the common pool has fewer threads than senders on a machine with three processors
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final String name;
        private final AtomicBoolean on = new AtomicBoolean(true);
        private final AtomicInteger mails = new AtomicInteger();
        private final AtomicInteger orders = new AtomicInteger();
        private final List<CompletableFuture<Integer>> senders = new ArrayList<>();

        private Load(String name) {
            this.name = name;
            for (int i = 0; i < SENDERS; i++) {
                int sender = i;
                senders.add(CompletableFuture.supplyAsync(() -> pushed(sender), threads));
            }
            senders.add(CompletableFuture.supplyAsync(this::dropped, threads));
            await().atMost(PATIENCE).until(() -> mails.get() > 3 && orders.get() > 5);
        }

        private int pushed(int sender) {
            HotlinePlatform platform = new HotlinePlatform(URI.create("http://127.0.0.1:" + port), HOTLINE);
            int count = 0;
            while (on.get()) {
                try {
                    HotlinePlatform.Reply reply = platform.push(orderOf(name + "-" + sender, ++count));
                    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
                    orders.incrementAndGet();
                    pause();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
            return count;
        }

        private int dropped() {
            int count = 0;
            while (on.get()) {
                mail(++count);
                mails.incrementAndGet();
                pause();
            }
            return count;
        }

        private static void pause() {
            await().pollDelay(Duration.ofMillis(150)).until(() -> true);
        }

        private void mail(int number) {
            Path inbox = folder.resolve("home/inbox/email");
            String text = "From: a@example.org\r\nTo: b@example.org\r\nSubject: " + name + "\r\nMessage-ID: <" + name
                    + "-" + number + "@example.org>\r\n\r\nThe lift is broken.\r\n";
            try {
                Path part = Files.writeString(inbox.resolve(name + number + ".tmp"), text, StandardCharsets.US_ASCII);
                Files.move(part, inbox.resolve(name + number + ".eml"));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        void endAndAssertNothingLostOrDoubled() {
            on.set(false);
            int pushed = senders.subList(0, SENDERS).stream()
                    .mapToInt(CompletableFuture::join)
                    .sum();
            int dropped = senders.get(SENDERS).join();
            threads.shutdown();
            assertThat(count("channel = 'hotline'")).isEqualTo(pushed);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(count("channel = 'email-folder'")).isEqualTo(dropped));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(count("state = 'kept'")).isZero());
            assertThat(count("state = 'done' and outcome = 'new-case'")).isEqualTo(pushed + dropped);
        }

        private int count(String condition) {
            return jdbc.sql("select count(*) from receipt where position(:name in convert_from(raw, 'UTF8')) > 0 and "
                            + condition)
                    .param("name", name + "-")
                    .query(Integer.class)
                    .single();
        }
    }

    private record Output(int status, String text) {
        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new AssertionError(text, e);
            }
        }
    }

    private static Output command(String[] hubIs, String... words) {
        StringWriter text = new StringWriter();
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of(hubIs));
        int status = HubCommands.commands()
                .setOut(new PrintWriter(text, true))
                .setErr(new PrintWriter(text, true))
                .execute(all.toArray(String[]::new));
        return new Output(status, text.toString());
    }

    private static Caller ops() {
        return new Caller(port, OPS);
    }

    private static JsonNode get(String path) {
        Caller.Reply reply = ops().get(path);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    private static JsonNode plan() {
        return get("/api/ops/v1/config/plan");
    }

    private static JsonNode apply(String... names) {
        Caller.Reply reply = order(plan().path("digest").asText(), List.of(names));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    private static Caller.Reply order(String digest, List<String> names) {
        ObjectNode order = JSON.createObjectNode().put("expect", digest);
        order.set("channels", JSON.valueToTree(names));
        return ops().post("/api/ops/v1/config/apply", order.toString());
    }

    private static Map<String, String> results(JsonNode report) {
        Map<String, String> results = new TreeMap<>();
        report.path("results")
                .forEach(result -> results.put(
                        result.path("name").asText(), result.path("result").asText()));
        return results;
    }

    private static JsonNode item(JsonNode plan, String name) {
        for (JsonNode item : plan.path("items")) {
            if (item.path("name").asText().equals(name)) {
                return item;
            }
        }
        throw new AssertionError(name);
    }

    private static List<String> edited() {
        List<String> edited = new ArrayList<>();
        get("/api/ops/v1/channels").forEach(channel -> {
            if (channel.path("edited").asBoolean()) {
                edited.add(channel.path("name").asText());
            }
        });
        return edited;
    }

    private static String digestOf(String name) {
        return channel(name).path("digest").asText();
    }

    private static String stateOf(String name) {
        return channel(name).path("state").asText();
    }

    private static JsonNode channel(String name) {
        for (JsonNode channel : get("/api/ops/v1/channels")) {
            if (channel.path("name").asText().equals(name)) {
                return channel;
            }
        }
        throw new AssertionError(name);
    }

    private static Caller.Reply push(String name, int number) {
        return new Caller(port, HOTLINE).post("/api/hotline/v1/work-orders", orderOf(name, number));
    }

    private static String orderOf(String name, int number) {
        return "{\"taskId\":\"" + name + "-" + number + "\",\"reflectPerson\":\"测试甲\",\"callNumber\":\"13800000001\","
                + "\"discription\":\"挂号排队太久 " + name + " " + number + "\",\"orderTime\":\"2026-11-20 09:00:00\"}";
    }
}

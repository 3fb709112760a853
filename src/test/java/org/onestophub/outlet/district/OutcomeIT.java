package org.onestophub.outlet.district;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.operate.cli.feed.FeedCommand;
import org.onestophub.platform.access.Caller.Reply;
import org.onestophub.support.HubUnderTest;
import picocli.CommandLine;

/** What a district sees of how cases went and of warnings, over the hub's own doors. */
class OutcomeIT {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static HubUnderTest hub;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        hub = HubUnderTest.get();
    }

    @Test
    void latestEventOfACaseSaysHowItEnded() {
        String number = order("OUT-1");
        String begin = cursor("outcome");
        say(number, "replied", "");
        say(number, "closed", "");
        say(number, "called-back", ",\"satisfaction\":{\"outcome\":\"满意\"}");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(outcome("outcome", begin, number)
                                .path("satisfaction")
                                .asText())
                        .isEqualTo("2"));
        JsonNode outcome = outcome("outcome", begin, number);
        assertThat(outcome.path("state").asText()).isEqualTo("closed");
        assertThat(outcome.path("withdrawn").asBoolean(true)).isFalse();
        assertThat(texts(outcome.at("/duties/met"))).contains("reply-one-department", "hotline-sign");
        assertThat(texts(outcome.at("/duties/missed"))).isEmpty();
        assertThat(typesOf("outcome", begin, number)).contains("complaint.status", "duty.met");
    }

    @Test
    void withdrawalIsSeenAndWordsAndNamesAreNot() {
        String number = order("OUT-2");
        String begin = cursor("outcome");
        say(number, "withdrawn", ",\"text\":\"测试甲不再追究\",\"by\":{\"name\":\"测试丙\",\"role\":\"complaint-office\"}");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(outcome("outcome", begin, number)
                                .path("withdrawn")
                                .asBoolean())
                        .isTrue());
        assertThat(pages("outcome", begin)).noneMatch(event -> event.toString().contains("测试"));
    }

    @Test
    void otherProfilesSeeNoStatesAndNoOutcome() {
        String begin = cursor("district");
        String number = order("OUT-3");
        say(number, "closed", "");
        order("OUT-3B");

        assertThat(typesOf("district", begin, number)).containsExactly("complaint.created");
        assertThat(outcome("district", begin, number).isMissingNode()).isTrue();
    }

    @Test
    void folderOfAClientHoldsEveryOutcomeAndItsDaysAddUp() throws IOException {
        String number = order("OUT-4");
        assertThat(sync("outcome")).isZero();
        assertThat(inFolder("complaints", number, "/data/outcome/state")).isEqualTo("received");
        say(number, "closed", "");
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(sync("outcome")).isZero();
            assertThat(inFolder("complaints", number, "/data/outcome/state")).isEqualTo("closed");
        });
        assertThat(folder.resolve("warnings.ndjson")).doesNotExist();
    }

    @Test
    void folderOfAClientThatAsksHoldsEveryWarningAndItsDaysAddUp() throws IOException {
        long id = warning("OUT-5");
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(sync("warned")).isZero();
            assertThat(inFolder("warnings", "warning-" + id, "/data/warning/state"))
                    .isEqualTo("raised");
        });
        hub.caller("ops").post("/api/ops/v1/warnings/" + id + "/steps", "{\"type\":\"acknowledged\"}");
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(sync("warned")).isZero();
            assertThat(inFolder("warnings", "warning-" + id, "/data/warning/state"))
                    .isEqualTo("acknowledged");
        });
        assertThat(inFolder("complaints", "warning-" + id, "/subject")).isEmpty();
        assertThat(Files.readString(folder.resolve("warnings.csv"))).contains("\"warning.dueDay\"");

        Path events = folder.resolve("events.ndjson");
        List<String> without = Files.readAllLines(events).stream()
                .map(line -> line.contains("\"warning-" + id + "\"") ? emptied(line) : line)
                .toList();
        Files.write(events, without);
        assertThat(sync("warned")).as("a folder that lost a warning").isOne();
    }

    /** No event, as long as the line was: the cursor's file says how long the file is. */
    private static String emptied(String line) {
        return "{" + " ".repeat(line.getBytes(StandardCharsets.UTF_8).length - 2) + "}";
    }

    /** A warning of a complaint about safety. */
    private static long warning(String id) {
        Reply reply = hub.caller("desk")
                .post(
                        "/api/desk/v1/complaints",
                        "{\"entryId\":\"" + id
                                + "\",\"channel\":\"visit\",\"flags\":{\"safety\":true},\"matter\":{\"type\":\"complaint\",\"facts\":\"地面湿滑 "
                                + id + "\"}}");
        String number = hub.complaintsOf(
                        hub.endOf(reply.json().path("receiptNumber").asText()).receiptId())
                .get(0);
        hub.caller("ops").post("/api/ops/v1/warnings/look", "{}");
        return hub.jdbc()
                .sql("select id from warning where rule = 'safety' and subject = :number")
                .param("number", number)
                .query(Long.class)
                .single();
    }

    private String inFolder(String kind, String subject, String pointer) throws IOException {
        for (String line : Files.readAllLines(folder.resolve(kind + ".ndjson"))) {
            JsonNode event = FeedRig.JSON.readTree(line);
            if (event.path("subject").asText().equals(subject)) {
                return event.at(pointer).asText();
            }
        }
        return "";
    }

    private int sync(String name) throws IOException {
        Path key = folder.resolveSibling(folder.getFileName() + ".key");
        Files.writeString(key, hub.caller(name).key());
        return new CommandLine(new FeedCommand())
                .setOut(new PrintWriter(new StringWriter(), true))
                .setErr(new PrintWriter(System.err, true))
                .execute(
                        "sync",
                        "--url",
                        "http://127.0.0.1:" + hub.httpPort(),
                        "--key-file",
                        key.toString(),
                        "--folder",
                        folder.toString());
    }

    private static String order(String task) {
        Reply reply = hub.caller("hotline")
                .post(
                        "/api/hotline/v1/work-orders",
                        "{\"taskId\":\"" + task + "\",\"discription\":\"测试丁：食堂太挤 " + task
                                + "\",\"reflectPerson\":\"测试甲\"}");
        String number = hub.complaintsOf(
                        hub.endOf(reply.json().path("receiptNumber").asText()).receiptId())
                .get(0);
        await().atMost(SOON)
                .until(() -> hub.jdbc()
                        .sql("select count(*) from event e join complaint c on c.id = e.complaint_id"
                                + " where c.number = :number and e.feed_no is null")
                        .param("number", number)
                        .query(Long.class)
                        .single()
                        .equals(0L));
        return number;
    }

    private static void say(String number, String type, String more) {
        Reply reply = hub.caller("cases")
                .post(
                        "/api/status/v1/events",
                        "{\"eventId\":\"" + number + "-" + type + "\",\"type\":\"" + type + "\",\"occurredAt\":\""
                                + Instant.now() + "\",\"receiptNumber\":\"" + number + "\"" + more + "}");
        assertThat(reply.status()).isEqualTo(201);
        hub.endOf(reply.json().path("receiptNumber").asText());
    }

    /** Where the feed ends now. */
    private static String cursor(String key) {
        String cursor = "";
        JsonNode page;
        do {
            page = hub.caller(key)
                    .get("/api/district/v1/changes?limit=500" + cursor)
                    .json();
            cursor = "&cursor=" + page.path("next").asText();
        } while (page.path("hasMore").asBoolean());
        return cursor;
    }

    private static List<JsonNode> pages(String key, String begin) {
        List<JsonNode> events = new ArrayList<>();
        String cursor = begin;
        JsonNode page;
        do {
            page = hub.caller(key)
                    .get("/api/district/v1/changes?limit=500" + cursor)
                    .json();
            page.path("events").forEach(events::add);
            cursor = "&cursor=" + page.path("next").asText();
        } while (page.path("hasMore").asBoolean());
        return events;
    }

    private static JsonNode outcome(String key, String begin, String number) {
        return pages(key, begin).stream()
                .filter(event -> event.path("subject").asText().equals(number))
                .reduce((one, next) -> next)
                .orElseThrow()
                .at("/data/outcome");
    }

    private static Set<String> typesOf(String key, String begin, String number) {
        return Set.copyOf(pages(key, begin).stream()
                .filter(event -> event.path("subject").asText().equals(number))
                .map(event -> event.path("type").asText())
                .toList());
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.asText()));
        return texts;
    }
}

package org.onestophub.outlet.district;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.onestophub.platform.access.Caller;
import org.onestophub.support.HubUnderTest;

/** The district's side over HTTP, as docs/district.md describes it to its developer. */
class DistrictIT {

    private static final String BASE = "/api/district/v1";
    private static final String NAME = "测试卡娜丽";
    private static final String PHONE = "13800007711";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HubUnderTest hub = HubUnderTest.get();
    private final Caller district = hub.caller("district");
    private final Map<String, JsonNode> events = new TreeMap<>();
    private String cursor;

    @Test
    void readerPullsSnapshotsReconcilesAndAcknowledges() throws IOException, NoSuchAlgorithmException {
        String first = enter("等候三小时，电话" + PHONE);
        pullUntil(first);
        JsonNode event = eventOf(first);
        assertThat(event.at("/data/profile").asText()).isEqualTo("district-case-level");
        assertThat(event.toString()).doesNotContain(NAME).doesNotContain(PHONE).doesNotContain("等候三小时");

        assertReconciled();
        assertAcknowledged();
        assertSnapshotHolds(first);

        JsonNode one = district.get(BASE + "/complaints/" + first).json();
        assertThat(one.get("subject").asText()).isEqualTo(first);
        assertThat(district.get(BASE + "/complaints/" + one.get("id").asText()).json())
                .isEqualTo(one);
        assertThat(district.get(BASE + "/complaints/261122-0000001-0").status()).isEqualTo(404);

        String second = enter("退费");
        pullUntil(second);
        assertThat(events).containsKey(eventOf(second).get("id").asText());
    }

    @Test
    void whatTheDistrictCannotTakeIsShownUntilAnOperatorSettlesIt() {
        Caller ops = hub.caller("ops");
        String number = enter("检查等候");
        String reject = "{\"id\": \"" + number + "\", \"code\": \"DIV-7\", \"reason\": \"" + NAME + "的区划不明\"}";
        assertThat(district.post(BASE + "/rejects", reject).json().get("code").asText())
                .as("not given yet")
                .isEqualTo("AC-103");
        pullUntil(number);

        long before = openRejects();
        Caller.Reply kept = district.post(BASE + "/rejects", reject);
        Caller.Reply again = district.post(
                BASE + "/rejects",
                reject.replace(number, eventOf(number).get("id").asText()));

        assertThat(kept.status()).isEqualTo(201);
        assertThat(kept.json().get("subject").asText()).isEqualTo(number);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(kept.json());
        assertThat(openRejects()).isEqualTo(before + 1);
        JsonNode row = rejectOf(number, false);
        assertThat(row.get("reason").asText()).isEqualTo(NAME + "的区划不明");
        assertThat(row.get("code").asText()).isEqualTo("DIV-7");

        String settle = "/api/ops/v1/consumers/rejects/" + row.get("id").asLong() + "/settle";
        assertThat(ops.post(settle, "{}").json().get("code").asText()).isEqualTo("AC-104");
        assertThat(ops.post(settle, "{\"reason\": \"区划表已更正\"}").status()).isEqualTo(204);
        assertThat(ops.post(settle, "{\"reason\": \"区划表已更正\"}").status()).isEqualTo(404);
        assertThat(openRejects()).isEqualTo(before);
        assertThat(rejectOf(number, true).get("settledBy").asText()).isEqualTo("test-ops");
        assertThat(ops.get("/api/ops/v1/complaints/" + number + "/trace")
                        .json()
                        .get("entries")
                        .findValuesAsText("kind"))
                .containsSubsequence("rejected", "seen", "settled");
    }

    private long openRejects() {
        return hub.caller("ops")
                .get("/api/ops/v1/consumers")
                .json()
                .get(0)
                .get("openRejects")
                .asLong();
    }

    private JsonNode rejectOf(String number, boolean settled) {
        JsonNode items = hub.caller("ops")
                .get("/api/ops/v1/consumers/rejects?key=test-district&limit=200&settled=" + settled)
                .json()
                .get("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(row -> row.get("complaint").asText().equals(number))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void rejectThatSaysTooLittleOrTooMuchIsRefused() {
        for (String body : List.of(
                "{}",
                "{\"id\": \"x\"}",
                "{\"id\": \"x\", \"reason\": \" \"}",
                "{\"reason\": \"why\"}",
                "{\"id\": \"x\", \"reason\": \"" + "长".repeat(501) + "\"}",
                "{\"id\": \"x\", \"reason\": \"a\\u0000\"}",
                "{\"id\": \"x\", \"reason\": \"a\", \"code\": \"a b\"}",
                "{\"id\": \"x\", \"reason\": \"why\"" + " ".repeat(140_000) + "}",
                "[",
                "{\"id\": {}}")) {
            Caller.Reply reply = district.post(BASE + "/rejects", body);
            assertThat(reply.status()).as(body).isEqualTo(400);
            assertThat(reply.json().get("code").asText()).as(body).isEqualTo("AC-104");
        }
        assertThat(district.post(BASE + "/rejects", "{\"id\": \"x\", \"reason\": \"why\"}")
                        .status())
                .isEqualTo(404);
        assertThat(hub.caller("ops").post(BASE + "/rejects", "{}").status()).isEqualTo(403);
        assertThat(district.get("/api/ops/v1/consumers/rejects").status()).isEqualTo(403);
    }

    @Test
    void complaintThatIsErasedLeavesATombstone() {
        Caller ops = hub.caller("ops");
        String number = enter(NAME + "要求删除");
        pullUntil(number);
        String complaint = "/api/ops/v1/complaints/" + number;
        JsonNode history = ops.get(complaint).json();
        long receipt = history.at("/arrivals/0/id").asLong();
        assertThat(history.toString()).contains(NAME);

        Caller eraser = hub.caller("erase");
        assertThat(eraser.post(complaint + "/erase", "{\"reason\": \"\"}")
                        .json()
                        .get("code")
                        .asText())
                .isEqualTo("AC-104");
        assertThat(ops.post(complaint + "/erase", "{\"reason\": \"x\"}").status())
                .isEqualTo(403);
        JsonNode erased =
                eraser.post(complaint + "/erase", "{\"reason\": \"依申请删除\"}").json();

        assertThat(erased.get("receipts").asInt()).isEqualTo(1);
        for (String path : List.of(
                complaint,
                "/api/ops/v1/receipts/" + receipt,
                "/api/ops/v1/receipts/" + receipt + "/raw",
                "/api/ops/v1/receipts?number=" + number,
                "/api/status/v1/receipts/" + number)) {
            Caller.Reply reply = ops.get(path);
            assertThat(reply.status()).as(path).isEqualTo(200);
            assertThat(reply.body()).as(path).doesNotContain(NAME).doesNotContain(PHONE);
        }
        JsonNode trace = ops.get(complaint + "/trace").json();
        assertThat(trace.get("entries").findValuesAsText("kind")).contains("arrived", "revised", "erased");
        assertThat(trace.toString()).doesNotContain(NAME);
        pullUntilErased(number);
        assertThat(district.get(BASE + "/complaints/" + number)
                        .json()
                        .get("data")
                        .isNull())
                .isTrue();
    }

    private void pullUntilErased(String number) {
        for (int pages = 0; pages < 200 && !eventOf(number).get("type").asText().equals("complaint.erased"); pages++) {
            JsonNode page = district.get(BASE + "/changes?limit=50&wait=10&cursor=" + cursor)
                    .json();
            page.get("events").forEach(event -> events.put(event.get("id").asText(), event));
            cursor = page.get("next").asText();
        }
        assertThat(eventOf(number).get("data").isNull()).isTrue();
    }

    @Test
    void cursorThatIsNoneGetsASafeWayOn() {
        for (String bad : List.of("0", "x".repeat(36), "%00", "AQAAAAAAAAAB")) {
            Caller.Reply reply = district.get(BASE + "/changes?cursor=" + bad);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.json().get("code").asText()).isEqualTo("DI-101");
            assertThat(reply.json().get("detail").asText()).contains("snapshot").contains("without a cursor");
        }
        assertThat(district.post(BASE + "/acks", "{\"cursor\": \"x\"}")
                        .json()
                        .get("code")
                        .asText())
                .isEqualTo("DI-101");
        assertThat(district.post(BASE + "/acks", "{}").json().get("code").asText())
                .isEqualTo("AC-104");
    }

    @Test
    void parametersOutOfRangeAreRefused() {
        for (String query : List.of(
                "changes?limit=0",
                "changes?limit=-1",
                "changes?limit=99999999999",
                "changes?limit=NaN",
                "changes?limit=501",
                "changes?wait=31",
                "changes?wait=-1",
                "reconcile?day=2026-02-30",
                "reconcile?day=today",
                "reconcile?day=99999-01-01",
                "reconcile?day=",
                "reconcile")) {
            Caller.Reply reply = district.get(BASE + "/" + query);
            assertThat(reply.status()).as(query).isEqualTo(400);
            assertThat(reply.json().get("code").asText()).as(query).isEqualTo("AC-104");
        }
    }

    @Test
    void otherKeysStayOutsideAndTheDistrictStaysOutOfTheRest() {
        for (String path : List.of("/changes", "/snapshot", "/reconcile?day=2026-11-22", "/complaints/1")) {
            assertThat(hub.caller("ops").get(BASE + path).status()).isEqualTo(403);
        }
        assertThat(district.get("/api/ops/v1/consumers").status()).isEqualTo(403);
    }

    @Test
    void readerThatWaitsHoldsNoConnectionAndGetsItsEmptyPage() {
        JsonNode end = toTheEnd();
        JsonNode waited = district.get(
                        BASE + "/changes?wait=1&cursor=" + end.get("next").asText())
                .json();

        assertThat(waited.get("hasMore").isBoolean()).isTrue();
        assertThat(waited.has("next")).isTrue();
    }

    @Test
    void readerThatKnowsTheAnswerIsNotToldAgain() {
        String number = enter("缴费排队");
        pullUntil(number);
        String changes;
        Caller.Reply first;
        Caller.Reply again;
        int tries = 0;
        do {
            // others' complaints may come between two questions
            changes = BASE + "/changes?cursor=" + toTheEnd().get("next").asText();
            first = district.get(changes);
            again = district.get(changes + "&wait=1", "If-None-Match", first.header("ETag"));
        } while (again.status() == 200 && ++tries < 50);
        String next = enter("候诊");
        pullUntil(next);
        Caller.Reply news = district.get(changes, "If-None-Match", first.header("ETag"));

        assertThat(first.json().get("events")).isEmpty();
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(news.status()).isEqualTo(200);
        assertThat(news.header("ETag")).isEmpty();
        assertThat(news.json().get("events")).isNotEmpty();

        String complaint = BASE + "/complaints/" + number;
        String tag = district.get(complaint).header("ETag");
        assertThat(district.get(complaint, "If-None-Match", "\"x\", " + tag).status())
                .isEqualTo(304);
        assertThat(district.get(BASE + "/complaints/" + next, "If-None-Match", tag)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void apiIsDescribed() {
        JsonNode paths = hub.caller("ops").get("/v3/api-docs").json().get("paths");

        for (String path : List.of("/changes", "/snapshot", "/reconcile", "/complaints/{id}", "/acks", "/rejects")) {
            assertThat(paths.has(BASE + path)).as(path).isTrue();
        }
        assertThat(paths.has("/api/ops/v1/consumers")).isTrue();
    }

    @Test
    void schemasOfTheDescriptionHaveNamesThatSayWhatTheyAre() {
        JsonNode schemas = hub.caller("ops").get("/v3/api-docs").json().at("/components/schemas");

        assertThat(schemas.fieldNames())
                .toIterable()
                .contains("PlanItem", "ApplyResult", "RedSample", "FileFault")
                .doesNotContain(
                        "Item", "Result", "Red", "Fault", "Entry", "Key", "Row", "State", "Step", "Event", "Order",
                        "Made", "Kind");
    }

    private String enter(String facts) {
        String receipt = hub.caller("desk")
                .post(
                        "/api/desk/v1/complaints",
                        "{\"channel\": \"visit\","
                                + " \"complainant\": {\"name\": \"" + NAME + "\", \"phone\": \"" + PHONE + "\"},"
                                + " \"matter\": {\"facts\": \"" + facts + "\"}}")
                .json()
                .get("receiptNumber")
                .asText();
        return hub.complaintsOf(hub.endOf(receipt).receiptId()).get(0);
    }

    private void pullUntil(String number) {
        for (int pages = 0; pages < 200 && eventOf(number) == null; pages++) {
            JsonNode page = district.get(
                            BASE + "/changes?limit=50&wait=10" + (cursor == null ? "" : "&cursor=" + cursor))
                    .json();
            page.get("events").forEach(event -> events.put(event.get("id").asText(), event));
            cursor = page.get("next").asText();
        }
        assertThat(eventOf(number)).isNotNull();
    }

    private JsonNode toTheEnd() {
        JsonNode page = district.get(BASE + "/changes?limit=500").json();
        while (page.get("hasMore").asBoolean()) {
            page = district.get(BASE + "/changes?limit=500&cursor="
                            + page.get("next").asText())
                    .json();
        }
        return page;
    }

    private JsonNode eventOf(String number) {
        return events.values().stream()
                .filter(event -> event.get("subject").asText().equals(number))
                .reduce((one, later) ->
                        later.get("sequence").asLong() > one.get("sequence").asLong() ? later : one)
                .orElse(null);
    }

    private void assertReconciled() throws NoSuchAlgorithmException {
        String day = events.values().iterator().next().get("time").asText().substring(0, 10);
        JsonNode sums = district.get(BASE + "/reconcile?day=" + day + "&cursor=" + cursor)
                .json();
        String lines = events.values().stream()
                .filter(event -> event.get("time").asText().startsWith(day))
                .sorted(java.util.Comparator.comparingLong(
                        event -> event.get("sequence").asLong()))
                .map(event ->
                        event.get("sequence").asText() + " " + event.get("id").asText() + "\n")
                .collect(java.util.stream.Collectors.joining());

        assertThat(sums.at("/events/count").asLong()).isEqualTo(lines.lines().count());
        assertThat(sums.at("/events/sha256").asText())
                .isEqualTo(HexFormat.of().formatHex(sha256(lines.getBytes(StandardCharsets.UTF_8))));
    }

    private void assertAcknowledged() {
        assertThat(district.post(BASE + "/acks", "{\"cursor\": \"" + cursor + "\"}")
                        .status())
                .isEqualTo(204);
        JsonNode consumer =
                hub.caller("ops").get("/api/ops/v1/consumers").json().get(0);
        assertThat(consumer.get("key").asText()).isEqualTo("test-district");
        assertThat(consumer.get("profile").asText()).isEqualTo("district-case-level");
        assertThat(consumer.get("position").asLong()).isPositive();
        assertThat(consumer.has("seenAt")).isTrue();
    }

    private void assertSnapshotHolds(String number) throws IOException, NoSuchAlgorithmException {
        Caller.Reply reply = district.get(BASE + "/snapshot");
        byte[] file = reply.response().body();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/gzip");
        assertThat(reply.header("Content-Encoding")).isEmpty();
        assertThat(reply.header("Repr-Digest"))
                .isEqualTo("sha-256=:" + Base64.getEncoder().encodeToString(sha256(file)) + ":");
        List<JsonNode> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(new ByteArrayInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(JSON.readTree(line));
            }
        }
        assertThat(lines.get(0).at("/snapshot/cursor").asText()).isEqualTo(reply.header("Hub-Feed-Cursor"));
        assertThat(reply.header("Hub-Feed-Count")).isEqualTo(Integer.toString(lines.size() - 1));
        assertThat(lines).anyMatch(line -> line.path("subject").asText().equals(number));
        assertThat(lines.toString()).doesNotContain(NAME).doesNotContain(PHONE);
        cursor = reply.header("Hub-Feed-Cursor");
    }

    private static byte[] sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }
}

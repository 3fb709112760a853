package org.onestophub.operate.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Inbound;
import org.onestophub.intake.receive.Intake;
import org.onestophub.platform.access.Caller;
import org.onestophub.support.HubUnderTest;

/** An operator's way with the whole hub: find why an input waits, try a mapping, correct, replay, trace, make a sample. */
class WorkbenchIT {

    private static final String OPS = "/api/ops/v1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HubUnderTest hub = HubUnderTest.get();
    private final Caller ops = hub.caller("ops");

    @Test
    void inputThatWaitsIsCorrectedReplayedComparedAndTraced() throws IOException {
        byte[] wrong = Files.readAllBytes(Path.of("mappings/phone-cdr/samples/mostly-unreadable-rows.csv"));
        String right = Files.readString(Path.of("mappings/phone-cdr/samples/answered-call.csv"))
                .replace("17896933", "17896977");
        HubUnderTest.End parked = keep(wrong, "phone-cdr-folder", "phone-cdr");
        assertThat(parked.text()).isEqualTo("parked RD-110");
        String held = String.valueOf(hub.jdbc()
                .sql("select id from held where receipt_id = :id and released_at is null")
                .param("id", parked.receiptId())
                .query(Long.class)
                .single());

        JsonNode tried = ops.post(OPS + "/mappings/phone-cdr/run?receipt=" + parked.receiptId(), "")
                .json();
        JsonNode trial = ops.post(
                        OPS + "/mappings/phone-cdr/run",
                        JSON.createObjectNode().put("text", right).toString())
                .json();
        JsonNode copy = ops.post(OPS + "/quarantine/" + held + "/replay-edited", correction(right))
                .json();
        JsonNode again = ops.post(OPS + "/quarantine/" + held + "/replay-edited", correction(right))
                .json();

        assertThat(tried.at("/problem/code").asText()).isEqualTo("RD-110");
        assertThat(trial.at("/items/0/document/channel").asText()).isEqualTo("phone");
        assertThat(again.get("receiptId")).isEqualTo(copy.get("receiptId"));
        assertThat(again.get("repeated").asBoolean()).isTrue();
        assertThat(copy.get("number").asText()).isEqualTo(parked.number());
        long id = copy.get("receiptId").asLong();
        await().atMost(Duration.ofMinutes(2)).until(() -> hub.complaintsOf(id).size() == 1);
        String complaint = hub.complaintsOf(id).get(0);
        assertThat(complaint).as("the number people were given").isEqualTo(parked.number());
        hub.awaitConsumed(complaint);

        assertDifferenceIsShown(parked.receiptId(), id);
        assertSendersNumberLeadsToTheCase(parked.number());
        assertTraceTellsAll(complaint, parked.receiptId(), id);
    }

    private void assertDifferenceIsShown(long original, long copy) {
        for (long either : List.of(original, copy)) {
            JsonNode diff = ops.get(OPS + "/receipts/" + either + "/diff").json();
            assertThat(diff.at("/original/receiptId").asLong()).isEqualTo(original);
            assertThat(diff.at("/edited/receiptId").asLong()).isEqualTo(copy);
            assertThat(diff.get("lines").toString()).contains("--- original", "\"-", "\"+");
            assertThat(diff.get("editedBy").asText()).isEqualTo("test-ops");
        }
        assertThat(ops.get(OPS + "/receipts/" + copy)
                        .json()
                        .at("/receipt/editedFrom")
                        .asLong())
                .isEqualTo(original);
        assertThat(ops.get(OPS + "/receipts/" + original)
                        .json()
                        .at("/receipt/editedCopy")
                        .asLong())
                .isEqualTo(copy);
        assertThat(hub.jdbc()
                        .sql("select count(*) from access_log where action = 'diff' and receipt_id = :id")
                        .param("id", original)
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    private void assertSendersNumberLeadsToTheCase(String number) {
        JsonNode state = ops.get("/api/status/v1/receipts/" + number).json();
        assertThat(state.get("state").asText()).isEqualTo("recorded");
        assertThat(state.get("complaintNumber").asText()).isEqualTo(number);
    }

    private void assertTraceTellsAll(String complaint, long original, long copy) {
        JsonNode trace = ops.get(OPS + "/complaints/" + complaint + "/trace").json();
        List<String> kinds = trace.get("entries").findValuesAsText("kind");
        assertThat(kinds)
                .startsWith("arrived")
                .contains("held", "edited", "released", "walked", "revised", "told", "relayed", "seen");
        assertThat(trace.get("entries").findValuesAsText("link"))
                .contains("/api/ops/v1/receipts/" + original, "/api/ops/v1/receipts/" + copy);
        assertThat(trace.at("/entries").toString())
                .contains("\"roomMicros\"", "\"release\":\"edited\"", "\"by\":\"test-ops\"");
        List<String> times = trace.get("entries").findValuesAsText("at");
        assertThat(times.stream().map(java.time.Instant::parse).toList()).isSorted();
    }

    @Test
    void secondArrivalShowsWhatItChanged() throws IOException {
        String first = order("WB-1", 1, "挂号窗口无人");
        String second = order("WB-1", 2, "挂号窗口仍无人");
        String complaint = hub.complaintsOf(keep(first.getBytes(StandardCharsets.UTF_8), "hotline", "hotline")
                        .receiptId())
                .get(0);
        keep(second.getBytes(StandardCharsets.UTF_8), "hotline", "hotline");

        JsonNode trace = ops.get(OPS + "/complaints/" + complaint + "/trace").json();

        assertThat(trace.get("revision").asInt()).isGreaterThan(1);
        assertThat(trace.get("entries").findValuesAsText("kind"))
                .filteredOn("arrived"::equals)
                .hasSize(2);
        assertThat(trace.get("entries").findValues("changes").toString()).contains("\"field\":\"/arrivals/1/");
    }

    @Test
    void mappingIsTriedWithoutATrace() {
        long receipts = hotlineReceipts();
        String input = order("WB-2", 1, "电梯故障").replace("}", ",\"hastentype\":\"x\"}");

        for (String version : List.of("files", "running")) {
            JsonNode run = ops.send(
                            "POST",
                            OPS + "/mappings/hotline/run?version=" + version + "&contentType=application/json",
                            input.getBytes(StandardCharsets.UTF_8),
                            "Content-Type",
                            "application/octet-stream")
                    .json();
            JsonNode item = run.at("/items/0");
            assertThat(item.at("/view/discription").asText()).isEqualTo("电梯故障");
            assertThat(item.at("/document/matter/facts").asText()).isEqualTo("电梯故障");
            assertThat(item.get("provenance").findValuesAsText("field")).contains("/matter/facts");
            assertThat(item.at("/coverage/used").toString()).contains("/discription", "/taskId");
            assertThat(item.at("/coverage/unused").toString()).contains("/hastentype");
        }
        JsonNode rejected =
                ops.post(OPS + "/mappings/hotline/run", "{\"base64\":\"e30=\"}").json();
        assertThat(rejected.at("/items/0/problem/code").asText()).isEqualTo("CK-101");
        assertThat(hotlineReceipts()).isEqualTo(receipts);
    }

    @Test
    void samplesOfAMappingAreRunAndRemembered() {
        JsonNode tested = ops.post(OPS + "/mappings/phone-cdr/test", "").json();

        assertThat(tested.get("passed").asBoolean()).isTrue();
        assertThat(tested.get("green").asInt()).isPositive();
        JsonNode listed = ops.get(OPS + "/mappings").json();
        assertThat(listed.findValuesAsText("name"))
                .contains("desk", "email", "hotline", "letter", "patient-adt", "phone-cdr");
        for (JsonNode mapping : listed) {
            // rows of registers become no complaint, so there is no answer to compare
            assertThat(mapping.get("samples").asInt() > 0)
                    .as(mapping.get("name").asText())
                    .isEqualTo(!mapping.get("name").asText().equals("register"));
            if (mapping.get("name").asText().equals("phone-cdr")) {
                assertThat(mapping.get("green")).isEqualTo(tested.get("green"));
                assertThat(mapping.get("reader").asText()).isEqualTo("cdr-csv");
                assertThat(mapping.get("running").asBoolean()).isTrue();
            }
        }
    }

    @Test
    void sampleOfAKeptInputHoldsNobodysName() throws IOException {
        String input = order("WB-3", 1, "金丝雀等候三小时，电话13912345678").replace("测试甲", "欧阳金丝");
        HubUnderTest.End end = keep(input.getBytes(StandardCharsets.UTF_8), "hotline", "hotline");

        Caller.Reply reply = ops.post(OPS + "/mappings/hotline/samples-from/" + end.receiptId(), "");

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body()).doesNotContain("金丝", "13912345678");
        assertThat(reply.json().get("differences")).isEmpty();
        assertThat(reply.json().get("answerFile").asText()).endsWith(".expected.json");
        assertThat(hub.jdbc()
                        .sql("select count(*) from access_log where action = 'sample' and receipt_id = :id")
                        .param("id", end.receiptId())
                        .query(Long.class)
                        .single())
                .isOne();
        byte[] picture = Files.readAllBytes(Path.of("mappings/letter/samples/image-only.jpg"));
        long letter = keep(picture, "letter-folder", "letter").receiptId();
        assertThat(ops.post(OPS + "/mappings/letter/samples-from/" + letter, "")
                        .json()
                        .get("code")
                        .asText())
                .isEqualTo("MP-101");
    }

    @Test
    void whatCannotBeUsedIsNamed() {
        for (Map.Entry<String, String> bad : Map.of(
                        "{\"text\":\"a\",\"base64\":\"YQ==\"}",
                        "text",
                        "{}",
                        "text",
                        "{\"text\":\"a\",\"charset\":\"x\"}",
                        "charset",
                        "{\"base64\":\"a\"}",
                        "base64",
                        "{\"text\":\"a\",\"other\":1}",
                        "body",
                        "[",
                        "body",
                        "{\"text\":\"a\",\"transport\":{\"a\":1}}",
                        "transport")
                .entrySet()) {
            JsonNode problem =
                    ops.post(OPS + "/mappings/hotline/run", bad.getKey()).json();
            assertThat(problem.get("code").asText()).as(bad.getKey()).isEqualTo("AC-104");
            assertThat(problem.get("field").asText()).as(bad.getKey()).isEqualTo(bad.getValue());
        }
        byte[] large = new byte[9 * 1024 * 1024];
        assertThat(ops.send("POST", OPS + "/mappings/hotline/run", large, "Content-Type", "application/octet-stream")
                        .json()
                        .get("code")
                        .asText())
                .isEqualTo("RC-102");
        assertThat(ops.send("POST", OPS + "/mappings/hotline/run", new byte[1], "Content-Type", "text/plain")
                        .status())
                .isEqualTo(415);
        assertThat(ops.post(OPS + "/mappings/nobody/run", "{\"text\":\"a\"}").status())
                .isEqualTo(404);
        assertThat(ops.post(OPS + "/mappings/code-lists/test", "").status()).isEqualTo(404);
        assertThat(ops.post(OPS + "/quarantine/999999/replay-edited", "{\"text\":\"a\",\"reason\":\"b\"}")
                        .status())
                .isEqualTo(404);
        assertThat(ops.post(OPS + "/quarantine/999999/replay-edited", "{\"text\":\"a\"}")
                        .json()
                        .get("field")
                        .asText())
                .isEqualTo("reason");
        assertThat(ops.get(OPS + "/receipts/999999/diff").status()).isEqualTo(404);
        assertThat(ops.get(OPS + "/complaints/none/trace").status()).isEqualTo(404);
        assertThat(hub.caller("desk").post(OPS + "/mappings/hotline/test", "").status())
                .isEqualTo(403);
    }

    private HubUnderTest.End keep(byte[] bytes, String channel, String mapping) {
        String key = "workbench:" + java.util.UUID.nameUUIDFromBytes(bytes);
        hub.bean(Intake.class)
                .keep(
                        new Inbound(
                                Content.of(bytes),
                                List.of(key),
                                Map.of("account", "line-a"),
                                Inbound.SameKey.KEEP_BOTH),
                        channel,
                        mapping);
        return hub.endOf(bytes);
    }

    private long hotlineReceipts() {
        return hub.jdbc()
                .sql("select count(*) from receipt where mapping = 'hotline'")
                .query(Long.class)
                .single();
    }

    private static String correction(String text) {
        return JSON.createObjectNode()
                .put("text", text)
                .put("reason", "columns put right")
                .toString();
    }

    private static String order(String task, int round, String facts) {
        ObjectNode order = JSON.createObjectNode()
                .put("taskId", task)
                .put("round", String.valueOf(round))
                .put("serviceType", "投诉")
                .put("reflectPerson", "测试甲")
                .put("callNumber", "13800000001")
                .put("discription", facts)
                .put("orderTime", "2026-09-18 10:00:00");
        return order.toString();
    }
}

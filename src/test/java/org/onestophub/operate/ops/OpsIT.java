package org.onestophub.operate.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.complaint.ReceiptNumber;
import org.onestophub.platform.access.Caller;
import org.onestophub.platform.access.Doors;
import org.onestophub.platform.access.DoorsSlice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@Doors
class OpsIT {

    private static final String OPS = "/api/ops/v1";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient ledger;

    @Autowired
    private DoorsSlice.StandInQuarantine quarantine;

    @Autowired
    private DoorsSlice.StandInRegistry registry;

    private Caller ops;

    @BeforeEach
    void fillTheLedger() {
        ops = new Caller(port, null).as("ops");
        quarantine.asked.clear();
        registry.asked.clear();
        ledger.sql(
                        "truncate feed_reject, erasure, receipt, receipt_key, receipt_item, complaint, complaint_revision, complaint_alias, "
                                + "complaint_claim, complaint_search, duty, case_status, complaint_fact, event, held, access_log"
                                + " restart identity cascade")
                .update();
        for (int id = 1; id <= 5; id++) {
            ledger.sql("""
                    insert into receipt (id, received_at, number, channel, mapping, source_key, sha256, size_bytes, transport,
                        state, outcome, timings)
                    values (:id, timestamptz '2026-11-20T01:00:00Z' + (:id / 2) * interval '1 minute', :number, :channel,
                        'hotline', :key, '\\x00ff', 10, cast(:transport as jsonb), :state, :outcome, '{"read": 3}')
                    """)
                    .param("id", id)
                    .param("number", ReceiptNumber.of(LocalDate.of(2026, 11, 22), id))
                    .param("channel", id == 5 ? "desk" : "hotline")
                    .param("key", "hotline:line-a:T" + id + "#1")
                    .param("transport", "{\"account\": \"line-a\", \"contentType\": \"application/json\"}")
                    .param("state", id == 4 ? "parked" : id == 3 ? "kept" : "done")
                    .param("outcome", id == 4 ? "parked" : id == 3 ? null : "new-case")
                    .update();
        }
        ledger.sql(
                        "insert into receipt_key (scope, key, receipt_id, sha256, arrivals, last_at) values ('hotline', 'hotline:line-a:T1#1', 1, '\\x00ff', 2, now())")
                .update();
        ledger.sql("""
                insert into complaint (number, channel, revision, document, received_at, updated_at)
                values ('261122-0000001-4', 'hotline', 1, '{"number": "261122-0000001-4"}', now(), now())
                """).update();
        ledger.sql("""
                insert into complaint_search (complaint_id, text, pairs)
                values (1, '测试甲 等候太久 100%', '{测试,试甲,等候,候太,太久}')
                """).update();
        ledger.sql(
                        "insert into complaint_revision (complaint_id, revision, document, receipt_id, at) values (1, 1, '{\"a\": 1}', 1, now())")
                .update();
        ledger.sql("""
                insert into receipt_item (receipt_id, item, item_key, outcome, complaint_id, code, field,
                    view, document, findings, at) values (1, 0, 'T1#1', 'new-case', 1, null, null, '{"taskId": "T1"}',
                    '{"channel": "hotline"}', '[]', now())
                """).update();
        ledger.sql("""
                insert into event (complaint_id, revision, type, at, feed_no, relayed_at)
                values (1, 1, 'complaint.created', now(), 9, now())
                """).update();
        for (int i = 0; i < 3; i++) {
            ledger.sql("""
                    insert into held (receipt_id, item, channel, room, code, held_at)
                    values (4, :item, 'hotline', 'map', :code, now())
                    """)
                    .param("item", i)
                    .param("code", i == 2 ? "CK-101" : "MP-201")
                    .update();
        }
    }

    @Test
    void pagesShowEveryReceiptOnceNewestFirst() {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = ops.get(OPS + "/receipts?limit=2" + cursor).json();
            ids.addAll(page.get("items").findValuesAsText("id"));
            cursor = page.has("next") ? "&cursor=" + page.get("next").asText() : null;
        } while (cursor != null);

        assertThat(ids).containsExactly("5", "4", "3", "2", "1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "channel=desk|5",
                "state=parked|4",
                "outcome=new-case|5 2 1",
                "number=261122-0000002-2|2",
                "sourceKey=hotline:line-a:T1%231|1",
                "text=%E7%AD%89%E5%80%99|1",
                "text=%E7%AD%89%E5%80%99%E5%A4%AA|1",
                "text=%E5%80%99%E7%AD%89|",
                "text=100%25|1",
                "text=1_0|",
                "text=nobody|",
                "from=2026-11-20T01:02:00Z|5 4",
                "to=2026-11-20T01:01:00Z|1",
                "channel=hotline&state=done&from=2026-11-20T01:01:00Z|2"
            })
    void everyConditionNarrowsTheSearch(String query, String expected) {
        List<String> ids =
                ops.get(OPS + "/receipts?" + query).json().get("items").findValuesAsText("id");

        assertThat(String.join(" ", ids)).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource({
        "receipts?limit=0, limit",
        "receipts?limit=201, limit",
        "receipts?limit=x, limit",
        "receipts?state=lost, state",
        "receipts?from=yesterday, from",
        "receipts?from=%2B999999999-01-01T00:00:00Z, from",
        "receipts?to=-999999999-01-01T00:00:00Z, to",
        "receipts?cursor='; drop table receipt', cursor",
        "receipts?text=a, text",
        "receipts?channel=A%20b, channel",
        "receipts/abc, id",
        "receipts/1/parts/a..b, part",
        "receipts/1?firstItem=x, firstItem",
        "receipts/1?firstItem=-5, firstItem",
        "receipts/1?firstItem=99999999999, firstItem",
        "receipts?limit=-1, limit",
        "receipts?limit=99999999999, limit",
        "receipts?from=NaN, from",
        "receipts?from=%2B99999-01-01T00:00:00Z, from",
        "receipts?from=2026-02-30T00:00:00Z, from",
        "receipts?outcome=lost, outcome",
        "receipts?state=, state",
        "receipts?cursor=, cursor",
        "receipts?channel=, channel",
        "quarantine?cursor=-1, cursor",
        "quarantine?limit=-1, limit",
        "quarantine?code=, code",
        "quarantine?code=x, code",
        "quarantine?cursor=x, cursor",
        "quarantine?limit=201, limit"
    })
    void parameterThatIsNotUsableIsNamedAndNotRepeated(String path, String field) {
        Caller.Reply reply = ops.get(OPS + "/" + path.replace(" ", "%20").replace(";", "%3B"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("code").asText()).isEqualTo("AC-104");
        assertThat(reply.json().get("field").asText()).isEqualTo(field);
        assertThat(reply.body()).doesNotContain("yesterday", "drop", "lost");
    }

    @Test
    void receiptShowsEveryStageAndTheSightIsRecorded() {
        JsonNode receipt = ops.get(OPS + "/receipts/1").json();

        assertThat(receipt.at("/receipt/sha256").asText()).isEqualTo("00ff");
        assertThat(receipt.at("/keys/0/arrivals").asInt()).isEqualTo(2);
        assertThat(receipt.at("/items/0/view/taskId").asText()).isEqualTo("T1");
        assertThat(receipt.at("/items/0/document/channel").asText()).isEqualTo("hotline");
        assertThat(receipt.at("/items/0/complaintNumber").asText()).isEqualTo("261122-0000001-4");
        assertThat(receipt.at("/events/0/feedNo").asInt()).isEqualTo(9);
        assertThat(receipt.at("/events/0/relayedAt").asText()).isNotBlank();
        assertThat(receipt.at("/timings/read").asInt()).isEqualTo(3);
        assertThat(ops.get(OPS + "/receipts/4").json().get("held")).hasSize(3);
        assertThat(seen()).containsExactly("ops receipt 1 -", "ops receipt 4 -");
    }

    @Test
    void bytesAreGivenAsADownloadAndRecorded() {
        Caller.Reply raw = ops.get(OPS + "/receipts/1/raw");
        Caller.Reply part = ops.get(OPS + "/receipts/1/parts/1");

        assertThat(raw.body()).isEqualTo("<script>1</script>");
        assertThat(raw.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(raw.header("Content-Disposition")).isEqualTo("attachment; filename=\"receipt-1.bin\"");
        assertThat(raw.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(raw.header("Cache-Control")).contains("no-store");
        assertThat(part.header("Content-Disposition")).isEqualTo("attachment; filename=\"receipt-1-part-1.bin\"");
        assertThat(seen()).containsExactly("ops raw 1 -", "ops part 1 -");
    }

    @Test
    void complaintShowsRevisionsAndArrivalsAndIsRecorded() {
        JsonNode complaint = ops.get(OPS + "/complaints/261122-0000001-4").json();

        assertThat(complaint.at("/revisions/0/document/a").asInt()).isEqualTo(1);
        assertThat(complaint.at("/arrivals/0/id").asInt()).isEqualTo(1);
        assertThat(seen()).containsExactly("ops complaint - 1");
    }

    @ParameterizedTest
    @CsvSource({"receipts/404", "receipts/404/raw", "receipts/404/parts/1", "receipts/1/parts/9", "complaints/none"})
    void whatIsNotThereIsSaidAndNotRecorded(String path) {
        Caller.Reply reply = ops.get(OPS + "/" + path);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().get("code").asText()).isEqualTo("AC-103");
        assertThat(seen()).isEmpty();
    }

    @Test
    void quarantineIsListedAndGrouped() {
        JsonNode page = ops.get(OPS + "/quarantine?code=MP-201&limit=1").json();
        JsonNode rest = ops.get(OPS + "/quarantine?code=MP-201&limit=1&cursor="
                        + page.get("next").asText())
                .json();
        JsonNode groups = ops.get(OPS + "/quarantine/groups").json();

        assertThat(page.at("/items/0/id").asInt()).isEqualTo(1);
        assertThat(rest.at("/items/0/id").asInt()).isEqualTo(2);
        assertThat(rest.has("next")).isFalse();
        assertThat(groups.findValuesAsText("code")).containsExactly("MP-201", "CK-101");
        assertThat(groups.at("/0/count").asInt()).isEqualTo(2);
    }

    @Test
    void quarantineIsReplayedAndDiscardedInTheNameOfTheKey() {
        assertThat(ops.post(OPS + "/quarantine/1/replay", "").status()).isEqualTo(204);
        assertThat(ops.post(OPS + "/quarantine/404/replay", "").status()).isEqualTo(404);
        assertThat(ops.post(OPS + "/quarantine/2/discard", "{\"reason\":\"advertising\"}")
                        .status())
                .isEqualTo(204);
        assertThat(ops.post(OPS + "/quarantine/replay", "{\"code\":\"MP-201\",\"channel\":\"hotline\"}")
                        .json()
                        .get("count")
                        .asInt())
                .isEqualTo(3);
        assertThat(quarantine.asked)
                .containsExactly("replay 1 ops", "discard 2 advertising ops", "replay MP-201 hotline 100 ops");
    }

    @Test
    void discardNeedsAReason() {
        for (String body : List.of(
                "{}", "{\"reason\":\" \"}", "{\"reason\":\"" + "a".repeat(501) + "\"}", "{\"reason\":\"a\\nb\"}")) {
            assertThat(ops.post(OPS + "/quarantine/1/discard", body)
                            .json()
                            .get("field")
                            .asText())
                    .isEqualTo("reason");
        }
        assertThat(ops.post(OPS + "/quarantine/replay", "{\"code\":\"MP-201\"}")
                        .json()
                        .get("field")
                        .asText())
                .isEqualTo("channel");
        assertThat(quarantine.asked).isEmpty();
    }

    @Test
    void channelsAreListedStartedAndStopped() {
        assertThat(ops.get(OPS + "/channels").json().at("/0/name").asText()).isEqualTo("email");
        assertThat(ops.post(OPS + "/channels/email/stop", "").status()).isEqualTo(204);
        assertThat(ops.post(OPS + "/channels/email/start", "").status()).isEqualTo(204);
        assertThat(registry.asked).containsExactly("stop email", "start email");
        assertThat(ops.post(OPS + "/channels/email/test", "").json().get("kind").asText())
                .isEqualTo("imaps");
        assertThat(ops.post(OPS + "/channels/none/test", "").json().get("code").asText())
                .isEqualTo("AC-103");
        assertThat(ops.as("desk").post(OPS + "/channels/email/test", "").status())
                .isEqualTo(403);
    }

    @Test
    void stateOfAReceiptHasNoContentAndHotlinesSeeOnlyTheirOwn() {
        String path = "/api/status/v1/receipts/261122-0000001-4";
        Caller lineA = ops.as("line-a");

        Caller.Reply own = lineA.get(path);

        assertThat(own.json().get("state").asText()).isEqualTo("recorded");
        assertThat(own.json().get("complaintNumber").asText()).isEqualTo("261122-0000001-4");
        assertThat(own.json().get("receivedAt").asText()).isEqualTo("2026-11-20T01:00:00Z");
        assertThat(own.body()).doesNotContain("测试甲", "T1");
        assertThat(ops.as("line-b").get(path).json().get("code").asText()).isEqualTo("AC-103");
        assertThat(ops.as("viewer").get(path).status()).isEqualTo(200);
        assertThat(ops.as("desk").get(path).status()).isEqualTo(200);
        assertThat(lineA.get("/api/status/v1/receipts/261122-0000003-0")
                        .json()
                        .get("state")
                        .asText())
                .isEqualTo("received");
        assertThat(lineA.get("/api/status/v1/receipts/261122-0000004-9")
                        .json()
                        .get("state")
                        .asText())
                .isEqualTo("needs-attention");
        assertThat(lineA.get("/api/status/v1/receipts/none").json().get("code").asText())
                .isEqualTo("AC-104");
    }

    private List<String> seen() {
        return ledger.sql("select key_name, action, receipt_id, complaint_id from access_log order by id")
                .query((row, n) -> row.getString(1) + " " + row.getString(2) + " "
                        + (row.getString(3) == null ? "-" : row.getString(3)) + " "
                        + (row.getString(4) == null ? "-" : row.getString(4)))
                .list();
    }
}

package org.onestophub.operate.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.onestophub.platform.access.Caller;
import org.onestophub.platform.access.Caller.Reply;
import org.onestophub.support.HubUnderTest;

/** Every list of the API that has pages, found by the API description: walked row by row it is what one large page shows. */
class ListPagesIT {

    private static final int ROWS = 15;
    private static final int COMPLAINTS = 4;

    /** Lists that have rows in this test; one without rows is only asked. */
    private static final Set<String> FILLED = Set.of(
            "/api/ops/v1/receipts",
            "/api/ops/v1/complaints",
            "/api/ops/v1/duties",
            "/api/ops/v1/quarantine",
            "/api/ops/v1/access-log",
            "/api/district/v1/changes");

    private static HubUnderTest hub;

    @BeforeAll
    static void fillTheLists() throws IOException {
        hub = HubUnderTest.get();
        for (int i = 0; i < COMPLAINTS; i++) {
            String number = complaint("PAGES-" + i);
            hub.caller("ops").get("/api/ops/v1/complaints/" + number);
            hub.neighbours().drop("status", "pages-" + i + ".ndjson", bad(i));
            assertThat(hub.endOf(bad(i)).outcome()).isEqualTo("parked");
            hub.awaitConsumed(number);
        }
    }

    @Test
    void listsWalkedRowByRowAreWhatALargePageShows() {
        Map<String, String> doors = doors();

        assertThat(doors.keySet()).containsAll(FILLED);
        doors.forEach((path, next) -> {
            Caller caller = hub.caller(path.startsWith("/api/district") ? "district" : "ops");
            List<JsonNode> large = page(caller, path, ROWS, next, null).rows();
            List<JsonNode> walked = new ArrayList<>();
            Page page = page(caller, path, 1, next, null);
            walked.addAll(page.rows());
            // rows that came meanwhile may stand before those of the large page
            while (page.next() != null && walked.size() < 2 * ROWS) {
                page = page(caller, path, 1, next, page.next());
                assertThat(page.rows()).as(path).hasSizeLessThanOrEqualTo(1);
                walked.addAll(page.rows());
            }
            assertThat(walked).as(path).doesNotHaveDuplicates().containsSubsequence(large);
            if (FILLED.contains(path)) {
                assertThat(large).as(path).hasSizeGreaterThan(2);
            }
        });
    }

    private record Page(List<JsonNode> rows, String next) {}

    private static Page page(Caller caller, String path, int limit, String nextName, String next) {
        String url = path + "?limit=" + limit
                + (path.endsWith("/duties") ? "&dueBefore=" + Instant.now().plus(400, ChronoUnit.DAYS) : "")
                + (next == null ? "" : "&" + nextName + "=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
        Reply reply = caller.get(url);
        assertThat(reply.status()).as(url + " " + reply.body()).isEqualTo(200);
        JsonNode list = reply.json();
        List<JsonNode> rows = new ArrayList<>();
        (list.isArray() ? list : list.path(list.has("events") ? "events" : "items")).forEach(rows::add);
        boolean isLast = rows.isEmpty() || list.path("hasMore").asText("").equals("false");
        String end = list.isArray() ? lastId(rows) : list.path("next").asText(null);
        return new Page(rows, isLast ? null : end);
    }

    private static String lastId(List<JsonNode> rows) {
        return rows.isEmpty() ? null : rows.get(rows.size() - 1).path("id").asText(null);
    }

    /** Paths that have pages, and the parameter by which a list goes on. */
    private static Map<String, String> doors() {
        Map<String, String> doors = new TreeMap<>();
        String destination = hub.caller("ops")
                .get("/api/ops/v1/destinations")
                .json()
                .at("/0/name")
                .asText("{none}");
        JsonNode paths = hub.caller("ops").get("/v3/api-docs").json().path("paths");
        paths.properties().forEach(path -> {
            String real = path.getKey().replace("{name}", destination);
            List<String> names = path.getValue().at("/get/parameters").findValuesAsText("name");
            for (String next : List.of("cursor", "before")) {
                // a workbook is a list as well, and has no pages
                boolean isJson = !real.endsWith("/xlsx");
                if (isJson && names.contains("limit") && names.contains(next) && real.indexOf('{') < 0) {
                    doors.put(real, next);
                }
            }
        });
        return doors;
    }

    private static byte[] bad(int number) {
        return ("{\"type\":" + number + "}\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String complaint(String order) {
        Reply reply = hub.caller("hotline")
                .post(
                        "/api/hotline/v1/work-orders",
                        "{\"taskId\":\"" + order + "\",\"discription\":\"候诊区空调停机 " + order + "\"}");
        assertThat(reply.status()).isEqualTo(201);
        return hub.complaintsOf(
                        hub.endOf(reply.json().path("receiptNumber").asText()).receiptId())
                .get(0);
    }
}

package org.onestophub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.platform.access.Caller;
import org.onestophub.platform.access.Caller.Reply;
import org.onestophub.support.HubUnderTest;

/** Warnings of a whole hub: raised by a complaint, answered in the hospital, judged by the district. */
class WarningsIT {

    private static final String PATH = "/api/ops/v1/warnings";
    private static final String ANSWER =
            "{\"type\":\"answered\",\"answer\":{\"hazard\":\"地面湿滑\",\"measure\":\"设置警示并加强巡查\",\"due\":\"2026-12-31\"}}";

    @TempDir
    private Path folder;

    private final HubUnderTest hub = HubUnderTest.get();
    private final Caller ops = hub.caller("ops");
    private final Caller district = hub.caller("district");

    @Test
    void warningIsAnsweredInTheHospitalAndClosedByTheDistrict() {
        String number = unsafe("WARN-1");
        assertThat(ops.post(PATH + "/look", "{}").status()).isEqualTo(200);
        long id = idOf(number);

        Reply early = district.post("/api/district/v1/warnings/" + id + "/steps", "{\"type\":\"closed\"}");
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.json().path("code").asText()).isEqualTo("RP-103");
        assertThat(district.post("/api/district/v1/warnings/" + id + "/steps", ANSWER)
                        .status())
                .isEqualTo(400);
        assertThat(ops.post(PATH + "/" + id + "/steps", ANSWER)
                        .json()
                        .at("/warning/state")
                        .asText())
                .isEqualTo("answered");

        JsonNode seen = district.get("/api/district/v1/warnings/" + id).json();
        assertThat(seen.at("/steps/0/answer/hazard").asText()).isEqualTo("地面湿滑");
        assertThat(seen.path("numbers").get(0).asText()).isEqualTo(number);
        assertThat(district.post("/api/district/v1/warnings/" + id + "/steps", "{\"type\":\"closed\"}")
                        .json()
                        .at("/warning/state")
                        .asText())
                .isEqualTo("closed");
        assertThat(hub.caller("desk").get(PATH).status()).isEqualTo(403);
    }

    @Test
    void districtSeesNoCountsOfAFewAndWeeksInPlaceOfDays() {
        long few = warned("few", 3, 3);
        long fewOthers = warned("few-others", 22, 24);
        long many = warned("many", 7, 7);

        JsonNode seen = district.get("/api/district/v1/warnings/" + few).json();
        assertThat(seen.at("/warning/countBelow").asInt()).isEqualTo(5);
        assertThat(seen.path("numbers")).isEmpty();
        JsonNode others = district.get("/api/district/v1/warnings/" + fewOthers).json();
        assertThat(others.at("/warning/othersBelow").asInt()).isEqualTo(5);
        for (JsonNode hidden : List.of(seen, others)) {
            for (String field : List.of("count", "of", "expected", "limit", "from", "to", "raisedAt")) {
                assertThat(hidden.path("warning").has(field)).as(field).isFalse();
            }
        }
        JsonNode shown = district.get("/api/district/v1/warnings/" + many).json();
        assertThat(shown.at("/warning/count").asInt()).isEqualTo(7);
        assertThat(shown.at("/warning/limit").asInt()).isEqualTo(3);
        assertThat(shown.at("/warning/fromWeek").asText()).isEqualTo("2026-W45");
        assertThat(shown.path("numbers")).hasSize(1);
        assertThat(ops.get(PATH + "/" + few).json().at("/warning/count").asInt())
                .as("in the hospital")
                .isEqualTo(3);
        JsonNode list =
                district.get("/api/district/v1/warnings?limit=200").json().path("warnings");
        assertThat(list.findValuesAsText("id")).contains(Long.toString(few));
        list.forEach(row -> assertThat(row.path("count").asInt(9) >= 5
                        || row.path("subjectKind").asText().equals("complaint"))
                .as(row.toString())
                .isTrue());
    }

    private long warned(String subject, int count, int of) {
        return hub.jdbc()
                .sql(
                        "insert into warning (rule, institution, institution_name, subject, state, raised_at, holds, evidence)"
                                + " values ('made-up', '', '', :subject, 'raised', now(), false, jsonb_build_object('kind', '',"
                                + " 'count', :count, 'of', :of, 'expected', 1.5, 'limit', 3, 'from', '2026-11-02', 'to', '2026-11-08',"
                                + " 'numbers', jsonb_build_array('W-1'))) returning id")
                .param("subject", subject)
                .param("count", count)
                .param("of", of)
                .query(Long.class)
                .single();
    }

    @Test
    void commandsShowAndAcknowledge() throws IOException {
        String number = unsafe("WARN-3");
        assertThat(asked("warnings", "look")).contains("Raised:");
        long id = idOf(number);

        assertThat(asked("warnings", "--state", "raised")).contains(Long.toString(id));
        assertThat(asked("warnings", "rules")).contains("spike-category");
        assertThat(asked("warnings", "acknowledge", Long.toString(id))).contains("acknowledged");
        assertThat(asked("warnings", "show", Long.toString(id))).contains(number);
    }

    /** The order of the pages holds although each is asked for by itself. */
    @Test
    void pagesFollowEachOther() {
        unsafe("WARN-4");
        unsafe("WARN-5");
        ops.post(PATH + "/look", "{}");
        List<Long> all = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            Reply page = ops.get(PATH + "?limit=1" + cursor);
            assertThat(page.status()).isEqualTo(200);
            page.json().path("items").forEach(row -> all.add(row.path("id").asLong()));
            cursor = page.json().has("next")
                    ? "&cursor=" + page.json().get("next").asText()
                    : null;
        }
        assertThat(all).hasSizeGreaterThan(1).doesNotHaveDuplicates();
        assertThat(all).isSortedAccordingTo((one, other) -> Long.compare(other, one));
    }

    private long idOf(String number) {
        List<Long> ids = new ArrayList<>();
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            ids.clear();
            ops.get(PATH + "?limit=200").json().path("items").forEach(row -> {
                if (row.path("subject").asText().equals(number)
                        && row.path("rule").asText().equals("safety")) {
                    ids.add(row.path("id").asLong());
                }
            });
            assertThat(ids).hasSize(1);
        });
        return ids.get(0);
    }

    private String unsafe(String id) {
        Reply reply = hub.caller("desk")
                .post(
                        "/api/desk/v1/complaints",
                        "{\"entryId\":\"" + id
                                + "\",\"channel\":\"visit\",\"flags\":{\"safety\":true},\"matter\":{\"type\":\"complaint\",\"facts\":\"地面湿滑 "
                                + id + "\"}}");
        assertThat(reply.status()).isEqualTo(201);
        return hub.complaintsOf(
                        hub.endOf(reply.json().path("receiptNumber").asText()).receiptId())
                .get(0);
    }

    private String asked(String... words) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), ops.key());
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--url", "http://127.0.0.1:" + ops.port(), "--key-file", key.toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = HubCommands.commands()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
        assertThat(status).as("%s %s", List.of(words), err).isZero();
        return out.toString();
    }
}

package org.onestophub.operate.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.onestophub.support.HubUnderTest;

/** Which department has a complaint, by its status events: in the list, its filter and the workbook. */
class WhoHasItIT {

    private static final Path MIGRATION = Path.of("src/main/resources/db/migration/V94__who_has_a_case.sql");

    private static HubUnderTest hub;
    private static String assigned;
    private static String untouched;

    @BeforeAll
    static void start() {
        hub = HubUnderTest.get();
        assigned = complaint("WHO-1");
        untouched = complaint("WHO-2");
        say(
                "who-assigned",
                assigned,
                "assigned",
                "\"tasks\":[{\"part\":\"lead\",\"departmentCode\":\"03.01\"},"
                        + "{\"part\":\"assist\",\"departmentCode\":\"04\"}]");
    }

    private static String complaint(String order) {
        var reply = hub.caller("hotline")
                .post(
                        "/api/hotline/v1/work-orders",
                        "{\"taskId\":\"" + order + System.nanoTime()
                                + "\",\"round\":\"1\",\"reflectPerson\":\"测试丙\",\"contact\":\"13800138002\","
                                + "\"discription\":\"缴费窗口排队过长" + order + "\"}");
        String number = hub.complaintsOf(
                        hub.endOf(reply.json().path("receiptNumber").asText()).receiptId())
                .get(0);
        hub.awaitConsumed(number);
        return number;
    }

    private static void say(String id, String number, String type, String more) {
        JsonNode said = hub.caller("cases")
                .post(
                        "/api/status/v1/events",
                        "{\"eventId\":\"" + id + System.nanoTime() + "\",\"type\":\"" + type
                                + "\",\"occurredAt\":\"2026-11-20T02:00:00Z\"," + more + ",\"receiptNumber\":\""
                                + number
                                + "\"}")
                .json();
        assertThat(said.path("result").asText()).as(said.toString()).isEqualTo("accepted");
        hub.endOf(said.path("receiptNumber").asText());
    }

    @Test
    void listShowsAndFindsWhatADepartmentHas() {
        ConsolePerson person = ConsolePerson.loggedIn(hub, "who-has-it", List.of("view"), List.of());

        assertThat(row(assigned).path("lead").asText()).isEqualTo("03.01");
        assertThat(row(untouched).has("lead")).isFalse();
        assertThat(found("lead=03.01")).contains(assigned).doesNotContain(untouched);
        assertThat(found("lead=04")).as("who only helps does not have it").doesNotContain(assigned);
        assertThat(person.get("/console/complaints?lead=03.01").body()).contains(assigned, ">呼吸内科专业</td>");
        assertThat(person.get("/console/complaints/" + assigned).body()).contains("<dd>呼吸内科专业</dd>");
        assertThat(person.get("/console/complaints/xlsx?lead=03.01").status()).isEqualTo(200);
        assertThat(hub.caller("ops").get("/api/ops/v1/complaints?lead=a%20b").status())
                .isEqualTo(400);
    }

    @Test
    void complaintThatIsKeptBackSaysNotWhoHasIt() {
        String number = complaint("WHO-3");
        say("who-private", number, "assigned", "\"tasks\":[{\"part\":\"lead\",\"departmentCode\":\"03.02\"}]");
        assertThat(found("lead=03.02")).contains(number);

        hub.jdbc()
                .sql("update complaint set document = document || jsonb_build_object('flags',"
                        + " coalesce(document -> 'flags', '{}') || '{\"restricted\": true}') where number = :number")
                .param("number", number)
                .update();

        assertThat(row(number).has("lead")).isFalse();
        assertThat(found("lead=03.02")).doesNotContain(number);
    }

    @Test
    void casesFromBeforeTheColumnHaveTheirLeadToo() throws IOException {
        String sql = Files.readString(MIGRATION);
        String update = sql.substring(sql.indexOf("update case_status"), sql.indexOf("create index"));
        hub.jdbc()
                .sql("update case_status set lead = null where complaint_id ="
                        + " (select id from complaint where number = :number)")
                .param("number", assigned)
                .update();
        assertThat(row(assigned).has("lead")).isFalse();

        hub.jdbc().sql("do $$ begin " + update + " end $$").update();

        assertThat(row(assigned).path("lead").asText()).isEqualTo("03.01");
    }

    private static JsonNode row(String number) {
        return hub.caller("ops")
                .get("/api/ops/v1/complaints?number=" + number)
                .json()
                .path("items")
                .path(0);
    }

    private static List<String> found(String filter) {
        return hub.caller("ops")
                .get("/api/ops/v1/complaints?limit=200&" + filter)
                .json()
                .findValuesAsText("number");
    }
}

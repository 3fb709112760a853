package org.onestophub.operate.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.onestophub.platform.access.Caller;
import org.onestophub.support.HubUnderTest;

/** Warnings in the console. */
class WarningsPageIT {

    private final HubUnderTest hub = HubUnderTest.get();
    private final Caller ops = hub.caller("ops");

    @Test
    void warningIsSeenAndDismissedByThoseWhoSeeItsInstitution() {
        String receipt = hub.caller("desk")
                .post(
                        "/api/desk/v1/complaints",
                        "{\"entryId\":\"WARN-PAGE\",\"channel\":\"visit\",\"flags\":{\"safety\":true},"
                                + "\"matter\":{\"type\":\"complaint\",\"facts\":\"地面湿滑\"}}")
                .json()
                .path("receiptNumber")
                .asText();
        String number = hub.complaintsOf(hub.endOf(receipt).receiptId()).get(0);
        ops.post("/api/ops/v1/warnings/look", "{}");
        long id = 0;
        for (JsonNode row : ops.get("/api/ops/v1/warnings?limit=200").json().path("items")) {
            id = row.path("subject").asText().equals(number) ? row.path("id").asLong() : id;
        }
        ConsolePerson person = ConsolePerson.loggedIn(hub, "warner", List.of("view", "operate"), List.of());
        ConsolePerson viewer = ConsolePerson.loggedIn(hub, "warn-viewer", List.of("view"), List.of());
        ConsolePerson other = ConsolePerson.loggedIn(
                hub, "warned-elsewhere", List.of("view", "operate"), List.of("12310000MB2F30000X"));
        String page = "/console/warnings/" + id;

        assertThat(other.get(page).status()).isEqualTo(404);
        assertThat(other.get("/console/warnings").body()).doesNotContain(page + "\"");
        assertThat(viewer.get(page).body()).contains(number).doesNotContain("<textarea");
        assertThat(viewer.post(page + "/acknowledged").status()).isEqualTo(403);

        assertThat(person.get("/console/warnings").body()).contains(page + "\"");
        assertThat(person.get(page).body()).contains(number, "<textarea");
        person.post(page + "/dismissed", "note", "测试");

        assertThat(ops.get("/api/ops/v1/warnings/" + id)
                        .json()
                        .at("/warning/state")
                        .asText())
                .isEqualTo("dismissed");
        assertThat(viewer.get(page).body()).contains("测试");
    }
}

package org.onestophub.operate.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onestophub.support.Hospitals;
import org.onestophub.support.HubUnderTest;

/** Links, alarms, erasure and corrections in the console. */
class ConsoleCasesIT {

    private final HubUnderTest hub = HubUnderTest.get();

    @Test
    void linksAreConfirmedAndRejectedFromTheList() {
        String one = ConsoleCases.pushed(hub, "hotline", "候诊三小时");
        String other = ConsoleCases.pushed(hub, "hotline", "候诊三小时无人理");
        String third = ConsoleCases.pushed(hub, "hotline", "停车难");
        ConsoleCases.linked(hub, one, other);
        ConsoleCases.linked(hub, one, third);
        ConsolePerson person = ConsolePerson.loggedIn(hub, "linker", List.of("view", "operate"), List.of());
        ConsolePerson viewer = ConsolePerson.loggedIn(hub, "link-viewer", List.of("view"), List.of());
        String list = "/console/suggestions?complaint=" + one;
        person.get("/console/language?lang=en");

        assertThat(person.get(list).body()).contains(other, third, "88 %", "value=\"merge\"");
        assertThat(viewer.get(list).body()).contains(other).doesNotContain("value=\"merge\"");
        assertThat(viewer.post("/console/complaints/" + other + "/link", "action", "merge", "other", one, "why", "x")
                        .status())
                .isEqualTo(403);
        assertThat(person.post("/console/complaints/" + other + "/link", "action", "merge", "other", one)
                        .status())
                .isEqualTo(400);
        assertThat(person.post(
                                "/console/complaints/" + third + "/link",
                                "action",
                                "refuse",
                                "other",
                                one,
                                "why",
                                "another place",
                                "from",
                                "suggestions")
                        .location())
                .endsWith("/console/suggestions");
        person.post("/console/complaints/" + other + "/link", "action", "merge", "other", one, "why", "same call");

        assertThat(person.get(list).body())
                .doesNotContain(third, "value=\"merge\"")
                .contains("Nothing related to " + one);
        assertThat(person.get("/console/complaints/" + other).body()).contains(one);
        assertThat(recorded("@linker")).contains("merge same call", "link-refuse another place");
    }

    @Test
    void alarmsShowTheirStateAndNobodySeesThoseOfAnother() {
        String own = ConsoleCases.pushed(hub, Hospitals.key(0), "威胁医生");
        String foreign = ConsoleCases.pushed(hub, Hospitals.key(1), "威胁护士");
        ConsoleCases.alarmed(hub, own);
        ConsoleCases.alarmed(hub, foreign);
        ConsolePerson bound = ConsolePerson.loggedIn(hub, "alarm-bound", List.of("view"), List.of(Hospitals.code(0)));
        ConsolePerson all = ConsolePerson.loggedIn(hub, "alarm-all", List.of("view"), List.of());
        ConsolePerson blind = ConsolePerson.loggedIn(hub, "alarm-blind", List.of("audit"), List.of());

        assertThat(bound.get("/console/alarms").body()).contains(own).doesNotContain(foreign);
        assertThat(all.get("/console/alarms?state=overdue").body()).contains(own, foreign, "alarm-mail");
        assertThat(all.get("/console/alarms?state=sent").body()).doesNotContain(own);
        assertThat(all.get("/console/alarms?state=nothing").status()).isEqualTo(400);
        assertThat(all.get("/console/alarms?before=-1").status()).isEqualTo(400);
        assertThat(blind.get("/console/alarms").status()).isEqualTo(403);
        assertThat(hub.caller(Hospitals.key(0))
                        .get("/api/ops/v1/alarms?limit=200")
                        .json()
                        .findValuesAsText("complaint"))
                .contains(own)
                .doesNotContain(foreign);
    }

    @Test
    void erasureNeedsTheRightTheNumberAndAReason() {
        String number = ConsoleCases.pushed(hub, "hotline", "内容将被清除");
        String page = "/console/complaints/" + number + "/erase";
        ConsolePerson operator =
                ConsolePerson.loggedIn(hub, "no-eraser", List.of("view", "content", "operate"), List.of());
        ConsolePerson eraser = ConsolePerson.loggedIn(hub, "eraser", List.of("view", "erase"), List.of());

        assertThat(operator.get(page).status()).isEqualTo(403);
        assertThat(operator.get("/console/complaints/" + number).body()).doesNotContain(page);
        assertThat(operator.post(page, "why", "x", "again", number).status()).isEqualTo(403);
        assertThat(eraser.get("/console/complaints/" + number).body()).contains(page);
        eraser.get(page);
        assertThat(eraser.post(page, "why", "asked for", "again", number + "1").status())
                .isEqualTo(400);
        assertThat(eraser.post(page, "why", "", "again", number).status()).isEqualTo(400);
        assertThat(erased(number)).isFalse();

        eraser.post(page, "why", "asked for by the complainant", "again", number);

        assertThat(eraser.get(page).body()).contains("role=\"status\"");
        assertThat(erased(number)).isTrue();
        assertThat(recorded("@eraser")).containsExactly("erase asked for by the complainant");
    }

    @Test
    void heldInputIsCorrectedAfterATrial() {
        String number = ConsoleCases.pushed(hub, "hotline", "更正前");
        long receipt = ConsoleCases.receiptOf(hub, number);
        long held = ConsoleCases.held(hub, receipt);
        String page = "/console/quarantine/" + held + "/edit";
        ConsolePerson noContent = ConsolePerson.loggedIn(hub, "edit-blind", List.of("view", "operate"), List.of());
        ConsolePerson noOrder = ConsolePerson.loggedIn(hub, "edit-idle", List.of("view", "content"), List.of())
                .withReason();
        ConsolePerson editor = ConsolePerson.loggedIn(hub, "editor", List.of("view", "content", "operate"), List.of());
        String text = hub.caller("ops")
                .get("/api/ops/v1/receipts/" + receipt + "/raw")
                .body();

        assertThat(editor.get(page).body()).contains("CO-104").doesNotContain("更正前");
        editor.withReason();
        assertThat(noContent.get(page).status()).isEqualTo(403);
        assertThat(noOrder.get(page).status()).isEqualTo(403);
        assertThat(editor.get(page).body()).contains("更正前", "<textarea");
        assertThat(editor.get("/console/quarantine/999999999/edit").status()).isEqualTo(404);
        assertThat(editor.post(page + "-trial", "text", "{broken", "why", "w").body())
                .contains("RD-", "{broken");
        assertThat(editor.post(page + "-trial", "text", text.replace("更正前", "更正后"), "why", "w")
                        .body())
                .contains("更正后")
                .doesNotContain("RD-1");
        assertThat(editor.post(page, "text", text.replace("更正前", "更正后")).status())
                .isEqualTo(400);

        String copy = editor.post(page, "text", text.replace("更正前", "更正后"), "why", "typing error")
                .location();

        assertThat(copy).contains("/console/inputs/").doesNotEndWith("/" + receipt);
        assertThat(editor.get(page).status()).isEqualTo(404);
        assertThat(recorded("@editor")).contains("console-edit", "quarantine-edit typing error");
    }

    private boolean erased(String number) {
        return hub.jdbc()
                .sql("select erased_at is not null from complaint where number = :number")
                .param("number", number)
                .query(Boolean.class)
                .single();
    }

    /** What a person did, with the reasons of actions. */
    private List<String> recorded(String by) {
        return hub
                .jdbc()
                .sql("select action, reason from access_log where key_name = :by")
                .param("by", by)
                .query((row, n) -> row.getString("action").startsWith("console-")
                        ? row.getString("action")
                        : (row.getString("action") + " " + row.getString("reason")))
                .list()
                .stream()
                .distinct()
                .toList();
    }
}

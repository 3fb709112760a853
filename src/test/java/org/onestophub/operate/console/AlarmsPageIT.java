package org.onestophub.operate.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onestophub.support.Hospitals;
import org.onestophub.support.HubUnderTest;

/** The screen of alarms: who sees which, who acknowledges them, and how many the overview counts. */
class AlarmsPageIT {

    private final HubUnderTest hub = HubUnderTest.get();

    @Test
    void alarmIsAcknowledgedByAWordOfItsRuleAndOnlyOnce() {
        String number = ConsoleCases.pushed(hub, Hospitals.key(44), "停车难");
        String page = "/console/alarms/" + ConsoleCases.alarmed(hub, number, "major-dispute") + "/heard";
        String[] order = {"type", "head-notified"};
        ConsolePerson viewer = ConsolePerson.loggedIn(hub, "alarm-reader", List.of("view"), List.of());
        ConsolePerson foreign =
                ConsolePerson.loggedIn(hub, "alarm-foreign", List.of("view", "operate"), List.of(Hospitals.code(45)));
        ConsolePerson officer =
                ConsolePerson.loggedIn(hub, "alarm-officer", List.of("view", "operate"), List.of(Hospitals.code(44)));

        assertThat(viewer.get("/console/alarms?state=unheard").body())
                .contains(number)
                .doesNotContain(page);
        assertThat(viewer.post(page, order).status()).isEqualTo(403);
        foreign.get("/console/alarms");
        assertThat(foreign.post(page, order).status()).isEqualTo(404);
        assertThat(officer.get("/console/alarms?state=unheard").body())
                .contains(page, "报告负责人")
                .doesNotContain("办结");
        assertThat(officer.post(page, "type", "closed").status()).isEqualTo(400);
        assertThat(officer.post("/console/alarms/999999999/heard", order).status())
                .isEqualTo(404);
        assertThat(officer.get("/console").body()).contains("<b>1</b><span>紧急通知尚未确认</span>");

        assertThat(officer.post(page, order).location()).endsWith("/console/alarms");
        officer.post(page, order);

        assertThat(officer.get("/console/alarms?state=unheard").body()).doesNotContain(number);
        assertThat(officer.get("/console/alarms").body()).contains(number, "报告负责人");
        assertThat(officer.get("/console").body()).contains("<b>0</b><span>紧急通知尚未确认</span>");
        assertThat(hub.jdbc()
                        .sql("select count(*) from status_event s join complaint c on c.id = s.complaint_id"
                                + " where c.number = :number and s.type = 'head-notified'")
                        .param("number", number)
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void alarmIsAcknowledgedOnThePageOfItsComplaintToo() {
        String number = ConsoleCases.pushed(hub, Hospitals.key(52), "电梯停运");
        String page = "/console/alarms/" + ConsoleCases.alarmed(hub, number, "major-dispute") + "/heard";
        List<String> bound = List.of(Hospitals.code(52));
        ConsolePerson viewer = ConsolePerson.loggedIn(hub, "alarm-viewer", List.of("view"), bound);
        ConsolePerson officer = ConsolePerson.loggedIn(hub, "alarm-opener", List.of("view", "operate"), bound);
        String complaint = "/console/complaints/" + number;
        String form = "action=\"" + page + "\"";

        assertThat(viewer.get(complaint).body()).contains("紧急通知尚未确认").doesNotContain(form);
        assertThat(officer.get("/console/alarms").body())
                .contains("</time>")
                .as("a time is said once")
                .doesNotContain("</time><time");
        assertThat(officer.get(complaint).body()).contains(form, "name=\"from\" value=\"complaint\"");
        assertThat(officer.post(page, "type", "head-notified", "from", "complaint")
                        .location())
                .endsWith(complaint);
        assertThat(officer.get(complaint).body()).doesNotContain("紧急通知尚未确认", form);
    }

    @Test
    void alarmOfACaseOfTheDisciplineRouteIsAcknowledgedByWhoMaySeeItAndByNobodyElse() {
        String number = ConsoleCases.pushed(hub, Hospitals.key(48), "收费问题");
        String page = "/console/alarms/" + ConsoleCases.alarmed(hub, number, "major-dispute") + "/heard";
        hub.jdbc()
                .sql(
                        "update complaint set document = document || '{\"flags\": {\"discipline\": true}}' where number = :number")
                .param("number", number)
                .update();
        String[] order = {"type", "head-notified"};
        List<String> bound = List.of(Hospitals.code(48));
        ConsolePerson other = ConsolePerson.loggedIn(hub, "route-other", List.of("view", "operate"), bound);
        ConsolePerson officer =
                ConsolePerson.loggedIn(hub, "route-officer", List.of("view", "operate", "discipline"), bound);

        assertThat(other.get("/console/alarms").body()).doesNotContain(number);
        assertThat(other.get("/console").body()).contains("<b>0</b><span>紧急通知尚未确认</span>");
        assertThat(other.post(page, order).status()).isEqualTo(404);
        assertThat(officer.get("/console").body()).contains("<b>1</b><span>紧急通知尚未确认</span>");
        assertThat(officer.get("/console/alarms?state=unheard").body()).contains(page);

        assertThat(officer.post(page, order).location()).endsWith("/console/alarms");

        assertThat(officer.get("/console/alarms?state=unheard").body()).doesNotContain(number);
        assertThat(officer.get("/console/alarms").body()).contains(number, "报告负责人");
        assertThat(hub.jdbc()
                        .sql(
                                "select distinct l.action from access_log l where l.key_name = '@route-officer' and"
                                        + " (l.object = :number or l.complaint_id = (select id from complaint where number = :number))")
                        .param("number", number)
                        .query(String.class)
                        .list())
                .contains("alarm-heard", "discipline-seen", "discipline-listed");
    }

    @Test
    void whoSeesSeveralInstitutionsFindsTheAlarmsOfOne() {
        String own = ConsoleCases.pushed(hub, Hospitals.key(49), "甲院");
        String other = ConsoleCases.pushed(hub, Hospitals.key(50), "乙院");
        long alarm = ConsoleCases.alarmed(hub, own, "major-dispute");
        ConsoleCases.alarmed(hub, other, "major-dispute");
        ConsolePerson both = ConsolePerson.loggedIn(
                hub, "alarms-of-two", List.of("view", "operate"), List.of(Hospitals.code(49), Hospitals.code(50)));
        ConsolePerson one = ConsolePerson.loggedIn(hub, "alarms-of-one", List.of("view"), List.of(Hospitals.code(49)));
        String list = "/console/alarms?institution=";

        assertThat(both.get(list + Hospitals.code(49)).body())
                .contains(own, ">" + Hospitals.code(49) + "</td>")
                .doesNotContain(other);
        assertThat(one.get("/console/alarms").body()).contains(own).doesNotContain("name=\"institution\"");
        assertThat(one.get(list + Hospitals.code(50)).body())
                .doesNotContain(own, other)
                .contains("没有符合条件的紧急通知");
        assertThat(both.get(list + "a".repeat(19)).status()).isEqualTo(400);
        assertThat(hub.caller("ops")
                        .get("/api/ops/v1/alarms?institution=" + Hospitals.code(49))
                        .json()
                        .path("items")
                        .findValuesAsText("institution"))
                .isNotEmpty()
                .containsOnly(Hospitals.code(49));
        assertThat(both.post(
                                "/console/alarms/" + alarm + "/heard",
                                "type",
                                "head-notified",
                                "state",
                                "unheard",
                                "institution",
                                Hospitals.code(49))
                        .location())
                .endsWith("/console/alarms?state=unheard&institution=" + Hospitals.code(49));
    }

    @Test
    void whatWaitsIsCountedBeyondOnePageOfItsList() {
        String number = ConsoleCases.pushed(hub, Hospitals.key(51), "等待");
        hub.jdbc()
                .sql(
                        "insert into case_alarm (complaint_id, rule, cause, basis, whom, destinations, since_at, raised_at,"
                                + " due_at, quiet) select c.id, 'made-up', 'cause-' || n, 'none', '{head}', '{alarm-mail}', now(),"
                                + " now(), now(), n > 60 from complaint c, generate_series(1, 70) n where c.number = :number")
                .param("number", number)
                .update();
        hub.jdbc()
                .sql(
                        "insert into warning (rule, institution, institution_name, subject, state, raised_at, evidence, holds)"
                                + " select 'made-up', :code, '', 's' || n, case when n > 60 then 'closed' else 'raised' end,"
                                + " now(), '{}', false from generate_series(1, 70) n")
                .param("code", Hospitals.code(51))
                .update();
        ConsolePerson officer =
                ConsolePerson.loggedIn(hub, "counts-sixty", List.of("view"), List.of(Hospitals.code(51)));

        assertThat(officer.get("/console").body())
                .contains("<b>60</b><span>紧急通知尚未确认</span>", "<b>60</b><span>预警待签收</span>");
        assertThat(ConsolePerson.loggedIn(
                                hub, "counts-two", List.of("view"), List.of(Hospitals.code(51), Hospitals.code(53)))
                        .get("/console")
                        .body())
                .contains(
                        "/console/alarms?institution=" + Hospitals.code(51) + "&amp;state=unheard\">60</a>",
                        "/console/warnings?institution=" + Hospitals.code(51) + "&amp;state=raised\">60</a>");

        hub.jdbc()
                .sql("delete from warning where institution = :code")
                .param("code", Hospitals.code(51))
                .update();
        hub.jdbc().sql("delete from case_alarm where cause like 'cause-%'").update();
    }
}

package org.onestophub.operate.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.onestophub.operate.ops.query.OverviewQueries;
import org.onestophub.support.Hospitals;
import org.onestophub.support.HubUnderTest;

/** What people look for on a working day, and that each page leads on to the next. */
class DailyWorkIT {

    /** An institution of which no other test has complaints. */
    private static final int HOSPITAL = 41;

    private static final int HOSPITAL_WITHOUT_ENDS = 47;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HubUnderTest hub = HubUnderTest.get();

    @Test
    void whatIsDueFirstStandsFirstAndTheOverviewCountsTheSameComplaints() {
        String later = ConsoleCases.pushed(hub, Hospitals.key(HOSPITAL), "一小时前到期");
        String first = ConsoleCases.pushed(hub, Hospitals.key(HOSPITAL), "三小时前到期");
        String ahead = ConsoleCases.pushed(hub, Hospitals.key(HOSPITAL), "一分钟后到期");
        ConsoleCases.due(hub, later, "made-up", Duration.ofHours(-1));
        ConsoleCases.due(hub, later, "made-up-too", Duration.ofMinutes(-30));
        ConsoleCases.due(hub, first, "made-up", Duration.ofHours(-3));
        ConsoleCases.due(hub, ahead, "made-up", Duration.ofHours(1));
        OverviewQueries.Share share =
                OverviewQueries.Share.sum(hub.bean(OverviewQueries.class).shares(List.of(Hospitals.code(HOSPITAL))));

        assertThat(found("due=overdue&limit=200"))
                .containsSubsequence(first, later)
                .doesNotContain(ahead)
                .doesNotHaveDuplicates()
                .hasSize((int) share.overdue());
        assertThat(found("due=overdue&limit=1")).containsExactly(first);
        assertThat(found("due=overdue&limit=1&cursor=" + next("due=overdue&limit=1")))
                .containsExactly(later);
        assertThat(found("due=today")).hasSize((int) share.dueToday());
        assertThat(found("due=day")).contains(ahead).doesNotContain(first, later);
        assertThat(found("due=open&limit=200")).containsSubsequence(first, later, ahead);
        assertThat(found("due=open&limit=1&cursor=0-0")).isEmpty();
    }

    @Test
    void dutyWithoutAnEndStandsLastAndACaseStandsOnceByItsEarliest() {
        String known = ConsoleCases.pushed(hub, Hospitals.key(HOSPITAL_WITHOUT_ENDS), "有期限");
        String unknown = ConsoleCases.pushed(hub, Hospitals.key(HOSPITAL_WITHOUT_ENDS), "无期限");
        hub.jdbc()
                .sql("delete from duty where complaint_id in (select id from complaint where number in (:numbers))")
                .param("numbers", List.of(known, unknown))
                .update();
        ConsoleCases.due(hub, known, "made-up", Duration.ofHours(1));
        ConsoleCases.due(hub, known, "made-up-without", null);
        ConsoleCases.due(hub, unknown, "made-up", null);
        ConsoleCases.due(hub, unknown, "made-up-too", null);

        assertThat(found(HOSPITAL_WITHOUT_ENDS, "due=open")).containsExactly(known, unknown);
        assertThat(found(HOSPITAL_WITHOUT_ENDS, "due=open&limit=1")).containsExactly(known);
        String next = next(HOSPITAL_WITHOUT_ENDS, "due=open&limit=1");
        assertThat(found(HOSPITAL_WITHOUT_ENDS, "due=open&limit=1&cursor=" + next))
                .containsExactly(unknown);
        assertThat(found(HOSPITAL_WITHOUT_ENDS, "due=overdue")).isEmpty();
    }

    @Test
    void whoSeesSeveralInstitutionsChoosesAmongThemAndSeesEachByItsName() {
        String own = ConsoleCases.pushed(hub, Hospitals.key(42), "甲院");
        String other = ConsoleCases.pushed(hub, Hospitals.key(43), "乙院");
        ConsolePerson both = ConsolePerson.loggedIn(
                hub, "choose-two", List.of("view"), List.of(Hospitals.code(42), Hospitals.code(43)));
        ConsolePerson one = ConsolePerson.loggedIn(hub, "choose-one", List.of("view"), List.of(Hospitals.code(42)));
        String list = "/console/complaints?institution=";

        assertThat(both.get(list + Hospitals.code(42)).body())
                .contains(own, "<td>" + Hospitals.code(42) + "</td>")
                .doesNotContain(other);
        assertThat(one.get("/console/complaints").body()).contains(own).doesNotContain("name=\"institution\"");
        assertThat(one.get(list + Hospitals.code(43)).body()).doesNotContain(own, other);
        assertThat(both.get(list + "a%20b").status()).isEqualTo(400);
    }

    @Test
    void reasonIsAskedForWhereItIsMissingAndLeadsToWhatWasAskedFor() {
        String number = ConsoleCases.pushed(hub, "hotline", "查看原因");
        String input = "/console/inputs/" + ConsoleCases.receiptOf(hub, number);
        ConsolePerson person = ConsolePerson.loggedIn(hub, "reasoner", List.of("view", "content"), List.of());

        assertThat(person.get(input).body()).contains("CO-104", "name=\"to\" value=\"" + input + "\"");
        assertThat(person.get("/console/complaints?flag=safety&days=7").body())
                .contains("name=\"to\" value=\"/console/complaints?flag=safety&amp;days=7\"");
        assertThat(person.post("/console/reason", "reason", "made up", "to", input)
                        .location())
                .endsWith(input);
        assertThat(person.get(input).body()).contains("查看原因").doesNotContain("CO-104");
    }

    @Test
    void earlierComplaintsOfTheSamePeopleAreNamedIfOneMayKnowOfThem() {
        String earlier = ConsoleCases.pushed(hub, "hotline", "门诊收费与公示不符");
        String later = ConsoleCases.pushed(hub, "hotline", "病房空调不制冷");
        ConsolePerson person = ConsolePerson.loggedIn(hub, "twice-called", List.of("view"), List.of());

        // one that may be the same matter has no time; what compares complaints may write their traits anew meanwhile
        await().atMost(PATIENCE).until(() -> {
            ConsoleCases.ofOneCaller(hub, earlier, later);
            return person.get("/console/complaints/" + later).body().contains(earlier + "</a> <time");
        });
        assertThat(person.get("/console/complaints/" + earlier).body()).doesNotContain(later + "</a> <time");

        hub.jdbc()
                .sql("update complaint set document = document || jsonb_build_object('flags',"
                        + " coalesce(document -> 'flags', '{}') || '{\"discipline\": true}') where number = :number")
                .param("number", earlier)
                .update();

        assertThat(person.get("/console/complaints/" + later).body()).doesNotContain(earlier + "</a> <time");
    }

    @Test
    void inputsAreFoundByTheirOutcomeAndNobodySeesThoseOfAnother() {
        String own = ConsoleCases.pushed(hub, Hospitals.key(46), "甲院来件");
        String input = "/console/inputs/" + ConsoleCases.receiptOf(hub, own);
        List<String> bound = List.of(Hospitals.code(46));
        ConsolePerson viewer = ConsolePerson.loggedIn(hub, "inputs-viewer", List.of("view"), bound);
        ConsolePerson reader = ConsolePerson.loggedIn(hub, "inputs-reader", List.of("view", "content"), bound);
        ConsolePerson foreign =
                ConsolePerson.loggedIn(hub, "inputs-foreign", List.of("view", "content"), List.of(Hospitals.code(47)));
        String list = "/console/inputs?channel=hotline&outcome=";

        assertThat(reader.get(list + "new-case&days=1").body()).contains("href=\"" + input + "\"", "新建投诉");
        assertThat(reader.get(list + "refused").body()).doesNotContain(input).contains("没有符合条件的输入");
        assertThat(viewer.get(list).body()).contains("新建投诉").doesNotContain(input);
        assertThat(foreign.get(list).body()).doesNotContain(input);
        assertThat(viewer.get(list + "nothing").status()).isEqualTo(400);
        assertThat(viewer.get("/console/inputs?days=x").status()).isEqualTo(400);
    }

    @Test
    void timeLineSpeaksTheLanguageOfItsReader() {
        String number = ConsoleCases.pushed(hub, "hotline", "全过程");
        ConsoleCases.due(hub, number, "made-up", Duration.ofHours(1));
        ConsoleCases.alarmed(hub, number, "major-dispute");
        hub.jdbc()
                .sql(
                        "update held set release = 'discarded', released_at = now(), released_by = '@made-up' where id = :id")
                .param("id", ConsoleCases.held(hub, ConsoleCases.receiptOf(hub, number)))
                .update();
        ConsolePerson person = ConsolePerson.loggedIn(hub, "line-reader", List.of("view"), List.of());

        String chinese = person.get("/console/complaints/" + number).body();
        assertThat(line(chinese))
                .contains("新建投诉", "院主要负责人", "重大医疗纠纷", "逾期未送达", "映射", "放弃", "条目</span> <bdi>9")
                .doesNotContain("complaint.created", "discarded", "major-dispute", ">map<", ">overdue<");
        assertThat(person.get("/console/alarms").body()).contains("重大医疗纠纷");
        person.get("/console/language?lang=en");
        assertThat(line(person.get("/console/complaints/" + number).body()))
                .contains("new complaint", "head of the institution", "major dispute", "discarded");
    }

    @Test
    void whoOnlyAuditsFindsTheAccessLogAndNoLinkThatIsClosed() {
        ConsolePerson auditor = ConsolePerson.loggedIn(hub, "auditor-alone", List.of("audit"), List.of());

        assertThat(auditor.get("/console").location()).endsWith("/console/system/access-log");
        assertThat(auditor.get("/console/system/access-log").body())
                .contains("<a href=\"/console/system/access-log\" aria-current=\"page\"")
                .doesNotContain("href=\"/console/system\"", "href=\"/console/complaints\"");
    }

    @Test
    void reportOffersPeriodsThatAreOver() {
        ConsolePerson maker = ConsolePerson.loggedIn(hub, "period-maker", List.of("view", "operate"), List.of());

        assertThat(maker.get("/console/reports").body())
                .containsPattern("<option value=\"\\d{4}Q[1-4]\"></option><option value=\"\\d{4}-\\d{2}\"></option>"
                        + "<option value=\"\\d{4}H[12]\"></option><option value=\"\\d{4}\"></option>");
    }

    private static String line(String page) {
        return page.substring(page.indexOf("<ol class=\"line\">"));
    }

    private List<String> found(String filter) {
        return found(HOSPITAL, filter);
    }

    private List<String> found(int hospital, String filter) {
        return page(hospital, filter).findValuesAsText("number");
    }

    private String next(String filter) {
        return next(HOSPITAL, filter);
    }

    private String next(int hospital, String filter) {
        return page(hospital, filter).path("next").asText();
    }

    private JsonNode page(int hospital, String filter) {
        return hub.caller("ops")
                .get("/api/ops/v1/complaints?institution=" + Hospitals.code(hospital) + "&" + filter)
                .json();
    }
}

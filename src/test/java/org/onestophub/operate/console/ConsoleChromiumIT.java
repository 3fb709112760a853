package org.onestophub.operate.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.complaint.contract.operations.Reports;
import org.onestophub.complaint.contract.operations.SavedViews;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.simulator.Papers;
import org.onestophub.support.HubUnderTest;

/** Every screen of the console in a real Chromium. Pictures of them lie in target/screenshots. */
@Tag("heavy")
class ConsoleChromiumIT {

    private static final List<String> ALL =
            Arrays.stream(Right.values()).map(Right::word).toList();

    private static HubUnderTest hub;
    private static Chromium browser;
    private static String number;
    private static long receipt;
    private static long report;
    private static long brief;
    private static long held;
    private static long letter;
    private static String password;

    @BeforeAll
    static void start() throws IOException {
        hub = HubUnderTest.get();
        String order =
                "{\"taskId\":\"CHROMIUM-%d\",\"round\":\"1\",\"reflectPerson\":\"测试乙\",\"contact\":\"13900139000\","
                        + "\"discription\":\"候诊时间长，<script>alert(1)</script><img src=x onerror=alert(2)>无人解释\u202E\"}";
        var reply = hub.caller("hotline").post("/api/hotline/v1/work-orders", order.formatted(System.nanoTime()));
        receipt = hub.endOf(reply.json().path("receiptNumber").asText()).receiptId();
        number = hub.complaintsOf(receipt).get(0);
        Reports reports = hub.bean(Reports.class);
        reports.rebuildFacts();
        String month = LocalDate.ofInstant(hub.bean(Clock.class).instant(), ZoneId.of("Asia/Shanghai"))
                .toString()
                .substring(0, 7);
        report = reports.make("department-bulletin", month, null, "test").id();
        brief = hub.jdbc()
                .sql("insert into report_brief (report_id, institution, asked_at, asked_by)"
                        + " values (:report, '12350200700000013K', now(), 'test') returning id")
                .param(
                        "report",
                        reports.make("district-brief", "2026Q3", null, "test").id())
                .query(Long.class)
                .single();
        byte[] paper = Papers.pdf("A letter in Chromium.", "Test Mu");
        hub.neighbours().drop("letters", "chromium.pdf", paper);
        letter = hub.endOf(paper).receiptId();
        held = ConsoleCases.held(hub, receipt);
        ConsoleCases.linked(hub, number, ConsoleCases.pushed(hub, "hotline", "候诊时间长"));
        ConsoleCases.alarmed(hub, number);
        password = ConsolePerson.account(hub, "chromium", ALL, List.of());
        hub.bean(SavedViews.class).save("chromium", "complaints", "逾期 overdue", Map.of("due", "overdue"), "test");
        hub.jdbc()
                .sql("with node as (insert into hub_node (hub, label, run, started_at, seen_at, alive_until) values"
                        + " ('chromium', '', gen_random_uuid(), now(), now(), now() + interval '1 hour')),"
                        + " muted as (insert into alert_mute (condition, subject, until, reason, muted_by, muted_at)"
                        + " values ('channel-failing', 'chromium', now() + interval '1 hour', 'moved', 'test', now()))"
                        + " insert into alert (condition, subject, hub, raised_at)"
                        + " values ('channel-failing', 'chromium', 'chromium', now())")
                .update();
        browser = Chromium.open("http://localhost:" + hub.httpPort());
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
            hub.jdbc()
                    .sql("with alerts as (delete from alert where hub = 'chromium'), mutes as"
                            + " (delete from alert_mute where subject = 'chromium')"
                            + " delete from hub_node where hub = 'chromium'")
                    .update();
        }
    }

    @ParameterizedTest
    @CsvSource({"zh,1280,false", "en,1280,true", "zh,390,true", "en,390,false"})
    void everyScreenIsOpenToEverybodyFitsAndIsRefusedNothing(String language, int width, boolean dark) {
        browser.screen(width, 900, dark).login("chromium", password);
        browser.language(language, "/console/account");
        browser.go("/console/complaints/" + number);
        browser.giveReason();
        browser.complaints();
        List<String> wrong = new ArrayList<>();
        screens().forEach((name, path) -> {
            browser.go(path);
            browser.picture(Path.of("target/screenshots", language + "-" + width + "-" + name + ".png"));
            browser.barriers().forEach(barrier -> wrong.add(name + ": " + barrier));
            browser.complaints().forEach(complaint -> wrong.add(name + ": " + complaint));
            if (browser.scrollsSideways()) {
                wrong.add(name + ": wider than the screen");
            }
        });

        assertThat(wrong).isEmpty();
        assertThat(browser.hasDialog()).isFalse();
    }

    @Test
    void loginPageIsOpenToEverybody() {
        browser.screen(390, 800, false);
        browser.go("/console/account");
        browser.loseSession();
        browser.go("/console/login?wrong");

        assertThat(browser.barriers()).isEmpty();
        assertThat(browser.scrollsSideways()).isFalse();
    }

    @Test
    void backAfterAFilterFindsTheFilterAgain() {
        browser.screen(1280, 900, false).login("chromium", password);
        browser.language("en", "/console/complaints?due=open&flag=safety");
        assertThat(browser.valueOf("due")).isEqualTo("open");
        browser.field("number", "NONE-1");
        browser.press(".filter button");
        browser.shows("No complaint meets all conditions", "NONE-1");

        browser.go("/console/alerts");
        browser.back();

        assertThat(browser.valueOf("number")).isEqualTo("NONE-1");
        assertThat(browser.valueOf("due")).isEqualTo("open");
        assertThat(browser.path()).contains("due=open", "flag=safety", "number=NONE-1");
    }

    @Test
    void sessionLostInAFormSaysThatNothingWasDoneAndLeadsBack() {
        browser.screen(1280, 900, false).login("chromium", password);
        browser.language("en", "/console/complaints/" + number);
        browser.fillReason();
        browser.loseSession();
        browser.press(".reason button");

        browser.shows("was not done");
        assertThat(browser.path()).startsWith("/console/login?ended");
        browser.field("name", "chromium");
        browser.field("password", password);
        browser.press("main button");
        browser.arrives("/console/complaints/" + number);
    }

    @Test
    void orderForNothingIsNotSentAndAFaultLeadsBack() {
        browser.screen(1280, 900, false).login("chromium", password);
        String group = "/console/quarantine/group?code=MP-298&channel=hotline";
        browser.language("en", group);
        browser.press(".actions .danger");
        browser.press(".actions button:not(.second, .danger)");

        assertThat(browser.path()).isEqualTo(group);
        assertThat(browser.text()).contains("Replay selected").doesNotContain("AC-104");

        browser.go("/console/complaints/NONE-1");
        browser.press("[data-back]");
        assertThat(browser.path()).isEqualTo(group);
    }

    @Test
    void tableIsSortedByTheColumnThatOneChooses() {
        browser.screen(1280, 900, false).login("chromium", password);
        browser.language("en", "/console/mappings");
        browser.press("th:nth-child(5) .sort");

        assertThat(samples()).hasSizeGreaterThan(5).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(browser.texts("th[aria-sort=descending]")).containsExactly("Samples");
        browser.press("th:nth-child(5) .sort");
        assertThat(samples()).isSorted();
        browser.press("th:nth-child(1) .sort");
        assertThat(browser.texts("td:nth-child(1)")).isSorted();
        assertThat(browser.texts("th[aria-sort]")).containsExactly("Mapping");
        assertThat(browser.barriers()).isEmpty();
    }

    private static List<Integer> samples() {
        return browser.texts("td:nth-child(5)").stream().map(Integer::valueOf).toList();
    }

    private static Map<String, String> screens() {
        Map<String, String> screens = new LinkedHashMap<>();
        screens.put("overview", "/console");
        screens.put("complaints", "/console/complaints");
        screens.put("trace", "/console/complaints/" + number);
        screens.put("input", "/console/inputs/" + receipt);
        screens.put("origins", "/console/inputs/" + receipt + "/origins?field=/complainant/name");
        screens.put("suggestions", "/console/suggestions");
        screens.put("alarms", "/console/alarms");
        screens.put("erase", "/console/complaints/" + number + "/erase");
        screens.put("edit", "/console/quarantine/" + held + "/edit");
        screens.put("letter", "/console/inputs/" + letter + "/pages/1");
        screens.put("warnings", "/console/warnings");
        screens.put("reports", "/console/reports");
        screens.put("report", "/console/reports/" + report);
        screens.put("behind", "/console/reports/" + report + "/cases?section=totals&row=complaints&column=now");
        screens.put("brief", "/console/briefs/" + brief);
        screens.put("quarantine", "/console/quarantine");
        screens.put("inputs", "/console/inputs");
        screens.put("deliveries", "/console/deliveries");
        screens.put("destination", "/console/deliveries/oa-webhook");
        screens.put("district", "/console/district");
        screens.put("alerts", "/console/alerts");
        screens.put("connect", "/console/connect");
        screens.put("drafts", "/console/drafts");
        screens.put("plan", "/console/connect/plan");
        screens.put("mappings", "/console/mappings");
        screens.put("system", "/console/system");
        screens.put("accesslog", "/console/system/access-log");
        screens.put("account", "/console/account");
        screens.put("help", "/console/help/errors");
        return screens;
    }
}

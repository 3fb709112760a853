package org.onestophub.operate.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.contract.rights.People;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.operate.console.ConsolePerson.Page;
import org.onestophub.simulator.Desk;
import org.onestophub.support.HubUnderTest;

/** The console over HTTP: who gets in, what each may see and do, and complaints that try to break it. */
class ConsoleIT {

    private static final List<String> ALL =
            Arrays.stream(Right.values()).map(Right::word).toList();

    private static final String SCRIPT = "<script>alert('owned')</script>";
    private static final String NAME = "测试甲投诉人";
    private static final String PHONE = "13800138000";
    private static final String TURNED = "\u202Egnp.exe";

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final Pattern FRAME = Pattern.compile("<iframe sandbox=\"\"[^>]* src=\"([^\"]+)\"");

    private static final List<String> PAGES = List.of(
            "/console",
            "/console/complaints",
            "/console/warnings",
            "/console/quarantine",
            "/console/deliveries",
            "/console/deliveries/oa-webhook",
            "/console/district",
            "/console/alerts",
            "/console/connect",
            "/console/connect/plan",
            "/console/mappings",
            "/console/system",
            "/console/account",
            "/console/help/errors",
            "/console/help/operations");

    private static HubUnderTest hub;
    private static String hostile;
    private static long hostileReceipt;

    @BeforeAll
    static void start() {
        hub = HubUnderTest.get();
        String order =
                """
                {"taskId":"CONSOLE-%1$s","round":"1","reflectPerson":"%2$s%3$s","contact":"%4$s","discription":"%3$s 医生%5$s%6$s",
                 "address":"%3$s%7$s"}
                """.formatted(System.nanoTime(), NAME, SCRIPT, PHONE, TURNED, "长".repeat(3000), "题".repeat(5000));
        var reply = hub.caller("hotline").post("/api/hotline/v1/work-orders", order.strip());
        hostileReceipt = hub.endOf(reply.json().path("receiptNumber").asText()).receiptId();
        hostile = hub.complaintsOf(hostileReceipt).get(0);
    }

    @Test
    void nothingOpensWithoutALogin() {
        ConsolePerson stranger = new ConsolePerson(hub);

        List<String> all = new ArrayList<>(PAGES);
        all.addAll(List.of("/console/changes", "/console/fresh", "/console/inputs/1", "/console/no-such-page"));
        for (String page : all) {
            Page answer = stranger.get(page);
            assertThat(answer.status()).as(page).isEqualTo(302);
            assertThat(answer.location()).as(page).contains("/console/login");
        }
        assertThat(stranger.cookie("console")).as("a session without a login").isEmpty();
    }

    @Test
    void accountsAreMadeByAKeyOfTheirOwnAndNotByOps() {
        String users = "/api/ops/v1/users";
        String account = "{\"name\":\"by-key\",\"rights\":[\"view\"]}";
        hub.jdbc().sql("delete from person where name = 'by-key'").update();
        assertThat(hub.caller("ops").get(users).status()).isEqualTo(403);
        assertThat(hub.caller("users").get("/api/ops/v1/receipts").status()).isEqualTo(403);

        var made = hub.caller("users").post(users, account);

        assertThat(made.status()).isEqualTo(200);
        assertThat(hub.caller("users").post(users, account).json().path("code").asText())
                .isEqualTo("CO-103");
        assertThat(hub.caller("users").get(users).json().findValuesAsText("name"))
                .contains("by-key");
        ConsolePerson person = new ConsolePerson(hub);
        assertThat(person.login("by-key", made.json().path("password").asText()).location())
                .endsWith("/console");
        assertThat(person.get("/console").location()).endsWith("/console/account");
        assertThat(hub.caller("users").post(users + "/by-key/disable", "").status())
                .isEqualTo(204);
        assertThat(person.get("/console/account").location()).contains("login?ended");
    }

    @Test
    void apiHasTheOverviewTheSearchAndTheAccessLog() {
        var ops = hub.caller("ops");

        assertThat(ops.get("/api/ops/v1/overview").json().path("hours").size()).isEqualTo(24);
        assertThat(ops.get("/api/ops/v1/complaints?number=" + hostile).json().findValuesAsText("number"))
                .contains(hostile);
        assertThat(ops.get("/api/ops/v1/complaints?state=no%20code").status()).isEqualTo(400);
        assertThat(ops.get("/api/ops/v1/access-log?limit=5").status()).isEqualTo(200);
    }

    @Test
    void everyPageOpensForWhoMaySeeItInBothLanguages() {
        ConsolePerson person =
                ConsolePerson.loggedIn(hub, "all-pages", ALL, List.of()).withReason();

        for (String language : List.of("en", "zh")) {
            person.get("/console/language?lang=" + language);
            List<String> all = new ArrayList<>(PAGES);
            all.addAll(List.of(
                    "/console/system/access-log",
                    "/console/complaints/" + hostile,
                    "/console/inputs/" + hostileReceipt,
                    "/console/inputs/" + hostileReceipt + "/origins?field=/matter/facts",
                    "/console/complaints?due=overdue&flag=safety&from=2026-01-01&category=A1",
                    "/console/quarantine/group?code=MP-201&channel=hotline"));
            for (String page : all) {
                Page answer = person.get(page);
                assertThat(answer.status()).as(page + answer.body()).isEqualTo(200);
                assertThat(answer.body())
                        .contains(language.equals("en") ? "<html lang=\"en\"" : "<html lang=\"zh-CN\"")
                        .doesNotContainPattern(
                                "[>\"](?:nav|kind|fact|origin|origins|outcome|health|condition|step|apply)\\.[a-z]+[<\"]");
            }
        }
    }

    @Test
    void headersForbidInlineScriptsFramesAndOtherHosts() {
        Page page = ConsolePerson.loggedIn(hub, "headers", ALL, List.of()).get("/console");

        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
                .contains("frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'")
                .doesNotContain("unsafe");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.body())
                .doesNotContainPattern(
                        "(?i)<script(?![^>]*\\bsrc=)|\\son[a-z]+=|\\sstyle=|<style|javascript:|https?://");
    }

    @Test
    void sessionCookieIsNotForScriptsAndNotForOtherSites() {
        String password = ConsolePerson.account(hub, "cookie", ALL, List.of());
        ConsolePerson person = new ConsolePerson(hub);

        Page entered = person.login("cookie", password);

        assertThat(entered.response().headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("console=")
                        .containsIgnoringCase("HttpOnly")
                        .contains("SameSite=Strict")
                        .contains("Path=/"));
    }

    @Test
    void formWithoutItsTokenDoesNothing() {
        ConsolePerson person = ConsolePerson.loggedIn(hub, "forged", ALL, List.of());

        Page answer = person.postPlain("/console/deliveries/oa-webhook/pause");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.location()).contains("/console/login?ended");
        assertThat(hub.jdbc()
                        .sql(
                                "select count(*) from access_log where key_name = '@forged' and action = 'destination-pause'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void apiTakesNoSessionAndTheConsoleNoKey() {
        ConsolePerson person = ConsolePerson.loggedIn(hub, "no-api", ALL, List.of());

        assertThat(person.get("/api/ops/v1/receipts").status()).isEqualTo(401);
        assertThat(new ConsolePerson(hub)
                        .get("/console", "Authorization", "Bearer key-of-the-test-for-ops-0123456789")
                        .status())
                .isEqualTo(302);
    }

    @Test
    void fiveWrongPasswordsLockTheAccountEvenForTheRightOne() {
        String password = ConsolePerson.account(hub, "locked", ALL, List.of());
        ConsolePerson person = new ConsolePerson(hub);
        for (int i = 0; i < 5; i++) {
            assertThat(person.login("locked", "wrong password " + i).location()).contains("login?wrong");
        }

        assertThat(person.login("locked", password).location()).contains("login?locked");

        hub.bean(People.class).newPassword("locked", "test");
        assertThat(person.login("locked", password).location()).contains("login?wrong");
    }

    @Test
    void disabledAccountLosesItsSessionAtOnce() {
        ConsolePerson person = ConsolePerson.loggedIn(hub, "disabled", ALL, List.of());
        assertThat(person.get("/console").status()).isEqualTo(200);

        hub.bean(People.class).disable("disabled", "test");

        assertThat(person.get("/console").location()).contains("login?ended");
    }

    @Test
    void passwordSetByAnotherPersonMustBeChangedFirst() {
        String password = ConsolePerson.account(hub, "fresh", ALL, List.of());
        String given = hub.bean(People.class).newPassword("fresh", "test");
        ConsolePerson person = new ConsolePerson(hub);
        person.login("fresh", given);

        assertThat(person.get("/console/complaints").location()).contains("/console/account");
        person.get("/console/account");
        String own = "a password of my own 7";
        Page weak = person.post("/console/account", "old", given, "fresh", "short", "again", "short");
        assertThat(weak.status()).isEqualTo(400);
        assertThat(weak.body()).contains("CO-102");
        person.get("/console/account");
        assertThat(person.post("/console/account", "old", given, "fresh", own, "again", own)
                        .location())
                .contains("login?changed");
        assertThat(person.get("/console/login?changed").body())
                .contains("密码已修改")
                .doesNotContain("未执行");

        assertThat(password).isNotEqualTo(given);
        assertThat(person.login("fresh", own).location()).endsWith("/console");
    }

    @Test
    void withoutTheRightForContentNoPageShowsAPerson() {
        List<String> rights = List.of("view", "operate", "configure", "audit");
        ConsolePerson person = ConsolePerson.loggedIn(hub, "no-content", rights, List.of());

        List<String> all = new ArrayList<>(PAGES);
        all.add("/console/complaints/" + hostile);
        all.add("/console/complaints?number=" + hostile);
        all.add("/console/system/access-log");
        for (String page : all) {
            Page answer = person.get(page);
            assertThat(answer.status()).as(page).isEqualTo(200);
            assertThat(answer.body()).as(page).doesNotContain(NAME, PHONE, "医生", "CONSOLE-");
        }
        assertThat(person.get("/console/inputs/" + hostileReceipt).status()).isEqualTo(403);
        assertThat(person.get("/console/inputs/" + hostileReceipt + "/raw").status())
                .isEqualTo(403);
        assertThat(person.get("/console/complaints?text=" + PHONE).status()).isEqualTo(403);
        person.get("/console");
        assertThat(person.post("/console/reason", "reason", "curious").status()).isEqualTo(403);
    }

    @Test
    void contentIsShownAfterAReasonAndEachSightIsRecorded() {
        ConsolePerson person = ConsolePerson.loggedIn(hub, "content", List.of("view", "content"), List.of());
        assertThat(person.get("/console/complaints/" + hostile).body()).doesNotContain(NAME, PHONE);
        Page refused = person.get("/console/inputs/" + hostileReceipt);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("CO-104");

        person.withReason();

        assertThat(person.get("/console/complaints/" + hostile).body()).contains(NAME, "quality review");
        assertThat(person.get("/console/inputs/" + hostileReceipt).body()).contains(NAME);
        assertThat(person.get("/console/complaints?text=" + PHONE).status()).isEqualTo(200);
        assertThat(hub.jdbc()
                        .sql("select action || ' ' || reason from access_log where key_name = '@content' order by id")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "console-complaint quality review",
                        "console-input quality review",
                        "complaint-search quality review");
    }

    @Test
    void rightsHoldForActionsToo() {
        ConsolePerson person = ConsolePerson.loggedIn(hub, "view-only", List.of("view"), List.of());
        person.get("/console");

        for (String action : List.of(
                "/console/quarantine/replay?id=1&code=MP-201&channel=hotline",
                "/console/quarantine/discard?id=1&code=MP-201&channel=hotline&reason=x",
                "/console/quarantine/trial?code=MP-201&channel=hotline",
                "/console/deliveries/oa-webhook/pause",
                "/console/deliveries/oa-webhook/resend?id=1",
                "/console/letters/return?id=1",
                "/console/alerts/1/acknowledge",
                "/console/connect/hotline/stop",
                "/console/connect/hotline/test",
                "/console/connect/apply?expect=x",
                "/console/district/rejects/1/settle?settlement=x")) {
            assertThat(person.post(action).status()).as(action).isEqualTo(403);
        }
        Page refused = person.get("/console/system/access-log");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("CO-101");
    }

    @Test
    void complaintsOfOtherInstitutionsAreNotThere() {
        ConsolePerson other = ConsolePerson.loggedIn(hub, "elsewhere", ALL, List.of("12310000MB2F30000X"))
                .withReason();

        assertThat(other.get("/console").status()).isEqualTo(200);
        assertThat(other.get("/console/complaints").body()).doesNotContain(hostile);
        assertThat(other.get("/console/complaints/" + hostile).status()).isEqualTo(404);
        assertThat(other.get("/console/inputs/" + hostileReceipt).status()).isEqualTo(404);
        assertThat(other.get("/console/quarantine").body()).doesNotContain("/console/quarantine/group?");
        for (String page : List.of(
                "/console/deliveries",
                "/console/alerts",
                "/console/connect",
                "/console/mappings",
                "/console/system",
                "/console/district")) {
            assertThat(other.get(page).status()).as(page).isEqualTo(403);
        }
    }

    @Test
    void hostileComplaintIsTextAndNothingElse() {
        ConsolePerson person =
                ConsolePerson.loggedIn(hub, "hostile", ALL, List.of()).withReason();

        for (String page : List.of(
                "/console/complaints/" + hostile,
                "/console/inputs/" + hostileReceipt,
                "/console/inputs/" + hostileReceipt + "/origins?field=/matter/facts",
                "/console/complaints")) {
            Page answer = person.get(page);
            assertThat(answer.status()).as(page).isEqualTo(200);
            assertThat(answer.body()).as(page).doesNotContain(SCRIPT).doesNotContain("<script>");
        }
        assertThat(person.get("/console/inputs/" + hostileReceipt).body())
                .contains("[U+202E]")
                .doesNotContain("\u202E");
        Page raw = person.get("/console/inputs/" + hostileReceipt + "/raw");
        assertThat(raw.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(raw.header("Content-Disposition")).startsWith("attachment");
        assertThat(raw.header("Content-Security-Policy")).contains("sandbox");
    }

    @Test
    void placeThatAFieldCameFromIsMarkedInTheInput() {
        ConsolePerson person =
                ConsolePerson.loggedIn(hub, "origins", ALL, List.of()).withReason();

        Page page = person.get(
                "/console/inputs/" + hostileReceipt + "/origins?complaint=" + hostile + "&field=/complainant/name");

        assertThat(page.body()).contains("$.reflectPerson", "<code>/complainant/name</code>");
        assertThat(page.body()).containsPattern("<mark class=\"value\">&quot;" + NAME);
        assertThat(person.get("/console/complaints/" + hostile).body())
                .contains("/console/inputs/" + hostileReceipt + "/origins?complaint=" + hostile + "&amp;field=");
        assertThat(person.get("/console/inputs/" + hostileReceipt + "/origins?item=7")
                        .status())
                .isEqualTo(404);
        assertThat(hub.caller("ops")
                        .get("/api/ops/v1/receipts/" + hostileReceipt + "/origins")
                        .json()
                        .path("inputPlaces")
                        .path("/reflectPerson")
                        .path("name")
                        .asText())
                .isEqualTo("$.reflectPerson");
    }

    @Test
    void attachmentIsShownInAFrameThatRunsAndLoadsNothing() throws IOException {
        String html = "<html><body>甲<img src='http://tracker.example/x.png'>" + SCRIPT + "</body></html>";
        var reply = hub.neighbours()
                .desk()
                .enter(
                        "{\"channel\":\"visit\",\"complainant\":{\"anonymous\":true},\"matter\":{\"facts\":\"附件\"}}",
                        List.of(
                                new Desk.Attachment("letter.html", "text/html", html.getBytes(StandardCharsets.UTF_8)),
                                new Desk.Attachment("picture.png", "image/png", PNG)));
        String number =
                new ObjectMapper().readTree(reply.body()).path("receiptNumber").asText();
        long receipt = hub.endOf(number).receiptId();
        ConsolePerson person =
                ConsolePerson.loggedIn(hub, "frames", ALL, List.of()).withReason();

        Page trace =
                person.get("/console/complaints/" + hub.complaintsOf(receipt).get(0));
        Matcher frames = FRAME.matcher(trace.body());
        List<String> types = new ArrayList<>();
        while (frames.find()) {
            Page part = person.get(frames.group(1));
            assertThat(part.header("Content-Security-Policy"))
                    .startsWith("sandbox; default-src 'none'")
                    .doesNotContain("allow-", "script-src", "img-src");
            assertThat(part.header("X-Frame-Options")).isEqualTo("SAMEORIGIN");
            assertThat(part.header("X-Content-Type-Options")).isEqualTo("nosniff");
            types.add(part.header("Content-Type"));
        }

        assertThat(types).containsExactly("text/html;charset=utf-8", "image/png");
    }

    @Test
    void emptyResultSaysWhatWasSearchedAndHowToWiden() {
        ConsolePerson person = ConsolePerson.loggedIn(hub, "nothing", ALL, List.of());
        person.get("/console/language?lang=en");

        Page page = person.get("/console/complaints?number=TS-0000-NONE&due=overdue");

        assertThat(page.body())
                .contains("No complaint meets all conditions", "TS-0000-NONE", "overdue", "Remove a condition");
    }

    @Test
    void loginLeadsToNoOtherSite() {
        String password = ConsolePerson.account(hub, "redirect", ALL, List.of());
        for (String to : List.of(
                "//evil.example", "https://evil.example/", "/console//evil.example", "/\\evil.example", "/api/x")) {
            ConsolePerson person = new ConsolePerson(hub);
            person.get("/console/login");
            Page entered = person.post("/console/login", "name", "redirect", "password", password, "to", to);
            assertThat(entered.location()).as(to).endsWith("/console");
        }
        ConsolePerson person = new ConsolePerson(hub);
        person.get("/console/login");
        assertThat(person.post(
                                "/console/login",
                                "name",
                                "redirect",
                                "password",
                                password,
                                "to",
                                "/console/complaints?due=day")
                        .location())
                .endsWith("/console/complaints?due=day");
    }

    @Test
    void secondOrderForTheSameInputSaysThatItWasDone() {
        ConsolePerson person = ConsolePerson.loggedIn(hub, "twice", ALL, List.of());
        hub.jdbc()
                .sql("insert into held (receipt_id, channel, room, code, held_at, item)"
                        + " values (:receipt, 'hotline', 'map', 'MP-299', now(), 7)")
                .param("receipt", hostileReceipt)
                .update();
        long held = hub.jdbc()
                .sql("select max(id) from held where code = 'MP-299'")
                .query(Long.class)
                .single();
        person.get("/console/language?lang=en");
        String group = "/console/quarantine/group?code=MP-299&channel=hotline";
        person.get(group);

        String[] order = {"id", "" + held, "code", "MP-299", "channel", "hotline", "reason", "made up"};
        person.post("/console/quarantine/discard", order);
        assertThat(person.get(group).body()).contains("#" + held, "done");
        person.post("/console/quarantine/discard", order);
        assertThat(person.get(group).body()).contains("was already done");
    }
}

package org.onestophub.operate.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.complaint.contract.rights.WithinInstitutions.Subject;
import org.onestophub.platform.access.Caller;
import org.onestophub.platform.access.Caller.Reply;
import org.onestophub.support.Hospitals;
import org.onestophub.support.HubUnderTest;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * One hub, sixty institutions: every address that the server knows is walked by somebody of one institution, and shows nothing
 * of another. An address that is new is walked too.
 */
class InstitutionDoorsIT {

    private static final List<String> ALL_RIGHTS =
            Arrays.stream(Right.values()).map(Right::word).toList();

    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");

    /** Addresses that take in or change something and name nothing of anybody, with what proves them. */
    private static final Map<String, String> TAKE = Map.ofEntries(
            Map.entry("POST /api/hotline/v1/work-orders", "sameOrderOfTwoInstitutionsIsTwoCases"),
            Map.entry("POST /api/hotline/v1/work-orders/batch", "sameOrderOfTwoInstitutionsIsTwoCases"),
            Map.entry("POST /api/desk/v1/complaints", "contentCannotNameAnotherInstitution"),
            Map.entry("POST /api/push/v1/{channel}", "whatComesOverAChannelIsOfItsInstitution"),
            Map.entry("POST /api/status/v1/events", "nobodySpeaksOfCasesOfAnother"),
            Map.entry("POST /api/district/v1/acks", "takes a cursor of the key's own view"),
            Map.entry("POST /api/district/v1/rejects", "nobodyRejectsWhatItWasNotGiven"),
            Map.entry("POST /api/ops/v1/reports", "reportsAreOfTheKeysInstitutions"),
            Map.entry("POST /console/reports", "reportsAreOfTheKeysInstitutions"),
            Map.entry("POST /api/ops/v1/quarantine/trial", "KeyAndCommandIT.trialIsOfTheInputsOfTheKeysInstitutions"),
            Map.entry("POST /console/quarantine/trial", "bulkOrdersOfTheConsoleFindNothingOfAnother"),
            Map.entry("POST /console/quarantine/replay", "bulkOrdersOfTheConsoleFindNothingOfAnother"),
            Map.entry("POST /console/quarantine/discard", "bulkOrdersOfTheConsoleFindNothingOfAnother"),
            Map.entry("POST /console/views", "keeps a filter for the person alone, of no institution"),
            Map.entry("POST /console/views/{id}", "SavedViewsIT.nobodySeesOrChangesAnothersView"),
            Map.entry("POST /console/views/{id}/remove", "SavedViewsIT.nobodySeesOrChangesAnothersView"),
            Map.entry("POST /console/account", "changes the person's own password"),
            Map.entry("POST /console/reason", "keeps a reason in the person's own session"));

    /** A stream that never ends. It says only that something changed. */
    private static final Set<String> NOT_READ = Set.of("GET /console/changes");

    private static HubUnderTest hub;
    private static final List<Hospital> HOSPITALS = new ArrayList<>();

    /** What a hospital has in the hub. */
    private record Hospital(
            int number,
            String complaint,
            long receipt,
            long held,
            long reject,
            long report,
            long alarm,
            long warning,
            long brief,
            long entry) {

        String code() {
            return Hospitals.code(number);
        }

        Caller caller() {
            return hub.caller(Hospitals.key(number));
        }

        /** Words that only what is of this hospital contains. */
        List<String> marks() {
            return List.of(complaint, markOf(number), code());
        }
    }

    @BeforeAll
    static void everyHospitalHasSomethingOfEverything() {
        hub = HubUnderTest.get();
        for (int number = 0; number < Hospitals.codes().size(); number++) {
            Caller caller = hub.caller(Hospitals.key(number));
            Reply taken = caller.post("/api/hotline/v1/work-orders", order("DOORS-1", markOf(number)));
            assertThat(taken.status()).as(taken.body()).isEqualTo(201);
            HubUnderTest.End end = hub.endOf(taken.json().path("receiptNumber").asText());
            String complaint = hub.complaintsOf(end.receiptId()).get(0);
            HOSPITALS.add(
                    number < 2
                            ? withAll(number, caller, complaint, end.receiptId())
                            : new Hospital(number, complaint, end.receiptId(), 0, 0, 0, 0, 0, 0, 0));
        }
    }

    private static Hospital withAll(int number, Caller caller, String complaint, long receipt) {
        long held = hub.jdbc()
                .sql("insert into held (receipt_id, item, channel, room, code, held_at)"
                        + " values (:id, 7, 'hotline', 'map', 'MP-201', now()) returning id")
                .param("id", receipt)
                .query(Long.class)
                .single();
        awaitInFeed(caller, complaint);
        Reply rejected = caller.post(
                "/api/district/v1/rejects", "{\"id\":\"" + complaint + "\",\"reason\":\"" + markOf(number) + "\"}");
        assertThat(rejected.status()).as(rejected.body()).isEqualTo(201);
        hub.bean(org.onestophub.complaint.contract.operations.Reports.class).rebuildFacts();
        Reply report = caller.post("/api/ops/v1/reports", "{\"name\":\"hotline-indicators\",\"period\":\"2026-10\"}");
        assertThat(report.status()).as(report.body()).isEqualTo(201);
        assertThat(caller.get("/api/ops/v1/complaints/" + complaint).status()).isEqualTo(200);
        long alarm = ConsoleCases.alarmed(hub, complaint);
        ConsoleCases.linked(hub, complaint, ConsoleCases.pushed(hub, Hospitals.key(number), markOf(number)));
        return new Hospital(
                number,
                complaint,
                receipt,
                held,
                rejected.json().path("id").asLong(),
                report.json().path("id").asLong(),
                alarm,
                warned(number),
                given(number),
                entered(number));
    }

    private static long given(int number) {
        long report = hub.bean(org.onestophub.complaint.contract.operations.Reports.class)
                .make("district-brief", "2026Q3", null, "test")
                .id();
        return hub.jdbc()
                .sql("insert into report_brief (report_id, institution, asked_at, asked_by)"
                        + " values (:report, :code, now(), 'test') returning id")
                .param("report", report)
                .param("code", Hospitals.code(number))
                .query(Long.class)
                .single();
    }

    private static long entered(int number) {
        return hub.jdbc()
                .sql(
                        "insert into register_entry (institution, register, entry_key, revision, from_day, until_day, said,"
                                + " receipt_id, confirmed_by, place, entered_at) values (:code, 'drills', :key, 1, '2026-11-01',"
                                + " '2026-11-01', '{}', 0, 0, '', now()) returning id")
                .param("code", Hospitals.code(number))
                .param("key", "2026-11-01#" + markOf(number))
                .query(Long.class)
                .single();
    }

    private static long warned(int number) {
        return hub.jdbc()
                .sql("insert into warning (rule, institution, institution_name, subject, state, raised_at,"
                        + " evidence) values ('safety', :code, '', 'DOORS', 'raised', now(),"
                        + " '{\"count\":1,\"of\":1,\"from\":\"2026-11-01\",\"to\":\"2026-11-01\",\"numbers\":[]}')"
                        + " returning id")
                .param("code", Hospitals.code(number))
                .query(Long.class)
                .single();
    }

    /** An event has its number in the feed soon after it is recorded. */
    private static void awaitInFeed(Caller caller, String complaint) {
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(readToTheEnd(caller)).contains(complaint));
    }

    private static Set<String> readToTheEnd(Caller caller) {
        Set<String> subjects = new TreeSet<>();
        String cursor = "";
        while (true) {
            JsonNode page =
                    caller.get("/api/district/v1/changes?limit=500" + cursor).json();
            subjects.addAll(page.path("events").findValuesAsText("subject"));
            cursor = "&cursor=" + page.path("next").asText();
            if (!page.path("hasMore").asBoolean()) {
                return subjects;
            }
        }
    }

    @Test
    void everyHospitalSeesItsOwnComplaintsInputsAndEventsAndNoOthers() {
        for (Hospital hospital : HOSPITALS) {
            Caller caller = hospital.caller();
            List<String> numbers =
                    caller.get("/api/ops/v1/complaints?limit=200").json().findValuesAsText("number");
            assertThat(numbers).as("complaints").contains(hospital.complaint());
            assertSeesOnly(hospital, "complaints", String.join(" ", numbers));
            assertThat(caller.get("/api/ops/v1/receipts?limit=200").json().findValuesAsText("id"))
                    .as("receipts")
                    .contains(Long.toString(hospital.receipt()));
            assertThat(caller.get("/api/ops/v1/duties?dueBefore=2030-01-01T00:00:00Z&limit=200")
                            .json()
                            .findValuesAsText("complaint"))
                    .as("duties")
                    .contains(hospital.complaint());
            awaitInFeed(caller, hospital.complaint());
            assertSeesOnly(hospital, "feed", String.join(" ", readToTheEnd(caller)));
            assertThat(caller.get("/api/status/v1/complaints/" + hospital.complaint())
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void keyOfTwoInstitutionsSeesBothAndNoThird() {
        Caller both = hub.caller("two");

        assertThat(both.get("/api/ops/v1/complaints?limit=200").json().findValuesAsText("number"))
                .contains(HOSPITALS.get(0).complaint(), HOSPITALS.get(1).complaint())
                .doesNotContain(HOSPITALS.get(2).complaint());
        assertThat(both.get("/api/ops/v1/complaints/" + HOSPITALS.get(2).complaint())
                        .status())
                .isEqualTo(404);
        assertThat(readToTheEnd(both))
                .contains(HOSPITALS.get(0).complaint(), HOSPITALS.get(1).complaint())
                .doesNotContain(HOSPITALS.get(2).complaint());
    }

    @Test
    void noAddressOfTheApiShowsAKeyAnythingOfAnotherInstitution() throws IOException {
        Hospital own = HOSPITALS.get(0);
        Hospital other = HOSPITALS.get(1);
        Map<String, HandlerMethod> doors = doors("/api/");
        assertThat(doors).hasSizeGreaterThan(60);
        for (Map.Entry<String, HandlerMethod> door : doors.entrySet()) {
            String method = door.getKey().split(" ")[0];
            String path = door.getKey().split(" ")[1];
            WithinInstitutions within = door.getValue().getMethodAnnotation(WithinInstitutions.class);
            if (within == null) {
                Reply closed = call(own, door.getKey(), method, filled(path, "1"));
                assertThat(closed.status()).as(door.getKey()).isEqualTo(403);
            } else if (within.value() != Subject.NONE) {
                Reply foreign = call(own, door.getKey(), method, filled(path, nameOf(within.value(), other)));
                assertThat(foreign.status()).as(door.getKey() + foreign.body()).isEqualTo(404);
            } else if (!method.equals("GET")) {
                assertThat(TAKE).as("how an address keeps to institutions").containsKey(door.getKey());
            } else if (path.contains("{")) {
                Reply foreign = call(own, door.getKey(), method, filled(path, other.complaint()));
                assertThat(foreign.status()).as(door.getKey()).isEqualTo(404);
                assertThat(call(own, door.getKey(), method, filled(path, own.complaint()))
                                .status())
                        .as(door.getKey())
                        .isEqualTo(200);
            } else {
                Reply list = call(own, door.getKey(), method, path);
                assertThat(list.status()).as(door.getKey() + list.body()).isIn(200, 400);
                assertSeesOnly(own, door.getKey(), textOf(list));
            }
        }
    }

    @Test
    void whatAHospitalNamesOfItsOwnIsThere() {
        Hospital own = HOSPITALS.get(0);
        Caller caller = own.caller();

        List<String> paths = List.of(
                "/api/ops/v1/complaints/" + own.complaint(),
                "/api/ops/v1/complaints/" + own.complaint() + "/trace",
                "/api/ops/v1/receipts/" + own.receipt(),
                "/api/ops/v1/receipts/" + own.receipt() + "/raw",
                "/api/ops/v1/receipts/" + own.receipt() + "/origins",
                "/api/ops/v1/reports/" + own.report() + "/json");

        for (String path : paths) {
            Reply reply = caller.get(path);
            assertThat(reply.status()).as(path).isEqualTo(200);
            assertSeesOnly(own, path, reply.body());
        }
        assertThat(caller.get("/api/ops/v1/quarantine?limit=200").json().findValuesAsText("id"))
                .contains(Long.toString(own.held()));
        assertThat(caller.get("/api/ops/v1/consumers/rejects").json().findValuesAsText("complaint"))
                .contains(own.complaint());
        assertThat(caller.get("/api/ops/v1/access-log").json().findValuesAsText("complaint"))
                .contains(own.complaint());
        assertThat(caller.get("/actuator/prometheus").status()).isEqualTo(403);
        assertThat(hub.caller("ops").get("/actuator/prometheus").status()).isNotEqualTo(403);
    }

    @Test
    void noPageOfTheConsoleShowsAPersonAnythingOfAnotherInstitution() {
        Hospital own = HOSPITALS.get(0);
        Hospital other = HOSPITALS.get(1);
        ConsolePerson person = ConsolePerson.loggedIn(hub, "doors", ALL_RIGHTS, List.of(own.code()))
                .withReason();
        Map<String, HandlerMethod> pages = doors("/console");
        assertThat(pages).hasSizeGreaterThan(25);
        for (Map.Entry<String, HandlerMethod> page : pages.entrySet()) {
            String method = page.getKey().split(" ")[0];
            String path = page.getKey().split(" ")[1];
            WithinInstitutions within = page.getValue().getMethodAnnotation(WithinInstitutions.class);
            if (within == null) {
                int status = method.equals("GET")
                        ? person.get(filled(path, "1")).status()
                        : person.post(filled(path, "1")).status();
                assertThat(status).as(page.getKey()).isEqualTo(403);
            } else if (within.value() != Subject.NONE) {
                assertThat(person.get(filled(path, nameOf(within.value(), other)))
                                .status())
                        .as(page.getKey())
                        .isEqualTo(404);
            } else if (!method.equals("GET")) {
                assertThat(TAKE).as("how a page keeps to institutions").containsKey(page.getKey());
            } else if (!NOT_READ.contains(page.getKey())) {
                assertSeesOnly(
                        own, page.getKey(), person.get(filled(path, "errors")).body());
            }
        }
        assertThat(person.get("/console/complaints/" + own.complaint()).status())
                .isEqualTo(200);
        assertThat(person.get("/console/inputs/" + own.receipt()).status()).isEqualTo(200);
        assertThat(person.get("/console/complaints").body()).contains(own.complaint());
        assertThat(person.get("/console/suggestions").body()).contains(own.complaint());
        assertThat(person.get("/console/alarms").body()).contains(own.complaint());
        assertThat(person.get("/console/quarantine/group?code=MP-201&channel=hotline")
                        .body())
                .contains("value=\"" + own.held() + "\"")
                .doesNotContain("value=\"" + other.held() + "\"");
    }

    @Test
    void bulkOrdersOfTheConsoleFindNothingOfAnother() {
        Hospital other = HOSPITALS.get(1);
        ConsolePerson person = ConsolePerson.loggedIn(
                hub, "bulk", ALL_RIGHTS, List.of(HOSPITALS.get(0).code()));
        person.get("/console/quarantine/group?code=MP-201&channel=hotline");

        person.post(
                "/console/quarantine/discard",
                "id",
                Long.toString(other.held()),
                "code",
                "MP-201",
                "channel",
                "hotline",
                "reason",
                "not ours");

        assertThat(hub.jdbc()
                        .sql("select count(*) from held where id = :id and released_at is null")
                        .param("id", other.held())
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void sameOrderOfTwoInstitutionsIsTwoCases() {
        String bytes = order("DOORS-SAME", "同一内容");

        List<String> complaints = IntStream.range(0, 3)
                .mapToObj(number -> hub.caller(Hospitals.key(number)).post("/api/hotline/v1/work-orders", bytes))
                .map(reply -> hub.endOf(reply.json().path("receiptNumber").asText()))
                .flatMap(end -> hub.complaintsOf(end.receiptId()).stream())
                .toList();

        assertThat(new TreeSet<>(complaints)).hasSize(3);
        assertThat(complaints.stream().map(InstitutionDoorsIT::institutionOf))
                .containsExactly(Hospitals.code(0), Hospitals.code(1), Hospitals.code(2));
        Reply again = hub.caller(Hospitals.key(1)).post("/api/hotline/v1/work-orders", bytes);
        assertThat(again.json().path("receiptNumber").asText()).isEqualTo(complaints.get(1));
    }

    @Test
    void contentCannotNameAnotherInstitution() {
        String entry = "{\"entryId\":\"doors-1\",\"channel\":\"visit\",\"institution\":{\"uscc\":\"" + Hospitals.code(1)
                + "\"},\"matter\":{\"type\":\"complaint\",\"facts\":\"替别家医院登记\"}}";

        Reply taken = hub.caller(Hospitals.key(0)).post("/api/desk/v1/complaints", entry);

        if (taken.status() == 201) {
            HubUnderTest.End end = hub.endOf(taken.json().path("receiptNumber").asText());
            assertThat(hub.complaintsOf(end.receiptId()))
                    .allSatisfy(
                            complaint -> assertThat(institutionOf(complaint)).isEqualTo(Hospitals.code(0)));
        } else {
            assertThat(taken.status()).isBetween(400, 422);
        }
    }

    @Test
    void whatComesOverAChannelIsOfItsInstitution() {
        String setting = "hub.channels.public-opinion.institution";
        String lead = "{\"url\":\"https://news.example.org/doors\",\"title\":\"候诊\",\"text\":\"候诊太久，无人管理\"}";
        System.setProperty(setting, Hospitals.code(5));
        hub.settingsApplied();
        try {
            Reply bound = hub.caller("opinion").post("/api/push/v1/public-opinion", lead);
            HubUnderTest.End end = hub.endOf(bound.json().path("receiptNumber").asText());
            assertThat(institutionOf(hub.complaintsOf(end.receiptId()).get(0))).isEqualTo(Hospitals.code(5));
        } finally {
            System.clearProperty(setting);
            hub.settingsApplied();
        }
        Reply own = hub.caller("opinion").post("/api/push/v1/public-opinion", lead);
        HubUnderTest.End end = hub.endOf(own.json().path("receiptNumber").asText());
        assertThat(institutionOf(hub.complaintsOf(end.receiptId()).get(0))).isNotEqualTo(Hospitals.code(5));
    }

    @Test
    void nobodySpeaksOfCasesOfAnother() {
        Hospital own = HOSPITALS.get(0);
        Reply taken = own.caller().post("/api/hotline/v1/work-orders", order("DOORS-SPOKEN", "停车"));
        HubUnderTest.End end = hub.endOf(taken.json().path("receiptNumber").asText());
        String complaint = hub.complaintsOf(end.receiptId()).get(0);
        String event = "{\"eventId\":\"doors-1\",\"type\":\"closed\",\"occurredAt\":\"2026-11-20T02:00:00Z\","
                + "\"receiptNumber\":\"" + complaint + "\"}";

        Reply foreign = HOSPITALS.get(1).caller().post("/api/status/v1/events", event);
        Reply ours = own.caller().post("/api/status/v1/events", event);

        assertThat(foreign.json().path("result").asText()).isEqualTo("waiting");
        assertThat(ours.json().path("result").asText()).isEqualTo("accepted");
    }

    @Test
    void nobodyRejectsWhatItWasNotGiven() {
        Reply foreign = HOSPITALS
                .get(0)
                .caller()
                .post(
                        "/api/district/v1/rejects",
                        "{\"id\":\"" + HOSPITALS.get(1).complaint() + "\",\"reason\":\"x\"}");

        assertThat(foreign.status()).isEqualTo(404);
    }

    @Test
    void reportsAreOfTheKeysInstitutions() {
        Caller caller = HOSPITALS.get(0).caller();

        Reply foreign = caller.post(
                "/api/ops/v1/reports",
                "{\"name\":\"hotline-indicators\",\"period\":\"2026-10\",\"institution\":\"" + Hospitals.code(1)
                        + "\"}");
        Reply all = caller.post("/api/ops/v1/reports", "{\"name\":\"district-brief\",\"period\":\"2026Q3\"}");

        assertThat(foreign.json().path("code").asText()).isEqualTo("AC-110");
        assertThat(all.json().path("code").asText()).isEqualTo("AC-110");
        ConsolePerson person = ConsolePerson.loggedIn(
                hub, "reporter", ALL_RIGHTS, List.of(HOSPITALS.get(0).code()));
        person.get("/console/reports");
        assertThat(person.post(
                                "/console/reports",
                                "name",
                                "hotline-indicators",
                                "period",
                                "2026-10",
                                "institution",
                                Hospitals.code(1))
                        .status())
                .isEqualTo(404);
        assertThat(person.post("/console/reports", "name", "district-brief", "period", "2026Q3")
                        .status())
                .isEqualTo(404);
        assertThat(person.post("/console/reports", "name", "hotline-indicators", "period", "2026-10")
                        .status())
                .isEqualTo(302);
    }

    @Test
    void hospitalReadsAndAnswersTheBriefThatItWasGiven() {
        Hospital own = HOSPITALS.get(0);
        ConsolePerson person = ConsolePerson.loggedIn(hub, "answerer", ALL_RIGHTS, List.of(own.code()));
        String page = "/console/briefs/" + own.brief();

        assertThat(person.get("/console/reports").body()).contains(page + "\"");
        assertThat(person.get(page).body()).contains("<textarea", page + "/report/page");
        assertThat(person.get(page + "/report/page").status()).isEqualTo(200);
        person.get(page);
        assertThat(person.post(page + "/acknowledged").status()).isEqualTo(302);
        assertThat(person.post(page + "/answered", "text", "已对照排查").status()).isEqualTo(302);

        assertThat(person.get(page).body()).contains("已对照排查");
        assertThat(hub.caller("ops")
                        .get("/api/ops/v1/briefs/" + own.brief())
                        .json()
                        .at("/brief/state")
                        .asText())
                .isEqualTo("answered");
        assertThat(own.caller()
                        .get("/api/ops/v1/briefs/" + own.brief() + "/report/html")
                        .status())
                .isEqualTo(200);
    }

    private static Reply call(Hospital who, String door, String method, String path) {
        Caller caller = who.caller();
        if (method.equals("GET") || method.equals("DELETE")) {
            return caller.send(method, path, new byte[0]);
        }
        String type = door.endsWith("/run") || door.endsWith("/test") ? "application/octet-stream" : "application/json";
        return caller.send(method, path, "{}".getBytes(StandardCharsets.UTF_8), "Content-Type", type);
    }

    private static String nameOf(Subject subject, Hospital whose) {
        return switch (subject) {
            case NONE -> "";
            case COMPLAINT -> whose.complaint();
            case RECEIPT -> Long.toString(whose.receipt());
            case HELD -> Long.toString(whose.held());
            case REJECT -> Long.toString(whose.reject());
            case REPORT -> Long.toString(whose.report());
            case BRIEF -> Long.toString(whose.brief());
            case ALARM -> Long.toString(whose.alarm());
            case WARNING -> Long.toString(whose.warning());
            case REGISTER_ENTRY -> Long.toString(whose.entry());
            // it serves all of them and belongs to none
            case CHANNEL -> "hotline";
        };
    }

    private static void assertSeesOnly(Hospital own, String door, String text) {
        for (Hospital other : HOSPITALS) {
            if (other.number() != own.number()) {
                assertThat(other.marks().stream().filter(text::contains))
                        .as(door + " shows hospital " + other.number())
                        .isEmpty();
            }
        }
    }

    private static String textOf(Reply reply) throws IOException {
        byte[] body = reply.response().body();
        if (!reply.header("Content-Type").contains("gzip")) {
            return reply.body();
        }
        try (GZIPInputStream lines = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String filled(String path, String value) {
        return VARIABLE.matcher(path.replace("/**", "")).replaceAll(value);
    }

    /** Method and address of everything that the server answers under a prefix. */
    private static Map<String, HandlerMethod> doors(String prefix) {
        Map<String, HandlerMethod> doors = new TreeMap<>();
        hub.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, handler) -> {
                    for (String path : mapping.getPatternValues()) {
                        Set<RequestMethod> methods =
                                mapping.getMethodsCondition().getMethods();
                        if (path.startsWith(prefix)) {
                            (methods.isEmpty() ? Set.of(RequestMethod.GET) : methods)
                                    .forEach(method -> doors.put(method + " " + path, handler));
                        }
                    }
                });
        return doors;
    }

    private static String institutionOf(String complaint) {
        return hub.jdbc()
                .sql("select coalesce(document #>> '{institution,uscc}', '') from complaint where number = :number")
                .param("number", complaint)
                .query(String.class)
                .single();
    }

    private static String markOf(int number) {
        return "hospital-mark-%02d-of-sixty".formatted(number);
    }

    private static String order(String task, String text) {
        return "{\"taskId\":\"" + task + "\",\"round\":\"1\",\"serviceType\":\"投诉\",\"discription\":\"" + text + "\"}";
    }
}

package org.onestophub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.onestophub.platform.access.Caller;
import org.onestophub.platform.access.Caller.Reply;
import org.onestophub.simulator.CaseOffice;
import org.onestophub.support.HubUnderTest;

/** What happens to cases after they came in, over the hub's own doors. */
class StatusLoopIT {

    private static final String EVENTS = "/api/status/v1/events";
    private static HubUnderTest hub;

    @BeforeAll
    static void startTheHub() {
        hub = HubUnderTest.get();
    }

    @Test
    void eventMovesTheStateOfItsCaseOnceAndARepeatIsKnown() {
        String number = complaint("LOOP-1");
        String accepted = event("loop-1", "accepted", number);

        Reply first = hub.caller("cases").post(EVENTS, accepted);
        Reply again = hub.caller("cases").post(EVENTS, accepted);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.json().path("result").asText()).isEqualTo("accepted");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("result").asText()).isEqualTo("repeat");
        assertThat(hub.endOf(first.json().path("receiptNumber").asText()).outcome())
                .isEqualTo("appended");
        assertThat(state(number).at("/state/code").asText()).isEqualTo("accepted");
        assertThat(state(number).at("/state/zh").asText()).isEqualTo("已受理");
        assertThat(eventsOf(number, "complaint.status")).hasSize(1);
    }

    @Test
    void eventTellsNoWordsAndNoNamesOfPeople() {
        String number = complaint("LOOP-2");
        String replied = "{\"eventId\":\"loop-2\",\"type\":\"replied\",\"occurredAt\":\"2026-11-20T02:00:00Z\","
                + "\"receiptNumber\":\"" + number
                + "\",\"text\":\"已告知测试乙\",\"by\":{\"name\":\"测试丙\",\"role\":\"complaint-office\"}}";

        Reply reply = hub.caller("cases").post(EVENTS, replied);

        assertThat(reply.status()).isEqualTo(201);
        hub.endOf(reply.json().path("receiptNumber").asText());
        String about = eventsOf(number, "complaint.status").get(0);
        assertThat(about)
                .doesNotContain("测试")
                .contains("\"state\": \"replied\"")
                .contains("complaint-office");
    }

    @Test
    void batchHasOneResultForEachEvent() {
        String number = complaint("LOOP-3");
        hub.endOf(hub.caller("cases")
                .post(EVENTS, event("loop-3a", "accepted", number))
                .json()
                .path("receiptNumber")
                .asText());

        JsonNode results = hub.caller("cases")
                .post(
                        EVENTS,
                        "[" + event("loop-3b", "closed", number) + "," + event("loop-3a", "withdrawn", number) + ","
                                + event("loop-3c", "closed", "none-such") + ",{\"type\":\"closed\"}]")
                .json();

        assertThat(results.findValuesAsText("result")).containsExactly("accepted", "refused", "waiting", "refused");
        assertThat(results.get(1).path("code").asText()).isEqualTo("ST-106");
        assertThat(results.get(2).path("code").asText()).isEqualTo("ST-107");
        assertThat(results.get(2).path("status").asInt()).isEqualTo(202);
        assertThat(results.get(3).path("code").asText()).isEqualTo("CK-101");
    }

    @Test
    void eventThatComesFirstWaitsAndIsUsedWhenItsCaseComes() {
        String order = "LOOP-4";
        Reply early = hub.caller("hotline")
                .post(
                        EVENTS,
                        "{\"eventId\":\"loop-4\",\"type\":\"urged\",\"occurredAt\":\"" + Instant.now()
                                + "\",\"complaint\":[{\"kind\":\"work-order\",\"value\":\"" + order + "\"}]}");
        assertThat(early.status()).isEqualTo(202);
        String receipt = early.json().path("receiptNumber").asText();
        assertThat(hub.endOf(receipt).outcome()).isEqualTo("waiting");

        String number = complaint(order);

        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(hub.endOf(receipt).outcome()).isEqualTo("appended"));
        assertThat(eventsOf(number, "complaint.status")).hasSize(1);
        assertThat(state(number).at("/events/0/type/code").asText()).isEqualTo("urged");
    }

    @Test
    void nobodySpeaksOfOrSeesCasesOfAnotherInstitution() {
        String number = complaint("LOOP-5");

        Reply foreign = hub.caller("foreign").post(EVENTS, event("loop-5", "closed", number));

        assertThat(foreign.json().path("result").asText()).isEqualTo("waiting");
        hub.endOf(foreign.json().path("receiptNumber").asText());
        assertThat(state(number).at("/state/code").asText()).isEqualTo("received");
        assertThat(hub.caller("foreign")
                        .get("/api/status/v1/complaints/" + number)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void hotlineSeesItsOwnOrdersByTheirNumbersAndNothingElse() {
        String number = complaint("LOOP-6");
        String other = deskEntry("LOOP-6B");

        Reply byOrder = hub.caller("hotline").get("/api/status/v1/complaints/LOOP-6");
        Reply byReceipt = hub.caller("hotline").get("/api/status/v1/complaints/" + number);

        assertThat(byOrder.json().path("number").asText()).isEqualTo(number);
        assertThat(byReceipt.json()).isEqualTo(byOrder.json());
        assertThat(byOrder.json().path("duties")).isNotEmpty();
        assertThat(byOrder.body()).doesNotContain("测试").doesNotContain("1380000");
        assertThat(hub.caller("hotline")
                        .get("/api/status/v1/complaints/" + other)
                        .status())
                .isEqualTo(404);
        assertThat(hub.caller("hotline")
                        .post(EVENTS, event("loop-6", "withdrawn", other))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void hotlineNeitherHidesACaseNorVerifiesAComplainant() {
        String number = complaint("LOOP-HIDE");
        String own = "\",\"occurredAt\":\"" + Instant.now()
                + "\",\"complaint\":[{\"kind\":\"work-order\",\"value\":\"LOOP-HIDE\"}],\"type\":\"";

        Reply hidden = hub.caller("hotline")
                .post(EVENTS, "{\"eventId\":\"hide-1" + own + "urged\",\"disciplineRoute\":\"n1\"}");
        Reply verified = hub.caller("hotline").post(EVENTS, "{\"eventId\":\"hide-2" + own + "核实身份\"}");

        assertThat(hidden.status()).isEqualTo(201);
        hub.endOf(hidden.json().path("receiptNumber").asText());
        assertThat(state(number).at("/events/0/type/code").asText()).isEqualTo("urged");
        assertThat(verified.status()).isEqualTo(422);
        assertThat(verified.body()).contains("/type");
    }

    @Test
    void dateOfTheOrderItselfIsItsLimitAndALaterRoundLeavesItAlone() {
        String order = "LOOP-DATE";
        String first = "\",\"discription\":\"停车场收费不合理 LOOP-DATE\",\"approach\":\"0\",\"截止时间\":\"2031-12-04\"}";
        hub.endOf(pushed(order, first).json().path("receiptNumber").asText());
        assertThat(dueDay(order, "hotline-finish")).isEqualTo("2031-12-04");

        String again = "\",\"round\":2,\"discription\":\"回访不满意 LOOP-DATE\",\"approach\":\"2\",\"截止时间\":\"2032-01-09\"}";
        hub.endOf(pushed(order, again).json().path("receiptNumber").asText());

        assertThat(dueDay(order, "hotline-finish")).isEqualTo("2031-12-04");
        assertThat(dueDay(order, "hotline-handle-again")).isEqualTo("2032-01-09");
    }

    @Test
    void callBackThatIsCorrectedIsTaken() {
        String number = complaint("LOOP-BACK");
        String time = "\",\"telAskTime\":\"2026-09-28 15:00:00\",\"isSolvingName\":\"是\"";

        Reply first = pushed("LOOP-BACK", time + "}");
        Reply corrected = pushed("LOOP-BACK", time + ",\"满意度\":\"不满意\"}");

        assertThat(first.status()).isEqualTo(201);
        assertThat(corrected.status()).isEqualTo(201);
        hub.endOf(corrected.json().path("receiptNumber").asText());
        assertThat(hub.jdbc()
                        .sql("select f.satisfaction from complaint_fact f join complaint c on c.id = f.complaint_id "
                                + "where c.number = :number")
                        .param("number", number)
                        .query(String.class)
                        .single())
                .isEqualTo("0");
    }

    private static String dueDay(String order, String rule) {
        for (JsonNode duty : hub.caller("hotline")
                .get("/api/status/v1/complaints/" + order)
                .json()
                .path("duties")) {
            if (duty.path("rule").asText().equals(rule)) {
                return duty.path("dueDay").asText();
            }
        }
        return "";
    }

    private static Reply pushed(String order, String rest) {
        return hub.caller("hotline").post("/api/hotline/v1/work-orders", "{\"taskId\":\"" + order + rest);
    }

    @Test
    void dutiesOfANewCaseAreOpenAndMetByAReply() {
        String number = complaint("LOOP-7");
        assertThat(rulesOf(state(number))).contains("hotline-sign", "reply-one-department");

        hub.endOf(hub.caller("cases")
                .post(EVENTS, event("loop-7", "closed", number))
                .json()
                .path("receiptNumber")
                .asText());

        assertThat(rulesOf(state(number))).doesNotContain("hotline-sign", "reply-one-department");
        assertThat(eventsOf(number, "duty.met")).anyMatch(about -> about.contains("reply-one-department"));
        JsonNode trace = hub.caller("ops")
                .get("/api/ops/v1/complaints/" + number + "/trace")
                .json();
        assertThat(trace.findValuesAsText("kind")).contains("happened", "duty");
    }

    @Test
    void operatorsListWhatIsDue() {
        String number = complaint("LOOP-8");

        List<String> numbers = new ArrayList<>();
        List<String> due = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            Reply reply = hub.caller("ops").get("/api/ops/v1/duties?limit=4&dueBefore=2100-01-01T00:00:00Z" + cursor);
            assertThat(reply.status()).isEqualTo(200);
            JsonNode page = reply.json();
            numbers.addAll(page.path("items").findValuesAsText("complaint"));
            due.addAll(page.path("items").findValuesAsText("due"));
            cursor = page.has("next") ? "&cursor=" + page.get("next").asText() : null;
        }

        assertThat(numbers).hasSizeGreaterThan(4).contains(number);
        assertThat(due).isSorted();
    }

    @Test
    void eventsOfTheQueueMoveTheirCasesUnderTheNameOfTheirLogin() throws Exception {
        String number = complaint("LOOP-10");
        try (Connection connection = new JmsConnectionFactory(
                                "test-his", HubUnderTest.PASSWORD, "amqp://127.0.0.1:" + hub.brokerPort())
                        .createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                MessageProducer producer = session.createProducer(session.createQueue("complaint.status"))) {
            producer.send(session.createTextMessage(event("loop-10", "accepted", number)));
            BytesMessage bytes = session.createBytesMessage();
            bytes.writeBytes(event("loop-10b", "closed", number).getBytes(StandardCharsets.UTF_8));
            producer.send(bytes);
            producer.send(session.createTextMessage("no event at all"));
        }

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(state(number).at("/state/code").asText()).isEqualTo("closed"));
        // the one that was sent later may be recorded first
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(eventsOf(number, "complaint.status"))
                        .hasSize(2)
                        .allMatch(about -> about.contains("\"source\": \"test-his\"")));
        assertThat(hub.endOf("no event at all".getBytes(StandardCharsets.UTF_8)).text())
                .isEqualTo("parked RD-109");
    }

    @Test
    void linesOfAFileMoveTheirCasesAndABadOneIsHeldAlone() throws IOException {
        String number = complaint("LOOP-11");
        byte[] file = (event("loop-11", "accepted", number) + "\n{\"type\":1}\n" + event("loop-11b", "replied", number)
                        + "\n")
                .getBytes(StandardCharsets.UTF_8);

        hub.neighbours().drop("status", "events.ndjson", file);

        assertThat(hub.endOf(file).text()).isEqualTo("parked CK-101");
        assertThat(state(number).at("/state/code").asText()).isEqualTo("replied");
    }

    @Test
    void stepsOfAnOfficeSystemMoveTheirCases() {
        String number = complaint("LOOP-12");

        Reply reply = hub.caller("oa")
                .post(
                        "/api/push/v1/status-oa",
                        "{\"messageId\":\"loop-12\",\"businessKey\":\"" + number
                                + "\",\"node\":\"归档\",\"finishTime\":\"2026-11-28 09:00:00\"}");

        assertThat(reply.status()).isEqualTo(201);
        hub.endOf(reply.json().path("receiptNumber").asText());
        assertThat(state(number).at("/state/code").asText()).isEqualTo("closed");
    }

    @Test
    void statesAndDutiesReachNobodyWhoDidNotAskForThem() {
        String number = complaint("LOOP-9");
        hub.endOf(hub.caller("cases")
                .post(EVENTS, event("loop-9", "closed", number))
                .json()
                .path("receiptNumber")
                .asText());
        hub.awaitConsumed(number);
        String marker = complaint("LOOP-9B");
        hub.awaitConsumed(marker);

        assertThat(hub.caseSystem().events())
                .filteredOn(event -> event.path("subject").asText().equals(number))
                .extracting(event -> event.path("type").asText())
                .containsOnly("complaint.created");
        JsonNode feed =
                hub.caller("district").get("/api/district/v1/changes?limit=200").json();
        assertThat(feed.findValuesAsText("type")).doesNotContain("complaint.status", "duty.met");
    }

    @Test
    void casesThatTheHospitalClosesAreFoundByTheirState() throws InterruptedException {
        List<String> numbers = List.of(complaint("LOOP-13A"), complaint("LOOP-13B"), complaint("LOOP-13C"));
        CaseOffice office = new CaseOffice(
                URI.create("http://localhost:" + hub.httpPort()),
                hub.caller("cases").key());

        // two of three are closed with five events each
        assertThat(office.handle(new LinkedHashSet<>(numbers), numbers.size())).isEqualTo(12);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(found("closed"))
                        .contains(numbers.get(0), numbers.get(1))
                        .doesNotContain(numbers.get(2)));
        assertThat(found("accepted")).contains(numbers.get(2));
    }

    private static List<String> found(String state) {
        return hub.caller("ops")
                .get("/api/ops/v1/complaints?limit=200&state=" + state)
                .json()
                .path("items")
                .findValuesAsText("number");
    }

    private static List<String> rulesOf(JsonNode state) {
        return state.path("duties").findValuesAsText("rule");
    }

    private static JsonNode state(String number) {
        Reply reply = new Caller(hub.httpPort(), hub.caller("cases").key()).get("/api/status/v1/complaints/" + number);
        assertThat(reply.status()).isEqualTo(200);
        return reply.json();
    }

    private static List<String> eventsOf(String number, String type) {
        return hub.jdbc()
                .sql("select e.about::text from event e join complaint c on c.id = e.complaint_id "
                        + "where c.number = :number and e.type = :type order by e.id")
                .param("number", number)
                .param("type", type)
                .query(String.class)
                .list();
    }

    private static String event(String id, String type, String number) {
        return "{\"eventId\":\"" + id + "\",\"type\":\"" + type + "\",\"occurredAt\":\"" + Instant.now()
                + "\",\"receiptNumber\":\"" + number + "\"}";
    }

    private static String complaint(String order) {
        Reply reply = hub.caller("hotline")
                .post(
                        "/api/hotline/v1/work-orders",
                        "{\"taskId\":\"" + order + "\",\"discription\":\"停车场收费不合理 " + order
                                + "\",\"reflectPerson\":\"测试甲\",\"callNumber\":\"13800000071\"}");
        assertThat(reply.status()).isEqualTo(201);
        return hub.complaintsOf(
                        hub.endOf(reply.json().path("receiptNumber").asText()).receiptId())
                .get(0);
    }

    private static String deskEntry(String id) {
        Reply reply = hub.caller("desk")
                .post(
                        "/api/desk/v1/complaints",
                        "{\"entryId\":\"" + id
                                + "\",\"channel\":\"visit\",\"matter\":{\"type\":\"complaint\",\"facts\":\"来访 " + id
                                + "\"}}");
        assertThat(reply.status()).isEqualTo(201);
        return hub.complaintsOf(
                        hub.endOf(reply.json().path("receiptNumber").asText()).receiptId())
                .get(0);
    }
}

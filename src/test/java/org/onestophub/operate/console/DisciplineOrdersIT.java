package org.onestophub.operate.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.ReceiptNumber;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.platform.access.Caller;
import org.onestophub.platform.access.Caller.Reply;
import org.onestophub.support.HubUnderTest;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Whoever has every right but that of the discipline route can do nothing to a case on it, and learns nothing: an order that names
 * it is answered as one that names nothing. Every address that takes orders is walked, with the case in the path and in each field.
 */
class DisciplineOrdersIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");
    private static final Pattern RESULTS = Pattern.compile("<ul class=\"results\">.*?</ul>", Pattern.DOTALL);
    /** What senders hand in belongs to its case, whoever sends it: {@link #statusEventIsAnsweredAsOneAboutNothingAndSoIsItsReceipt}. */
    private static final Set<String> INPUTS = Set.of("/api/hotline/", "/api/desk/", "/api/push/", "/api/status/");
    /** Keys that have all rights together, but for that one. */
    private static final List<String> KEYS = List.of("ops", "erase", "users", "handover", "district");

    private static final Map<String, Long> LEAST =
            Map.of("case_alarm", 700_000_000L, "held", 800_000_000L, "delivery", 900_000_000L);
    /** Where a number is that of an input; elsewhere it may be that of something that is there for everybody. */
    private static final Pattern OF_INPUTS = Pattern.compile("/(receipts|inputs|samples-from)/");

    private static HubUnderTest hub;
    private static String ordinary = "";
    /** Names of the case, its input, a held part, an alarm and a delivery, each with one of the same form that nothing has. */
    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    @BeforeAll
    static void oneCaseIsPutOnTheRoute() {
        hub = HubUnderTest.get();
        // ids that nothing else has: each is tried where ids of other things belong
        LEAST.forEach((table, least) -> hub.jdbc()
                .sql("select setval(pg_get_serial_sequence('" + table + "', 'id'), " + least + ")")
                .query(Long.class)
                .single());
        ordinary = hub.complaintsOf(entered("orders-1")).get(0);
        long receipt = entered("orders-2");
        String number = hub.complaintsOf(receipt).get(0);
        hub.awaitConsumed(number);
        Reply said = hub.caller("cases")
                .post(
                        "/api/status/v1/events",
                        "{\"eventId\":\"orders-3\",\"type\":\"department-opinion\",\"occurredAt\":\"2026-11-20T02:00:00Z\","
                                + "\"disciplineRoute\":\"n9\",\"receiptNumber\":\"" + number + "\"}");
        hub.endOf(said.json().path("receiptNumber").asText());
        long held = held(receipt, 0, "MP-201");
        long alarm = ConsoleCases.alarmed(hub, number, "major-dispute");
        long delivery = hub.jdbc()
                .sql("insert into delivery (destination, event_id, complaint_id, state, created_at, ended_at)"
                        + " select 'alarm-mail', max(e.id), c.id, 'dead', now(), now() from complaint c"
                        + " join event e on e.complaint_id = c.id where c.number = :number group by c.id returning id")
                .param("number", number)
                .query(Long.class)
                .single();
        // what other tests left to be told or made, so that it falls into no answer
        for (String due : List.of("warnings/look", "reports/schedules/make")) {
            hub.caller("ops").post("/api/ops/v1/" + due, "{}");
        }
        NAMES.put(number, numberOfNothing(number.charAt(number.length() - 1)));
        NAMES.put(Long.toString(receipt), "99999999991");
        NAMES.put(Long.toString(held), "899999999");
        NAMES.put(Long.toString(alarm), "699999999");
        NAMES.put(Long.toString(delivery), "999999999");
    }

    /** With the same last character: X is not allowed in names, so a number with it is refused and not looked up. */
    private static String numberOfNothing(char end) {
        return LongStream.range(1, 1_000)
                .mapToObj(sequence -> ReceiptNumber.of(LocalDate.of(2001, 1, 1), sequence))
                .filter(number -> number.charAt(number.length() - 1) == end)
                .findFirst()
                .orElseThrow();
    }

    private static long entered(String id) {
        Reply taken = hub.caller("desk")
                .post(
                        "/api/desk/v1/complaints",
                        "{\"entryId\":\"" + id + "\",\"channel\":\"visit\",\"matter\":{\"type\":\"complaint\","
                                + "\"facts\":\"words of " + id + "\"}}");
        return hub.endOf(taken.json().path("receiptNumber").asText()).receiptId();
    }

    @Test
    void noOrderOfTheApiTouchesItOrTellsItFromNothing() throws Exception {
        List<String> before = whatThereIs();
        SoftAssertions told = new SoftAssertions();
        Set<String> walked = new TreeSet<>();
        for (Map.Entry<String, HandlerMethod> door : doors("/api/").entrySet()) {
            String method = door.getKey().split(" ")[0];
            String path = door.getKey().split(" ")[1];
            if (INPUTS.stream().noneMatch(path::startsWith)) {
                for (Map.Entry<String, String> name : namesFor(path)) {
                    told.assertThat(answer(method, path, door.getValue(), name.getKey()))
                            .as(door.getKey() + " " + name.getKey())
                            .isEqualTo(answer(method, path, door.getValue(), name.getValue()));
                }
                walked.add(door.getKey());
            }
        }
        told.assertAll();
        assertThat(walked)
                .contains(
                        "POST /api/ops/v1/complaints/{number}/erase",
                        "POST /api/ops/v1/alarms/{id}/acknowledge",
                        "POST /api/ops/v1/suggestions/merge",
                        "POST /api/ops/v1/deliveries/{id}/resend",
                        "POST /api/district/v1/rejects");
        assertThat(whatThereIs()).isEqualTo(before);
    }

    @Test
    void noOrderOfTheConsoleTouchesItOrTellsItFromNothing() {
        List<String> others = Arrays.stream(Right.values())
                .filter(right -> right != Right.DISCIPLINE)
                .map(Right::word)
                .toList();
        ConsolePerson person =
                ConsolePerson.loggedIn(hub, "orders", others, List.of()).withReason();
        List<String> before = whatThereIs();
        SoftAssertions told = new SoftAssertions();
        for (String door : doors("/console").keySet()) {
            String path = door.split(" ")[1];
            for (Map.Entry<String, String> name : namesFor(path)) {
                for (String verb : verbsOf(path)) {
                    told.assertThat(answer(person, path.replace("{verb}", verb), name.getKey()))
                            .as(door + " " + verb + " " + name.getKey())
                            .isEqualTo(answer(person, path.replace("{verb}", verb), name.getValue()));
                }
            }
        }
        told.assertAll();
        assertThat(whatThereIs()).isEqualTo(before);
    }

    @Test
    void statusEventIsAnsweredAsOneAboutNothingAndSoIsItsReceipt() {
        List<String> answers = new ArrayList<>();
        Caller cases = hub.caller("cases");
        for (String about : List.of(number(), NAMES.get(number()), number(), NAMES.get(number()))) {
            // the third and the fourth say the same once more
            Reply said = cases.post(
                    "/api/status/v1/events",
                    "{\"eventId\":\"orders-of-" + about + "\",\"type\":\"urged\",\"occurredAt\":"
                            + "\"2026-11-20T03:00:00Z\",\"receiptNumber\":\"" + about + "\"}",
                    "Idempotency-Key",
                    "orders-" + answers.size());
            String receipt = said.json().path("receiptNumber").asText();
            hub.endOf(receipt);
            answers.add(said.status() + " " + said.json().path("result").asText() + " "
                    + said.json().path("code").asText() + " "
                    + cases.get("/api/status/v1/receipts/" + receipt)
                            .json()
                            .path("state")
                            .asText() + " "
                    + cases.get("/api/status/v1/receipts/" + receipt)
                            .json()
                            .path("complaintNumber")
                            .asText());
        }
        assertThat(answers.get(0)).isEqualTo(answers.get(1)).startsWith("202 waiting");
        assertThat(answers.get(2)).isEqualTo(answers.get(3));
    }

    @Test
    void receiptsThatWaitedTooLongLookTheSameWhetherThereIsACaseOrNone() {
        Caller cases = hub.caller("cases");
        List<JsonNode> states = new ArrayList<>();
        for (String about : List.of(number(), NAMES.get(number()))) {
            String receipt = cases.post(
                            "/api/status/v1/events",
                            "{\"eventId\":\"in-vain-" + about + "\",\"type\":\"urged\",\"occurredAt\":"
                                    + "\"2026-11-20T04:00:00Z\",\"receiptNumber\":\"" + about + "\"}")
                    .json()
                    .path("receiptNumber")
                    .asText();
            long id = hub.endOf(receipt).receiptId();
            String path = "/api/status/v1/receipts/" + receipt;
            assertThat(cases.get(path).json().path("state").asText()).isEqualTo("received");

            hub.jdbc()
                    .sql("update receipt_item set at = timestamptz '2026-11-01 00:00Z' where receipt_id = :id")
                    .param("id", id)
                    .update();
            ObjectNode state = (ObjectNode) cases.get(path).json();
            assertThat(state.path("updatedAt").asText()).isEqualTo("2026-11-08T00:00:00Z");
            hub.jdbc()
                    .sql("update work set due_at = now() where lane = 'waiting' and ref in"
                            + " (select id from status_event where receipt_id = :id)")
                    .param("id", id)
                    .update();
            await().until(() -> hub.jdbc()
                            .sql("select count(*) from work where lane = 'waiting' and ref in"
                                    + " (select id from status_event where receipt_id = :id)")
                            .param("id", id)
                            .query(Integer.class)
                            .single()
                    == 0);
            assertThat(cases.get(path).json()).as("once it was given up").isEqualTo(state);
            state.remove(List.of("receiptNumber", "receivedAt"));
            states.add(state);
        }

        assertThat(states.get(0)).isEqualTo(states.get(1));
        assertThat(states.get(0).path("state").asText()).isEqualTo("needs-attention");
        assertThat(states.get(0).has("complaintNumber")).isFalse();
    }

    @Test
    void orderForManyLeavesItOutAndTakesWhatIsOfAnotherCaseInTheSameInput() {
        long receipt = receiptOfTheCase();
        long other = held(receipt, 1, "MP-209");
        held(receipt, -1, "MP-209");

        Reply list = hub.caller("ops").get("/api/ops/v1/quarantine?code=MP-209");
        Reply done = hub.caller("ops")
                .post(
                        "/api/ops/v1/quarantine/discard",
                        "{\"code\":\"MP-209\",\"channel\":\"desk\",\"reason\":\"a test\"}");

        assertThat(list.json().path("items").findValuesAsText("id")).containsExactly(Long.toString(other));
        assertThat(done.json().path("count").asInt()).isOne();
        assertThat(hub.jdbc()
                        .sql("select item from held where code = 'MP-209' and released_at is null")
                        .query(Integer.class)
                        .list())
                .containsExactly(-1);
    }

    private static long receiptOfTheCase() {
        return Long.parseLong(NAMES.keySet().stream().skip(1).findFirst().orElseThrow());
    }

    private static long held(long receipt, int item, String code) {
        return hub.jdbc()
                .sql("insert into held (receipt_id, item, channel, room, code, held_at)"
                        + " values (:id, :item, 'desk', 'map', :code, now()) returning id")
                .param("id", receipt)
                .param("item", item)
                .param("code", code)
                .query(Long.class)
                .single();
    }

    @Test
    void theSameOrderAboutAnotherCaseIsDone() {
        String other = hub.complaintsOf(entered("orders-4")).get(0);

        assertThat(List.of(other, number()).stream()
                        .map(number -> hub.caller("erase")
                                .post("/api/ops/v1/complaints/" + number + "/erase", "{\"reason\":\"a test\"}")
                                .status()))
                .containsExactly(200, 404);
    }

    private static List<Map.Entry<String, String>> namesFor(String path) {
        return NAMES.entrySet().stream()
                .filter(name ->
                        name.getKey().length() > 8 || OF_INPUTS.matcher(path).find())
                .toList();
    }

    private static String number() {
        return NAMES.keySet().iterator().next();
    }

    private static List<String> verbsOf(String path) {
        return path.contains("/deliveries/")
                ? List.of("resend", "discard", "arrived", "not-arrived")
                : List.of("start");
    }

    /** What the first key says that may do it, without the name. */
    private static String answer(String method, String path, HandlerMethod door, String name) throws Exception {
        StringBuilder answers = new StringBuilder();
        for (Map<String, Object> fields :
                List.of(bodyOf(door, name, true), bodyOf(door, name, false), Map.<String, Object>of())) {
            byte[] body = JSON.writeValueAsBytes(fields);
            for (String key : KEYS) {
                Caller caller = hub.caller(key);
                Reply reply = caller.send(
                        method,
                        VARIABLE.matcher(path.replace("/mappings/{name}", "/mappings/desk"))
                                .replaceAll(name),
                        body,
                        "Content-Type",
                        "application/json");
                if (reply.status() != 403) {
                    answers.append(reply.status())
                            .append(' ')
                            .append(reply.body())
                            .append('\n');
                    break;
                }
            }
        }
        return neutral(answers.toString(), name);
    }

    /** A body in which every text that may name something is the name; the other of two is an ordinary case, once on either side. */
    private static Map<String, Object> bodyOf(HandlerMethod door, String name, boolean isFirst) {
        Map<String, Object> body = new TreeMap<>();
        for (Parameter parameter : door.getMethod().getParameters()) {
            if (parameter.isAnnotationPresent(RequestBody.class)
                    && parameter.getType().isRecord()) {
                for (RecordComponent field : parameter.getType().getRecordComponents()) {
                    body.put(field.getName(), valueOf(field, name, isFirst));
                }
            }
        }
        body.values().removeIf(value -> value.equals(""));
        return body;
    }

    private static Object valueOf(RecordComponent field, String name, boolean isFirst) {
        if (field.getName().equals("complaints") || field.getName().equals("names")) {
            return List.of(name);
        }
        return switch (field.getName()) {
            case "complaint" -> isFirst ? name : ordinary;
            case "other" -> isFirst ? ordinary : name;
            case "reason", "text", "why" -> "a test";
            case "outcome" -> "again";
            case "destination" -> "alarm-mail";
            default -> field.getType() == String.class ? name : "";
        };
    }

    /** The status, where it leads to and what is said there of each thing, without the name. */
    private static String answer(ConsolePerson person, String path, String name) {
        String answer = "";
        for (String other : List.of(ordinary, name)) {
            String own = other.equals(name) ? ordinary : name;
            ConsolePerson.Page page = person.post(
                    VARIABLE.matcher(path.replace("/deliveries/{name}", "/deliveries/alarm-mail"))
                            .replaceAll(own),
                    "id",
                    name,
                    "complaint",
                    own,
                    "number",
                    own,
                    "other",
                    other,
                    "action",
                    "refuse",
                    "reason",
                    "a test",
                    "why",
                    "a test",
                    "text",
                    "a test",
                    "code",
                    "MP-201",
                    "channel",
                    "desk",
                    "again",
                    own);
            String said = "";
            if (page.status() / 100 == 3 && !page.location().isEmpty()) {
                Matcher results = RESULTS.matcher(person.get(page.location().replaceFirst("^https?://[^/]+", ""))
                        .body());
                said = results.find() ? results.group() : "";
            }
            answer += page.status() + " " + page.location() + " " + said + "\n";
        }
        return neutral(answer, name);
    }

    private static String neutral(String answer, String name) {
        return answer.replaceAll("\\b" + name + "\\b", "NAME").replaceAll("\"at\":\"[^\"]+\"", "");
    }

    /** The rows of the case that an order could change. */
    private static List<String> whatThereIs() {
        List<String> rows = new ArrayList<>();
        for (String table : List.of("status_event", "case_link", "case_alarm", "delivery")) {
            String of = table.equals("case_link") ? "c.id in (t.first_id, t.second_id)" : "t.complaint_id = c.id";
            rows.addAll(hub.jdbc()
                    .sql("select '" + table + " ' || t::text from " + table + " t join complaint c on " + of
                            + " where c.number = :number order by 1")
                    .param("number", number())
                    .query(String.class)
                    .list());
        }
        rows.add(hub.jdbc()
                .sql(
                        "select revision || ' ' || document || ' ' || coalesce(erased_at::text, '') || coalesce(merged_into, 0)"
                                + " from complaint where number = :number")
                .param("number", number())
                .query(String.class)
                .single());
        rows.addAll(hub.jdbc()
                .sql("select 'held ' || h::text from held h join receipt_item i on i.receipt_id = h.receipt_id"
                        + " join complaint c on c.id = i.complaint_id where c.number = :number")
                .param("number", number())
                .query(String.class)
                .list());
        return rows;
    }

    /** Addresses that take orders, by method and path. */
    private static Map<String, HandlerMethod> doors(String prefix) {
        Map<String, HandlerMethod> doors = new TreeMap<>();
        hub.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, handler) -> mapping.getMethodsCondition().getMethods().stream()
                        .filter(method -> method != RequestMethod.GET && method != RequestMethod.HEAD)
                        .forEach(method -> mapping.getPatternValues().stream()
                                .filter(path -> path.startsWith(prefix))
                                .forEach(path -> doors.put(method + " " + path, handler))));
        assertThat(doors).hasSizeGreaterThan(10);
        return doors;
    }
}

package org.onestophub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.platform.access.Caller;
import org.onestophub.platform.access.Caller.Reply;
import org.onestophub.support.Hospitals;
import org.onestophub.support.HubUnderTest;

/** What the console does, done by a key and by a command. */
class KeyAndCommandIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALARMS = "/api/ops/v1/alarms";
    private static final String HEAD = "{\"type\":\"head-notified\"}";
    private static final int OWN = 54;
    private static final int FOREIGN = 55;

    @TempDir
    private Path folder;

    private final HubUnderTest hub = HubUnderTest.get();
    private final Caller own = hub.caller(Hospitals.key(OWN));
    private final Caller foreign = hub.caller(Hospitals.key(FOREIGN));

    @Test
    void alarmIsAcknowledgedByAKeyOnceAndTheAnswerTellsOfTheFirst() {
        String number = pushed(OWN);
        String path = ALARMS + "/" + alarmed(number) + "/acknowledge";

        assertProblem(hub.caller("may-view").post(path, HEAD), 403, "AC-102", "operate");
        assertProblem(foreign.post(path, HEAD), 404, "AC-103", "id");
        assertProblem(hub.caller("ops").post(ALARMS + "/999999999/acknowledge", HEAD), 404, "AC-103", "id");
        // the first of these ends a case, the second is none of this rule
        assertProblem(own.post(path, "{\"type\":\"closed\"}"), 400, "AC-104", "type");
        assertProblem(own.post(path, "{\"type\":\"safety-acted\"}"), 400, "AC-104", "type");
        assertProblem(own.post(path, "{}"), 400, "AC-104", "type");
        assertThat(sayings(number)).isEmpty();

        Reply first = own.post(path, HEAD);
        Reply second = hub.caller("ops").post(path, "{\"type\":\"reported\"}");

        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(first.json().path("complaint").asText()).isEqualTo(number);
        assertThat(first.json().path("acknowledgedBy").asText()).isEqualTo("head-notified");
        assertThat(first.json().path("acknowledged").asText()).isNotEmpty();
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(sayings(number)).containsExactly("head-notified onestop-hub " + Hospitals.key(OWN));
        assertThat(recorded(number)).containsExactly("alarm-heard " + Hospitals.key(OWN));
    }

    @Test
    void alarmIsAcknowledgedByACommand() throws IOException {
        String number = pushed(OWN);
        String alarm = Long.toString(alarmed(number));
        assertThat(asked(own, "alarms", "list", "--state", "unheard")).contains(number);

        String once = asked(own, "alarms", "acknowledge", alarm, "--type", "head-notified");
        String twice = asked(own, "alarms", "acknowledge", alarm, "--type", "head-notified");

        assertThat(once).startsWith("Acknowledged: 2").contains("Z head-notified");
        assertThat(twice).isEqualTo(once);
        assertThat(asked(own, "alarms", "list", "--state", "unheard")).doesNotContain(number);
        assertThat(sayings(number)).hasSize(1);
        assertThat(refused(foreign, "alarms", "acknowledge", alarm, "--type", "head-notified"))
                .contains("AC-103");
    }

    @Test
    void alarmOfTheDisciplineRouteIsThereForKeysThatMaySeeIt() {
        String number = pushed(OWN);
        String path = ALARMS + "/" + alarmed(number) + "/acknowledge";
        hub.jdbc()
                .sql("update complaint set document = document || '{\"flags\": {\"discipline\": true}}'"
                        + " where number = :number")
                .param("number", number)
                .update();

        assertProblem(own.post(path, HEAD), 404, "AC-103", "id");
        assertProblem(hub.caller("ops").post(path, HEAD), 404, "AC-103", "id");
        assertThat(sayings(number)).isEmpty();

        Reply heard = hub.caller("integrity").post(path, HEAD);

        assertThat(heard.json().path("acknowledgedBy").asText())
                .as(heard.body())
                .isEqualTo("head-notified");
        assertThat(recorded(number)).contains("alarm-heard test-integrity", "discipline-seen test-integrity");
    }

    @Test
    void trialIsOfTheInputsOfTheKeysInstitutions() throws IOException {
        held(pushed(OWN));
        String group = "{\"code\":\"MP-297\",\"channel\":\"hotline\"}";

        JsonNode tried =
                JSON.readTree(asked(own, "quarantine", "trial", "--code", "MP-297", "--channel", "hotline", "--json"));
        Reply none = foreign.post("/api/ops/v1/quarantine/trial", group);

        assertThat(tried.path("tried").asInt()).isOne();
        assertThat(tried.path("good").asInt()).isOne();
        assertThat(tried.path("codes").isEmpty()).isTrue();
        assertThat(none.json().path("tried").asInt(-1)).as(none.body()).isZero();
        assertThat(asked(own, "quarantine", "trial", "--code", "MP-297", "--channel", "hotline"))
                .startsWith("Tried: 1, good now: 1");
        assertProblem(own.post("/api/ops/v1/quarantine/trial", "{\"channel\":\"hotline\"}"), 400, "AC-104", "code");
        assertThat(asked(own, "quarantine", "list", "--code", "MP-297", "--json"))
                .as("nothing was changed")
                .contains("MP-297");
    }

    @Test
    void heldInputIsCorrectedByACommand() throws IOException {
        byte[] wrong = "日期,隐患内容,是否化解\n2026-04-13,消防通道堆物,也许\n".getBytes(StandardCharsets.UTF_8);
        byte[] right = "日期,隐患内容,是否化解\n2026-04-13,消防通道堆物,是\n".getBytes(StandardCharsets.UTF_8);
        hub.neighbours().drop("register", "hazards-to-correct.csv", wrong);
        HubUnderTest.End parked = hub.endOf(wrong);
        assertThat(parked.text()).isEqualTo("parked RD-153");
        String held = hub.jdbc()
                .sql("select id from held where receipt_id = :id and released_at is null")
                .param("id", parked.receiptId())
                .query(String.class)
                .single();
        Path file = Files.write(folder.resolve("corrected.csv"), right);
        String[] order = {"quarantine", "edit", held, file.toString(), "--reason", "a word put right", "--json"};

        JsonNode copy = JSON.readTree(asked(hub.caller("ops"), order));
        JsonNode again = JSON.readTree(asked(hub.caller("ops"), order));

        assertThat(copy.path("editedFrom").asLong()).isEqualTo(parked.receiptId());
        assertThat(again.path("receiptId").asLong())
                .isEqualTo(copy.path("receiptId").asLong());
        assertThat(again.path("repeated").asBoolean()).isTrue();
        assertThat(hub.endOf(right).text()).isEqualTo("entered");
        assertThat(refused(
                        hub.caller("ops"),
                        "quarantine",
                        "edit",
                        held,
                        folder.resolve("none").toString(),
                        "--reason",
                        "x"))
                .contains("no such file");
    }

    @Test
    void rejectOfTheDistrictIsSettledByACommand() throws IOException {
        String number = pushed(OWN);
        String id = hub.jdbc()
                .sql(
                        "insert into feed_reject (at, key_name, event_id, complaint_id, reason) select now(), 'test-district',"
                                + " max(e.id), c.id, 'unknown department' from complaint c join event e on e.complaint_id = c.id"
                                + " where c.number = :number group by c.id returning id")
                .param("number", number)
                .query(String.class)
                .single();

        assertThat(asked(own, "rejects", "list")).contains(number, "unknown department");
        assertThat(refused(foreign, "rejects", "settle", id, "--reason", "not ours"))
                .contains("AC-103");
        assertThat(asked(own, "rejects", "settle", id, "--reason", "department added"))
                .contains("Settled.");

        assertThat(asked(own, "rejects", "list")).doesNotContain(number);
        assertThat(asked(own, "rejects", "list", "--settled")).contains(number, "department added");
    }

    @Test
    void complaintIsErasedByACommand() throws IOException {
        String number = pushed(OWN);
        String[] order = {"complaints", "erase", number, "--reason", "asked for, and decided", "--json"};

        assertThat(refused(hub.caller("ops"), order)).contains("AC-102");
        assertThat(refused(foreign, order)).contains("AC-103");
        JsonNode erased = JSON.readTree(asked(own, order));

        assertThat(erased.path("number").asText()).isEqualTo(number);
        assertThat(erased.path("receipts").asInt()).isOne();
        assertThat(hub.jdbc()
                        .sql("select erased_at is not null from complaint where number = :number")
                        .param("number", number)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private String pushed(int hospital) {
        String order = "{\"taskId\":\"KEYS-%d\",\"round\":\"1\",\"serviceType\":\"投诉\",\"discription\":\"走廊照明 %d\"}"
                .formatted(System.nanoTime(), System.nanoTime());
        Reply taken = hub.caller(Hospitals.key(hospital)).post("/api/hotline/v1/work-orders", order);
        return hub.complaintsOf(
                        hub.endOf(taken.json().path("receiptNumber").asText()).receiptId())
                .get(0);
    }

    /** Id of an alarm that the files have a rule for. */
    private long alarmed(String number) {
        return hub.jdbc()
                .sql(
                        "insert into case_alarm (complaint_id, rule, cause, basis, whom, destinations, since_at, raised_at,"
                                + " due_at, quiet) select id, 'major-dispute', 'complaint', 'none', '{head}', '{alarm-mail}',"
                                + " now() - interval '1 hour', now() - interval '1 hour', now() + interval '1 hour', false"
                                + " from complaint where number = :number returning id")
                .param("number", number)
                .query(Long.class)
                .single();
    }

    private void held(String number) {
        hub.jdbc()
                .sql(
                        "insert into held (receipt_id, item, channel, room, code, held_at) select i.receipt_id, 9, 'hotline',"
                                + " 'map', 'MP-297', now() from receipt_item i join complaint c on c.id = i.complaint_id"
                                + " where c.number = :number limit 1")
                .param("number", number)
                .update();
    }

    /** What was said about a case: type, source and who. */
    private List<String> sayings(String number) {
        return hub.jdbc()
                .sql("select s.type || ' ' || s.source || ' ' || (s.document #>> '{by,name}') from status_event s"
                        + " join complaint c on c.id = s.complaint_id where c.number = :number and s.type in"
                        + " ('head-notified', 'reported', 'closed', 'safety-acted') order by s.id")
                .param("number", number)
                .query(String.class)
                .list();
    }

    /** What the access log has about a case, and of whom. */
    private List<String> recorded(String number) {
        return hub.jdbc()
                .sql("select distinct l.action || ' ' || l.key_name from access_log l where l.object = :number"
                        + " or l.complaint_id = (select id from complaint where number = :number)")
                .param("number", number)
                .query(String.class)
                .list();
    }

    private static void assertProblem(Reply reply, int status, String code, String field) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.json().path("code").asText()).isEqualTo(code);
        assertThat(reply.json().path("field").asText()).isEqualTo(field);
    }

    /** What a command prints that ends well. */
    private String asked(Caller caller, String... words) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertThat(ask(caller, out, err, words))
                .as("%s %s", List.of(words), err)
                .isZero();
        return out.toString();
    }

    /** What a command prints that ends badly. */
    private String refused(Caller caller, String... words) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertThat(ask(caller, out, err, words)).as("%s", List.of(words)).isPositive();
        return out.toString() + err;
    }

    private int ask(Caller caller, StringWriter out, StringWriter err, String... words) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), caller.key());
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--url", "http://127.0.0.1:" + caller.port(), "--key-file", key.toString()));
        return HubCommands.commands()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}

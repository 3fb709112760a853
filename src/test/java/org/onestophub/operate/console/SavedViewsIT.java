package org.onestophub.operate.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.operate.cli.ViewsCommand;
import org.onestophub.operate.console.ConsolePerson.Page;
import org.onestophub.platform.access.Caller;
import org.onestophub.support.HubUnderTest;
import picocli.CommandLine;

/** Filters that people keep: each person's own, checked, bounded, and a page to begin with. */
class SavedViewsIT {

    private static final List<String> RIGHTS = List.of("view", "audit");
    private static final String SENTINEL = "某某投诉人";

    private static HubUnderTest hub;

    @BeforeAll
    static void start() {
        hub = HubUnderTest.get();
    }

    @Test
    void viewIsKeptShownRenamedReplacedAndRemoved() {
        ConsolePerson person = person("views-one");

        Page kept = person.post(
                "/console/views",
                "list",
                "complaints",
                "name",
                " 急诊 <b>逾期 ",
                "f.due",
                "overdue",
                "f.department",
                "0301");

        assertThat(kept.location()).endsWith("/console/complaints?department=0301&due=overdue");
        Page list = person.get("/console/complaints?department=0301&due=overdue");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.body())
                .contains("aria-current=\"true\">急诊 &lt;b&gt;逾期</a>")
                .contains("name=\"f.due\" value=\"overdue\"");
        JsonNode view = only("views-one");
        person.post("/console/views/" + view.path("id").asLong(), "name", "逾期");
        assertThat(only("views-one").path("name").asText()).isEqualTo("逾期");
        person.post("/console/views", "list", "complaints", "name", "逾期", "f.due", "day");
        assertThat(only("views-one").path("filter").toString()).isEqualTo("{\"due\":\"day\"}");
        assertThat(person.get("/console/account").body()).contains("/console/complaints?due=day");
        String remove = "/console/views/" + view.path("id").asLong() + "/remove";
        assertThat(person.post(remove).status()).isEqualTo(302);
        assertThat(person.post(remove).status()).as("a second time").isEqualTo(302);
        assertThat(views("views-one")).isEmpty();
    }

    @Test
    void wordsAndNumbersAreNeverKept() {
        ConsolePerson person = ConsolePerson.loggedIn(hub, "views-words", List.of("view", "content"), List.of())
                .withReason();

        String page = person.get("/console/complaints?text=" + "13800138000" + "&number=T1&due=open")
                .body();

        assertThat(page).contains("name=\"f.due\"").doesNotContain("\"f.text\"").doesNotContain("\"f.number\"");
        assertThat(person.post("/console/views", "list", "complaints", "name", "a", "f.text", SENTINEL)
                        .status())
                .isEqualTo(400);
        assertThat(person.post("/console/views", "list", "complaints", "name", "a", "f.number", "T1")
                        .status())
                .isEqualTo(400);
        assertThat(views("views-words")).isEmpty();
    }

    @Test
    void whatTheListWouldNotTakeIsNotKept() {
        Caller users = hub.caller("users");
        ConsolePerson.account(hub, "views-bad", RIGHTS, List.of());
        String path = "/api/ops/v1/users/views-bad/views";

        for (String body : List.of(
                "{\"list\":\"receipts\",\"name\":\"a\"}",
                "{\"list\":\"complaints\",\"name\":\" \"}",
                "{\"list\":\"complaints\",\"name\":\"" + "长".repeat(41) + "\"}",
                "{\"list\":\"complaints\",\"name\":\"a\\u0007\"}",
                "{\"list\":\"complaints\",\"name\":\"a\",\"filter\":{\"due\":\"never\"}}",
                "{\"list\":\"complaints\",\"name\":\"a\",\"filter\":{\"days\":\"367\"}}",
                "{\"list\":\"complaints\",\"name\":\"a\",\"filter\":{\"days\":\"0\"}}",
                "{\"list\":\"complaints\",\"name\":\"a\",\"filter\":{\"from\":\"yesterday\"}}",
                "{\"list\":\"complaints\",\"name\":\"a\",\"filter\":{\"department\":\"a b\"}}",
                "{\"list\":\"complaints\",\"name\":\"a\",\"filter\":{\"cursor\":\"1-1\"}}",
                "{\"list\":\"alarms\",\"name\":\"a\",\"filter\":{\"state\":\"x\"}}",
                "{\"list\":\"warnings\",\"name\":\"a\",\"filter\":{\"state\":\"x\"}}",
                "{\"list\":\"quarantine\",\"name\":\"a\",\"filter\":{\"code\":\"MP-201\"}}",
                "{\"list\":\"deliveries\",\"name\":\"a\",\"filter\":{\"state\":\"dead\"}}",
                "{\"list\":\"deliveries\",\"name\":\"a\",\"filter\":{\"name\":\"../x\"}}",
                "{\"list\":\"access-log\",\"name\":\"a\",\"filter\":{\"by\":\"" + "x".repeat(81) + "\"}}")) {
            assertThat(users.post(path, body).json().path("code").asText())
                    .as(body)
                    .isEqualTo("AC-104");
        }
        assertThat(views("views-bad")).isEmpty();
        assertThat(users.post("/api/ops/v1/users/no-such-person/views", "{\"list\":\"complaints\",\"name\":\"a\"}")
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("AC-103");
    }

    @Test
    void everyListKeepsItsFilterAndItsPageTakesIt() {
        ConsolePerson person = person("views-lists");
        for (String[] one : new String[][] {
            {"complaints", "f.days", "7", "f.flag", "safety"},
            {"inputs", "f.channel", "hotline", "f.outcome", "refused", "f.days", "1"},
            {"alarms", "f.state", "overdue"},
            {"warnings", "f.state", "raised", "f.institution", "12350200700000000A"},
            {"quarantine", "f.code", "MP-201", "f.channel", "hotline"},
            {"deliveries", "f.name", "oa-webhook", "f.state", "dead"},
            {"access-log", "f.by", "@views & lists"}
        }) {
            List<String> form = new ArrayList<>(List.of("list", one[0], "name", "Mine"));
            form.addAll(List.of(one).subList(1, one.length));
            String page = person.post("/console/views", form.toArray(String[]::new))
                    .location()
                    .replaceFirst("^https?://[^/]+", "");
            Page shown = person.get(page);

            assertThat(shown.status()).as(page).isEqualTo(200);
            assertThat(shown.body()).as(page).contains("aria-current=\"true\">Mine</a>");
        }
        assertThat(views("views-lists")).hasSize(FilteredList.values().length);
    }

    @Test
    void nobodySeesOrChangesAnothersView() {
        ConsolePerson one = person("views-mine");
        ConsolePerson other = person("views-theirs");
        one.post("/console/views", "list", "complaints", "name", "Mine alone", "f.due", "day");
        long id = only("views-mine").path("id").asLong();

        assertThat(other.get("/console/complaints").body()).doesNotContain("Mine alone");
        assertThat(other.post("/console/views/" + id, "name", "Taken").status()).isEqualTo(404);
        assertThat(other.post("/console/views/" + id, "first", "true").status()).isEqualTo(404);
        other.post("/console/views/" + id + "/remove");
        JsonNode still = only("views-mine");
        assertThat(still.path("name").asText()).isEqualTo("Mine alone");
        assertThat(still.path("first").asBoolean()).isFalse();
    }

    @Test
    void loginBeginsWithTheViewChosenUnlessThePersonWantedToGoElsewhere() {
        String password = ConsolePerson.account(hub, "views-first", RIGHTS, List.of());
        Caller users = hub.caller("users");
        String path = "/api/ops/v1/users/views-first/views";
        long due = users.post(path, "{\"list\":\"complaints\",\"name\":\"due\",\"filter\":{\"due\":\"day\"}}")
                .json()
                .path("id")
                .asLong();
        long log = users.post(path, "{\"list\":\"access-log\",\"name\":\"log\"}")
                .json()
                .path("id")
                .asLong();
        ConsolePerson person = new ConsolePerson(hub);
        assertThat(person.login("views-first", password).location()).endsWith("/console");

        users.post(path + "/" + due, "{\"first\":true}");
        assertThat(person.login("views-first", password).location()).endsWith("/console/complaints?due=day");
        person.get("/console/login");
        assertThat(person.post("/console/login", "name", "views-first", "password", password, "to", "/console/alarms")
                        .location())
                .endsWith("/console/alarms");

        users.post(path + "/" + log, "{\"first\":true}");
        assertThat(person.login("views-first", password).location()).endsWith("/console/system/access-log");
        hub.jdbc()
                .sql("update person set rights = '{view}' where name = 'views-first'")
                .update();
        assertThat(person.login("views-first", password).location())
                .as("a list that the person may not open")
                .endsWith("/console");

        users.post(path + "/" + due, "{\"first\":true}");
        users.post(path + "/" + due, "{\"first\":false}");
        assertThat(person.login("views-first", password).location()).endsWith("/console");
    }

    @Test
    void onePersonHasThirtyViewsAndNoTwoOfAListWithOneName() {
        Caller users = hub.caller("users");
        ConsolePerson.account(hub, "views-many", RIGHTS, List.of());
        String path = "/api/ops/v1/users/views-many/views";
        for (int i = 0; i < ViewBook.MOST; i++) {
            assertThat(users.post(path, view("v" + i)).status()).isEqualTo(200);
        }

        assertThat(users.post(path, view("one-more")).json().path("code").asText())
                .isEqualTo("CO-105");
        assertThat(users.post(path, view("v7")).status()).as("replaces").isEqualTo(200);
        long id = views("views-many").get(0).path("id").asLong();
        String other = views("views-many").get(1).path("name").asText();
        assertThat(users.post(path + "/" + id, "{\"name\":\"" + other + "\"}")
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("CO-105");
        assertThat(users.send("DELETE", path + "/" + id, new byte[0]).status()).isEqualTo(204);
        assertThat(users.post(path, view("one-more")).status()).isEqualTo(200);
    }

    @Test
    void commandDoesWhatThePageDoes(@TempDir Path folder) throws IOException {
        ConsolePerson.account(hub, "views-command", RIGHTS, List.of());
        Path key = Files.writeString(folder.resolve("key"), HubUnderTest.keyOf("users"));

        run(key, "save", "views-command", "急诊", "--filter", "due=overdue", "--filter", "department=0301");
        JsonNode view = only("views-command");
        String id = view.path("id").asText();
        assertThat(view.path("address").asText()).isEqualTo("/console/complaints?department=0301&due=overdue");
        run(key, "change", "views-command", id, "--first", "--name", "急诊科");
        assertThat(only("views-command").path("first").asBoolean()).isTrue();
        run(key, "change", "views-command", id, "--no-first");
        assertThat(only("views-command").path("first").asBoolean()).isFalse();
        assertThat(run(key, "list", "views-command")).contains("急诊科");
        run(key, "remove", "views-command", id);
        assertThat(views("views-command")).isEmpty();
    }

    private static String run(Path key, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--url", "http://127.0.0.1:" + hub.httpPort(), "--key-file", key.toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = new CommandLine(new ViewsCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
        assertThat(status).as("%s %s", List.of(words), err).isZero();
        return out.toString();
    }

    @Test
    void daysBackCountFromToday() {
        ConsolePerson person = person("views-days");
        var reply = hub.caller("hotline")
                .post(
                        "/api/hotline/v1/work-orders",
                        "{\"taskId\":\"VIEWS-" + System.nanoTime()
                                + "\",\"round\":\"1\",\"reflectPerson\":\"测试乙\",\"contact\":\"13800138001\","
                                + "\"discription\":\"候诊时间过长\"}");
        String number = hub.complaintsOf(
                        hub.endOf(reply.json().path("receiptNumber").asText()).receiptId())
                .get(0);

        assertThat(person.get("/console/complaints?days=1").body()).contains(number);
        hub.jdbc()
                .sql("update complaint set received_at = received_at - interval '6 days' where number = :number")
                .param("number", number)
                .update();
        assertThat(person.get("/console/complaints?days=1&number=" + number).body())
                .doesNotContain("/console/complaints/" + number + "\"");
        assertThat(person.get("/console/complaints?days=7&number=" + number).body())
                .contains("/console/complaints/" + number + "\"");
        Matcher none = Pattern.compile("<q>(.*?)</q>")
                .matcher(person.get("/console/complaints?days=6&number=" + number)
                        .body());
        assertThat(none.results().map(found -> found.group(1))).contains("6 天");
    }

    /** Somebody who is logged in and has a page open, whose forms can be sent. */
    private static ConsolePerson person(String name) {
        ConsolePerson person = ConsolePerson.loggedIn(hub, name, RIGHTS, List.of());
        person.get("/console/account");
        return person;
    }

    private static String view(String name) {
        return "{\"list\":\"complaints\",\"name\":\"" + name + "\",\"filter\":{\"due\":\"open\"}}";
    }

    private static JsonNode only(String person) {
        JsonNode all = views(person);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static JsonNode views(String person) {
        return hub.caller("users").get("/api/ops/v1/users/" + person + "/views").json();
    }
}

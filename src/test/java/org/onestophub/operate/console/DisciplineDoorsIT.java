package org.onestophub.operate.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.contract.operations.Reports;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.platform.access.Caller;
import org.onestophub.platform.access.Caller.Reply;
import org.onestophub.support.HubUnderTest;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Cases of the discipline route are not there for anybody without the right: every address that the server knows is walked, and the
 * queue, the feed and what is counted are looked at. An address that is new is walked too.
 */
class DisciplineDoorsIT {

    private static final String MARK = "integrity-mark-of-the-accused";
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");
    /** A stream that never ends. It says only that something changed. */
    private static final Set<String> NOT_READ = Set.of("/console/changes");

    private static HubUnderTest hub;
    private static final Case ENTERED = new Case();
    private static final Case PUT_LATER = new Case();

    /** A case on the route, and the input that it came with. */
    private static final class Case {
        private String number = "";
        private long receipt;
    }

    @BeforeAll
    static void oneCaseIsEnteredAsSuchAndOneIsPutOnTheRouteLater() {
        hub = HubUnderTest.get();
        take(
                ENTERED,
                hub.caller("desk")
                        .post(
                                "/api/desk/v1/complaints",
                                "{\"entryId\":\"discipline-1\",\"channel\":\"visit\",\"complainant\":{\"name\":\""
                                        + MARK
                                        + "\"},\"flags\":{\"safety\":true},\"matter\":{\"type\":\"report\",\"facts\":\""
                                        + MARK
                                        + "\",\"departments\":[\"骨科\"],\"disciplineRoute\":\"a rule that no list knows\"}}"));
        take(
                PUT_LATER,
                hub.caller("desk")
                        .post(
                                "/api/desk/v1/complaints",
                                "{\"entryId\":\"discipline-2\",\"channel\":\"visit\",\"complainant\":{\"name\":\""
                                        + MARK + "\"},\"matter\":{\"type\":\"complaint\",\"facts\":\"" + MARK
                                        + "\"}}"));
        hub.awaitConsumed(PUT_LATER.number);
        Reply said = hub.caller("cases")
                .post(
                        "/api/status/v1/events",
                        "{\"eventId\":\"discipline-3\",\"type\":\"department-opinion\",\"occurredAt\":\"2026-11-20T02:00:00Z\","
                                + "\"disciplineRoute\":\"n9\",\"receiptNumber\":\"" + PUT_LATER.number + "\"}");
        assertThat(said.json().path("result").asText()).as(said.body()).isEqualTo("accepted");
        hub.endOf(said.json().path("receiptNumber").asText());
    }

    private static void take(Case one, Reply taken) {
        assertThat(taken.status()).as(taken.body()).isEqualTo(201);
        one.receipt = hub.endOf(taken.json().path("receiptNumber").asText()).receiptId();
        one.number = hub.complaintsOf(one.receipt).get(0);
    }

    @Test
    void noAddressOfTheApiShowsItToAKeyWithoutTheRight() throws IOException {
        Caller ops = hub.caller("ops");
        Caller handover = hub.caller("handover");
        hub.caller("integrity").get("/api/ops/v1/complaints/" + ENTERED.number);
        for (String path : addresses("/api/ops/", RequestMethod.GET)) {
            for (String name : names()) {
                assertHidden(path, textOf(ops.get(filled(path, name))));
                assertHidden(path, textOf(handover.get(filled(path, name))));
            }
        }
        for (Case one : List.of(ENTERED, PUT_LATER)) {
            for (String path : List.of(
                    "/api/ops/v1/complaints/" + one.number,
                    "/api/ops/v1/complaints/" + one.number + "/trace",
                    "/api/ops/v1/receipts/" + one.receipt,
                    "/api/ops/v1/receipts/" + one.receipt + "/raw",
                    "/api/status/v1/complaints/" + one.number)) {
                assertThat(ops.get(path).status()).as(path).isEqualTo(404);
            }
            assertThat(handover.get("/api/ops/v1/complaints/" + one.number + "/package?for=police")
                            .status())
                    .isEqualTo(404);
            assertThat(hub.caller("erase")
                            .post("/api/ops/v1/complaints/" + one.number + "/erase", "{\"reason\":\"x\"}")
                            .status())
                    .isEqualTo(404);
            assertThat(ops.get("/api/ops/v1/complaints?number=" + one.number)
                            .json()
                            .path("rows"))
                    .isEmpty();
        }
        assertHidden("xlsx", textOf(ops.get("/api/ops/v1/complaints/xlsx")));
        assertHidden("search", textOf(ops.get("/api/ops/v1/complaints?text=" + MARK)));
        assertHidden("duties", textOf(ops.get("/api/ops/v1/duties?dueBefore=2030-01-01T00:00:00Z&limit=200")));
    }

    @Test
    void noPageOfTheConsoleShowsItToAPersonWithoutTheRight() {
        List<String> others = Arrays.stream(Right.values())
                .filter(right -> right != Right.DISCIPLINE)
                .map(Right::word)
                .toList();
        ConsolePerson person = ConsolePerson.loggedIn(hub, "everything-else", others, List.of())
                .withReason();
        for (String path : addresses("/console", RequestMethod.GET)) {
            if (!NOT_READ.contains(path)) {
                for (String name : names()) {
                    ConsolePerson.Page page = person.get(filled(path, name));
                    // an error leads back to what was asked for
                    assertHidden(path, page.status() < 400 ? page.body() : "");
                }
            }
        }
        assertThat(person.get("/console/complaints/" + ENTERED.number).status()).isEqualTo(404);
        assertThat(person.get("/console/inputs/" + ENTERED.receipt).status()).isEqualTo(404);
    }

    @Test
    void whoHasTheRightSeesItAndEachSightIsRecorded() {
        Caller integrity = hub.caller("integrity");

        assertThat(integrity.get("/api/ops/v1/complaints?limit=200").json().findValuesAsText("number"))
                .contains(ENTERED.number, PUT_LATER.number);
        assertThat(integrity.get("/api/ops/v1/complaints/" + ENTERED.number).body())
                .contains(MARK);
        assertThat(integrity.get("/api/ops/v1/receipts/" + ENTERED.receipt).status())
                .isEqualTo(200);
        ConsolePerson person = ConsolePerson.loggedIn(
                        hub, "inspector", List.of("view", "content", "discipline"), List.of())
                .withReason();
        assertThat(person.get("/console/complaints").body()).contains(ENTERED.number);
        assertThat(person.get("/console/complaints/" + PUT_LATER.number).body()).contains(MARK);

        assertThat(seenBy("test-integrity")).contains("discipline-seen", "discipline-listed");
        assertThat(seenBy("@inspector")).contains("discipline-seen", "discipline-listed");
    }

    private static List<String> seenBy(String who) {
        return hub.jdbc()
                .sql("select distinct a.action from access_log a join complaint c on c.id = a.complaint_id"
                        + " where a.key_name = :who and c.number in (:numbers)")
                .param("who", who)
                .param("numbers", List.of(ENTERED.number, PUT_LATER.number))
                .query(String.class)
                .list();
    }

    @Test
    void nothingOfItLeavesTheHubOnceItIsOnTheRoute() {
        assertThat(events(ENTERED)).isEmpty();
        assertThat(events(PUT_LATER)).doesNotContain("complaint.status", "complaint.updated");
        assertThat(hub.caseSystem().complaintNumbers()).doesNotContain(ENTERED.number);
        Caller district = hub.caller("district");
        for (Case one : List.of(ENTERED, PUT_LATER)) {
            assertThat(district.get("/api/district/v1/complaints/" + one.number).status())
                    .isEqualTo(404);
        }
        assertThat(textQuietly(district.get("/api/district/v1/snapshot"))).doesNotContain(PUT_LATER.number);
    }

    @Test
    void itCountsNowhere() {
        hub.bean(Reports.class).rebuildFacts();

        assertThat(hub.jdbc()
                        .sql("select distinct left_out from complaint_fact where number in (:numbers)")
                        .param("numbers", List.of(ENTERED.number, PUT_LATER.number))
                        .query(String.class)
                        .list())
                .containsExactly("discipline");
    }

    private static List<String> events(Case one) {
        return hub.jdbc()
                .sql("select e.type from event e join complaint c on c.id = e.complaint_id where c.number = :number")
                .param("number", one.number)
                .query(String.class)
                .list();
    }

    private static List<String> names() {
        return List.of(
                "1",
                ENTERED.number,
                PUT_LATER.number,
                Long.toString(ENTERED.receipt),
                Long.toString(PUT_LATER.receipt));
    }

    private static void assertHidden(String door, String text) {
        assertThat(text).as(door).doesNotContain(MARK, ENTERED.number, PUT_LATER.number);
    }

    private static String textQuietly(Reply reply) {
        try {
            return textOf(reply);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What an answer says, also if it is packed. An error may name what was asked for. */
    private static String textOf(Reply reply) throws IOException {
        byte[] body = reply.response().body();
        if (reply.status() >= 400) {
            return "";
        }
        if (reply.header("Content-Type").contains("gzip")) {
            try (GZIPInputStream lines = new GZIPInputStream(new ByteArrayInputStream(body))) {
                return new String(lines.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        if (!reply.body().startsWith("PK")) {
            return reply.body();
        }
        Path packed = Files.write(Files.createTempFile("answer", ".zip"), body);
        StringBuilder text = new StringBuilder();
        try (ZipFile files = new ZipFile(packed.toFile())) {
            for (ZipEntry entry : Collections.list(files.entries())) {
                text.append(new String(files.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        Files.delete(packed);
        return text.toString();
    }

    private static String filled(String path, String value) {
        return VARIABLE.matcher(path.replace("/**", "")).replaceAll(value);
    }

    private static Set<String> addresses(String prefix, RequestMethod method) {
        Map<String, Boolean> found = new TreeMap<>();
        hub.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, handler) -> {
                    Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
                    if (methods.isEmpty() || methods.contains(method)) {
                        mapping.getPatternValues().stream()
                                .filter(path -> path.startsWith(prefix))
                                .forEach(path -> found.put(path, true));
                    }
                });
        assertThat(found).hasSizeGreaterThan(25);
        return found.keySet();
    }
}

package org.onestophub.operate.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.contract.operations.Reports;
import org.onestophub.platform.access.Caller;
import org.onestophub.support.Hospitals;
import org.onestophub.support.HubUnderTest;

/** What proves a report is one click away for who may see it, and for nobody else. */
class EvidenceLinksIT {

    private static final String YEAR = "2018";
    /** Registers with the tables of the score table that list them. */
    private static final Map<String, String> TABLES = Map.of(
            "organisation", "organisation",
            "safety-scores", "entered",
            "meetings", "meetings",
            "trainings", "trainings",
            "surveys", "surveys",
            "hazards", "hazards",
            "loopholes", "loopholes",
            "media-hype", "hype");

    private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{6}-[0-9]{7}-[0-9X]");

    private static final Pattern FAULT =
            Pattern.compile("<section class=\"card narrow\">(.*?)<p class=\"note\">", Pattern.DOTALL);

    private static HubUnderTest hub;
    private static Hospital own;
    private static Hospital other;

    /** What a hospital has: complaints in their order, their inputs, and reports by their name. */
    private record Hospital(
            String key, String code, List<String> complaints, Set<Long> inputs, Map<String, Long> reports) {

        String page(String report) {
            return "/console/reports/" + reports.get(report);
        }
    }

    @BeforeAll
    static void twoHospitalsHaveReportsWithProofs() {
        hub = HubUnderTest.get();
        own = hospital(41);
        other = hospital(42);
    }

    private static Hospital hospital(int number) {
        String key = Hospitals.key(number);
        String code = Hospitals.code(number);
        List<String> complaints = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            complaints.add(ConsoleCases.pushed(hub, key, "候诊太久 " + number + " " + i));
        }
        fact(
                complaints.get(0),
                "duties_met = '{reply-one-department}', flags = '{dispute}',"
                        + " steps = '[{\"type\": \"police\", \"day\": \"2018-05-04\", \"reference\": \"P" + number
                        + "\"}]'");
        fact(complaints.get(1), "duties_missed = '{reply-one-department}'");
        fact(complaints.get(2), "matter_type = 'complaint'");
        fact(complaints.get(3), "duties_met = '{reply-one-department}', left_out = 'discipline'");
        Set<Long> inputs = entered(number, code, key);
        Reports reports = hub.bean(Reports.class);
        Map<String, Long> made = new HashMap<>();
        for (String name : List.of("safe-hospital", "complaint-ledger", "step-ledger")) {
            made.put(name, reports.make(name, YEAR, code, "test").id());
        }
        return new Hospital(key, code, complaints, inputs, made);
    }

    private static void fact(String complaint, String values) {
        hub.jdbc()
                .sql("update complaint_fact set received_on = '2018-05-03', matter_type = 'complaint', flags = '{}',"
                        + " duties_met = '{}', duties_missed = '{}', duties_open = '{}' where number = :number")
                .param("number", complaint)
                .update();
        hub.jdbc()
                .sql("update complaint_fact set " + values + " where number = :number")
                .param("number", complaint)
                .update();
    }

    /** An entry of every register, each with a proof of its own: by its number and by its id in turn. */
    private static Set<Long> entered(int number, String code, String key) {
        Map<String, String> said = Map.of(
                "organisation", "'date', '2018-05-03', 'grade', '3', 'complaintOffice', true, 'policeRoom', true",
                "safety-scores", "'date', '2018-05-03', 'item', 'leadership', 'points', 9",
                "meetings", "'date', '2018-05-03', 'title', '例会', 'analysis', true",
                "trainings", "'date', '2018-05-03', 'topic', '沟通', 'expected', 9, 'attended', 8",
                "surveys", "'month', '2018-05', 'kind', '门诊', 'answered', 90, 'satisfied', 80",
                "hazards", "'date', '2018-05-03', 'hazard', '争执', 'solved', true",
                "loopholes", "'date', '2018-05-03', 'loophole', '盲区', 'inTime', true",
                "media-hype", "'date', '2018-05-03', 'event', '短视频', 'malicious', true");
        Set<Long> inputs = new TreeSet<>();
        said.forEach((register, values) -> {
            String complaint = ConsoleCases.pushed(hub, key, "佐证 " + register + " " + number);
            long receipt = ConsoleCases.receiptOf(hub, complaint);
            boolean isByNumber = inputs.add(receipt) && inputs.size() % 2 == 0;
            hub.jdbc()
                    .sql(
                            "insert into register_entry (institution, register, entry_key, revision, from_day, until_day, said,"
                                    + " receipt_id, confirmed_by, place, entered_at) select :code, :register, '2018', 1,"
                                    + " '2018-05-03', '2018-05-03', jsonb_build_object(" + values + ", 'evidence',"
                                    + " case when :byNumber then number else '#' || id end), id, id, '', now()"
                                    + " from receipt where id = :receipt")
                    .param("code", code)
                    .param("register", register)
                    .param("byNumber", isByNumber)
                    .param("receipt", receipt)
                    .update();
        });
        return inputs;
    }

    @Test
    void everyScoreLeadsToWhatItComesFrom() {
        ConsolePerson person =
                person("evidence", List.of("view", "content"), own).withReason();
        String page = page(person, own.page("safe-hospital"));

        Set<String> tables = new TreeSet<>();
        Map<String, Set<String>> cases = new HashMap<>();
        Set<Long> inputs = new TreeSet<>();
        for (String link : links(page)) {
            if (link.startsWith("#table-")) {
                tables.add(link.substring("#table-".length()));
                assertThat(page).contains("id=\"" + link.substring(1) + "\"");
            } else if (link.contains("/cases?")) {
                cases.put(link.replaceAll(".*row=([a-z-]+)&.*", "$1"), numbersIn(page(person, link)));
            } else if (link.startsWith("/console/inputs/")) {
                inputs.add(Long.valueOf(link.substring("/console/inputs/".length())));
                page(person, link);
            }
        }

        assertThat(tables).containsExactlyInAnyOrderElementsOf(TABLES.values());
        assertThat(cases)
                .isEqualTo(Map.of(
                        "complaints-in-time",
                        Set.of(own.complaints().get(0), own.complaints().get(1)),
                        "disputes-in-time",
                        Set.of(own.complaints().get(0))));
        assertThat(inputs).isEqualTo(own.inputs());
    }

    @Test
    void everyRowOfALedgerLeadsToItsComplaint() {
        ConsolePerson person = person("evidence-rows", List.of("view", "content"), own);

        Map<String, List<String>> expected = Map.of(
                "complaint-ledger", own.complaints().subList(0, 3),
                "step-ledger", own.complaints().subList(0, 1));
        expected.forEach((ledger, complaints) -> {
            Set<String> rows = new TreeSet<>();
            for (String link : links(page(person, own.page(ledger)))) {
                if (link.startsWith("/console/complaints/")) {
                    String complaint = link.substring("/console/complaints/".length());
                    assertThat(page(person, link)).contains(complaint);
                    rows.add(complaint);
                }
            }
            assertThat(rows).as(ledger).containsExactlyInAnyOrderElementsOf(complaints);
        });
    }

    @Test
    void personOfAnotherInstitutionLearnsNotEvenThatThereIsAReport() {
        ConsolePerson person =
                person("evidence", List.of("view", "content"), own).withReason();
        ConsolePerson stranger =
                person("evidence-other", List.of("view", "content"), other).withReason();
        String nothing = bare(stranger.get("/console/reports/999999999").body());

        List<String> followed = new ArrayList<>(List.of(own.page("safe-hospital"), own.page("complaint-ledger")));
        for (String report : List.copyOf(followed)) {
            followed.addAll(links(page(person, report)).stream()
                    .filter(link -> link.contains("/cases?")
                            || link.startsWith("/console/inputs/")
                            || link.startsWith("/console/complaints/"))
                    .toList());
        }
        assertThat(followed).hasSizeGreaterThan(12);
        for (String link : followed) {
            ConsolePerson.Page seen = stranger.get(link);
            assertThat(seen.status()).as(link).isEqualTo(404);
            assertThat(bare(seen.body())).as(link).isEqualTo(nothing);
        }
    }

    @Test
    void withoutTheRightsThereAreNumbersButNoInputsOrNothingAtAll() {
        ConsolePerson viewer = person("evidence-viewer", List.of("view"), own);
        ConsolePerson operator = person("evidence-operator", List.of("operate"), own);
        String page = page(viewer, own.page("safe-hospital"));

        for (String link : links(page)) {
            if (link.startsWith("/console/inputs/")) {
                assertThat(viewer.get(link).status()).as(link).isEqualTo(403);
            }
            if (link.contains("/cases?")) {
                assertThat(viewer.get(link).status()).as(link).isEqualTo(200);
                assertThat(operator.get(link).status()).as(link).isEqualTo(403);
            }
        }
        assertThat(operator.get(own.page("safe-hospital")).status()).isEqualTo(403);
    }

    @Test
    void keysGetTheSameOverTheApi() {
        String cases = "/api/ops/v1/reports/" + own.reports().get("safe-hospital")
                + "/cases?section=score&row=complaints-in-time&column=measured";
        Caller caller = hub.caller(own.key());

        assertThat(caller.get(cases).json().path("cases").findValuesAsText("number"))
                .containsExactlyInAnyOrderElementsOf(own.complaints().subList(0, 2));
        Set<Long> inputs = new TreeSet<>();
        caller.get("/api/ops/v1/registers/entries?from=2018-05-03&until=2018-05-03&limit=200")
                .json()
                .path("items")
                .forEach(entry -> entry.path("evidence").forEach(proof -> {
                    String bytes = proof.path("path").asText();
                    inputs.add(proof.path("receipt").asLong());
                    assertThat(caller.get(bytes).status()).as(bytes).isEqualTo(200);
                    assertThat(hub.caller(other.key()).get(bytes).status()).isEqualTo(404);
                    assertThat(hub.caller("may-view").get(bytes).status()).isEqualTo(403);
                }));
        assertThat(inputs).isEqualTo(own.inputs());
        assertThat(hub.caller(other.key()).get(cases).status()).isEqualTo(404);
        assertThat(hub.caller("desk").get(cases).status()).isEqualTo(403);
    }

    private static ConsolePerson person(String name, List<String> rights, Hospital hospital) {
        return ConsolePerson.loggedIn(hub, name, rights, List.of(hospital.code()));
    }

    private static String page(ConsolePerson person, String link) {
        ConsolePerson.Page page = person.get(link);
        assertThat(page.status()).as(link).isEqualTo(200);
        return page.body();
    }

    private static Set<String> links(String page) {
        Set<String> links = new TreeSet<>();
        Matcher found = LINK.matcher(page);
        while (found.find()) {
            links.add(found.group(1).replace("&amp;", "&"));
        }
        return links;
    }

    private static Set<String> numbersIn(String page) {
        Set<String> numbers = new TreeSet<>();
        Matcher found = NUMBER.matcher(page);
        while (found.find()) {
            numbers.add(found.group());
        }
        return numbers;
    }

    /** What a page says of a fault, without the name of what was asked for. */
    private static String bare(String page) {
        Matcher found = FAULT.matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return found.group(1);
    }
}

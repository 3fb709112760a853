package org.onestophub.loop.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.StatusEvent;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;

class CaseHistoriesTest {

    private static final CodeLists LISTS = new CodeLists(Path.of("mappings/code-lists"));
    private static final CaseHistories HISTORIES = new CaseHistories(LISTS);

    @Test
    void shippedTypesFitTogether() {
        assertThat(new StatusFolderCheck().faultsIn(Path.of("."))).isEmpty();
    }

    @Test
    void typesThatDoNotFitTogetherAreToldWithTheirLine(@TempDir Path config) throws IOException {
        Path folder = Files.createDirectories(config.resolve("mappings/code-lists"));
        Files.writeString(folder.resolve("case-state.csv"), "code,name_zh,name_en,parent,aliases\nreceived,a,,,\n");
        Files.writeString(folder.resolve("status-type.csv"), """
                code,name_zh,name_en,parent,aliases,state,from,opens,closes,needs,fields
                sound,a,,,,received,received,mark,,,text
                one,b,,,,nowhere,,,,,
                two,c,,,,,nowhere,,,,
                three,d,,,,,,,other,,
                four,e,,,,,,,,!other,
                five,f,,,,,,,,,colour
                """);

        assertThat(new StatusFolderCheck().faultsIn(config))
                .extracting(Fault::line)
                .containsExactly(3, 4, 5, 6, 7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | received",
                "accepted | accepted",
                "accepted assigned department-opinion replied closed | closed",
                "solved-on-spot | closed",
                "not-handled | not-handled",
                "accepted returned | returned",
                "returned re-handled | handling",
                "withdrawn re-handled | handling",
                "not-handled re-handled | handling",
                "returned forced | handling",
                "forced | handling",
                "closed withdrawn | withdrawn",
                "not-handled withdrawn | withdrawn",
                "accepted withdrawn | withdrawn",
                "accepted closed reopened | handling",
                "accepted assigned merged | merged",
                "accepted assigned merged unmerged | handling",
                "urged supervised | received",
                "closed called-back fed-back reported | closed"
            })
    void stateFollowsFromTheEvents(String types, String state) {
        assertThat(HISTORIES.of(events(types)).state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "closed closed | ST-102",
                "withdrawn replied | ST-102",
                "reopened | ST-102",
                "unmerged | ST-102",
                "not-handled accepted | ST-102",
                "extension-granted | ST-104",
                "returned forced returned | ST-104",
                "extension-asked extension-refused extension-granted | ST-104",
                "forum-opened forum-opened | ST-104",
                "forum-closed | ST-104",
                "appraisal-ended | ST-104",
                "unsealed | ST-104",
                "sealed unsealed unsealed | ST-104",
                "forced returned | ST-104",
                "no-such-type | ST-101"
            })
    void impossibleEventIsKeptWithAFindingAndChangesNothing(String types, String code) {
        List<StatusEvent> events = events(types);

        CaseHistory all = HISTORIES.of(events);
        CaseHistory without = HISTORIES.of(events.subList(0, events.size() - 1));

        CaseHistory.Placed last = all.events().get(events.size() - 1);
        assertThat(last.counts()).isFalse();
        assertThat(last.findings()).extracting(Finding::code).contains(code);
        assertThat(all.events()).hasSameSizeAs(events);
        assertThat(all.state()).isEqualTo(without.state());
        assertThat(all.marks()).isEqualTo(without.marks());
    }

    @Test
    void withdrawalOfAMergedCaseIsItsOwnAndCountsOnceItIsTakenApart() {
        CaseHistory merged = HISTORIES.of(events("accepted merged replied withdrawn"));
        CaseHistory apart = HISTORIES.of(events("accepted merged replied withdrawn unmerged"));

        assertThat(merged.state()).isEqualTo("merged");
        assertThat(merged.passed()).extracting(StatusEvent::type).containsExactly("replied");
        assertThat(merged.events().get(3).findings())
                .extracting(Finding::code)
                .containsExactly(Problem.STATUS_NOT_POSSIBLE.code());
        assertThat(apart.state()).isEqualTo("withdrawn");
        assertThat(apart.events().get(3).findings()).isEmpty();
    }

    @Test
    void twoClocksMayBeExtendedAtTheSameTime() {
        CaseHistory asked = HISTORIES.of(events("extension-asked extension-asked extension-granted"));
        CaseHistory granted =
                HISTORIES.of(events("extension-asked extension-asked extension-granted extension-granted"));

        assertThat(asked.events()).allMatch(CaseHistory.Placed::counts);
        assertThat(asked.marks()).containsExactly("extension-asked");
        assertThat(granted.events()).allMatch(CaseHistory.Placed::counts);
        assertThat(granted.marks()).isEmpty();
    }

    @Test
    void laterArrivalOfAnEarlierEventPutsTheOthersRight() {
        List<StatusEvent> events = events("extension-asked extension-granted");

        assertThat(HISTORIES.of(events.subList(1, 2)).events().get(0).counts()).isFalse();
        assertThat(HISTORIES.of(List.of(events.get(1), events.get(0))).events()).allMatch(CaseHistory.Placed::counts);
    }

    @Test
    void orderOfArrivalMeansNothing() {
        List<StatusEvent> events = new ArrayList<>(events(
                "transferred accepted assigned extension-asked extension-granted forum-opened appraisal-begun sealed sealed "
                        + "appraisal-ended forum-closed replied closed reopened unsealed closed withdrawn closed"));
        // two of the same moment, from two systems
        events.add(event("a", "closed", 5));
        events.add(event("b", "reopened", 5));
        CaseHistory history = HISTORIES.of(events);
        Random random = new Random(11);

        for (int i = 0; i < 200; i++) {
            Collections.shuffle(events, random);
            assertThat(HISTORIES.of(events)).isEqualTo(history);
        }
        assertThat(history.marks()).containsExactly("seal");
    }

    @Test
    void secondForumCanBeginOnceTheFirstHasEnded() {
        CaseHistory history = HISTORIES.of(events("forum-opened forum-closed forum-opened"));

        assertThat(history.events()).allMatch(CaseHistory.Placed::counts);
        assertThat(history.marks()).containsExactly("forum");
    }

    @Test
    void neededFieldThatIsMissingIsAFindingAndTheEventCounts() throws IOException {
        CaseHistory bare = HISTORIES.of(List.of(event("a", "not-handled", 1)));
        CaseHistory whole = HISTORIES.of(List.of(with(
                event("a", "not-handled", 1),
                "{'reason':'sued','explanation':'x','explainedAt':'2026-11-20T01:00:00Z'}")));

        assertThat(bare.state()).isEqualTo("not-handled");
        assertThat(bare.events().get(0).findings())
                .containsExactly(
                        Finding.of(Problem.STATUS_FIELD_MISSING, "/explainedAt"),
                        Finding.of(Problem.STATUS_FIELD_MISSING, "/explanation"),
                        Finding.of(Problem.STATUS_FIELD_MISSING, "/reason"));
        assertThat(whole.events().get(0).findings()).isEmpty();
    }

    @Test
    void whoHasACaseIsTheLeadNamedLastOrToWhomItWasTransferredSince() throws IOException {
        StatusEvent first = with(
                event("a", "assigned", 1),
                "{'tasks':[{'part':'assist','departmentCode':'04'},{'part':'lead','departmentCode':'03'}]}");
        StatusEvent assist = with(event("a", "assigned", 2), "{'tasks':[{'part':'assist','departmentCode':'07'}]}");
        StatusEvent second = with(event("a", "assigned", 3), "{'tasks':[{'part':'lead','departmentCode':'05'}]}");
        StatusEvent office = with(event("a", "transferred", 4), "{'to':{'departmentCode':'01'}}");
        StatusEvent somewhere = event("a", "transferred", 5);
        StatusEvent closed = event("a", "closed", 6);
        StatusEvent tooLate = with(event("a", "assigned", 7), "{'tasks':[{'part':'lead','departmentCode':'06'}]}");

        assertThat(HISTORIES.of(List.of()).lead()).isNull();
        assertThat(HISTORIES.of(List.of(first)).lead()).isEqualTo("03");
        assertThat(HISTORIES.of(List.of(first, assist)).lead()).isEqualTo("03");
        assertThat(HISTORIES.of(List.of(second, first)).lead()).isEqualTo("05");
        assertThat(HISTORIES.of(List.of(first, second, office)).lead()).isEqualTo("01");
        assertThat(HISTORIES.of(List.of(first, second, somewhere)).lead()).isNull();
        assertThat(HISTORIES.of(List.of(second, closed, tooLate)).lead())
                .as("what is not possible names nobody")
                .isEqualTo("05");
    }

    @Test
    void unknownCodesAreFindings() throws IOException {
        StatusEvent event = with(
                event("a", "forum-opened", 1),
                "{'forum':'duel','level':'x','rights':['x'],'coreSystems':['x'],'disciplineRoute':'x',"
                        + "'track':'x','changedAtOnce':['x'],'responsible':[{'level':'x'}],'helpers':[{'kind':'x'}],"
                        + "'satisfaction':{'attitude':'x'}}");

        assertThat(HISTORIES.of(List.of(event)).events().get(0).findings())
                .extracting(Finding::code, Finding::field)
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(
                                ("core-system discipline-route event-level forum helper immediate-change responsibility right"
                                                + " satisfaction track")
                                        .split(" "))
                        .stream()
                        .map(list -> org.assertj.core.api.Assertions.tuple(Problem.STATUS_CODE_UNKNOWN.code(), list))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "2062-01-01T00:00:00Z",
        "+1000000000-12-31T23:59:59Z",
        "1970-01-01T00:00:00Z",
        "-1000000000-01-01T00:00:00Z"
    })
    void timeThatCannotBeRightCountsAsThatOfTheArrival(String occurredAt) throws IOException {
        StatusEvent wrong = with(event("a", "closed", 9), "{'occurredAt':'" + occurredAt + "'}");

        CaseHistory.Placed placed = HISTORIES.of(List.of(wrong)).events().get(0);

        assertThat(placed.at()).isEqualTo(wrong.receivedAt());
        assertThat(placed.findings()).extracting(Finding::code).contains(Problem.STATUS_TIME_IMPLAUSIBLE.code());
        assertThat(placed.counts()).isTrue();
    }

    /** Events of these types, a minute apart, with all fields that types need. */
    private static List<StatusEvent> events(String types) {
        List<StatusEvent> events = new ArrayList<>();
        for (String type : types.split(" ")) {
            if (!type.isEmpty()) {
                events.add(event("a", type, events.size()));
            }
        }
        return events;
    }

    static StatusEvent event(String source, String type, int minute) {
        try {
            ObjectNode event = CanonicalJson.MAPPER.createObjectNode();
            event.put("schemaVersion", "1").put("source", source).put("eventId", type + minute);
            event.putArray("complaint")
                    .addObject()
                    .put("kind", "receipt-number")
                    .put("value", "261120-0000001-4");
            event.put("type", type).put("occurredAt", String.format("2026-11-20T01:%02d:00Z", minute));
            event.put("receivedAt", "2026-11-20T12:00:00Z");
            return CanonicalJson.MAPPER.treeToValue(event, StatusEvent.class);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static StatusEvent with(StatusEvent event, String fields) throws IOException {
        ObjectNode node = CanonicalJson.MAPPER.valueToTree(event);
        node.setAll((ObjectNode) CanonicalJson.MAPPER.readTree(fields.replace('\'', '"')));
        return CanonicalJson.MAPPER.treeToValue(node, StatusEvent.class);
    }
}

package org.onestophub.loop.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.StatusEvent;
import org.onestophub.complaint.contract.CaseStatuses;
import org.onestophub.complaint.contract.CaseStatuses.Derived;
import org.onestophub.complaint.contract.CaseStatuses.News;
import org.onestophub.complaint.contract.CaseStatuses.Result;
import org.onestophub.complaint.contract.CaseStatuses.Said;
import org.onestophub.loop.alarm.AlarmProperties;
import org.onestophub.loop.duty.DutyProperties;
import org.onestophub.problem.Problem;
import org.onestophub.support.LedgerSlice;
import org.springframework.transaction.support.TransactionTemplate;

/** Cases arrive on Friday, 20 November 2026, at 9 o'clock in Shanghai. */
class StatusBookIT {

    private static final String OURS = "91350100M000100Y43";
    private static final String OTHERS = "91350203M0001QAY9B";
    private static final Instant MORNING = Instant.parse("2026-11-20T02:00:00Z");
    private static int count;

    @TempDir
    static Path home;

    private static LedgerSlice slice;

    @BeforeAll
    static void start() {
        slice = new LedgerSlice(home)
                .with(DutyProperties.class, new DutyProperties("cn-mainland", LocalTime.of(8, 0), LocalTime.of(17, 30)))
                .with(AlarmProperties.class, new AlarmProperties(Duration.ofDays(7), Map.of()))
                .rooms(
                        "complaint.list.CodeLists",
                        "loop.duty.Duties",
                        "loop.duty.DutyRules",
                        "loop.duty.DutyTable",
                        "loop.duty.CaseDuties",
                        "loop.alarm.AlarmRules",
                        "loop.alarm.AlarmTable",
                        "loop.alarm.CaseAlarms",
                        "loop.status.StatusTable",
                        "loop.status.DerivedCases",
                        "loop.status.StatusWaits",
                        "loop.status.MergeTable",
                        "loop.status.CasePast",
                        "loop.status.StatusBook")
                .start();
    }

    @AfterAll
    static void stop() {
        slice.close();
    }

    @Test
    void eventIsWrittenOnceAndMovesStateAndDuties() throws IOException {
        long id = open("n-1", OURS);
        StatusEvent event = event("closed", "n-1", OURS);

        Noted first = note(event);
        Noted second = note(event);

        assertThat(first.result()).isEqualTo(Result.ADDED);
        assertThat(first.complaintId()).isEqualTo(id);
        assertThat(first.derived()).isNotNull();
        assertThat(first.derived().state()).isEqualTo("closed");
        assertThat(first.derived().news())
                .extracting(News::type, news -> news.about().at("/duty/rule").asText())
                .contains(org.assertj.core.api.Assertions.tuple("duty.met", "reply-one-department"));
        assertThat(second.result()).isEqualTo(Result.REPEATED);
        assertThat(stateOf(id)).isEqualTo("closed");
        assertThat(rows("status_event", id)).isEqualTo(1);
    }

    @Test
    void namesOfThoseResponsibleAndOfHelpersDoNotLeaveAndCodesDo() throws IOException {
        open("n-17", OURS);
        StatusEvent event = CaseHistoriesTest.with(
                event("decided", "n-17", OURS),
                "{'track':'simple','changedAtOnce':['attitude','X Y'],'policy':'P-3','disciplineRoute':'n9',"
                        + "'responsible':[{'level':'specific','name':'Smith','role':'nurse','departmentCode':'03'},"
                        + "{'level':'words of Smith'}],"
                        + "'helpers':[{'kind':'volunteer','name':'Smith','organisation':'Smith & Co'}],"
                        + "'seal':{'kind':'object','number':'7','what':'of Smith','holder':'Smith'}}");

        News told = note(event).derived().news().stream()
                .filter(news -> news.about().has("status"))
                .findFirst()
                .orElseThrow();

        assertThat(told.about().toString())
                .doesNotContain("Smith")
                .doesNotContain("X Y")
                .doesNotContain("n9");
        assertThat(told.about().at("/status/responsible").toString())
                .isEqualTo("[{\"level\":\"specific\",\"role\":\"nurse\",\"departmentCode\":\"03\"},{}]");
        assertThat(told.about().at("/status/helpers").toString()).isEqualTo("[{\"kind\":\"volunteer\"}]");
        assertThat(told.about().at("/status/changedAtOnce").toString()).isEqualTo("[\"attitude\"]");
        assertThat(told.about().at("/status/track").asText()).isEqualTo("simple");
        assertThat(told.about().at("/status/policy").asText()).isEqualTo("P-3");
    }

    @Test
    void sameIdForAnotherContentIsRefused() throws IOException {
        open("n-2", OURS);
        StatusEvent event = event("closed", "n-2", OURS);
        note(event);

        Noted changed = note(CaseHistoriesTest.with(event, "{'type':'withdrawn'}"));

        assertThat(changed.result()).isEqualTo(Result.REFUSED);
        assertThat(changed.findings()).containsExactly(Finding.of(Problem.STATUS_ID_REUSED, "/eventId"));
    }

    @Test
    void eventOfAnotherInstitutionNeverTouchesACase() throws IOException {
        long id = open("n-3", OURS);

        Noted noted = note(event("closed", "n-3", OTHERS));

        assertThat(noted.result()).isEqualTo(Result.WAITING);
        assertThat(noted.complaintId()).isNull();
        assertThat(noted.findings()).containsExactly(Finding.of(Problem.STATUS_CASE_UNKNOWN, "/complaint"));
        named(id);
        assertThat(rows("status_event", id)).isZero();
        assertThat(stateOf(id)).isEqualTo("received");
    }

    @Test
    void twoInstitutionsMayUseTheSameIdsAndNumbers() throws IOException {
        long ours = open("n-4", OURS);
        long theirs = open("n-4-theirs", OTHERS);
        alias(theirs, "receipt-number", "n-4");
        StatusEvent event = event("closed", "n-4", OURS);

        assertThat(note(event).complaintId()).isEqualTo(ours);
        assertThat(note(CaseHistoriesTest.with(event, "{'institution':{'uscc':'" + OTHERS + "'}}"))
                        .complaintId())
                .isEqualTo(theirs);
    }

    @Test
    void eventWaitsForItsCaseAndIsFoundWhenTheCaseComes() throws IOException {
        Noted waiting = note(event("closed", "n-5", OURS));
        assertThat(waiting.result()).isEqualTo(Result.WAITING);
        assertThat(note(event("accepted", "n-5", OURS)).result()).isEqualTo(Result.WAITING);

        long id = open("n-5", OURS);
        Derived derived = named(id);

        assertThat(derived.state()).isEqualTo("closed");
        assertThat(rows("status_event", id)).isEqualTo(2);
        assertThat(slice.jdbc()
                        .sql("select count(*) from status_waiting where value = 'n-5'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void eventIsFoundByTheNumberOfTheHotlineOnlyWithItsSystem() throws IOException {
        long id = open("n-6", OURS);
        alias(id, "work-order", "city|A6");

        StatusEvent right = numbered("urged", "{'kind':'work-order','system':'city','value':'A6'}", OURS);
        StatusEvent wrong = numbered("urged", "{'kind':'work-order','system':'other','value':'A6'}", OURS);

        assertThat(note(right).complaintId()).isEqualTo(id);
        assertThat(note(wrong).result()).isEqualTo(Result.WAITING);
    }

    @Test
    void nameThatIsNoNumberOfOneCaseFindsNothing() throws IOException {
        long id = open("n-7", OURS);
        alias(id, "author", "a@example.org");
        alias(id, "item", "desk::1");

        assertThat(note(numbered("closed", "{'kind':'author','value':'a@example.org'}", OURS))
                        .result())
                .isEqualTo(Result.WAITING);
        assertThat(note(numbered("closed", "{'kind':'item','value':'desk::1'}", OURS))
                        .result())
                .isEqualTo(Result.WAITING);
    }

    @Test
    void eventThatNamesTwoCasesWaitsAndChangesNeither() throws IOException {
        long one = open("n-8", OURS);
        long two = open("n-9", OURS);
        StatusEvent both = CaseHistoriesTest.with(
                event("closed", "n-8", OURS),
                "{'complaint':[{'kind':'receipt-number','value':'n-8'},{'kind':'receipt-number','value':'n-9'}]}");

        Noted noted = note(both);
        named(one);
        named(two);

        assertThat(noted.result()).isEqualTo(Result.WAITING);
        assertThat(noted.findings()).containsExactly(Finding.of(Problem.STATUS_CASE_AMBIGUOUS, "/complaint"));
        assertThat(stateOf(one)).isEqualTo("received");
        assertThat(stateOf(two)).isEqualTo("received");
    }

    @Test
    void timeBringsAWarningAndThenTheEndEachOnce() throws IOException {
        long id = open("n-10", OURS);
        Derived opened = derive(id, MORNING);
        assertThat(opened.news()).isEmpty();
        assertThat(opened.nextAt()).isNotNull();

        Derived warned = derive(id, Instant.parse("2026-11-26T00:00:00Z"));
        Derived again = derive(id, Instant.parse("2026-11-26T00:00:01Z"));
        Derived over = derive(id, Instant.parse("2026-11-27T16:00:00Z"));

        assertThat(typesOf(warned, "reply-one-department")).containsExactly("duty.due-soon");
        assertThat(typesOf(again, "reply-one-department")).isEmpty();
        assertThat(again.nextAt()).isEqualTo(Instant.parse("2026-11-27T16:00:00Z"));
        assertThat(typesOf(over, "reply-one-department")).containsExactly("duty.overdue");
        assertThat(over.nextAt()).isNull();
        assertThat(typesOf(derive(id, Instant.parse("2026-11-30T16:00:00Z")), "reply-one-department"))
                .isEmpty();
        assertThat(slice.jdbc()
                        .sql("select missed from duty where complaint_id = :id and rule = 'reply-one-department'")
                        .param("id", id)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void lateEventThatSaysItWasInTimePutsAMissedDutyRight() throws IOException {
        long id = open("n-11", OURS);
        derive(id, Instant.parse("2026-11-30T00:00:00Z"));
        StatusEvent late = CaseHistoriesTest.with(
                event("replied", "n-11", OURS),
                "{'occurredAt':'2026-11-25T02:00:00Z','receivedAt':'2026-11-30T01:00:00Z'}");

        Noted noted = note(late, Instant.parse("2026-11-30T01:00:00Z"));

        assertThat(typesOf(noted.derived(), "reply-one-department")).containsExactly("duty.met");
        assertThat(slice.jdbc()
                        .sql("select missed from duty where complaint_id = :id and rule = 'reply-one-department'")
                        .param("id", id)
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    @Test
    void impossibleEventsAreNotedWithTheState() throws IOException {
        long id = open("n-12", OURS);

        note(event("unsealed", "n-12", OURS));

        assertThat(slice.jdbc()
                        .sql("select findings::text from case_status where complaint_id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single())
                .contains(Problem.STATUS_OUT_OF_TURN.code());
    }

    @Test
    void caseTakesABoundedNumberOfEvents() throws IOException {
        long id = open("n-13", OURS);
        slice.jdbc()
                .sql(
                        "insert into status_event (institution, source, event_id, complaint_id, type, occurred_at, received_at, "
                                + "sha256, document) select :institution, 'flood', n, :id, 'urged', now(), now(), ''::bytea, '{}' "
                                + "from generate_series(1, 2000) n")
                .param("institution", OURS)
                .param("id", id)
                .update();

        Noted noted = note(event("urged", "n-13", OURS));

        assertThat(noted.result()).isEqualTo(Result.REFUSED);
        assertThat(noted.findings()).containsExactly(Finding.of(Problem.STATUS_TOO_MANY, ""));
    }

    @Test
    void erasedCaseHasNoEventsAndNoDutiesAndTakesNone() throws IOException {
        long id = open("n-14", OURS);
        note(event("accepted", "n-14", OURS));
        inTransaction(book -> {
            book.erase(id);
            return null;
        });
        slice.jdbc()
                .sql("update complaint set erased_at = now() where id = :id")
                .param("id", id)
                .update();

        assertThat(rows("status_event", id) + rows("duty", id) + rows("case_status", id))
                .isZero();
        assertThat(note(event("closed", "n-14", OURS)).result()).isEqualTo(Result.WAITING);
        assertThat(derive(id, MORNING)).isNull();
        assertThat(rows("duty", id)).isZero();
    }

    @Test
    void casesWithOpenDutiesAreFoundAgainAndRulesAreAdoptedOnce() throws IOException {
        long id = open("n-15", OURS);
        note(CaseHistoriesTest.with(event("sealed", "n-15", OURS), "{'seal':{'kind':'record','number':'1'}}"));

        List<Long> fromIt = inTransaction(book -> book.open(id - 1, 10));
        List<Long> after = inTransaction(book -> book.open(id, 10));

        assertThat(fromIt).contains(id);
        assertThat(after).doesNotContain(id);
        inTransaction(book -> book.adoptRules(MORNING));
        Boolean isAnother = inTransaction(book -> book.adoptRules(MORNING));
        assertThat(isAnother).isFalse();
    }

    @Test
    void implausibleTimesAreKeptAsTheyWereSaid() throws IOException {
        long id = open("n-16", OURS);
        StatusEvent wrong =
                CaseHistoriesTest.with(event("accepted", "n-16", OURS), "{'occurredAt':'+1000000000-12-31T23:59:59Z'}");

        assertThat(note(wrong).result()).isEqualTo(Result.ADDED);
        assertThat(stateOf(id)).isEqualTo("accepted");
    }

    @Test
    void whoHasAnExtensionIsWarnedAgainBeforeItEnds() throws IOException {
        long id = open("n-20", OURS);
        note(at("assigned", "n-20", "2026-11-20T02:00:00Z"), Instant.parse("2026-11-20T02:00:00Z"));
        Derived warned = derive(id, Instant.parse("2026-11-26T00:00:01Z"));
        note(at("extension-asked", "n-20", "2026-11-26T01:00:00Z"), Instant.parse("2026-11-26T01:00:00Z"));
        Noted granted =
                note(at("extension-granted", "n-20", "2026-11-26T02:00:00Z"), Instant.parse("2026-11-26T02:00:00Z"));

        Derived again = derive(id, Instant.parse("2026-12-03T00:00:01Z"));
        Derived still = derive(id, Instant.parse("2026-12-03T00:00:02Z"));
        Derived over = derive(id, Instant.parse("2026-12-04T16:00:00Z"));

        assertThat(typesOf(warned, "department")).containsExactly("duty.due-soon");
        assertThat(typesOf(granted.derived(), "department")).isEmpty();
        assertThat(typesOf(again, "department")).containsExactly("duty.due-soon");
        assertThat(typesOf(still, "department")).isEmpty();
        assertThat(typesOf(over, "department")).containsExactly("duty.overdue");
    }

    private static StatusEvent at(String type, String number, String time) throws IOException {
        return CaseHistoriesTest.with(
                event(type, number, OURS), "{'occurredAt':'" + time + "','receivedAt':'" + time + "'}");
    }

    @Test
    void eventThatCountsOnlyOnceAnEarlierOneIsThereIsAnnouncedAgain() throws IOException {
        open("n-18", OURS);
        StatusEvent granted = CaseHistoriesTest.with(
                event("extension-granted", "n-18", OURS), "{'occurredAt':'2026-11-20T03:00:00Z'}");
        StatusEvent asked =
                CaseHistoriesTest.with(event("extension-asked", "n-18", OURS), "{'occurredAt':'2026-11-20T02:00:00Z'}");

        Noted early = note(granted);
        Noted late = note(asked);
        Noted later = note(event("urged", "n-18", OURS));

        assertThat(told(early.derived())).containsExactly("extension-granted false");
        assertThat(told(late.derived())).containsExactlyInAnyOrder("extension-asked true", "extension-granted true");
        assertThat(told(later.derived())).containsExactly("urged true");
    }

    @Test
    void eventOfADayToComeIsCountedOnThatOfItsArrival() throws IOException {
        long id = open("n-19", OURS);

        note(CaseHistoriesTest.with(event("closed", "n-19", OURS), "{'occurredAt':'2027-11-20T02:00:00Z'}"));

        assertThat(slice.jdbc()
                        .sql("select occurred_at = received_at from status_event where complaint_id = :id")
                        .param("id", id)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private static List<String> told(Derived derived) {
        return derived.news().stream()
                .map(news -> news.about().path("status"))
                .filter(status -> !status.isMissingNode())
                .map(status -> status.path("type").asText() + " " + status.path("counts"))
                .toList();
    }

    private static List<String> typesOf(Derived derived, String rule) {
        return derived.news().stream()
                .filter(news -> news.about().at("/duty/rule").asText().equals(rule))
                .map(News::type)
                .toList();
    }

    /** What became of an event, and how its case stands then. */
    private record Noted(Result result, Long complaintId, List<Finding> findings, Derived derived) {}

    private interface Work<T> {
        T with(CaseStatuses book);
    }

    private static <T> T inTransaction(Work<T> work) {
        return slice.get(TransactionTemplate.class).execute(status -> work.with(slice.get(CaseStatuses.class)));
    }

    private static Noted note(StatusEvent event) {
        return note(event, Instant.parse("2026-11-20T12:00:00Z"));
    }

    private static Noted note(StatusEvent event, Instant now) {
        return inTransaction(book -> {
            CaseStatuses.Noted noted =
                    book.noteAll(List.of(new Said(event, null, 0)), now).get(0);
            Derived derived = noted.result() == Result.ADDED
                    ? book.derive(noted.complaintId(), now).orElseThrow()
                    : null;
            return new Noted(noted.result(), noted.complaintId(), noted.findings(), derived);
        });
    }

    private static Derived derive(long id, Instant now) {
        return inTransaction(book -> book.derive(id, now).orElse(null));
    }

    private static Derived named(long id) {
        return inTransaction(book -> {
            book.named(List.of(id));
            return book.derive(id, Instant.parse("2026-11-20T12:00:00Z")).orElse(null);
        });
    }

    private static StatusEvent event(String type, String number, String institution) throws IOException {
        return numbered(type, "{'kind':'receipt-number','value':'" + number + "'}", institution);
    }

    private static StatusEvent numbered(String type, String number, String institution) throws IOException {
        return CaseHistoriesTest.with(
                CaseHistoriesTest.event("oa", type, 30),
                "{'eventId':'e" + ++count + "','institution':{'uscc':'" + institution + "'},'complaint':[" + number
                        + "]}");
    }

    private static long open(String number, String institution) {
        long id = slice.jdbc()
                .sql("insert into complaint (number, channel, revision, document, received_at, updated_at) values "
                        + "(:number, 'letter', 1, cast(:document as jsonb), now(), now()) returning id")
                .param("number", number)
                .param(
                        "document",
                        "{\"channel\":\"letter\",\"receivedAt\":\"2026-11-20T01:00:00Z\",\"institution\":{\"uscc\":\""
                                + institution + "\"},\"matter\":{}}")
                .query(Long.class)
                .single();
        alias(id, "receipt-number", number);
        return id;
    }

    private static void alias(long id, String kind, String value) {
        slice.jdbc()
                .sql("insert into complaint_alias (kind, value, complaint_id) values (:kind, :value, :id)")
                .param("kind", kind)
                .param("value", value)
                .param("id", id)
                .update();
    }

    private static String stateOf(long id) {
        derive(id, MORNING);
        return slice.jdbc()
                .sql("select state from case_status where complaint_id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    private static int rows(String table, long id) {
        return slice.jdbc()
                .sql("select count(*) from " + table + " where complaint_id = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
    }
}

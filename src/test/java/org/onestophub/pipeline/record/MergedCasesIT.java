package org.onestophub.pipeline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onestophub.support.CaseRig.document;
import static org.onestophub.support.CaseRig.thing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.JsonText;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.CaseStates;
import org.onestophub.complaint.contract.operations.CaseLinks;
import org.onestophub.complaint.contract.operations.Erasures;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.CaseRig;
import org.onestophub.support.HandClock;

/** Cases that stand for others; they arrive on a Friday at 9 o'clock in Shanghai, and the clock stands there. */
class MergedCasesIT {

    private static final Mapping STATUS = new Mapping(
            "status",
            Path.of("."),
            "json",
            JsonNodeFactory.instance.objectNode(),
            "status.jslt",
            "complaint",
            Mapping.STATUS);

    @TempDir
    Path home;

    private final HandClock clock = new HandClock("2026-09-18T01:00:00Z");
    private CaseRig rig;
    private int round;

    @BeforeEach
    void open() {
        rig = CaseRig.withLoop(
                home,
                slice -> slice.with(Clock.class, clock).rooms("loop.duty.OpenDuties", "loop.status.CaseStateQueries"));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void mergedCaseLeavesTheCountsAndItsDutiesEndAndAllAreNotified() {
        String one = order("W1", "one");
        String other = order("W2", "other");

        say("merged", one, other);

        assertThat(stateOf(one)).isEqualTo("merged");
        assertThat(stateOf(other)).isEqualTo("received");
        assertThat(into(one)).isEqualTo(other);
        assertThat(shown(one).path("mergedInto").asText()).isEqualTo(other);
        assertThat(leftOut(one)).isEqualTo("merged");
        assertThat(leftOut(other)).isEmpty();
        assertThat(openDuties(one)).isZero();
        assertThat(openDuties(other)).isPositive();
        ObjectNode news = lastStatus();
        assertThat(news.path("state").asText()).isEqualTo("merged");
        assertThat(news.path("into").asText()).isEqualTo(other);
        assertThat(events(one)).endsWith("complaint.status", "complaint.updated");
    }

    @Test
    void numbersOfAMergedCaseLeadToTheOneThatStandsForIt() {
        String one = order("W1", "one");
        String other = order("W2", "other");
        say("merged", one, other);

        CaseStates states = rig.get(CaseStates.class);

        assertThat(states.state(one, "", new CaseStates.Asker("", null)).number())
                .isEqualTo(other);
        assertThat(states.state("W1", "12345", new CaseStates.Asker("", null)).number())
                .isEqualTo(other);
        assertThat(states.state("W1", "12345", new CaseStates.Asker("", "12345"))
                        .number())
                .isEqualTo(other);
    }

    @Test
    void whatComesLaterIsAddedToTheOneThatStandsAndGoesBackWhenTheyAreTakenApart() {
        String one = order("W1", "one");
        String other = order("W2", "other");
        ObjectNode before = shown(one);
        ObjectNode stood = shown(other);
        say("merged", one, other);

        Receipt later = again("W1", "one again");

        assertThat(rig.endOf(later)).isEqualTo("done appended");
        assertThat(caseOf(later)).isEqualTo(other);
        assertThat(wordsOf(other)).contains("one again");
        assertThat(wordsOf(one)).doesNotContain("one again");
        again("W2", "other again");

        say("unmerged", one);

        assertThat(caseOf(later)).isEqualTo(one);
        assertThat(wordsOf(one)).contains("one again").doesNotContain("other");
        assertThat(wordsOf(other)).contains("other again").doesNotContain("one");
        assertThat(shown(one).has("mergedInto")).isFalse();
        assertThat(shown(one).path("number")).isEqualTo(before.path("number"));
        assertThat(shown(other).path("externalIds")).isEqualTo(stood.path("externalIds"));
        assertThat(caseOf(again("W1", "one at last"))).isEqualTo(one);
        assertThat(caseOf(again("W2", "other at last"))).isEqualTo(other);
    }

    @Test
    void takenApartWithoutAnythingBetweenBothAreAsBefore() {
        String one = order("W1", "one");
        String other = order("W2", "other");
        say("accepted", one);
        ObjectNode before = shown(one);
        ObjectNode stood = shown(other);
        List<String> duties = duties(one);

        say("merged", one, other);
        say("unmerged", one);

        assertThat(shown(one)).isEqualTo(before);
        assertThat(shown(other)).isEqualTo(stood);
        assertThat(stateOf(one)).isEqualTo("accepted");
        assertThat(duties(one)).isEqualTo(duties);
        assertThat(leftOut(one)).isEmpty();
        assertThat(rig.count("case_merge")).isZero();
    }

    @Test
    void repeatOfWhatAMergedCaseHasIsNothingNew() {
        String one = order("W1", "one");
        String other = order("W2", "other");
        say("merged", one, other);
        Receipt same = rig.receipt();

        rig.record(same, thing("k-one", orderOf("W1", "one")));

        assertThat(rig.endOf(same)).isEqualTo("done repeated");
        assertThat(wordsOf(other)).doesNotContain("one");
        assertThat(caseOf(same)).isEqualTo(one);
    }

    @Test
    void erasingAMergedCaseTakesAwayItsRepeats() {
        String one = order("W1", "one secret");
        String other = order("W2", "other");
        say("merged", one, other);
        rig.record(rig.receipt(), thing("k-one secret", orderOf("W1", "one secret")));

        rig.get(Erasures.class).erase(one, "a reason", "test");

        assertThat(rig.jdbc()
                        .sql(
                                "select count(*) from receipt_item where document::text like '%secret%' or view::text like '%secret%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void walkBegunAnewLeavesWhatWasAddedForAMergedCaseWhereItIs() {
        String one = order("W1", "one");
        String other = order("W2", "other");
        say("merged", one, other);
        Receipt later = again("W1", "one again");

        rig.jdbc()
                .sql("insert into work (lane, ref, due_at) values ('complaint', :id, now()) on conflict do nothing")
                .param("id", later.id())
                .update();
        rig.record(later, thing("k-one again", orderOf("W1", "one again")));

        assertThat(rig.items(later)).containsExactly("0 appended");
        assertThat(caseOf(later)).isEqualTo(other);
    }

    @Test
    void whatIsSaidOfAMergedCaseCountsForTheOneThatStandsUntilTheyAreTakenApart() {
        String one = order("W1", "one");
        String other = order("W2", "other");
        say("merged", one, other);

        say("closed", one);

        assertThat(stateOf(one)).isEqualTo("merged");
        assertThat(stateOf(other)).isEqualTo("closed");
        assertThat(openDuties(other)).isZero();
        assertThat(closedOn(other)).isNotNull();
        assertThat(lastStatus().path("state").asText()).isEqualTo("closed");
        say("unmerged", one);
        assertThat(stateOf(one)).isEqualTo("closed");
        assertThat(stateOf(other)).isEqualTo("received");
        assertThat(closedOn(other)).isNull();
    }

    @Test
    void orderThatIsWithdrawnAfterItsCaseWasMergedLeavesTheOtherCaseOpen() {
        String one = order("W1", "one");
        String other = order("W2", "other");
        say("merged", one, other);

        say("withdrawn", one);

        assertThat(stateOf(one)).isEqualTo("merged");
        assertThat(stateOf(other)).isEqualTo("received");
        assertThat(leftOut(other)).isEmpty();

        say("unmerged", one);

        assertThat(stateOf(one)).isEqualTo("withdrawn");
        assertThat(leftOut(one)).isEqualTo("withdrawn");
    }

    @Test
    void eventWithNumbersOfBothBelongsToTheOneThatStands() {
        String one = order("W1", "one");
        String other = order("W2", "other");
        say("merged", one, other);
        Walk both = status("closed", one);
        ((ArrayNode) both.candidates().get(0).mapped().path("complaint"))
                .addObject()
                .put("kind", "receipt-number")
                .put("value", other);

        rig.get(RecordStep.class).record(List.of(both));

        assertThat(stateOf(other)).isEqualTo("closed");
    }

    @Test
    void chainEndsAtTheLastAndComesApartLinkByLink() {
        String one = order("W1", "one");
        String two = order("W2", "two");
        String three = order("W3", "three");
        say("merged", one, two);
        again("W1", "one again");
        assertThat(wordsOf(two)).contains("one again");

        say("merged", two, three);

        assertThat(into(one)).isEqualTo(three);
        assertThat(shown(one).path("mergedInto").asText()).isEqualTo(three);
        assertThat(wordsOf(two)).doesNotContain("one again");
        assertThat(wordsOf(three)).contains("one again");
        say("closed", one);
        assertThat(stateOf(three)).isEqualTo("closed");
        say("unmerged", two);
        assertThat(into(one)).isEqualTo(two);
        assertThat(into(two)).isNull();
        assertThat(wordsOf(two)).contains("one again");
        assertThat(wordsOf(three)).doesNotContain("one again");
        assertThat(stateOf(three)).isEqualTo("received");
        assertThat(stateOf(two)).isEqualTo("closed");
        say("unmerged", one);
        assertThat(wordsOf(one)).contains("one again");
        assertThat(stateOf(two)).isEqualTo("received");
        assertThat(stateOf(one)).isEqualTo("closed");
    }

    @Test
    void circleIsRefusedWithAFindingAndCountsOnceItIsNoneAnyMore() {
        String one = order("W1", "one");
        String two = order("W2", "two");
        String three = order("W3", "three");
        say("merged", one, two);
        say("merged", two, three);

        say("merged", three, one);
        say("merged", one, one);

        assertThat(stateOf(three)).isEqualTo("received");
        assertThat(findings(three)).contains("ST-112");
        say("unmerged", one);
        derive();
        assertThat(stateOf(three)).isEqualTo("merged");
        assertThat(into(three)).isEqualTo(one);
        assertThat(into(two)).isEqualTo(one);
    }

    @Test
    void twoMergesOfOneListThatExcludeEachOtherLeaveOneCase() {
        String one = order("W1", "one");
        String two = order("W2", "two");

        rig.get(RecordStep.class).record(List.of(status("merged", one, two), status("merged", two, one)));

        assertThat(List.of(stateOf(one), stateOf(two))).containsExactlyInAnyOrder("merged", "received");
        assertThat(rig.count("case_merge")).isOne();
    }

    @Test
    void mergeIntoACaseThatIsNotThereWaitsForItAndTheCaseStays() {
        String one = order("W1", "one");
        Receipt later = rig.receipt();
        say("merged", one, later.number());
        assertThat(stateOf(one)).isEqualTo("received");
        assertThat(findings(one)).contains("ST-111");
        assertThat(openDuties(one)).isPositive();

        rig.record(later, thing("k-late", document("late")));
        derive();

        assertThat(into(one)).isEqualTo(later.number());
        assertThat(stateOf(one)).isEqualTo("merged");
    }

    @Test
    void caseOfAnotherInstitutionIsNeverMergedInto() {
        String one = order("W1", "one");
        ObjectNode foreign = document("foreign");
        foreign.putObject("institution").put("uscc", "91350203M0001QAY9B");
        Receipt theirs = rig.receipt();
        rig.record(theirs, thing("k-foreign", foreign));

        say("merged", one, theirs.number());

        assertThat(stateOf(one)).isEqualTo("received");
        assertThat(findings(one)).contains("ST-111");
        assertThat(into(one)).isNull();
    }

    @Test
    void mergeIntoSeveralCasesIsRefused() {
        String one = order("W1", "one");
        String two = order("W2", "two");
        String three = order("W3", "three");

        say("merged", one, two, three);

        assertThat(findings(one)).contains("ST-113");
        assertThat(stateOf(one)).isEqualTo("received");
    }

    @Test
    void oneCaseStandsForABoundedNumber() {
        String one = order("W0", "one");
        List<Walk> merges = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            merges.add(status("merged", order("W" + i, "other " + i), one));
        }
        rig.get(RecordStep.class).record(merges);
        String last = order("W101", "last");

        say("merged", last, one);

        assertThat(findings(last)).contains("ST-114");
        assertThat(into(last)).isNull();
    }

    @Test
    void erasingTheOneThatStandsLetsTheOthersStandForThemselves() {
        String one = order("W1", "one");
        String two = order("W2", "two");
        say("merged", one, two);
        again("W1", "one again");

        rig.get(Erasures.class).erase(two, "a reason", "test");
        derive();

        assertThat(into(one)).isNull();
        assertThat(stateOf(one)).isEqualTo("received");
        assertThat(wordsOf(one)).contains("one again");
        assertThat(leftOut(one)).isEmpty();
    }

    @Test
    void erasingAMergedCaseTakesItsWordsOutOfTheOneThatStands() {
        String one = order("W1", "one");
        String two = order("W2", "two");
        say("merged", one, two);
        again("W1", "one secret");
        again("W2", "two again");

        rig.get(Erasures.class).erase(one, "a reason", "test");

        assertThat(wordsOf(two)).contains("two again").doesNotContain("secret");
        assertThat(rig.jdbc()
                        .sql("select count(*) from complaint_revision where document::text like '%secret%'")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(rig.count("merged_item")).isZero();
    }

    @Test
    void complaintAboutPrivacyIsKeptBackUntilAnEventSaysThatThePatientWasVerified() {
        Receipt receipt = rig.receipt();
        ObjectNode document = document("a secret");
        document.putObject("flags").put("privacy", true);
        document.withObjectProperty("complainant").put("relation", "1");
        rig.record(receipt, thing("k-private", document));
        assertThat(shown(receipt.number()).at("/flags/restricted").asBoolean()).isTrue();

        say("identity-checked", receipt.number());

        assertThat(shown(receipt.number()).at("/flags/restricted").isMissingNode())
                .isTrue();
        assertThat(shown(receipt.number())
                        .at("/complainant/identityVerified/at")
                        .asText())
                .isNotEmpty();
        assertThat(events(receipt.number())).endsWith("complaint.updated", "complaint.status");
    }

    @Test
    void checkThatFailsLaterKeepsTheComplaintBackAgain() {
        String one = privateOrder("W1", "a secret");
        say("identity-checked", one);
        assertThat(isRestricted(one)).isFalse();

        sayFailed(one);

        assertThat(isRestricted(one)).isTrue();
        assertThat(shown(one).at("/complainant/identityVerified").isMissingNode())
                .isTrue();
        say("identity-checked", one);
        assertThat(isRestricted(one)).isFalse();
    }

    @Test
    void checkOfAMergedCaseIsNoneOfTheOneThatStands() {
        String one = privateOrder("W1", "a secret");
        String other = privateOrder("W2", "another secret");
        say("merged", one, other);

        say("identity-checked", one);

        assertThat(isRestricted(other)).isTrue();
        assertThat(isRestricted(one)).isFalse();
    }

    @Test
    void whatComesForAMergedCaseThatIsKeptBackStaysWithIt() {
        String one = privateOrder("W1", "a secret");
        String other = privateOrder("W2", "other");
        say("identity-checked", other);
        say("merged", one, other);

        Receipt later = again("W1", "one more secret");

        assertThat(caseOf(later)).isEqualTo(one);
        assertThat(wordsOf(other)).doesNotContain("one more");
        assertThat(wordsOf(one)).contains("one more");
        assertThat(isRestricted(one)).isTrue();
        assertThat(isRestricted(other)).isFalse();
        assertThat(into(one)).isEqualTo(other);
    }

    @Test
    void eventThatNamesTwoCasesIsTakenOnceOneStandsForBoth() {
        String one = order("W1", "one");
        String other = order("W2", "other");
        Walk both = status("closed", one);
        ((ArrayNode) both.candidates().get(0).mapped().path("complaint"))
                .addObject()
                .put("kind", "receipt-number")
                .put("value", other);
        rig.get(RecordStep.class).record(List.of(both));
        assertThat(rig.count("status_waiting")).isPositive();

        say("merged", one, other);

        assertThat(rig.count("status_waiting")).isZero();
        assertThat(stateOf(other)).isEqualTo("closed");
        assertThat(stateOf(one)).isEqualTo("merged");
    }

    @Test
    void whatWasPassedToAnErasedCaseIsNotCountedForItAnyMore() {
        String one = order("W1", "one");
        String other = order("W2", "other");
        say("merged", one, other);
        say("closed", one);
        assertThat(closedOn(other)).isNotNull();

        rig.get(Erasures.class).erase(other, "a reason", "test");
        derive();

        assertThat(closedOn(other)).isNull();
        assertThat(closedOn(one)).isNotNull();
    }

    @Test
    void takingApartIsRefusedIfTheCaseStaysMerged() {
        String one = order("W1", "one");
        String other = order("W2", "other");
        clock.pass(Duration.ofMinutes(30));
        Walk ahead = status("merged", one, other);
        clock.pass(Duration.ofMinutes(-30));
        ahead.candidates().get(0).mapped().put("receivedAt", clock.instant().toString());
        rig.get(RecordStep.class).record(List.of(ahead));
        assertThat(into(one)).isEqualTo(other);
        CaseLinks links = rig.get(CaseLinks.class);

        assertThatThrownBy(() -> links.takeApart(one, List.of(), "somebody", "a mistake"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(Problem.STATUS_NOT_POSSIBLE));

        assertThat(into(one)).isEqualTo(other);
        assertThat(rig.count("status_event")).isOne();
    }

    @Test
    void peopleMergeAndTakeApartAndDoingItTwiceChangesNothing() {
        String one = order("W1", "one");
        String two = order("W2", "two");
        CaseLinks links = rig.get(CaseLinks.class);

        links.merge(one, two, List.of(), "somebody", "same matter");
        links.merge(one, two, List.of(), "somebody", "same matter");

        assertThat(into(one)).isEqualTo(two);
        assertThat(rig.count("status_event")).isOne();
        assertThat(links.kin(idOf(two)).merged()).containsExactly(one);
        assertThat(links.kin(idOf(one)).into()).isEqualTo(two);
        clock.pass(Duration.ofMinutes(1));
        links.takeApart(one, List.of(), "somebody", "a mistake");
        links.takeApart(one, List.of(), "somebody", "a mistake");
        assertThat(into(one)).isNull();
        assertThat(rig.count("status_event")).isEqualTo(2);
    }

    private String order(String number, String words) {
        Receipt receipt = rig.receipt();
        rig.record(receipt, thing("k-" + words, orderOf(number, words)));
        return receipt.number();
    }

    /** An order about the privacy of the patient, who complains but was not verified. */
    private String privateOrder(String number, String words) {
        Receipt receipt = rig.receipt();
        ObjectNode document = orderOf(number, words);
        document.putObject("flags").put("privacy", true);
        document.withObjectProperty("complainant").put("relation", "1");
        rig.record(receipt, thing("k-" + words, document));
        return receipt.number();
    }

    private boolean isRestricted(String number) {
        return shown(number).at("/flags/restricted").asBoolean();
    }

    private void sayFailed(String number) {
        clock.pass(Duration.ofSeconds(1));
        Walk failed = status("identity-checked", number);
        failed.candidates().get(0).mapped().put("result", "failed");
        rig.get(RecordStep.class).record(List.of(failed));
    }

    private Receipt again(String number, String words) {
        clock.pass(Duration.ofSeconds(1));
        Receipt receipt = rig.receipt();
        Walk walk = rig.walk(receipt, thing("k-" + words, orderOf(number, words)));
        ((ObjectNode) walk.candidates().get(0).mapped().at("/arrivals/0")).put("receiptId", receipt.id());
        rig.get(RecordStep.class).record(List.of(walk));
        return receipt;
    }

    private static ObjectNode orderOf(String number, String words) {
        ObjectNode document = document(words);
        document.putArray("externalIds")
                .addObject()
                .put("system", "12345")
                .put("kind", "work-order")
                .put("value", number);
        return document;
    }

    private void say(String type, String number, String... others) {
        clock.pass(Duration.ofSeconds(1));
        rig.get(RecordStep.class).record(List.of(status(type, number, others)));
    }

    private Walk status(String type, String number, String... others) {
        String id = "e-" + round++;
        ObjectNode event =
                JsonText.objectOf("{\"schemaVersion\":\"1\",\"source\":\"oa\",\"eventId\":\"" + id + "\",\"type\":\""
                        + type + "\",\"occurredAt\":\"" + clock.instant() + "\",\"receivedAt\":\"" + clock.instant()
                        + "\",\"complaint\":[{\"kind\":\"receipt-number\",\"value\":\"" + number + "\"}]}");
        for (String other : others) {
            event.withArrayProperty("others")
                    .addObject()
                    .put("kind", "receipt-number")
                    .put("value", other);
        }
        Candidate candidate =
                Candidate.found("status::" + id, event.deepCopy(), List.of()).with(event);
        return Walk.of(rig.receipt()).under(STATUS).with(List.of(candidate), Map.of());
    }

    private void derive() {
        rig.get(RecordStep.class)
                .derive(rig.jdbc()
                        .sql("select id from complaint where erased_at is null order by id")
                        .query(Long.class)
                        .list());
    }

    private ObjectNode shown(String number) {
        return JsonText.objectOf(one("select document::text from complaint where number = :number", number));
    }

    private String wordsOf(String number) {
        ObjectNode document = shown(number);
        StringBuilder words = new StringBuilder(document.at("/matter/facts").asText()).append('|');
        document.path("arrivals")
                .forEach(arrival -> words.append(arrival.path("text").asText()).append('|'));
        return words.toString();
    }

    private String stateOf(String number) {
        return one(
                "select s.state from case_status s join complaint c on c.id = s.complaint_id where c.number = :number",
                number);
    }

    private @Nullable String into(String number) {
        return rig.jdbc()
                .sql(
                        "select s.number from complaint c join complaint s on s.id = c.merged_into where c.number = :number")
                .param("number", number)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private long idOf(String number) {
        return Long.parseLong(one("select id::text from complaint where number = :number", number));
    }

    private String caseOf(Receipt receipt) {
        return rig.jdbc()
                .sql(
                        "select c.number from receipt_item i join complaint c on c.id = i.complaint_id where i.receipt_id = :id")
                .param("id", receipt.id())
                .query(String.class)
                .single();
    }

    private String leftOut(String number) {
        return one("select left_out from complaint_fact where number = :number", number);
    }

    private @Nullable String closedOn(String number) {
        return rig.jdbc()
                .sql("select coalesce(closed_on::text, '') from complaint_fact where number = :number")
                .param("number", number)
                .query(String.class)
                .single()
                .transform(day -> day.isEmpty() ? null : day);
    }

    private String findings(String number) {
        return one(
                "select s.findings::text from case_status s join complaint c on c.id = s.complaint_id "
                        + "where c.number = :number",
                number);
    }

    private long openDuties(String number) {
        return Long.parseLong(one(
                "select count(*)::text from duty d join complaint c on c.id = d.complaint_id "
                        + "where c.number = :number and d.met_at is null and d.ended_at is null",
                number));
    }

    private List<String> duties(String number) {
        return rig.jdbc()
                .sql("select d.rule || ' ' || coalesce(d.due_at::text, '') || ' ' || coalesce(d.ended_at::text, '') "
                        + "from duty d join complaint c on c.id = d.complaint_id where c.number = :number order by 1")
                .param("number", number)
                .query(String.class)
                .list();
    }

    private List<String> events(String number) {
        return rig.jdbc()
                .sql("select e.type from event e join complaint c on c.id = e.complaint_id where c.number = :number "
                        + "order by e.id")
                .param("number", number)
                .query(String.class)
                .list();
    }

    private ObjectNode lastStatus() {
        return JsonText.objectOf(rig.jdbc()
                .sql(
                        "select (about -> 'status')::text from event where type = 'complaint.status' order by id desc limit 1")
                .query(String.class)
                .single());
    }

    private String one(String sql, String number) {
        return rig.jdbc().sql(sql).param("number", number).query(String.class).single();
    }
}

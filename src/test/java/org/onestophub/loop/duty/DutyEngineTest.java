package org.onestophub.loop.duty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.problem.Problem;

/** The shipped rules over complaints of each kind. Complaints arrive on Friday, 20 November 2026, at 9 o'clock. */
class DutyEngineTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Instant EARLY = at("2026-11-20T10:00");
    private static final Instant LATE = at("2027-12-31T10:00");
    private static final List<DutyRule> RULES =
            new DutyRules(Path.of("mappings/duties"), new CodeLists(Path.of("mappings/code-lists"))).rules();
    private static final DutyEngine ENGINE = new DutyEngine(new DueDates(
            CalendarFile.read(Path.of("mappings/calendars/cn-mainland.csv")).calendar(),
            ZONE,
            LocalTime.of(8, 0),
            LocalTime.of(17, 30)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'kind':'staff'}",
                "{'kind':'safety','flags':{'major':true}}",
                "{'channel':'staff'}",
                "{'flags':{'staffInternal':true}}"
            })
    void mattersOfStaffHaveNoDutiesOfPatients(String complaint) throws IOException {
        assertThat(duty("reply-one-department", complaint(complaint), EARLY)).isEmpty();
        assertThat(duty("major-report", complaint(complaint), EARLY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reply-one-department | {} | 2026-11-27",
                "first-reply | {} | 2026-11-27",
                "reply-several-departments | {'matter':{'departments':[{'name':'a'},{'name':'b'}]}} | 2026-12-04",
                "on-the-spot | {'flags':{'solvedOnSpot':true}} | 2026-11-20",
                "transfer | {'handling':{'receivedBy':{'name':'a'}}} | 2026-11-20",
                "hotline-sign | {'channel':'hotline'} | 2026-11-23",
                "hotline-contact | {'channel':'hotline'} | 2026-11-23",
                "hotline-return | {'channel':'hotline'} | 2026-11-24",
                "hotline-finish-inquiry | {'channel':'hotline','matter':{'type':'inquiry'}} | 2026-11-23",
                "hotline-finish-supervised | {'channel':'hotline','handling':{'hotline':{'approach':'1'}}} | 2026-11-25",
                "hotline-finish | {'channel':'hotline','matter':{'type':'complaint'}} | 2026-11-27",
                // what the order itself names counts first
                "hotline-finish | {'channel':'hotline','handling':{'hotline':{'limit':{'finish':'3WD'}}}} | 2026-11-25",
                "hotline-finish | {'channel':'hotline','handling':{'hotline':{'limit':{'finish':'15个工作日'}}}} | 2026-12-11",
                "hotline-finish | {'channel':'hotline','handling':{'hotline':{'dueAt':'2026-11-28','limit':{'finish':'3WD'}}}} | 2026-11-28",
                "hotline-finish | {'channel':'hotline','handling':{'hotline':{'dueAt':'2026-11-26 12:00:00'}}} | 2026-11-26",
                "hotline-finish | {'channel':'hotline','handling':{'hotline':{'dueAt':'2026-11-26T04:00:00Z'}}} | 2026-11-26",
                "hotline-contact | {'channel':'hotline','handling':{'hotline':{'limit':{'contact':'2小时'}}}} | 2026-11-20",
                "hotline-sign | {'channel':'hotline','handling':{'hotline':{'dispatchedAt':'2026-11-19T04:00:00Z'}}} | 2026-11-20",
                // of a second round only the first start counts
                "hotline-sign | {'channel':'hotline','handling':{'hotline':{'round':'2','dispatchedAt':'2026-11-27T04:00:00Z'}}} | 2026-11-23",
                "hotline-sign | {'channel':'hotline','handling':{'hotline':{'round':'2','dispatchedAt':'2026-11-19T04:00:00Z','again':{'dispatchedAt':'2026-11-27T04:00:00Z'}}}} | 2026-11-20",
                "hotline-finish | {'channel':'hotline','handling':{'hotline':{'round':'2','approach':'0','again':{'approach':'2','dueAt':'2026-12-31T15:59:59Z','limit':{'finish':'1WD'}}}}} | 2026-11-27",
                "major-report | {'flags':{'major':true}} | 2026-11-20",
                "petition-notice | {'matter':{'sourceCategories':[{'list':'petition','value':'x'}]}} | 2026-12-07",
                "petition-finish | {'matter':{'sourceCategories':[{'list':'petition','value':'x'}]}} | 2027-01-19"
            })
    void complaintStartsItsDuties(String rule, String complaint, LocalDate day) throws IOException {
        Duty duty = duty(rule, complaint(complaint), EARLY).orElseThrow();

        assertThat(duty.dueDay()).isEqualTo(day);
        assertThat(duty.key()).isEqualTo("received");
        assertThat(duty.isOpen() || rule.equals("on-the-spot")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reply-one-department | {'matter':{'departments':[{'name':'a'},{'name':'b'}]}}",
                "reply-several-departments | {}",
                "reply-one-department | {'flags':{'solvedOnSpot':true}}",
                "reply-one-department | {'matter':{'type':'praise'}}",
                "reply-one-department | {'matter':{'type':'lead'}}",
                "hotline-sign | {'channel':'letter'}",
                "hotline-finish | {'channel':'hotline','matter':{'type':'inquiry'}}",
                "hotline-finish-inquiry | {'channel':'hotline','matter':{'type':'inquiry'},'handling':{'hotline':{'approach':'2'}}}",
                "major-report | {}",
                "petition-notice | {'channel':'letter'}",
                "transfer | {}"
            })
    void rulesForOtherComplaintsStartNothing(String rule, String complaint) throws IOException {
        assertThat(duty(rule, complaint(complaint), EARLY)).isEmpty();
    }

    @Test
    void replyMeetsTheDutyAndALateOneIsMissed() throws IOException {
        DutyEvent inTime = event("replied", "2026-11-27T23:59");
        DutyEvent late = event("replied", "2026-11-28T00:01");

        Duty met = duty("reply-one-department", complaint("{}"), LATE, inTime).orElseThrow();
        Duty missed = duty("reply-one-department", complaint("{}"), LATE, late).orElseThrow();

        assertThat(met.missed()).isFalse();
        assertThat(met.metAt()).isEqualTo(inTime.at());
        assertThat(met.metBy()).isEqualTo(inTime.id());
        assertThat(met.nextAt()).isNull();
        assertThat(missed.missed()).isTrue();
        assertThat(missed.isOpen()).isFalse();
    }

    @Test
    void openDutyIsMissedFromTheInstantOfItsDueDateOn() throws IOException {
        Instant due = at("2026-11-28T00:00");

        Duty before = duty("reply-one-department", complaint("{}"), due.minusMillis(1))
                .orElseThrow();
        Duty at = duty("reply-one-department", complaint("{}"), due).orElseThrow();

        assertThat(before.missed()).isFalse();
        assertThat(before.nextAt()).isEqualTo(due);
        assertThat(at.missed()).isTrue();
        assertThat(at.nextAt()).isNull();
    }

    @Test
    void warningsComeBeforeTheDueDateInOrder() throws IOException {
        Duty duty = duty("reply-one-department", complaint("{}"), EARLY).orElseThrow();

        assertThat(duty.warnings()).hasSize(2).isSorted();
        assertThat(duty.warnings().get(1))
                .as("opening of the working day before")
                .isEqualTo(at("2026-11-26T08:00"));
        assertThat(duty.nextAt()).isEqualTo(duty.warnings().get(0));
        assertThat(duty.warnedBy(at("2026-11-26T08:00"))).isEqualTo(2);
        assertThat(duty.warnedBy(EARLY)).isZero();
    }

    @Test
    void withdrawnComplaintEndsItsDutiesWithoutMeetingThem() throws IOException {
        Duty duty = duty("reply-one-department", complaint("{}"), LATE, event("withdrawn", "2026-11-23T09:00"))
                .orElseThrow();

        assertThat(duty.isOpen()).isFalse();
        assertThat(duty.metAt()).isNull();
        assertThat(duty.endedAt()).isEqualTo(at("2026-11-23T09:00"));
        assertThat(duty.missed()).isFalse();
    }

    @Test
    void reopenedComplaintStartsASecondDuty() throws IOException {
        List<Duty> duties = duties(
                "reply-one-department",
                complaint("{}"),
                LATE,
                event("closed", "2026-11-23T09:00"),
                event("reopened", "2026-11-24T09:00"),
                event("replied", "2026-12-02T09:00"));

        assertThat(duties).extracting(Duty::missed).containsExactly(false, true);
        assertThat(duties)
                .extracting(Duty::dueDay)
                .containsExactly(LocalDate.of(2026, 11, 27), LocalDate.of(2026, 12, 1));
    }

    @Test
    void appraisalIsNotCountedInAMediation() throws IOException {
        DutyEvent opened = event("forum-opened", "2026-03-02T09:00", "{'forum':'people-mediation'}");
        DutyEvent begun = event("appraisal-begun", "2026-03-10T09:00");
        DutyEvent ended = event("appraisal-ended", "2026-05-20T09:00");

        Duty plain = duty("mediation", complaint("{}"), EARLY, opened).orElseThrow();
        Duty paused = duty("mediation", complaint("{}"), EARLY, opened, begun).orElseThrow();
        Duty resumed =
                duty("mediation", complaint("{}"), EARLY, opened, begun, ended).orElseThrow();

        assertThat(plain.dueDay()).isEqualTo(LocalDate.of(2026, 4, 14));
        assertThat(paused.due()).isNull();
        assertThat(paused.nextAt()).isNull();
        assertThat(paused.missed()).isFalse();
        // five working days were counted before the appraisal, so 25 are left from 20 May on
        assertThat(resumed.dueDay()).isEqualTo(LocalDate.of(2026, 6, 24));
        assertThat(resumed.pauses()).containsExactly(new Pause(begun.at(), ended.at()));
    }

    @Test
    void appraisalIsNotCountedInTheExtensionOfAMediation() throws IOException {
        DutyEvent opened = event("forum-opened", "2026-03-02T09:00", "{'forum':'people-mediation'}");
        DutyEvent granted = event("extension-granted", "2026-04-10T09:00", "{'reason':'mediation'}");
        DutyEvent begun = event("appraisal-begun", "2026-04-20T09:00");
        DutyEvent ended = event("appraisal-ended", "2026-05-20T09:00");

        Duty extended =
                duty("mediation", complaint("{}"), EARLY, opened, granted).orElseThrow();
        Duty paused = duty("mediation", complaint("{}"), EARLY, opened, granted, begun)
                .orElseThrow();
        Duty resumed = duty("mediation", complaint("{}"), EARLY, opened, granted, begun, ended)
                .orElseThrow();

        assertThat(extended.dueDay()).isEqualTo(LocalDate.of(2026, 5, 28));
        assertThat(paused.due()).isNull();
        // of the days after 14 April three were counted before the appraisal, so 27 are left from 20 May on
        assertThat(resumed.dueDay()).isEqualTo(LocalDate.of(2026, 6, 26));
    }

    @Test
    void extensionThatIsGrantedWhileAnAppraisalLastsCounts() throws IOException {
        DutyEvent opened = event("forum-opened", "2026-03-02T09:00", "{'forum':'people-mediation'}");
        DutyEvent begun = event("appraisal-begun", "2026-03-10T09:00");
        DutyEvent granted = event("extension-granted", "2026-04-10T09:00", "{'reason':'mediation'}");
        DutyEvent ended = event("appraisal-ended", "2026-05-20T09:00");

        Duty resumed = duty("mediation", complaint("{}"), EARLY, opened, begun, granted, ended)
                .orElseThrow();

        // 30 working days after 24 June, with the Dragon Boat Festival before that
        assertThat(resumed.dueDay()).isEqualTo(LocalDate.of(2026, 8, 5));
        assertThat(resumed.findings()).isEmpty();
    }

    @Test
    void orderThatIsForcedUponTheHospitalAfterAReturnHasANewLimit() throws IOException {
        JsonNode order = complaint("{'channel':'hotline'}");
        DutyEvent returned = event("returned", "2026-11-23T09:00");
        DutyEvent forced = event("forced", "2026-11-24T09:00");

        List<Duty> after = duties("hotline-finish", order, EARLY, returned, forced);
        List<Duty> open = duties("hotline-finish", order, EARLY, forced);

        assertThat(after).extracting(Duty::isOpen).containsExactly(false, true);
        assertThat(after.get(1).dueDay()).isEqualTo(LocalDate.of(2026, 12, 1));
        assertThat(open).extracting(Duty::dueDay).containsExactly(LocalDate.of(2026, 11, 27));
        assertThat(duties("reply-one-department", order, EARLY, returned, forced))
                .extracting(Duty::isOpen)
                .containsExactly(false, true);
    }

    @Test
    void dateOfAnOrderThatIsHandledAgainCountsAsItWasNamedLast() throws IOException {
        JsonNode order = complaint("{'channel':'hotline'}");
        DutyEvent first = due(event("re-handled", "2026-11-27T10:00"), "2026-12-04T23:59:59");
        DutyEvent later = due(event("re-handled", "2026-11-27T11:00"), "2026-12-08T23:59:59");

        assertThat(duties("hotline-handle-again", order, EARLY, first))
                .extracting(Duty::dueDay)
                .containsExactly(LocalDate.of(2026, 12, 4));
        assertThat(duties("hotline-handle-again", order, EARLY, first, later))
                .extracting(Duty::dueDay)
                .containsExactly(LocalDate.of(2026, 12, 8));
    }

    @Test
    void orderThatIsNotHandledHasNoLimitLeft() throws IOException {
        JsonNode order = complaint("{'channel':'hotline'}");
        DutyEvent refused = event("not-handled", "2026-11-20T16:00");

        List<Duty> all = new ArrayList<>(
                ENGINE.dutiesOf(order, List.of(refused), RULES, LATE).duties());

        assertThat(all).isNotEmpty().noneMatch(Duty::isOpen).noneMatch(Duty::missed);
    }

    @Test
    void courtIsNoMediation() throws IOException {
        assertThat(duty(
                        "mediation",
                        complaint("{}"),
                        EARLY,
                        event("forum-opened", "2026-03-02T09:00", "{'forum':'court'}")))
                .isEmpty();
    }

    @Test
    void extensionCountsIfItWasAskedForBeforeTheEnd() throws IOException {
        JsonNode order = complaint("{'channel':'hotline'}");
        DutyEvent asked = event("extension-asked", "2026-11-27T17:00");
        DutyEvent granted = event("extension-granted", "2026-11-30T09:00");
        DutyEvent late = event("extension-asked", "2026-11-28T09:00");

        assertThat(duty("hotline-finish", order, EARLY, asked, granted)
                        .orElseThrow()
                        .dueDay())
                .isEqualTo(LocalDate.of(2026, 12, 11));
        Duty refused = duty("hotline-finish", order, EARLY, late, granted).orElseThrow();
        assertThat(refused.dueDay()).isEqualTo(LocalDate.of(2026, 11, 27));
        assertThat(refused.findings()).extracting(Finding::code).containsExactly(Problem.DUTY_EXTENSION_LATE.code());
    }

    @Test
    void dateOfAnExtensionCountsUpToWhatTheRuleAllowsAndOnce() throws IOException {
        JsonNode order = complaint("{'channel':'hotline'}");
        DutyEvent asked = event("extension-asked", "2026-11-24T17:00");
        DutyEvent few = due(event("extension-granted", "2026-11-25T09:00"), "2026-12-01T18:00");
        DutyEvent many = due(event("extension-granted", "2026-11-25T09:00"), "2027-12-01T18:00");

        assertThat(duty("hotline-finish", order, EARLY, asked, few)
                        .orElseThrow()
                        .due())
                .isEqualTo(at("2026-12-01T18:00"));
        Duty tooLong = duty("hotline-finish", order, EARLY, asked, many).orElseThrow();
        assertThat(tooLong.dueDay()).isEqualTo(LocalDate.of(2026, 12, 11));
        assertThat(tooLong.findings())
                .extracting(Finding::code)
                .containsExactly(Problem.DUTY_EXTENSION_TOO_LONG.code());
        Duty twice = duty("hotline-finish", order, EARLY, asked, few, event("extension-granted", "2026-11-26T09:00"))
                .orElseThrow();
        assertThat(twice.due()).isEqualTo(at("2026-12-01T18:00"));
        assertThat(twice.findings()).extracting(Finding::code).contains(Problem.DUTY_EXTENSION_TOO_LONG.code());
    }

    @Test
    void extensionOfOneClockLeavesTheOthersAlone() throws IOException {
        JsonNode order = complaint("{'channel':'hotline'}");
        DutyEvent assigned = event("assigned", "2026-11-20T10:00");
        DutyEvent granted = event("extension-granted", "2026-11-25T09:00", "{'reason':'hotline'}");

        assertThat(duty("hotline-finish", order, EARLY, assigned, granted)
                        .orElseThrow()
                        .dueDay())
                .isEqualTo(LocalDate.of(2026, 12, 11));
        assertThat(duty("department", order, EARLY, assigned, granted)
                        .orElseThrow()
                        .dueDay())
                .isEqualTo(LocalDate.of(2026, 11, 27));
    }

    @Test
    void everySealedObjectHasItsOwnThreeYears() throws IOException {
        List<Duty> duties = duties(
                "seal",
                complaint("{}"),
                LATE,
                event("sealed", "2026-11-20T10:00", "{'seal':{'kind':'record','number':'1'}}"),
                event("sealed", "2026-11-23T10:00", "{'seal':{'kind':'object','number':'2'}}"),
                event("unsealed", "2026-12-01T10:00", "{'seal':{'kind':'record','number':'1'}}"));

        assertThat(duties).extracting(Duty::isOpen).containsExactly(false, true);
        assertThat(duties)
                .extracting(Duty::dueDay)
                .containsExactly(LocalDate.of(2029, 11, 20), LocalDate.of(2029, 11, 23));
        assertThat(duties.get(1).provisional()).isTrue();
        assertThat(duties.get(1).findings()).extracting(Finding::code).containsExactly(Problem.DUTY_PROVISIONAL.code());
    }

    @Test
    void majorEventIsReportedInTwelveHoursAndAnExtraMajorOneInTwo() throws IOException {
        DutyEvent major = event("major", "2026-11-21T10:00", "{'level':'major'}");
        DutyEvent extra = event("major", "2026-11-21T10:00", "{'level':'extra-major'}");

        assertThat(duty("major-report", complaint("{}"), EARLY, major)
                        .orElseThrow()
                        .due())
                .isEqualTo(at("2026-11-21T22:00"));
        assertThat(duty("extra-major-report", complaint("{}"), EARLY, extra)
                        .orElseThrow()
                        .due())
                .isEqualTo(at("2026-11-21T12:00"));
        assertThat(duty("major-report", complaint("{}"), EARLY, extra)).isEmpty();
        assertThat(duty("settlement-report", complaint("{}"), EARLY, event("settled", "2026-11-20T10:00"))
                        .orElseThrow()
                        .dueDay())
                .isEqualTo(LocalDate.of(2026, 11, 27));
        assertThat(duty(
                                "hotline-handle-again",
                                complaint("{'channel':'hotline'}"),
                                EARLY,
                                event("re-handled", "2026-11-27T10:00"))
                        .orElseThrow()
                        .dueDay())
                .isEqualTo(LocalDate.of(2026, 12, 2));
    }

    @ParameterizedTest
    @CsvSource({
        "soon",
        "2026-13-45",
        "2025-01-01",
        "+999999999-12-31",
        "-999999999-01-01",
        "2099-01-01",
        "+1000000000-12-31T23:59:59Z",
        "2026-11-20T08:00:00+08:00"
    })
    void dateThatCannotBeUsedLeavesTheLimitOfTheRule(String printed) throws IOException {
        Duty duty = duty(
                        "hotline-finish",
                        complaint("{'channel':'hotline','handling':{'hotline':{'dueAt':'" + printed + "'}}}"),
                        EARLY)
                .orElseThrow();

        assertThat(duty.dueDay()).isEqualTo(LocalDate.of(2026, 11, 27));
        assertThat(duty.findings()).extracting(Finding::code).containsExactly(Problem.DUTY_DATE_UNREADABLE.code());
    }

    @ParameterizedTest
    @CsvSource({"+1000000000-12-31T23:59:59Z", "-1000000000-01-01T00:00:00Z", "yesterday", "1970-01-01T00:00:00Z"})
    void timeThatCannotBeMeantStartsNothing(String receivedAt) throws IOException {
        ObjectNode complaint = complaint("{}");
        complaint.put("receivedAt", receivedAt);

        assertThat(duty("reply-one-department", complaint, EARLY)).isEmpty();
    }

    @Test
    void conditionThatCannotBeEvaluatedIsAFindingAndStopsNoOtherRule() throws IOException {
        DutyRules rules = rules("""
                  - id: broken
                    name: {zh: 一, en: one}
                    basis: {kind: hospital, text: a rule}
                    applies: size(.channel) > 1
                    starts: [{field: /receivedAt}]
                    limit: 5 working-days
                    met: [replied]
                    responsible: complaint-office
                  - id: sound
                    name: {zh: 二, en: two}
                    basis: {kind: hospital, text: a rule}
                    starts: [{field: /receivedAt}]
                    limit: 5 working-days
                    met: [replied]
                    responsible: complaint-office
                """);

        DutyEngine.Duties duties = ENGINE.dutiesOf(complaint("{'channel':5}"), List.of(), rules.rules(), EARLY);

        assertThat(rules.faults()).isEmpty();
        assertThat(duties.duties()).extracting(Duty::rule).containsExactly("sound");
        assertThat(duties.findings()).containsExactly(Finding.of(Problem.DUTY_CONDITION_FAILED, "broken"));
    }

    @Test
    void institutionMayHaveAnotherLimitAndTurnRulesOnAndOff() throws IOException {
        DutyRules rules = rules("""
                  - id: one
                    name: {zh: 一, en: one}
                    basis: {kind: hospital, text: a rule}
                    starts: [{field: /receivedAt}]
                    limit: 5 working-days
                    met: [replied]
                    responsible: complaint-office
                    institutions:
                      91350100M000100Y43: {limit: 3 working-days, warn: [50%], responsible: head}
                      91350203M0001QAY9B: {off: true}
                  - id: two
                    name: {zh: 二, en: two}
                    basis: {kind: hospital, text: a rule}
                    starts: [{field: /receivedAt}]
                    limit: 5 working-days
                    met: [replied]
                    responsible: complaint-office
                    off: true
                    institutions: {91350203M0001QAY9B: {off: false}}
                """);
        assertThat(rules.faults()).isEmpty();

        List<Duty> first = at("91350100M000100Y43", rules);
        List<Duty> second = at("91350203M0001QAY9B", rules);

        assertThat(first)
                .extracting(Duty::rule, Duty::responsible)
                .containsExactly(org.assertj.core.api.Assertions.tuple("one", "head"));
        assertThat(first.get(0).dueDay()).isEqualTo(LocalDate.of(2026, 11, 25));
        assertThat(first.get(0).warnings()).hasSize(1);
        assertThat(second).extracting(Duty::rule).containsExactly("two");
        assertThat(at("", rules)).extracting(Duty::rule).containsExactly("one");
    }

    private static List<Duty> at(String institution, DutyRules rules) throws IOException {
        ObjectNode complaint = complaint("{}");
        complaint.putObject("institution").put("uscc", institution);
        return ENGINE.dutiesOf(complaint, List.of(), rules.rules(), EARLY).duties();
    }

    private static DutyRules rules(String text) throws IOException {
        Path folder = java.nio.file.Files.createTempDirectory("rules");
        Path file = folder.resolve("a.yaml");
        java.nio.file.Files.writeString(file, "source: a test\nchanges: [{date: 2026-11-29}]\nrules:\n" + text);
        DutyRules rules = new DutyRules(folder, new CodeLists(Path.of("mappings/code-lists")));
        java.nio.file.Files.delete(file);
        java.nio.file.Files.delete(folder);
        return rules;
    }

    private static Optional<Duty> duty(String rule, JsonNode complaint, Instant now, DutyEvent... events) {
        return duties(rule, complaint, now, events).stream().findFirst();
    }

    private static List<Duty> duties(String rule, JsonNode complaint, Instant now, DutyEvent... events) {
        DutyEngine.Duties computed = ENGINE.dutiesOf(complaint, List.of(events), RULES, now);
        assertThat(computed.findings()).isEmpty();
        List<Duty> found = new ArrayList<>(computed.duties());
        found.removeIf(duty -> !duty.rule().equals(rule));
        return found;
    }

    private static ObjectNode complaint(String more) throws IOException {
        ObjectNode complaint = (ObjectNode) CanonicalJson.MAPPER.readTree(more.replace('\'', '"'));
        return complaint.put("receivedAt", "2026-11-20T01:00:00Z");
    }

    private static DutyEvent event(String type, String local) throws IOException {
        return event(type, local, "{}");
    }

    private static DutyEvent event(String type, String local, String body) throws IOException {
        return event(type, local, body, null);
    }

    private static DutyEvent due(DutyEvent event, String local) {
        return new DutyEvent(event.id(), event.type(), event.at(), at(local), event.body());
    }

    private static DutyEvent event(String type, String local, String body, @Nullable Instant due) throws IOException {
        return new DutyEvent(
                type + "@" + local, type, at(local), due, CanonicalJson.MAPPER.readTree(body.replace('\'', '"')));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(ZONE).toInstant();
    }
}
